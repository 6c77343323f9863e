package descent

import (
	"math"
	"testing"

	"saddle/numerics/expr/exprtest"
)

// The length of a gradient is told as long as its entries are numbers, however large or small their squares.
func TestNormsBeyondSquares(t *testing.T) {
	for formula, beyond := range map[string]func(norm float64) bool{
		"x^2 - y^2":     func(norm float64) bool { return norm > 1.35e154 },
		"x^2/2 + y^2/2": func(norm float64) bool { return norm < 1e-180 },
	} {
		f := exprtest.Function(formula, "x", "y")
		r := mustRun(t, Named("gd"), f, []float64{0.1, 0.3}, Options{Steps: 3000, Settings: map[string]float64{"η": 0.2}})
		found := false
		for k := range r.Steps + 1 {
			g := f.Gradient().At(r.Points.At(k)).Data()
			want := math.Hypot(g[0], g[1])
			if got := r.Norm(k); math.Abs(got-want) > 1e-12*want {
				t.Fatalf("%s: ‖∇f‖ = %g after step %d, want %g", formula, got, k, want)
			}
			found = found || want > 0 && beyond(want)
		}
		if !found {
			t.Errorf("%s: the run has no gradient beyond squares", formula)
		}
	}
}
