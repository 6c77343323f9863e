package eval

import (
	"testing"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
)

// TestVariablesAsked defines an unknown function with the variables that its call asks for.
func TestVariablesAsked(t *testing.T) {
	entry := &Builtin{Name: "roots", Signature: "roots(f, x = a..b)", Example: "roots(x -> x^2 - 2, x = 0..2)", Function: 1}
	for code, want := range map[string]int{
		"roots(f)": 1, "roots(f, (0, 0))": 2, "roots(f, from = (1, 2, 3))": 3, "roots(f, -1)": 1,
		"roots(f, x = 0..1, y = 0..1)": 2, "roots(f, steps = 10)": 1,
	} {
		cell, faults := syntax.Parse(&message.Source{Text: code})
		if len(faults) > 0 {
			t.Fatal(code, faults)
		}
		call := cell.Statements[0].(*syntax.ExpressionStatement).Value.(*syntax.Call)
		if got := variablesAsked(entry, call); got != want {
			t.Errorf("%s asks for a function of %d variables, not %d", code, want, got)
		}
	}
}
