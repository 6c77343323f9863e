//go:build unix

package session_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"saddle/kernel/session"
)

// inFolder runs cells in a folder and returns what they show, each within seconds.
func inFolder(t *testing.T, folder string) func(code string) string {
	s := session.New(session.Options{Folder: folder})
	return func(code string) string {
		t.Helper()
		shown := make(chan string, 1)
		go func() { shown <- transcript(s, code) }()
		select {
		case text := <-shown:
			return text
		case <-time.After(20 * time.Second):
			t.Fatalf("%s hangs", code)
			return ""
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const png = "\x89PNG\r\n\x1a\n of before"

func TestSavingKeepsToPlainPictures(t *testing.T) {
	folder, elsewhere := t.TempDir(), t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	must(t, syscall.Mkfifo(at("pipe.png"), 0o600))
	must(t, syscall.Mkfifo(at("pipe.csv"), 0o600))
	must(t, os.WriteFile(filepath.Join(elsewhere, "far.png"), []byte(png), 0o644))
	must(t, os.Symlink(filepath.Join(elsewhere, "far.png"), at("link.png")))
	must(t, os.Symlink("nowhere", at("dangling.png")))
	must(t, os.Symlink(elsewhere, at("out")))
	must(t, os.Mkdir(at("folder.png"), 0o755))
	must(t, os.WriteFile(at("kept.png"), []byte(png), 0o444))
	must(t, os.WriteFile(at("notes.png"), []byte("notes"), 0o644))
	run := inFolder(t, folder)
	for name, why := range map[string]string{
		"pipe.png": "not a plain file", "folder.png": "not a plain file", "dangling.png": "not a plain file",
		"link.png": "leads out", "out/a.png": "leads out", "kept.png": "read-only", "notes.png": "not a picture",
		strings.Repeat("a", 300) + ".png": "too long", "notes.png/a.png": "a file stands where a folder is needed",
	} {
		if got := run(`save(plot(x -> x), "` + name + `")`); !strings.Contains(got, "FileError") || !strings.Contains(got, why) {
			t.Errorf("%.20s: %s", name, got)
		}
	}
	if got := run(`load("pipe.csv")`); !strings.Contains(got, "not a plain file") {
		t.Errorf("pipe.csv: %s", got)
	}
	for _, path := range []string{at("kept.png"), filepath.Join(elsewhere, "far.png")} {
		if text, err := os.ReadFile(path); string(text) != png {
			t.Errorf("%s is now %.20q %v", path, text, err)
		}
	}
	if about, err := os.Stat(at("kept.png")); err != nil || about.Mode().Perm() != 0o444 {
		t.Errorf("kept.png has become %v %v", about.Mode(), err)
	}
	noneLeft(t, folder)
}

func TestSavingKeepsPermissions(t *testing.T) {
	folder := t.TempDir()
	private := filepath.Join(folder, "private.png")
	must(t, os.WriteFile(private, []byte(png), 0o600))
	run := inFolder(t, folder)
	long := strings.Repeat("a", 250) + ".png"
	for _, name := range []string{"private.png", long, "sub/../below/new.png"} {
		if got := run(`save(plot(x -> x), "` + name + `")`); !strings.Contains(got, "saved as") {
			t.Errorf("%.20s: %s", name, got)
		}
	}
	about, err := os.Stat(private)
	if err != nil || about.Mode().Perm() != 0o600 || about.Size() < 1000 {
		t.Errorf("private.png: %v %v", about, err)
	}
	if _, err := os.Stat(filepath.Join(folder, "below", "new.png")); err != nil {
		t.Error(err)
	}
	noneLeft(t, folder)
}

func TestPathsThatStayInside(t *testing.T) {
	folder := t.TempDir()
	must(t, os.WriteFile(filepath.Join(folder, "ok.csv"), []byte("x\n1\n2\n"), 0o644))
	must(t, os.WriteFile(filepath.Join(folder, "a..b.csv"), []byte("x\n1\n2\n"), 0o644))
	run := inFolder(t, folder)
	for _, name := range []string{"sub/../ok.csv", "./ok.csv", "a..b.csv"} {
		if got := run(`load("` + name + `")`); strings.Contains(got, "Error") {
			t.Errorf("%s: %s", name, got)
		}
	}
	for _, name := range []string{"../ok.csv", "sub/../../ok.csv", ".."} {
		if got := run(`load("` + name + `")`); !strings.Contains(got, "leads out") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestSavingLeavesNothingOpen saves to a pipe that nobody reads.
func TestSavingLeavesNothingOpen(t *testing.T) {
	folder := t.TempDir()
	must(t, syscall.Mkfifo(filepath.Join(folder, "pipe.png"), 0o600))
	s := session.New(session.Options{Folder: folder})
	before := openFiles(t)
	for range 20 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		_ = s.Execute(ctx, `save(plot(x -> x), "pipe.png")`, func(session.Output) {})
		cancel()
	}
	if after := openFiles(t); after > before+5 {
		t.Errorf("%d files are open, %d were before", after, before)
	}
}

func openFiles(t *testing.T) int {
	entries, err := os.ReadDir("/dev/fd")
	if err != nil {
		t.Skip("this system does not say which files are open")
	}
	return len(entries)
}

// noneLeft fails when temporary files are left.
func noneLeft(t *testing.T, folder string) {
	t.Helper()
	must(t, filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if strings.HasPrefix(filepath.Base(path), ".saddle-") {
			t.Errorf("%s is left", path)
		}
		return err
	}))
}

func TestSavingWhereTheFolderIsGone(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "gone")
	must(t, os.Mkdir(folder, 0o755))
	run := inFolder(t, folder)
	must(t, os.Remove(folder))
	if got := run(`save(plot(x -> x), "a.png")`); !strings.Contains(got, "the notebook's folder is no longer there") {
		t.Error(got)
	}
}
