package lessons_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

var place = regexp.MustCompile("`([0-9]{2}-[a-z-]+)#([a-z0-9-]+)`")

// TestCoverage looks that every place that docs/coverage.md names is a cell of a lesson.
func TestCoverage(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "docs", "coverage.md"))
	if err != nil {
		t.Fatal(err)
	}
	names, texts := sources(t, "en")
	found := place.FindAllStringSubmatch(string(text), -1)
	for _, match := range found {
		i := slices.Index(names, match[1])
		if i < 0 || !slices.Contains(ids(texts[i]), match[2]) {
			t.Errorf("there is no cell %s in %s", match[2], match[1])
		}
	}
	if len(found) < 30 {
		t.Errorf("only %d places", len(found))
	}
}
