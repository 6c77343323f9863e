package syntax

import (
	"strings"
	"testing"
)

// Texts far beyond what a student types end in a message.
func TestAbuse(t *testing.T) {
	for name, c := range map[string]struct{ text, said string }{
		"parentheses":  {strings.Repeat("(", 10000), "nested"},
		"lists":        {strings.Repeat("[", 10000), "nested"},
		"norms":        {strings.Repeat("‖", 10000), "nested"},
		"calls":        {strings.Repeat("f(", 10000), "nested"},
		"signs":        {strings.Repeat("-", 10000) + "1", "nested"},
		"nots":         {strings.Repeat("not ", 10000) + "a", "nested"},
		"powers":       {"2" + strings.Repeat("^2", 10000), "nested"},
		"negatives":    {"2" + strings.Repeat("^-2", 10000), "nested"},
		"roots":        {strings.Repeat("√", 10000) + "2", "nested"},
		"functions":    {strings.Repeat("x -> ", 10000) + "x", "nested"},
		"cases":        {strings.Repeat("if x then 1 else ", 10000) + "2", "nested"},
		"sums":         {"1" + strings.Repeat(" + 1", 10000), "chain"},
		"products":     {strings.Repeat("x ", 10000), "chain"},
		"primes":       {"x" + strings.Repeat("'", 10000), "chain"},
		"indices":      {"x" + strings.Repeat("[1]", 10000), "chain"},
		"comparisons":  {"1" + strings.Repeat(" < 1", 10000), "chain"},
		"fractions":    {strings.Repeat(`\frac{`, 10000), "quotient"},
		"bounds":       {strings.Repeat(`\sum_{i=1}^n `, 50000), "bounds"},
		"wheres":       {"f(x) = a where " + strings.Repeat("a = x, ", 20000) + "a = b, b = 2", "before"},
		"much text":    {strings.Repeat("# a comment\n", 100000), "larger"},
		"invalid text": {"x = \xff\xfe", "bytes"},
		"null":         {"x = \x00", "control"},
	} {
		_, errors := parse(c.text)
		if len(errors) == 0 || !strings.Contains(errors[0].Error(), c.said) {
			t.Errorf("%s: %.200v", name, errors)
		}
	}
}

// Nothing is suggested for a name of a megabyte, and that at once.
func TestSuggestForLongNames(t *testing.T) {
	none := func(string) bool { return false }
	if got := Suggest(strings.Repeat("a", 1_000_000), none, none, []string{"a"}); got.Key != "" {
		t.Errorf("%v", got)
	}
}

func TestLongCellsParse(t *testing.T) {
	cell, errors := parse("x = [" + strings.Repeat("1.5, ", 20000) + "1]\n" + strings.Repeat("f(x, y) = x^2 - y^2\n", 2000))
	if len(errors) > 0 || len(cell.Statements) != 2001 {
		t.Errorf("%d statements, %v", len(cell.Statements), errors)
	}
}

func TestErrorsEndAtTwenty(t *testing.T) {
	if _, errors := parse(strings.Repeat("1/2 x\n", 100)); len(errors) != most {
		t.Errorf("%d errors", len(errors))
	}
}
