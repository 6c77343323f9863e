package expr_test

import (
	"testing"

	"saddle/numerics/expr"
)

// Derivatives are found once, and anew where the formula or its variables are others.
func TestFunctionRemembersDerivatives(t *testing.T) {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	f := &expr.Function{Name: "f", Variables: []*expr.Node{x, y}, Value: expr.Times(x, expr.Times(x, y))}
	check := func(gradient, hessian string) {
		t.Helper()
		for range 2 {
			if got := expr.Text(f.Gradient().Value); got != gradient {
				t.Errorf("∇f = %s, want %s", got, gradient)
			}
			if got := expr.Text(f.Hessian().Value); got != hessian {
				t.Errorf("∇²f = %s, want %s", got, hessian)
			}
		}
	}
	check("(2x y, x^2)", "[2y, 2x; 2x, 0]")
	before := f.Gradient().Value
	if after := f.Gradient().Value; before != after {
		t.Error("the gradient is another node the second time")
	}
	f.Value = expr.Times(x, y)
	check("(y, x)", "[0, 1; 1, 0]")
	f.Variables[0], f.Variables[1] = y, x
	check("(x, y)", "[0, 1; 1, 0]")
}
