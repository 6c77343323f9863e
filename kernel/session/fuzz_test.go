package session_test

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"saddle/kernel/session"
)

// FuzzExecute runs a cell after one that defines a few things: whatever it is, the session answers, an interrupt ends
// it, no message shows what only a programmer would read, and the next cell runs.
func FuzzExecute(f *testing.F) {
	fuzzing := flag.Lookup("test.fuzz").Value.String() != ""
	for i, cell := range scriptCells(f) {
		if fuzzing || i%10 == 0 { // TestScripts runs all of them
			f.Add(cell)
		}
	}
	f.Fuzz(func(t *testing.T, code string) {
		if !utf8.ValidString(code) || len(code) > 2000 {
			t.Skip()
		}
		s := session.New(session.Options{Folder: t.TempDir(), Plain: true, Faults: func(panicked any, stack []byte) {
			t.Errorf("%q: %v\n%s", code, panicked, stack)
		}})
		mustRun(t, s, "f(x, y) = x^2 - y^2 + abs(x y)/3\ng(v) = sum(v[i]^2 for i in 1..3)\nA = [2, 1; 1, 3]; v = (1, 2, 3)\nr = run(momentum, f, from = (1, 2), steps = 3);\nD = [0, 1; 1, 3; 2, 4];\nnet(W, b, E = D) = mean((y - W x - b)^2 for (x, y) in E)")
		checkAnswer(t, code, executeFor(t, s, code, 300*time.Millisecond))
		if got := mustRun(t, s, "1 + 1"); got != "2\n" {
			t.Errorf("after %q: 1 + 1 is %s", code, got)
		}
	})
}

// executeFor runs a cell and interrupts it after some time; a second later it must have ended.
func executeFor(t *testing.T, s *session.Session, code string, patience time.Duration) error {
	ctx, interrupt := context.WithTimeout(context.Background(), patience)
	defer interrupt()
	ended := make(chan error, 1)
	go func() { ended <- s.Execute(ctx, code, func(session.Output) {}) }()
	select {
	case err := <-ended:
		return err
	case <-time.After(patience + 5*time.Second):
		t.Fatalf("%q goes on", code)
	}
	return nil
}

// checkAnswer looks at the message of a cell that failed.
func checkAnswer(t *testing.T, code string, err error) {
	if err == nil {
		return
	}
	var failed *session.CellError
	if !errors.As(err, &failed) {
		t.Fatalf("%q: %v is no error of a cell", code, err)
	}
	if failed.Name == "InternalError" {
		t.Errorf("%q: %s", code, failed.Value)
	}
	for _, word := range []string{"goroutine", "runtime error", "interface conversion", "*expr.", "value.", "<nil>", "%!"} {
		if strings.Contains(failed.Value, word) && !strings.Contains(code, word) {
			t.Errorf("%q: the message holds %q: %s", code, word, failed.Value)
		}
	}
}

// scriptCells are the cells of all scripts.
func scriptCells(t testing.TB) []string {
	scripts, err := filepath.Glob("testdata/*.script")
	if err != nil {
		t.Fatal(err)
	}
	var cells []string
	for _, path := range scripts {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range parseScript(string(content)) {
			if c.code != "" {
				cells = append(cells, c.code)
			}
		}
	}
	return cells
}
