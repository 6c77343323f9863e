package syntax

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"saddle/kernel/lang/message"
)

var update = flag.Bool("update", false, "rewrite the messages in testdata")

// mistake is a cell, and the messages it gives.
type mistakenCell struct{ cell, messages string }

// readMistakes reads a file of testdata/mistakes: lines beginning with > are the cell, the others up to an empty line
// are its messages.
func readMistakes(t testing.TB, path string) []mistakenCell {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []mistakenCell
	for _, block := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		var cell, messages []string
		for _, line := range strings.Split(block, "\n") {
			if typed, ok := strings.CutPrefix(line, ">"); ok {
				cell = append(cell, strings.TrimPrefix(typed, " "))
			} else {
				messages = append(messages, line)
			}
		}
		all = append(all, mistakenCell{strings.Join(cell, "\n"), strings.Join(messages, "\n")})
	}
	return all
}

func mistakeFiles(t testing.TB) []string {
	paths, err := filepath.Glob("testdata/mistakes/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no files of mistakes", err)
	}
	return paths
}

func rendered(errors []*message.Error, locale message.Locale) string {
	texts := make([]string, len(errors))
	for i, err := range errors {
		texts[i] = message.Render(err, locale)
	}
	return strings.Join(texts, "\n")
}

func TestMistakes(t *testing.T) {
	for _, path := range mistakeFiles(t) {
		var rewritten []string
		for _, m := range readMistakes(t, path) {
			_, errors := parse(m.cell)
			got := rendered(errors, message.English)
			if got != m.messages && !*update {
				t.Errorf("%s:\n%s\ngives\n%s\nwant\n%s", path, m.cell, got, m.messages)
			}
			rewritten = append(rewritten, "> "+strings.ReplaceAll(m.cell, "\n", "\n> ")+"\n"+got)
		}
		if *update {
			if err := os.WriteFile(path, []byte(strings.Join(rewritten, "\n\n")+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
