package eval

import (
	"saddle/kernel/lang/value"
)

// FormulaAt is a derivative of f as a formula of its variables, which are of the shapes of a point; nil where it is none.
func (by Calculus) FormulaAt(d *value.Derivative, p Point) *value.Formula {
	if formula, ok := by.e.matrixFormula(d, by.call.Site); ok {
		return &formula
	}
	formula, ok := by.e.formulaOfLength(d, by.call.Site)
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
	formula, err := by.e.formulaFor(d, entries, by.call.Site)
	if err != nil {
		return nil
	}
	return &formula
}
