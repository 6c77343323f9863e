package notebook

import (
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var update = flag.Bool("update", false, "write the words of the language where other highlighters read them")

// TestWords holds the highlighters of other tools to the page's words.
func TestWords(t *testing.T) {
	path := filepath.Join("..", "..", "packaging", "python", "saddle_kernel", "words.json")
	want, err := json.MarshalIndent(map[string][]string{"keywords": slices.Sorted(maps.Keys(keywords))}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *update {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != string(want) {
		t.Errorf("%s is not\n%s(%v); go test ./kernel/notebook -run Words -update writes it", path, want, err)
	}
}
