package jet

import (
	"math"
	"testing"

	"saddle/numerics/expr"
)

// Series of what is near 1 but for something small keep their digits: value and slope are known to a few units in the last place.
func TestAccurate(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	one := expr.Const(1)
	for name, c := range map[string]struct {
		formula      *expr.Node
		value, slope func(x float64) float64
	}{
		"log(x + 1)":   {expr.Apply(expr.Log, expr.Add(x, one)), math.Log1p, func(x float64) float64 { return 1 / (1 + x) }},
		"log(1 - x)":   {expr.Apply(expr.Log, expr.Sub(one, x)), func(x float64) float64 { return math.Log1p(-x) }, func(x float64) float64 { return -1 / (1 - x) }},
		"exp(x) - 1":   {expr.Sub(expr.Apply(expr.Exp, x), one), math.Expm1, math.Exp},
		"1 - exp(x)":   {expr.Sub(one, expr.Apply(expr.Exp, x)), func(x float64) float64 { return -math.Expm1(x) }, func(x float64) float64 { return -math.Exp(x) }},
		"1 - cos(x)":   {expr.Sub(one, expr.Apply(expr.Cos, x)), func(x float64) float64 { s := math.Sin(x / 2); return 2 * s * s }, math.Sin},
		"√(1 + x) - 1": {expr.Sub(expr.Sqrt(expr.Add(one, x)), one), func(x float64) float64 { return x / (math.Sqrt(1+x) + 1) }, func(x float64) float64 { return 1 / (2 * math.Sqrt(1+x)) }},
	} {
		for _, at := range []float64{0x1p-50, -0x1p-40, 0x1p-20, -0.25, 0.75} {
			s := NewSpace(1, 2)
			result, err := s.Evaluate(c.formula, s.At([]*expr.Node{x}, []float64{at}), nil)
			if err != nil {
				t.Fatal(err)
			}
			for k, want := range []float64{c.value(at), c.slope(at)} {
				got := result.Entries[0][k]
				if slack := 1e-14 * math.Abs(want); !(math.Abs(got.Mid-want) <= got.Rad+slack/8) || got.Rad > slack {
					t.Errorf("%s at %g: term %d is %v, and not about %.17g", name, at, k, got, want)
				}
			}
		}
	}
}
