package library

import (
	"cmp"
	"strconv"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
)

// isFamily reports whether several functions of two variables are to be drawn, one for each turn of a loop or all from one list.
func isFamily(c *eval.Call) bool {
	for _, arg := range c.Positional {
		f, ok := arg.Value.(value.Callable)
		if !ok || f.Arity() != 2 || !arg.IsTurn() && (arg.From != nil || arg.Span != c.Positional[0].Span) {
			return false
		}
	}
	return len(c.Positional) > 1
}

// drawFamily draws each function of a family by itself, side by side, with what tells it from the others above it; finish is
// done with each figure.
func drawFamily(c *eval.Call, finish func(*value.Figure)) value.Value {
	family := &value.Figure{Columns: min(len(c.Positional), familyColumns)}
	for i, arg := range c.Positional {
		one := &value.Figure{}
		drawTurn(c, one, arg)
		readSettings(c, one)
		family.Settings.Title, family.Settings.Width, family.Settings.Height = one.Settings.Title, one.Settings.Width, one.Settings.Height
		one.Settings.Title = cmp.Or(arg.Turn, "["+strconv.Itoa(i+1)+"]")
		one.Settings.Width, one.Settings.Height = 0, 0
		finish(one)
		family.Parts = append(family.Parts, one)
	}
	return family
}

// familyColumns is how many functions of a family stand side by side.
const familyColumns = 3
