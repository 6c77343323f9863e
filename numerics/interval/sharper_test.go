package interval

import (
	"math"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// What is near 1 but for something small keeps the digits of that: each formula is enclosed within a few units in its last place, and its
// value to first order lies inside.
func TestSharp(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	one := expr.Const(1)
	apply := func(f expr.Func) *expr.Node { return expr.Apply(f, x) }
	for name, c := range map[string]struct {
		formula *expr.Node
		value   func(x float64) float64 // with all digits of a float64 where x is small
	}{
		"log(x + 1)":    {expr.Apply(expr.Log, expr.Add(x, one)), math.Log1p},
		"log(1 - x)":    {expr.Apply(expr.Log, expr.Sub(one, x)), func(x float64) float64 { return math.Log1p(-x) }},
		"exp(x) - 1":    {expr.Sub(apply(expr.Exp), one), math.Expm1},
		"1 - exp(x)":    {expr.Sub(one, apply(expr.Exp)), func(x float64) float64 { return -math.Expm1(x) }},
		"1 - cos(x)":    {expr.Sub(one, apply(expr.Cos)), func(x float64) float64 { s := math.Sin(x / 2); return 2 * s * s }},
		"√(1 + x) - 1":  {expr.Sub(expr.Sqrt(expr.Add(one, x)), one), func(x float64) float64 { return x / (math.Sqrt(1+x) + 1) }},
		"1 - tanh(x)^2": {expr.Sub(one, expr.Pow(apply(expr.Tanh), expr.Const(2))), func(x float64) float64 { c := math.Cosh(x); return 1 / (c * c) }},
	} {
		code, err := program.Compile([]*expr.Node{x}, []*expr.Node{c.formula})
		if err != nil {
			t.Fatal(err)
		}
		m, out := NewMachine(code), make([]Interval, 1)
		for _, at := range []float64{1e-14, -3e-11, 1e-6, -0.25, 0.75} {
			m.Run(Box{Exactly(at)}, out)
			want, got := c.value(at), out[0]
			if slack := 8 * 0x1p-52 * math.Abs(want); got.Doubts != 0 || got.Lo > want+slack || got.Hi < want-slack || got.Width() > 16*slack {
				t.Errorf("%s at %g: [%g, %g], and not about %g", name, at, got.Lo, got.Hi, want)
			}
			m.Run(Box{Of(at-math.Abs(at)/8, at+math.Abs(at)/8)}, out)
			if !out[0].Contains(want) {
				t.Errorf("%s around %g: [%g, %g] lacks %g", name, at, out[0].Lo, out[0].Hi, want)
			}
		}
	}
}
