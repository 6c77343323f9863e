package syntax

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"saddle/kernel/lang/message"
)

var keyLiteral = regexp.MustCompile(`"((?:syntax|habit|latex|suggest)\.[a-z.-]+)"`)

// Every key in the sources of this package is in the catalogue, and so is the advice that goes with it.
func TestKeysAreInTheCatalogue(t *testing.T) {
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range keyLiteral.FindAllStringSubmatch(string(text), -1) {
			if !strings.HasSuffix(path, "_test.go") && message.Say(match[1]).In(message.English) == match[1] {
				t.Errorf("%s: the catalogue has no %s", path, match[1])
			}
		}
	}
	for sign, h := range habits {
		for _, key := range []string{h.key, h.key + ".advice"} {
			if message.Say(key).In(message.Chinese) == key {
				t.Errorf("%s: the catalogue has no %s", sign, key)
			}
		}
	}
	for word, key := range headWords {
		if message.Say(key+".advice").In(message.English) == key+".advice" {
			t.Errorf("%s: the catalogue has no advice %s", word, key)
		}
	}
}

// Every mistake of the fixtures says what to write, in both languages, and leaves no placeholder unfilled.
func TestMistakesHaveAdvice(t *testing.T) {
	count := 0
	for _, path := range mistakeFiles(t) {
		for _, m := range readMistakes(t, path) {
			_, errors := parse(m.cell)
			if len(errors) == 0 {
				t.Errorf("%s: %q is no mistake", path, m.cell)
			}
			for _, err := range errors {
				count++
				for _, locale := range []message.Locale{message.English, message.Chinese} {
					checkAdvice(t, m.cell, err, locale)
				}
			}
		}
	}
	if count < 150 {
		t.Errorf("only %d mistakes", count)
	}
}

var unfilled = regexp.MustCompile(`\{[0-9]`)

func checkAdvice(t *testing.T, cell string, err *message.Error, locale message.Locale) {
	advice := err.Advice.In(locale)
	switch said := message.Render(err, locale); {
	case advice == "":
		t.Errorf("%q gives no advice:\n%s", cell, said)
	case unfilled.MatchString(strings.NewReplacer(cell, "").Replace(advice)) && !strings.Contains(cell, "{"):
		t.Errorf("%q leaves a placeholder:\n%s", cell, said)
	case strings.Contains(err.Text.In(locale)+advice, "token"), strings.Contains(said, "*syntax."):
		t.Errorf("%q speaks of the program:\n%s", cell, said)
	}
}
