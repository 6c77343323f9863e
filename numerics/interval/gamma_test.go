package interval

import (
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/special"
)

// Random points of random intervals have their values in the interval's value; where that reaches a pole anything is allowed.
func TestGammaEncloses(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	functions := map[expr.Func]func(float64) float64{
		expr.Erf: math.Erf, expr.Gamma: special.Gamma, expr.Digamma: special.Digamma,
		expr.Trigamma: func(x float64) float64 { return special.Polygamma(1, x) },
	}
	finite := 0
	for range 20000 {
		lo := 24*random.Float64() - 12
		a := Interval{Lo: lo, Hi: lo + math.Exp(-8*random.Float64())}
		x := a.Lo + random.Float64()*(a.Hi-a.Lo)
		for f, value := range functions {
			y, got := value(x), Apply(f, a)
			if got.Finite() {
				finite++
			}
			slack := 1e-13 * math.Abs(y) // of the value itself, between poles
			if !math.IsNaN(y) && (y < got.Lo-slack || y > got.Hi+slack) {
				t.Errorf("%v at %g of %v is %g, outside %v", f, x, a, y, got)
			}
		}
	}
	if finite < 40000 {
		t.Errorf("only %d are finite", finite)
	}
	for _, a := range []Interval{{Lo: -1.5, Hi: -0.5}, {Lo: -1, Hi: -0.5}, {Lo: -2.5, Hi: -2}, {Lo: -0.1, Hi: 0.1}, {Lo: -1e9, Hi: -1e9 + 0.5}} {
		if got := Apply(expr.Gamma, a); got.Doubts == 0 || got.Finite() {
			t.Errorf("Γ of %v, which reaches a pole, is %v", a, got)
		}
	}
}
