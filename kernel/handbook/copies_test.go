package handbook_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"saddle/kernel/handbook"
	"saddle/kernel/notebook"
)

func TestCopyLessons(t *testing.T) {
	dir := t.TempDir()
	copies, err := handbook.CopyLessons(dir, "en", false)
	const first = "en/01-critical-points.ipynb"
	if err != nil || !slices.Contains(copies.Written, first) || len(copies.Kept) > 0 {
		t.Fatalf("got %+v, %v", copies, err)
	}
	file := filepath.Join(dir, filepath.FromSlash(first))
	nb, err := notebook.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, cell := range nb.Cells() {
		if cell.Kind() == notebook.Code && (len(cell.Outputs()) > 0 || cell.ExecutionCount() != 0) {
			t.Errorf("cell %s comes with its outputs", cell.ID())
		}
	}
	if copies, err := handbook.CopyLessons(dir, "en", false); err != nil || len(copies.Written)+len(copies.Kept) > 0 {
		t.Errorf("what is there already: got %+v, %v", copies, err)
	}
	work := []byte("my work")
	if err := os.WriteFile(file, work, 0o600); err != nil {
		t.Fatal(err)
	}
	copies, err = handbook.CopyLessons(dir, "", false)
	if there, _ := os.ReadFile(file); err != nil || !slices.Equal(copies.Kept, []string{first}) || string(there) != string(work) {
		t.Errorf("a student's work: got %+v, %v, %q", copies, err, there)
	}
	copies, err = handbook.CopyLessons(dir, "", true)
	if there, _ := os.ReadFile(file); err != nil || !slices.Equal(copies.Written, []string{first}) || string(there) == string(work) {
		t.Errorf("over it: got %+v, %v", copies, err)
	}
	if _, err := handbook.CopyLessons(dir, "fr", false); err == nil {
		t.Error("there is a course in French")
	}
}
