package spectral

import (
	"math"
	"math/cmplx"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// Matrices with known eigenvalues: a block triangle in a random orthogonal basis.
func TestGeneralAgainstKnownValues(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		n := 2 + random.IntN(6)
		block := mat.NewDense(n, n, nil)
		var want []complex128
		for i := 0; i < n; i++ {
			for j := i + 1; j < n; j++ {
				block.Set(i, j, random.NormFloat64())
			}
			re, im := random.NormFloat64(), 0.1+random.Float64()
			block.Set(i, i, re)
			if i+1 == n || random.IntN(2) == 0 {
				want = append(want, complex(re, 0))
				continue
			}
			block.Set(i, i+1, im)
			block.Set(i+1, i, -im)
			block.Set(i+1, i+1, re)
			for j := i + 2; j < n; j++ {
				block.Set(i+1, j, random.NormFloat64())
			}
			want = append(want, complex(re, im), complex(re, -im))
			i++
		}
		var q, a, half mat.Dense
		var qr mat.QR
		raw := mat.NewDense(n, n, nil)
		for i := range n {
			for j := range n {
				raw.Set(i, j, random.NormFloat64())
			}
		}
		qr.Factorize(raw)
		qr.QTo(&q)
		half.Mul(&q, block)
		a.Mul(&half, q.T())
		g, err := Of(&a)
		if err != nil {
			t.Fatal(err)
		}
		for _, z := range want {
			best := math.Inf(1)
			for _, w := range g.Values {
				best = math.Min(best, cmplx.Abs(z-w))
			}
			if best > 1e-8 {
				t.Errorf("%v is not among %v", z, g.Values)
			}
		}
		residues(t, &a, g)
	}
}

// residues checks A v = λ v.
func residues(t *testing.T, a mat.Matrix, g *General) {
	t.Helper()
	n, _ := a.Dims()
	for i, z := range g.Values {
		for row := range n {
			var sum complex128
			for k := range n {
				sum += complex(a.At(row, k), 0) * g.Vectors[i][k]
			}
			if cmplx.Abs(sum-z*g.Vectors[i][row]) > 1e-7*(1+mat.Norm(a, 2)) {
				t.Errorf("A v ≠ λ v for %v of %v", z, mat.Formatted(a))
			}
		}
	}
}

// Double eigenvalues stay whole, however the matrix is written; pairs that are none, however close, are told.
func TestGeneralOfMultipleValues(t *testing.T) {
	tests := []struct {
		n       int
		entries []float64
		want    []complex128
	}{
		{1, []float64{3}, []complex128{3}},
		{2, []float64{0, -1, 1, 0}, []complex128{1i, -1i}},
		{2, []float64{3, 1, -1, 1}, []complex128{2, 2}},
		{2, []float64{1, -1e-9, 1e-9, 1}, []complex128{1 + 1e-9i, 1 - 1e-9i}},
		{2, []float64{1, 1, 1e-20, 1}, []complex128{1 - 1e-10, 1 + 1e-10}},
		{2, []float64{1e-12, 1, 0, 1}, []complex128{1e-12, 1}},
		{2, []float64{2, 0, 0, 2}, []complex128{2, 2}},
		{3, []float64{3, 1, 0, -1, 1, 0, 5, 6, 7}, []complex128{2, 2, 7}},
		{3, []float64{5, -6, -6, -1, 4, 2, 3, -6, -4}, []complex128{1, 2, 2}},
		{3, []float64{6, -12, 8, 1, 0, 0, 0, 1, 0}, []complex128{2, 2, 2}}, // (x - 2)³
		{4, []float64{0, -1, 1, 0, 1, 0, 0, 1, 0, 0, 0, -1, 0, 0, 1, 0}, []complex128{1i, 1i, -1i, -1i}},
		{3, []float64{0, 1, 0, 0, 0, 1, 1, 0, 0}, []complex128{complex(-0.5, math.Sqrt(3)/2), complex(-0.5, -math.Sqrt(3)/2), 1}},
		{3, []float64{1, 2, 3, 4, 5, 6, 7, 8, 9}, []complex128{complex((15-3*math.Sqrt(33))/2, 0), 0, complex((15+3*math.Sqrt(33))/2, 0)}},
	}
	for _, test := range tests {
		g, err := Of(mat.NewDense(test.n, test.n, test.entries))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range test.want {
			found := false
			for _, got := range g.Values {
				found = found || cmplx.Abs(got-want) <= 1e-13*(1+cmplx.Abs(want)) && (imag(got) == 0) == (imag(want) == 0)
			}
			if !found {
				t.Errorf("%v has %v, not %v", test.entries, g.Values, test.want)
				break
			}
		}
	}
}

// A block of Jordan has one eigenvector.
func TestDefective(t *testing.T) {
	for _, test := range []struct {
		entries []float64
		want    bool
	}{{[]float64{3, 1, -1, 1}, true}, {[]float64{2, 0, 0, 2}, false}, {[]float64{1, 2, 0, 3}, false}, {[]float64{0, -1, 1, 0}, false}} {
		g, _ := Of(mat.NewDense(2, 2, test.entries))
		if g.Defective() != test.want {
			t.Errorf("%v: %v", test.entries, g.Defective())
		}
	}
}

// Eigenvalues that are small beside the entries, to the last digit; from mpmath with 60 digits.
func TestGeneralOfUnlikeSizes(t *testing.T) {
	for _, c := range []struct {
		a    []float64
		want []complex128
	}{
		{[]float64{-0.008, -1, 6e-9, 5, -1000, 8e6, -4e-9, 8e-9, 5e-6}, []complex128{-999.99506390363370141, -0.01508995970583340577, 0.0021588633395348156588}},
		{[]float64{-1, -1, -2, -2, 3, 2, -2, -2, -3.999999999}, []complex128{-4.74165738601396, 3.8461541652053416e-10, 2.7416573866293454}},
	} {
		g, err := Of(mat.NewDense(3, 3, c.a))
		if err != nil || !slices.Equal(g.Values, c.want) {
			t.Errorf("%v has %v, not %v (%v)", c.a, g.Values, c.want, err)
		}
	}
}
