package session_test

import (
	"slices"
	"strings"
	"testing"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/library"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/kernel/session"
	"saddle/numerics/descent"
)

// TestSettingsAreExplained looks for a sentence about each setting of each built-in function and optimizer.
func TestSettingsAreExplained(t *testing.T) {
	for _, b := range library.Builtins() {
		for _, name := range eval.SettingsOf(mustFind(b.Name)) {
			if meaning, _ := library.SettingMeaning(b.Name, name); !meaning.Complete() {
				t.Errorf("%s of %s has no sentence: kernel/lang/library/setting.go", name, b.Name)
			}
		}
	}
	for _, rule := range descent.Rules() {
		for _, setting := range rule.Settings {
			if !setting.Meaning.Complete() {
				t.Errorf("%s of %s has no sentence", setting.Name, rule.Name)
			}
		}
	}
}

// TestFieldsAreExplained gives the value of every example, and each of its parts, and looks for a sentence about each field.
func TestFieldsAreExplained(t *testing.T) {
	asked := map[string]bool{}
	for _, example := range examplesWithFields() {
		s := session.New(session.Options{Folder: "testdata", Plain: racing})
		lines := strings.Split(example, "\n")
		lines[len(lines)-1] = "answer = " + lines[len(lines)-1]
		if strings.HasPrefix(transcript(s, strings.Join(lines, "\n")), "ParseError") {
			continue // it defines something, or draws
		}
		transcript(s, "part = answer[1]")
		for _, code := range []string{"answer.", "part."} {
			for _, offered := range s.Complete(code, len(code)).Matches {
				asked[offered.Text] = true
				if offered.Signature == "" {
					t.Errorf("%s\n%s%s has no sentence: kernel/lang/library/field.go", example, code, offered.Text)
				}
			}
		}
	}
	for _, name := range []string{"status", "kind", "eigenvalues", "proven", "at", "median", "limit", "values", "residuals", "θ", "x"} {
		if !asked[name] {
			t.Errorf("no example has the field %s", name)
		}
	}
}

func examplesWithFields() []string {
	examples := []string{`load("line.csv")`, "(W = [1, 2], b = 3)", "run(gd, x -> x^2, from = 1, steps = 5)[0..3]", "critical_points((x, y) -> x + y, on = (x, y) -> x^2 + y^2 - 1)"}
	for _, b := range explained() {
		if entry, ok := library.Table().Builtins[b.Name]; !ok || !entry.Draws && !entry.Command {
			examples = append(examples, b.Example)
		}
	}
	return examples
}

// TestSignsAreExplained looks for what each sign is, and for signs that are explained but cannot be typed.
func TestSignsAreExplained(t *testing.T) {
	for _, symbol := range syntax.Symbols() {
		if !library.SignMeaning(symbol).Complete() {
			t.Errorf("%s has no meaning", symbol.Sign)
		}
	}
}

// TestSectionsAreComplete looks for the section of each row of the tables.
func TestSectionsAreComplete(t *testing.T) {
	var names []string
	for _, section := range library.Sections() {
		names = append(names, section.Name)
		if !section.Title.Complete() || !section.Summary.Complete() {
			t.Errorf("the section %s is not in both languages", section.Name)
		}
	}
	for _, row := range explained() {
		if !slices.Contains(names, row.Topic) {
			t.Errorf("%s: there is no section %s", row.Name, row.Topic)
		}
	}
}

// TestEveryPageOpens asks for all that the pages of help name, in both languages.
func TestEveryPageOpens(t *testing.T) {
	for _, locale := range []message.Locale{message.English, message.Chinese} {
		s := session.New(session.Options{Locale: locale})
		for _, section := range library.Sections() {
			title := section.Title.In(locale)
			if page := mustRun(t, s, `help("`+title+`")`); !strings.HasPrefix(page, title) || strings.Count(page, "\n") < 3 {
				t.Errorf("help(%q) shows\n%s", title, page)
			}
		}
		for _, row := range explained() {
			mustRun(t, s, `help("`+row.Name+`")`)
			for _, name := range row.Settings {
				if _, taken := library.Table().Values[name]; !taken {
					mustRun(t, s, `help("`+name+`")`)
				}
			}
		}
		for _, name := range []string{"status", "θ", "kind", "proven", "gradient_norm", "kappa"} {
			if page := mustRun(t, s, "help("+name+")"); !strings.Contains(page, "."+name) {
				t.Errorf("help(%s) shows\n%s", name, page)
			}
		}
	}
}

// TestFieldOfValue asks for the field of a value, which is shown with what it means.
func TestFieldOfValue(t *testing.T) {
	s := prepared(t)
	mustRun(t, s, "c = critical_points(f, x = -1..1, y = -1..1)")
	for cell, want := range map[string]string{
		"help(r.status)":  "how the run ended",
		"help(r[2].θ)":    "the point at this step",
		"help(c[1].kind)": "saddle point",
		"help(c.proven)":  "no others in the box",
		"help(line.x)":    "the column of this name",
	} {
		if page := mustRun(t, s, cell); !strings.Contains(page, want) {
			t.Errorf("%s shows\n%s", cell, page)
		}
	}
	for _, v := range []value.Value{value.Verdict{}, value.Rates{}} {
		if _, ok := library.FieldMeaning(v, "nothing"); ok {
			t.Errorf("%T has a field that it does not have", v)
		}
	}
}
