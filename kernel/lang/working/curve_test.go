package working_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"saddle/kernel/lang/working"
	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

// Of a u² + b u x² + d x⁴ + e x⁵ with u = y - s x the parabola is u = -b/(2a) x², and f on it (d - b²/(4a)) x⁴ + …, in
// whatever order the variables are.
func TestCurveThrough(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 7))
	for range 200 {
		a, b, d, s := 1+rng.Float64(), 3*rng.NormFloat64(), rng.NormFloat64(), rng.Float64()-0.5
		variables := []string{"x", "y"}
		turned := rng.IntN(2) == 1
		if turned {
			variables = []string{"y", "x"}
		}
		u := fmt.Sprintf("(y-(%.17g)*x)", s)
		f := exprtest.Function(fmt.Sprintf("7+(%.17g)*%s^2+(%.17g)*%s*x^2+(%.17g)*x^4+x^5", a, u, b, u, d), variables...)
		terms := expr.Taylor(f.Value, f.Variables, []*expr.Node{expr.Const(0), expr.Const(0)}, 4)
		curve, ok := working.CurveThrough(terms, [2]float64{})
		want := d - b*b/(4*a)
		if !ok {
			t.Fatalf("there is no parabola of %s", expr.Text(f.Value))
		}
		run, bent := curve.X, curve.Y
		if turned {
			run, bent = bent, run
		}
		for _, pair := range [][2]float64{{run[1], 1}, {run[2], 0}, {bent[1], s}, {bent[2], -b / (2 * a)}, {curve.Height, 7}, {curve.Quartic, want}} {
			if math.Abs(pair[0]-pair[1]) > 1e-9*(1+math.Abs(pair[1])) {
				t.Errorf("%s: %v, %v, not %v: %+v", expr.Text(f.Value), pair[0], want, pair[1], curve)
			}
		}
	}
	for _, flat := range []string{"x^2+y^3", "x^4+y^4", "(y-x^2)^2", "x^2+y^2"} {
		f := exprtest.Function(flat, "x", "y")
		terms := expr.Taylor(f.Value, f.Variables, []*expr.Node{expr.Const(0), expr.Const(0)}, 4)
		if curve, ok := working.CurveThrough(terms, [2]float64{}); ok {
			t.Errorf("%s: %+v", flat, curve)
		}
	}
}
