package exact_test

import (
	"cmp"
	"slices"
	"testing"

	"saddle/numerics/exact"
)

// The eigenvalues of matrices, from mpmath with 60 digits or by hand.
func TestSpectrum(t *testing.T) {
	for _, c := range []struct {
		a    []float64
		want []complex128
	}{
		{[]float64{2, 0, 0, 0, 2, 1, 0, 0, 2}, []complex128{2, 2, 2}},
		{[]float64{1, 2, 3, 4, 5, 6, 7, 8, 9}, []complex128{-1.1168439698070430, 0, 16.116843969807042}},
		{[]float64{0, 1, 0, 0, 0, 1, 1, 0, 0}, []complex128{-0.5 - 0.8660254037844386i, -0.5 + 0.8660254037844386i, 1}},
		{[]float64{0, 0, 0, 0}, []complex128{0, 0}},
		{[]float64{-0.008, -1, 6e-9, 5, -1000, 8e6, -4e-9, 8e-9, 5e-6}, []complex128{-999.99506390363370141, -0.01508995970583340577, 0.0021588633395348156588}},
	} {
		n := 2
		if len(c.a) > 4 {
			n = 3
		}
		got := exact.Spectrum(c.a, n)
		slices.SortFunc(got, func(a, b complex128) int { return cmp.Or(cmp.Compare(real(a), real(b)), cmp.Compare(imag(a), imag(b))) })
		if !slices.Equal(got, c.want) {
			t.Errorf("the eigenvalues of %v are %v, not %v", c.a, got, c.want)
		}
	}
}
