package descent

import (
	"fmt"
	"testing"

	"saddle/numerics/expr"
)

// Where the rounding of f hides the fall, the steps go on by the gradient until that is rounding too.
func TestMinimaBelowTheRoundingOfF(t *testing.T) {
	barrier := func(x, y *expr.Node) *expr.Node {
		return expr.Add(expr.Sub(expr.Mul(square(x), y), expr.Apply(expr.Log, expr.Mul(x, y))), y)
	}
	valley := func(x, y *expr.Node) *expr.Node { return functions["rosenbrock"].Call(x, y) }
	for _, c := range []struct {
		name       string
		of         func(x, y *expr.Node) *expr.Node
		start, end []float64
		steps      int
	}{{"barrier", barrier, []float64{5, 5}, []float64{1, 0.5}, 40}, {"valley", valley, []float64{-1.2, 1}, []float64{1, 1}, 80}} {
		for _, offset := range []float64{0, 3, -1e6, 1e10} {
			for _, rule := range []string{"trust_region", "lbfgs"} {
				t.Run(fmt.Sprintf("%s + %g by %s", c.name, offset, rule), func(t *testing.T) {
					f := inThePlane("f", func(x, y *expr.Node) *expr.Node { return expr.Add(c.of(x, y), number(offset)) })
					flat := func(p []float64) bool { return expr.Norm(f.Gradient().At(p)).Float() < 1e-13 }
					r := mustRun(t, Named(rule), f, c.start, Options{Vanishes: flat})
					if r.Status != Converged || r.Steps > c.steps || !near(r.Last(), c.end, 1e-13) || r.GradientNorm[r.Steps] > 1e-13 {
						t.Errorf("%s after %d steps at %v, ‖∇f‖ = %g", r.Status, r.Steps, r.Last(), r.GradientNorm[r.Steps])
					}
				})
			}
		}
	}
}
