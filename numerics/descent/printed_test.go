package descent

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the formulas in testdata/rules")

// Each rule prints what testdata/rules says, as text and as LaTeX.
func TestPrinted(t *testing.T) {
	for _, r := range Rules() {
		path := filepath.Join("testdata", "rules", r.Name+".txt")
		got := r.Text() + "\n\n" + r.LaTeX() + "\n"
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s prints\n%swant\n%s", r.Name, got, want)
		}
	}
}

func TestEveryRuleIsExplained(t *testing.T) {
	for _, r := range Rules() {
		if !r.Summary.Complete() || r.Source == "" || Named(r.Name) != r {
			t.Errorf("%s: summary %q, source %q", r.Name, r.Summary, r.Source)
		}
		for _, s := range r.Settings {
			if !s.Meaning.Complete() || !strings.Contains(r.Text(), s.Name) {
				t.Errorf("%s: setting %s is not explained or not used", r.Name, s.Name)
			}
		}
	}
	if Named("no_such_rule") != nil {
		t.Error("found a rule that is not there")
	}
}
