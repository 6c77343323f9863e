package formula_test

import (
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/formula"
)

// Numbers at the ends of the range of a float64 have no simple form, and are no mistake.
func TestExtremePoints(t *testing.T) {
	f := exprtest.Function("sqrt(x^2+y^2)", "x", "y")
	for _, g := range []*expr.Node{f.Value, expr.Gradient(f.Value, f.Variables...)[0], expr.Hessian(f.Value, f.Variables...)} {
		for _, size := range []float64{1e200, 1e-200, 1e300, 5e-324, 0} {
			at := []*expr.Node{expr.Const(3 * size), expr.Const(4 * size)}
			if forms, ok := formula.FormsAt(g, f.Variables, at); ok && len(forms) != g.Shape().Size() {
				t.Errorf("%d forms at %g", len(forms), size)
			}
		}
	}
}
