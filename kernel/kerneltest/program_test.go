package kerneltest

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// program is the path of the command saddle, built for these tests.
var program string

func TestMain(m *testing.M) {
	os.Exit(withProgram(m.Run))
}

// withProgram builds the program, with the race detector where the tests have it, and runs the tests.
func withProgram(run func() int) int {
	folder, err := os.MkdirTemp("", "kerneltest-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(folder)
	program = filepath.Join(folder, "saddle.exe") // Windows starts nothing without an ending
	build := exec.Command("go", "build", fmt.Sprintf("-race=%t", racing), "-o", program, "saddle")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "the program cannot be built: %v\n%s", err, out)
		return 1
	}
	if err := dependOnSources(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return run()
}

// dependOnSources looks at all that the program is built from. go test keeps the result of a test until a file changes
// that the test has opened; it does not see what go build has opened.
func dependOnSources() error {
	return filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "build" || strings.HasPrefix(entry.Name(), ".") && entry.Name() != ".."):
			return filepath.SkipDir
		}
		return nil
	})
}
