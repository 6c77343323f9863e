package descent

import (
	"testing"

	"saddle/numerics/expr"
)

// At a corner of f nothing has converged, though ∇f is taken for zero there.
func TestCornersAreNoZeros(t *testing.T) {
	f := inThePlane("f", func(x, y *expr.Node) *expr.Node { return expr.Sub(square(y), expr.Apply(expr.Abs, x)) })
	for _, tol := range []float64{0, 1e-6} {
		for _, corner := range []func(p []float64) bool{nil, func(p []float64) bool { return p[0] == 0 }} {
			want := Converged
			if corner != nil {
				want = Stalled
			}
			r := mustRun(t, Named("gd"), f, []float64{0, 0}, Options{Corner: corner, Tol: tol})
			if r.Status != want || r.Steps != 0 {
				t.Errorf("tol %g: %s after %d steps, want %s", tol, r.Status, r.Steps, want)
			}
		}
	}
}
