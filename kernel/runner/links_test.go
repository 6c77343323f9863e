package runner

import (
	"os"
	"path/filepath"
	"testing"
)

func TestIsThere(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "data.csv"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	j := &Job{Output: filepath.Join(dir, "en", "01.html"), Pages: []string{filepath.Join(dir, "zh", "01.html")}}
	for file, want := range map[string]bool{"../zh/01.html": true, "../data.csv": true, "02.html": false, "../zh/01.ipynb": false} {
		if got := j.isThere(file); got != want {
			t.Errorf("%s: %t", file, got)
		}
	}
}

func TestToSite(t *testing.T) {
	for output, want := range map[string]string{"pages/01.html": "", "pages/en/01.html": "../", "pages/a/b/01.html": "../../"} {
		if got := (&Job{Output: filepath.FromSlash(output), Site: "pages"}).toSite(); got != want {
			t.Errorf("%s: %q", output, got)
		}
	}
	if got := (&Job{Output: "01.html"}).toSite(); got != "" {
		t.Errorf("a page alone: %q", got)
	}
}
