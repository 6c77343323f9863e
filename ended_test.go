//go:build unix

package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestEvalThatIsEnded ends a program at work: it writes what eval was asked for, as run does.
func TestEvalThatIsEnded(t *testing.T) {
	page := filepath.Join(t.TempDir(), "page.html")
	cmd := exec.Command(os.Args[0], "eval", "-o", page)
	cmd.Env = append(os.Environ(), asCommand+"=1")
	cmd.Stdin = strings.NewReader("print(\"begun\")\n%%\nsum(sum(sin(j k) for k in 1..1000000) for j in 1..1000000)")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // fails, with the exit code that is looked at
	if text, err := os.ReadFile(page); cmd.ProcessState.ExitCode() != exitFailed || !strings.Contains(string(text), "begun") {
		t.Errorf("exit %d, %v", cmd.ProcessState.ExitCode(), err)
	}
}
