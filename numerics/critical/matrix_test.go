package critical

import (
	"errors"
	"strings"
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

func TestClassifyMatrix(t *testing.T) {
	tests := []struct {
		n       int
		entries []float64
		kind    Kind
		index   int
		strict  bool
		falling []float64
		reason  string
	}{
		{2, []float64{2, 1, 1, 2}, LocalMinimum, 0, true, nil, "every eigenvalue is positive (λ = (1, 3))"},
		{2, []float64{-2, 0, 0, -2}, LocalMaximum, 2, true, []float64{1, 0}, "every eigenvalue is negative (λ = (-2, -2))"},
		{2, []float64{2, 0, 0, -2}, SaddlePoint, 1, true, []float64{0, 1}, "falling along (0, 1) and rising along (1, 0)"},
		{2, []float64{2, 0, 0, 0}, Undecided, 0, false, nil, "along (0, 1) the higher derivatives"},
		{2, []float64{-2, 0, 0, 0}, Undecided, 1, false, []float64{1, 0}, "(λ = (-2, 0)): along (0, 1)"},
		{2, []float64{0, 0, 0, 0}, Undecided, 0, false, nil, "λ = (0, 0)"},
		{3, []float64{-1, 0, 0, 0, 0, 0, 0, 0, 1}, SaddlePoint, 1, true, []float64{1, 0, 0}, "λ = (-1, 0, 1)"},
		{1, []float64{-3}, LocalMaximum, 1, true, []float64{1}, "λ = -3"},
		{2, []float64{1e-200, 0, 0, 1}, LocalMinimum, 0, true, nil, "λ = (1e-200, 1)"},
		{2, []float64{2, -4, -4, 2e20}, LocalMinimum, 0, true, nil, ""},
		{2, []float64{0.1 * 3, 0.3, 0.3, 0.3}, Undecided, 0, false, nil, ""},
	}
	for _, test := range tests {
		v, err := ClassifyMatrix(mat.NewDense(test.n, test.n, test.entries))
		if err != nil {
			t.Fatal(err)
		}
		if v.Kind != test.kind || v.Index != test.index || v.Strict != test.strict {
			t.Errorf("%v: %s, index %d, strict %t", test.entries, v.Kind, v.Index, v.Strict)
		}
		if !strings.Contains(v.Reason.String(), test.reason) {
			t.Errorf("%v: %q does not say %q", test.entries, v.Reason, test.reason)
		}
		if test.falling != nil && !criticaltest.CloseTo(v.Falling, test.falling, 1e-12) {
			t.Errorf("%v: falls along %v, want %v", test.entries, v.Falling, test.falling)
		}
		if v.Degenerate != (v.Kind == Undecided) && test.n == 2 {
			t.Errorf("%v: degenerate %t", test.entries, v.Degenerate)
		}
	}
}

func TestClassifyMatrixRefuses(t *testing.T) {
	var asymmetry *spectral.AsymmetryError
	if _, err := ClassifyMatrix(mat.NewDense(2, 2, []float64{0, -1, 1, 0})); !errors.As(err, &asymmetry) {
		t.Errorf("%v", err)
	}
	var shape *spectral.ShapeError
	if _, err := ClassifyMatrix(&mat.Dense{}); !errors.As(err, &shape) {
		t.Errorf("%v", err)
	}
}
