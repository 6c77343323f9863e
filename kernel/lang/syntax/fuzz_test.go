package syntax

import (
	"strings"
	"testing"

	"saddle/kernel/lang/message"
)

func FuzzParse(f *testing.F) {
	for _, cell := range designCells(f) {
		f.Add(cell)
	}
	for _, path := range mistakeFiles(f) {
		for _, m := range readMistakes(f, path) {
			f.Add(m.cell)
		}
	}
	f.Fuzz(checkCell)
}

// checkCell holds of every text, valid or not.
func checkCell(t *testing.T, text string) {
	cell, errors := parse(text)
	for _, err := range errors {
		checkError(t, text, err)
	}
	for _, s := range cell.Statements {
		Walk(s, func(n Node) bool {
			checkSpan(t, text, n.Span())
			return true
		})
		checkWriting(t, s)
	}
	status, _ := IsComplete(text)
	if (status == Complete) != (len(errors) == 0) {
		t.Errorf("%q is %v with %d errors", text, status, len(errors))
	}
	if status == Complete {
		checkPrefixes(t, text)
	}
}

func checkSpan(t *testing.T, text string, span Span) {
	if span.Start < 0 || span.Start > span.End || span.End > len(text) {
		t.Errorf("%q has the span %v", text, span)
	}
}

func checkError(t *testing.T, text string, err *message.Error) {
	for _, label := range err.Labels {
		checkSpan(t, text, label.Span)
	}
	for _, locale := range []message.Locale{message.English, message.Chinese} {
		said := err.Text.In(locale) + err.Advice.In(locale)
		if said == "" || strings.HasPrefix(said, "syntax.") || strings.HasPrefix(said, "habit.") || strings.HasPrefix(said, "latex.") {
			t.Errorf("%q gives the text %q", text, said)
		}
		message.Render(err, locale)
	}
}

// checkWriting tells that the text of a statement parses to the same text, and that its LaTeX has balanced braces.
func checkWriting(t *testing.T, s Statement) {
	once := Text(s)
	again, errors := parse(once)
	if len(errors) > 0 || len(again.Statements) != 1 {
		t.Errorf("%q cannot be read again: %v", once, errors)
		return
	}
	if twice := Text(again.Statements[0]); twice != once {
		t.Errorf("%q is then %q", once, twice)
	}
	depth := 0
	for _, r := range strings.NewReplacer(`\{`, "", `\}`, "").Replace(LaTeX(s)) {
		depth += map[rune]int{'{': 1, '}': -1}[r]
		if depth < 0 {
			break
		}
	}
	if depth != 0 {
		t.Errorf("the braces of %q are not balanced", LaTeX(s))
	}
}

// checkPrefixes tells that the first lines of a valid cell are complete or incomplete, never invalid.
func checkPrefixes(t *testing.T, text string) {
	for i, r := range text {
		if r == '\n' {
			if status, _ := IsComplete(text[:i]); status == Invalid {
				t.Errorf("%q is invalid, a prefix of %q", text[:i], text)
			}
		}
	}
}
