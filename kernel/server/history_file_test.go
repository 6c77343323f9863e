package server

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestTrimKeepsTheNumbersOfSessions(t *testing.T) {
	file := historyFile{path: filepath.Join(t.TempDir(), "history")}
	for session := range 10 {
		h := &history{id: fmt.Sprint("session ", session), file: file}
		for line := range 3 {
			h.store(line+1, strings.Repeat("x", 100), fmt.Sprint(session))
		}
	}
	h := &history{id: "now", file: file}
	if err := file.trim(4000); err != nil {
		t.Fatal(err)
	}
	entries, current := h.entries()
	if len(entries) == 0 || len(entries) >= 30 || current != 11 {
		t.Fatalf("%d entries, current session %d", len(entries), current)
	}
	for _, e := range entries {
		if fmt.Sprint(e.session-1) != e.Output {
			t.Errorf("session %s has become number %d", e.Output, e.session)
		}
	}
	if err := file.trim(1 << 20); err != nil {
		t.Fatal(err)
	}
	if again, _ := h.entries(); len(again) != len(entries) {
		t.Errorf("a small file was trimmed")
	}
}

func TestSessionsSideBySide(t *testing.T) {
	file := historyFile{path: filepath.Join(t.TempDir(), "history")}
	var all sync.WaitGroup
	for session := range 4 {
		all.Go(func() {
			h := &history{id: fmt.Sprint(session), file: file}
			for line := range 50 {
				h.store(line+1, fmt.Sprint(session), "")
			}
		})
	}
	all.Wait()
	entries, current := (&history{id: "now", file: file}).entries()
	if len(entries) != 200 || current != 5 {
		t.Errorf("%d entries, current session %d", len(entries), current)
	}
}
