package server

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func all(entry) bool { return true }

// inputs writes cells with their sessions.
func inputs(entries []entry) string {
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&b, "%d/%d %.20s\n", e.session, e.Line, e.Input)
	}
	return b.String()
}

func TestTrimDropsTheOldestSessionsWhole(t *testing.T) {
	folder := historyFolder{path: filepath.Join(t.TempDir(), "sessions")}
	for session := range 10 {
		h := &history{folder: folder}
		for line := range 3 {
			h.store(line+1, fmt.Sprint(session+1, strings.Repeat("x", 100)), "")
		}
		if session < 8 {
			old := time.Now().Add(-2 * historyDays)
			if err := os.Chtimes(folder.file(h.session), old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	folder.trim(1<<20, 4)
	want := ""
	for _, session := range []int{7, 8, 9, 10} {
		for line := range 3 {
			want += fmt.Sprintf("%d/%d %.20s\n", session, line+1, fmt.Sprint(session, strings.Repeat("x", 100)))
		}
	}
	h := &history{folder: folder}
	if got := inputs(h.last(nil, false, all)); got != want || h.current() != 11 {
		t.Errorf("got\n%swant\n%s, now session %d", got, want, h.current())
	}
	folder.trim(0, 0)
	if numbers, _ := folder.sessions(); fmt.Sprint(numbers) != "[9 10]" {
		t.Errorf("what was written to of late is not kept: %v", numbers)
	}
}

// TestNothingIsLost has kernels of every size of cell write side by side.
func TestNothingIsLost(t *testing.T) {
	folder := historyFolder{path: filepath.Join(t.TempDir(), "sessions")}
	const kernels, cells = 8, 60
	var running sync.WaitGroup
	for kernel := range kernels {
		running.Go(func() {
			h := &history{folder: folder}
			for line := range cells {
				size := 10
				if line%30 == 7 {
					size = 2 << 20
				}
				h.store(line+1, fmt.Sprintf("%d %d %s", kernel, line+1, strings.Repeat("x", size)), "")
				if line == 30 {
					h.folder.tidy()
				}
			}
		})
	}
	running.Wait()
	h := &history{folder: folder}
	found := h.last(nil, false, all)
	seen := map[string]int{}
	for _, e := range found {
		kernel, _, _ := strings.Cut(e.Input, " ")
		if _, known := seen[kernel]; !known {
			seen[kernel] = e.session
		}
		if seen[kernel] != e.session || !strings.HasPrefix(e.Input, fmt.Sprintf("%s %d ", kernel, e.Line)) {
			t.Errorf("session %d line %d is %.20s", e.session, e.Line, e.Input)
		}
	}
	if len(found) != kernels*cells || len(seen) != kernels || h.current() != kernels+1 {
		t.Errorf("%d cells of %d sessions; the next is %d", len(found), len(seen), h.current())
	}
}

func TestAHalfWrittenLineSpoilsNoOther(t *testing.T) {
	folder := historyFolder{path: filepath.Join(t.TempDir(), "sessions")}
	h := &history{folder: folder}
	h.store(1, "one", "")
	file, err := os.OpenFile(folder.file(1), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteString(`{"line":2,"inp`); err != nil {
		t.Fatal(err)
	}
	file.Close()
	h.store(3, "three", "")
	if got := inputs(h.last(nil, false, all)); got != "1/1 one\n1/3 three\n" {
		t.Errorf("got\n%s", got)
	}
}

func TestTheFileOfEarlierVersions(t *testing.T) {
	dir := t.TempDir()
	text := "nonsense\n" + `{"before":4}` + "\n" + `{"session":"a","line":1,"input":"old a"}` + "\n\n" +
		`{"session":"b","line":1,"input":"old b"}` + "\n" + `{"session":"a","line":2,"input":"` + strings.Repeat("x", 5<<20) + `"}` + "\n" + `{"session":"b","li`
	left := filepath.Join(dir, ".history-123")
	for path, content := range map[string]string{filepath.Join(dir, "history"): text, left: "half"} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(left, old, old); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		h := &history{folder: historyFolder{path: filepath.Join(dir, "sessions")}}
		h.store(1, "new", "")
	}
	h := &history{folder: historyFolder{path: filepath.Join(dir, "sessions")}}
	want := "5/1 old a\n5/2 xxxxxxxxxxxxxxxxxxxx\n6/1 old b\n7/1 new\n8/1 new\n"
	if got := inputs(h.last(nil, false, all)); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := inputs(h.between(5, 2, nil)); got != "5/2 xxxxxxxxxxxxxxxxxxxx\n" {
		t.Errorf("of session 5 there is\n%s", got)
	}
	if _, err := os.Stat(left); err == nil {
		t.Error(left, "is still there")
	}
}

func TestWithoutAFolderTheNewestCellsAreKept(t *testing.T) {
	h := &history{}
	for line := range 100 {
		h.store(line+1, strings.Repeat("x", 1<<20), "")
	}
	if got := h.last(nil, false, all); len(got) != unsavedBytes>>20 || got[len(got)-1].Line != 100 {
		t.Errorf("%d cells are held", len(got))
	}
}

// What was run while nothing could be written stands in the file, in its place, when something can.
func TestTheFolderComesBack(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "sessions")
	if err := os.WriteFile(path, nil, 0o600); err != nil { // where the folder should be
		t.Fatal(err)
	}
	h := &history{folder: historyFolder{path: path}}
	h.store(1, "one", "")
	h.store(2, "two", "")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	h.store(3, "three", "")
	const want = "1/1 one\n1/2 two\n1/3 three\n"
	for _, h := range []*history{h, {folder: historyFolder{path: path}}} {
		if got := inputs(h.last(nil, false, all)); got != want {
			t.Errorf("got\n%s", got)
		}
	}
	if h.held != 0 {
		t.Errorf("%d bytes are held still", h.held)
	}
}

func TestGlob(t *testing.T) {
	for _, test := range []struct {
		pattern, text string
		want          bool
	}{
		{"*", "a/b\nc", true}, {"a?c", "a/c", true}, {`a\*`, `a\bc`, true}, {"[ab]x", "bx", true}, {"[^ab]x", "bx", false},
		{"[a/", "[a/", true}, {`[a\`, `[a\`, true}, {"[a/", "a", false}, // malformed: plain text
	} {
		if got := glob(test.pattern, test.text); got != test.want {
			t.Errorf("%q matches %q: %v", test.pattern, test.text, got)
		}
	}
}
