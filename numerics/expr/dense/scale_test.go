package dense

import (
	"math"
	"testing"
)

// What is true of a matrix is true of its multiples, and of its rows and columns on other scales, as far as float64s reach.
func TestScales(t *testing.T) {
	var w Workspace
	for _, n := range []int{2, 3, 5, 40} {
		a := random(n * n)
		for i := range n {
			a[i*n+i] += 3
			for j := range i {
				a[i*n+j] = a[j*n+i]
			}
		}
		b := random(n)
		x, inverse, values, vectors := make([]float64, n), make([]float64, n*n), make([]float64, n), make([]float64, n*n)
		w.Solve(x, a, b, n, 1)
		w.Inverse(inverse, a, n)
		w.Eigen(values, vectors, a, n)
		for _, power := range []int{-1010, -1000, -500, -498, 498, 500, 1000, 1015} {
			big, got := multiple(a, power), make([]float64, n*n)
			w.Solve(got[:n], big, multiple(b, power), n, 1)
			near(t, "solution", power, got[:n], x)
			w.Solve(got[:n], big, b, n, 1)
			near(t, "solution of a side near 1", power, got[:n], multiple(x, -power))
			w.Inverse(got, big, n)
			near(t, "inverse", power, got, multiple(inverse, -power))
			w.Eigen(got[:n], nil, big, n)
			near(t, "eigenvalues", power, got[:n], multiple(values, power))
			w.Eigenvectors(got, big, n)
			near(t, "eigenvectors", power, got, vectors)
		}
		checkRowScales(t, a, b, x, n)
	}
}

// checkRowScales multiplies each equation of a x = b by another power of two, and each unknown.
func checkRowScales(t *testing.T, a, b, x []float64, n int) {
	var w Workspace
	det := w.Determinant(a, n)
	scaled, side, want := make([]float64, n*n), make([]float64, n), make([]float64, n)
	for i := range n {
		row := 600 * (i%3 - 1)
		for j := range n {
			scaled[i*n+j] = math.Ldexp(a[i*n+j], row-300*(j%2))
		}
		side[i], want[i] = math.Ldexp(b[i], row), math.Ldexp(x[i], 300*(i%2))
	}
	got := make([]float64, n)
	w.Solve(got, scaled, side, n, 1)
	near(t, "solution of equations on other scales", 600, got, want)
	power := 0
	for i := range n {
		power += 600*(i%3-1) - 300*(i%2)
	}
	if d := w.Determinant(scaled, n); power > -900 {
		near(t, "determinant", power, []float64{d}, []float64{math.Ldexp(det, power)})
	}
}

func multiple(xs []float64, power int) []float64 {
	scaled := make([]float64, len(xs))
	for k, x := range xs {
		scaled[k] = math.Ldexp(x, power)
	}
	return scaled
}

// near compares within the rounding of well-conditioned problems; numbers too small for all their digits within their last.
func near(t *testing.T, what string, power int, got, want []float64) {
	t.Helper()
	largest := 0.0
	for _, x := range want {
		if math.IsInf(x, 0) {
			return // beyond the range of float64s in truth
		}
		largest = math.Max(largest, math.Abs(x))
	}
	for k, x := range got {
		if !(math.Abs(x-want[k]) <= 1e-11*largest+1e-319) {
			t.Errorf("%s at 2^%d: entry %d is %v, not %v", what, power, k, x, want[k])
			return
		}
	}
}

func TestProductsWithinRangeOfTermsBeyondIt(t *testing.T) {
	got := make([]float64, 4)
	ScaledProduct(got, []float64{1e200, 1e200, 1, 3e-300}, []float64{1e200, 1e-200, -1e200, 1e-200}, 2, 2, 2)
	want := []float64{0, 2, 1e200, 1e-200}
	for k, x := range got {
		if math.Abs(x-want[k]) > 1e-15*math.Abs(want[k]) {
			t.Errorf("entry %d is %v, not %v", k, x, want[k])
		}
	}
}
