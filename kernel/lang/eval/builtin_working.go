package eval

import "saddle/kernel/lang/value"

// FormulaAt is a derivative of f as a formula of its variables, which are of the shapes of a point; nil where it is none.
func (c *Call) FormulaAt(d *value.Derivative, p Point) *value.Formula {
	formula, ok := c.e.formulaOfLength(d, c.Site)
	if ok {
		return &formula
	}
	entries := 0
	switch {
	case p.Form == Named || p.Form == Whole && p.Shapes[0].Rank == 2:
		return nil
	case p.Form == Whole && p.Shapes[0].Rank == 1:
		entries = p.Size()
	}
	formula, err := c.e.formulaFor(d, entries, c.Site)
	if err != nil {
		return nil
	}
	return &formula
}
