package spectral_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"saddle/numerics/spectral"
)

func TestConditionOfKnownMatrices(t *testing.T) {
	for _, c := range []struct {
		n        int
		entries  []float64
		kappa    float64 // mpmath, 60 digits; 0: above 1e15
		singular bool
	}{
		{2, []float64{2, 1, 1, 2}, 3, false},
		{2, []float64{1, 2, 3, 4}, 14.933034373659251, false},
		{2, []float64{1e17, 0, 0, 3}, 1e17 / 3, false},
		{2, []float64{1e-300, 0, 0, 1e300}, math.Inf(1), false},
		{2, []float64{2e-300, 1e-300, 1e-300, 2e-300}, 3, false},
		{2, []float64{2e300, 1e300, 1e300, 2e300}, 3, false},
		{3, []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}, 0, true},
		{3, []float64{1e200, 2e200, 3e200, 4, 5, 6, 7e-200, 8e-200, 9e-200}, math.Inf(1), true},
		{2, []float64{1, 1, 1, 1}, 0, true},
	} {
		kappa, singular, err := spectral.Condition(mat.NewDense(c.n, c.n, c.entries))
		switch {
		case err != nil || singular != c.singular:
			t.Errorf("%v: singular %v (%v)", c.entries, singular, err)
		case c.kappa == 0 && !(kappa > 1e15), c.kappa != 0 && kappa != c.kappa && math.Abs(kappa-c.kappa) > 1e-12*c.kappa:
			t.Errorf("%v: κ = %v, not %v", c.entries, kappa, c.kappa)
		}
	}
}

// Rows and columns on other scales make no matrix singular, and none regular.
func TestSingularityIgnoresScales(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 2))
	for range 200 {
		n := 2 + rng.IntN(5)
		a := mat.NewDense(n, n, nil)
		for k := range a.RawMatrix().Data {
			a.RawMatrix().Data[k] = rng.NormFloat64()
		}
		singular := rng.IntN(2) == 0
		if singular { // the last row is a sum of the others but for rounding
			for j := range n {
				sum := 0.0
				for i := range n - 1 {
					sum += a.At(i, j) / 3
				}
				a.Set(n-1, j, sum)
			}
		}
		for i := range n {
			row, column := math.Exp2(float64(rng.IntN(300)-150)), math.Exp2(float64(rng.IntN(300)-150))
			for j := range n {
				a.Set(i, j, a.At(i, j)*row)
				a.Set(j, i, a.At(j, i)*column)
			}
		}
		if _, got, err := spectral.Condition(a); err != nil || got != singular {
			t.Errorf("%v: singular %v, not %v (%v)", mat.Formatted(a), got, singular, err)
		}
	}
}
