package session_test

import (
	"os"
	"strings"
	"testing"

	"saddle/kernel/session"
)

// TestFirstAttempts types what people type who come from other languages: each line works, or its message holds what the next cell
// takes, and that works. How many did at once and how many after one message is logged.
func TestFirstAttempts(t *testing.T) {
	text, err := os.ReadFile("testdata/first.attempts")
	if err != nil {
		t.Fatal(err)
	}
	var s *session.Session
	attempts, atOnce := 0, 0
	for line := range strings.SplitSeq(string(text), "\n") {
		typed, advice, fails := strings.Cut(line, " => ")
		setup, isSetup := strings.CutPrefix(line, "! ")
		switch {
		case line == "" || strings.HasPrefix(line, "# "):
		case strings.HasPrefix(line, "## "):
			s = session.New(session.Options{Folder: "testdata", Plain: true})
		case isSetup:
			mustRun(t, s, setup)
		case fails:
			attempts++
			followAdvice(t, s, typed, advice)
		default:
			attempts++
			atOnce++
			mustRun(t, s, line)
		}
	}
	t.Logf("%d first attempts: %d worked at once, %d after one message", attempts, atOnce, attempts-atOnce)
	if attempts < 100 {
		t.Errorf("only %d attempts", attempts)
	}
}

// followAdvice types a line that fails, looks for the advice in its message, and follows it.
func followAdvice(t *testing.T, s *session.Session, typed, advice string) {
	t.Helper()
	said := transcript(s, typed)
	piece, cell, other := strings.Cut(advice, " => ")
	switch {
	case !strings.Contains(said, "Error: "):
		t.Errorf("%s works:\n%s", typed, said)
		return
	case advice == "-":
		piece, cell = "take the line away", ""
	case !other:
		cell = piece
	}
	if !strings.Contains(said, piece) {
		t.Errorf("%s\n%s\ndoes not say %s", typed, said, piece)
		return
	}
	if cell != "" {
		cell = strings.ReplaceAll(cell, "; θ", "\n  θ")
		mustRun(t, s, strings.ReplaceAll(cell, "; end", "\nend"))
	}
}
