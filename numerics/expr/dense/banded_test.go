package dense

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/lapack/lapack64"
)

// TestFactorBand compares with LAPACK's factors of the whole matrix: the same rows are exchanged.
func TestFactorBand(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 1))
	for trial := range 200 {
		n := 1 + r.IntN(40)
		below, above := r.IntN(min(n, 5)), r.IntN(min(n, 5))
		a := make([]float64, n*n)
		for i := range n {
			for j := max(0, i-below); j <= min(n-1, i+above); j++ {
				if a[i*n+j] = r.NormFloat64(); r.IntN(6) == 0 {
					a[i*n+j] = 0
				}
			}
		}
		if trial%7 == 0 {
			for j := range n {
				a[n/2*n+j] = 0
			}
		}
		below, above = bandwidths(a, n)
		want, pivots := slices.Clone(a), make([]int, n)
		regular := lapack64.Getrf(general(want, n, n), pivots)
		got := make([]int, n)
		if ok := factorBand(a, n, below, above, got); ok != regular {
			t.Fatalf("trial %d: regular is %v, want %v", trial, ok, regular)
		}
		if !regular {
			continue
		}
		for k := range a {
			if math.Abs(a[k]-want[k]) > 1e-9*max(1, math.Abs(want[k])) {
				t.Fatalf("trial %d of order %d: factor %d is %g, want %g; pivots %v and %v", trial, n, k, a[k], want[k], got, pivots)
			}
		}
	}
}

func TestBandwidths(t *testing.T) {
	a := []float64{
		1, 2, 0, 0,
		0, 1, 0, 3,
		0, 0, 0, 0,
		0, 4, 0, 1,
	}
	if below, above := bandwidths(a, 4); below != 2 || above != 2 {
		t.Errorf("bandwidths %d and %d", below, above)
	}
}

func TestSolveBanded(t *testing.T) {
	const n = 300
	a, b, x := make([]float64, n*n), make([]float64, n), make([]float64, n)
	r := rand.New(rand.NewPCG(16, 2))
	for i := range n {
		b[i] = r.NormFloat64()
		for j := max(0, i-2); j <= min(n-1, i+2); j++ {
			a[i*n+j] = r.NormFloat64()
		}
	}
	var w Workspace
	w.Solve(x, a, b, n, 1)
	for i := range n {
		sum, size := 0.0, math.Abs(b[i])
		for j := range n {
			sum += a[i*n+j] * x[j]
			size += math.Abs(a[i*n+j] * x[j])
		}
		if math.Abs(sum-b[i]) > 1e-12*size {
			t.Fatalf("row %d: %g, want %g", i, sum, b[i])
		}
	}
}
