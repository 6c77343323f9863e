package eval

import (
	"testing"

	"saddle/numerics/expr"
)

// Small entries that differ make a matrix unsymmetric, beside a large one too; rounding does not.
func TestIsSymmetric(t *testing.T) {
	for _, c := range []struct {
		entries []float64
		want    bool
	}{
		{[]float64{5e9, -0.005, -7e-6, 0}, false}, // λ = -7e-18, of the symmetric part -1.25e-15
		{[]float64{5e9, 0, 1e-5, 0}, true},
		{[]float64{1, 0.1 + 0.2, 0.3, 1}, true},
		{[]float64{1e-20, 3e-20, 4e-20, 1e-20}, false},
	} {
		if got := isSymmetric(expr.Array(expr.MatrixShape(2, 2), c.entries)); got != c.want {
			t.Errorf("%v: symmetric %t", c.entries, got)
		}
	}
}
