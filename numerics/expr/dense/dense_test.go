package dense

import (
	"math"
	"math/rand/v2"
	"testing"
)

func random(n int) []float64 {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	a := make([]float64, n)
	for k := range a {
		a[k] = r.NormFloat64()
	}
	return a
}

func TestSolveAndInverse(t *testing.T) {
	var w Workspace
	for _, n := range []int{1, 2, 5, 40} {
		a, x, b := random(n*n), random(n), make([]float64, n)
		Product(b, a, x, n, n, 1)
		got := make([]float64, n)
		w.Solve(got, a, b, n, 1)
		inverse, identity := make([]float64, n*n), make([]float64, n*n)
		w.Inverse(inverse, a, n)
		Product(identity, a, inverse, n, n, n)
		for i := range n {
			if math.Abs(got[i]-x[i]) > 1e-9 || math.Abs(identity[i*n+i]-1) > 1e-9 {
				t.Errorf("n = %d: solution %v, want %v", n, got[i], x[i])
			}
		}
	}
}

func TestSingularMatricesGiveNaN(t *testing.T) {
	var w Workspace
	x := make([]float64, 4)
	w.Inverse(x, []float64{1, 2, 2, 4}, 2)
	for _, v := range x {
		if !math.IsNaN(v) {
			t.Errorf("the inverse of a singular matrix has the entry %v", v)
		}
	}
	if d := w.Determinant([]float64{1, 2, 2, 4}, 2); d != 0 {
		t.Errorf("determinant %v, want 0", d)
	}
}

func TestDeterminant(t *testing.T) {
	var w Workspace
	if d := w.Determinant([]float64{0, 1, 0, 1, 0, 0, 0, 0, 3}, 3); d != -3 {
		t.Errorf("determinant %v, want -3", d)
	}
}

func TestEigenvectorsAreOriented(t *testing.T) {
	var w Workspace
	values, vectors := make([]float64, 2), make([]float64, 4)
	w.Eigen(values, vectors, []float64{2, 1, 1, 2}, 2)
	half := math.Sqrt(0.5)
	for k, want := range []float64{half, half, -half, half} {
		if math.Abs(vectors[k]-want) > 1e-15 {
			t.Errorf("vectors %v", vectors)
			break
		}
	}
	if math.Abs(values[0]-1) > 1e-15 || math.Abs(values[1]-3) > 4e-16 {
		t.Errorf("values %v, want 1 and 3", values)
	}
	w.Eigen(values, vectors, []float64{math.NaN(), 0, 0, 1}, 2)
	if !math.IsNaN(values[0]) || !math.IsNaN(vectors[3]) {
		t.Errorf("of a matrix with NaN: %v, %v", values, vectors)
	}
}

func TestEigenReconstructsTheMatrix(t *testing.T) {
	const n = 30
	var w Workspace
	a := random(n * n)
	for i := range n {
		for j := range i {
			a[i*n+j] = a[j*n+i]
		}
	}
	values, vectors := make([]float64, n), make([]float64, n*n)
	w.Eigen(values, vectors, a, n)
	for i := range n {
		for j := range n {
			sum := 0.0
			for k := range n {
				sum += vectors[i*n+k] * values[k] * vectors[j*n+k]
			}
			if math.Abs(sum-a[i*n+j]) > 1e-12 {
				t.Fatalf("entry (%d, %d) is %v, want %v", i, j, sum, a[i*n+j])
			}
		}
	}
}
