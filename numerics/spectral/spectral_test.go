package spectral

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func square(n int, entries ...float64) *mat.Dense { return mat.NewDense(n, n, entries) }

func TestSymmetricKnown(t *testing.T) {
	half := math.Sqrt2 / 2
	tests := []struct {
		name    string
		a       *mat.Dense
		values  []float64
		vectors []float64 // by rows
	}{
		{"article 1, case 1", square(2, 2, 1, 1, 2), []float64{1, 3}, []float64{half, half, -half, half}},
		{"article 1, case 2", square(2, -2, 0, 0, -2), []float64{-2, -2}, []float64{1, 0, 0, 1}},
		{"article 1, case 3", square(2, 2, 0, 0, -2), []float64{-2, 2}, []float64{0, 1, 1, 0}},
		{"singular", square(2, 2, 2, 2, 2), []float64{0, 4}, []float64{half, half, -half, half}},
		{"zero", square(2, 0, 0, 0, 0), []float64{0, 0}, []float64{1, 0, 0, 1}},
		{"hollow", square(2, 0, 1, 1, 0), []float64{-1, 1}, []float64{half, half, -half, half}},
		{"one", square(1, -7), []float64{-7}, []float64{1}},
		{"graded", square(2, 2, -4, -4, 2e12), []float64{2 - 8e-12, 2e12}, nil},
	}
	for _, test := range tests {
		d, err := Symmetric(test.a)
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		for i, want := range test.values {
			if math.Abs(d.Values[i]-want) > 4e-16*math.Abs(want) {
				t.Errorf("%s: λ[%d] = %.17g, want %.17g", test.name, i, d.Values[i], want)
			}
		}
		for i, want := range test.vectors {
			if got := d.Vectors.RawMatrix().Data[i]; math.Abs(got-want) > 1e-15 {
				t.Errorf("%s: V entry %d = %.17g, want %.17g", test.name, i, got, want)
			}
		}
	}
}

// Both methods must give A V = V diag(λ), orthonormal V, the trace and the sign convention.
func TestSymmetricRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{1, 2, 3, 5, 10, JacobiLimit, JacobiLimit + 1, 60, dividingFrom, 90} {
		a := randomSymmetric(random, n)
		d, err := Symmetric(a)
		if err != nil {
			t.Fatal(err)
		}
		checkDecomposition(t, a, d)
	}
}

func checkDecomposition(t *testing.T, a *mat.Dense, d *Decomposition) {
	t.Helper()
	n := len(d.Values)
	var left, right, gram, identity mat.Dense
	left.Mul(a, d.Vectors)
	right.Mul(d.Vectors, mat.NewDiagDense(n, d.Values))
	if !mat.EqualApprox(&left, &right, 1e-13*float64(n)*mat.Norm(a, 2)) {
		t.Errorf("n = %d: A V differs from V diag(λ)", n)
	}
	gram.Mul(d.Vectors.T(), d.Vectors)
	identity.CloneFrom(mat.NewDiagDense(n, ones(n)))
	if !mat.EqualApprox(&gram, &identity, 1e-13*float64(n)) {
		t.Errorf("n = %d: the eigenvectors are not orthonormal", n)
	}
	trace := 0.0
	for i, value := range d.Values {
		trace += value
		if i > 0 && value < d.Values[i-1] {
			t.Errorf("n = %d: values not ascending at %d", n, i)
		}
		if v := d.Vector(i); leading(v) < 0 {
			t.Errorf("n = %d: vector %d has a negative leading entry", n, i)
		}
	}
	if math.Abs(trace-mat.Trace(a)) > float64(n)*d.Bound+1e-14 {
		t.Errorf("n = %d: sum of eigenvalues %g, trace %g", n, trace, mat.Trace(a))
	}
}

func leading(v []float64) float64 {
	lead := v[0]
	for _, entry := range v {
		if math.Abs(entry) > math.Abs(lead)*(1+1e-9) {
			lead = entry
		}
	}
	return lead
}

func ones(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = 1
	}
	return v
}

func randomSymmetric(random *rand.Rand, n int) *mat.Dense {
	a := mat.NewDense(n, n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			v := random.NormFloat64()
			a.Set(i, j, v)
			a.Set(j, i, v)
		}
	}
	return a
}

// The two methods agree on one matrix within the bound they state.
func TestJacobiAgreesWithLAPACK(t *testing.T) {
	n := 40
	a := randomSymmetric(rand.New(rand.NewPCG(5, 6)), n)
	d, err := Symmetric(a)
	if err != nil {
		t.Fatal(err)
	}
	values, vectors := make([]float64, n), make([]float64, n*n)
	Jacobi(n, append([]float64(nil), a.RawMatrix().Data...), values, vectors)
	for i := range n {
		if math.Abs(values[i]-d.Values[i]) > 2*d.Bound {
			t.Errorf("λ[%d]: rotations %g, LAPACK %g", i, values[i], d.Values[i])
		}
	}
}

// A rotation of the plane turns the eigenvectors and keeps the eigenvalues.
func TestRotationInvariance(t *testing.T) {
	for angle := 0.1; angle < 3; angle += 0.3 {
		c, s := math.Cos(angle), math.Sin(angle)
		q := square(2, c, -s, s, c)
		var a mat.Dense
		a.Product(q, mat.NewDiagDense(2, []float64{-1, 5}), q.T())
		d, err := Symmetric(&a)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(d.Values[0]+1) > d.Bound || math.Abs(d.Values[1]-5) > d.Bound {
			t.Errorf("angle %.1f: λ = %v", angle, d.Values)
		}
		v := d.Vector(0)
		if math.Abs(math.Abs(v[0]*c+v[1]*s)-1) > 1e-15 {
			t.Errorf("angle %.1f: vector %v is not ±(cos, sin)", angle, v)
		}
	}
}

// Demmel and Veselić's example, eigenvalues 40 orders apart: the smallest is 0.972/0.99 up to 1e-19, and comes out so.
func TestJacobiRelativeAccuracy(t *testing.T) {
	a := []float64{1e40, 1e29, 1e19, 1e29, 1e20, 1e9, 1e19, 1e9, 1}
	values, vectors := make([]float64, 3), make([]float64, 9)
	Jacobi(3, a, values, vectors)
	for i, want := range []float64{0.972 / 0.99, 0.99e20, 1e40} {
		if math.Abs(values[i]/want-1) > 1e-14 {
			t.Errorf("λ[%d] = %.17g, want %.17g", i, values[i], want)
		}
	}
}

func TestJacobiAllocatesNothing(t *testing.T) {
	n := 6
	a, work := randomSymmetric(rand.New(rand.NewPCG(3, 4)), n).RawMatrix().Data, make([]float64, n*n)
	values, vectors := make([]float64, n), make([]float64, n*n)
	if allocations := testing.AllocsPerRun(100, func() {
		copy(work, a)
		Jacobi(n, work, values, vectors)
	}); allocations != 0 {
		t.Errorf("%g allocations", allocations)
	}
}

func TestJacobiEndsOnNaN(t *testing.T) {
	values, vectors := make([]float64, 2), make([]float64, 4)
	Jacobi(2, []float64{math.NaN(), 1, 1, math.Inf(1)}, values, vectors)
	if !math.IsNaN(values[0]) && !math.IsNaN(values[1]) {
		t.Errorf("λ = %v from a matrix with NaN", values)
	}
}

func TestRefusals(t *testing.T) {
	var shape *ShapeError
	if _, err := Symmetric(mat.NewDense(2, 3, nil)); !errors.As(err, &shape) || shape.Columns != 3 {
		t.Errorf("2×3: %v", err)
	}
	var asymmetry *AsymmetryError
	_, err := Symmetric(square(3, 1, 2, 3, 2, 1, 0, 3, 0.5, 1))
	if !errors.As(err, &asymmetry) {
		t.Fatalf("asymmetric: %v", err)
	}
	if want := "the matrix is not symmetric: entry (2, 3) is 0, entry (3, 2) is 0.5"; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	for _, value := range []float64{math.NaN(), math.Inf(-1)} {
		var notFinite *NotFiniteError
		if _, err := Symmetric(square(2, 1, 0, 0, value)); !errors.As(err, &notFinite) || notFinite.Row != 2 {
			t.Errorf("%v: %v", value, err)
		}
	}
	if d, err := Symmetric(square(2, 1, 1e-11, 0, 1)); err != nil || d.Values[1]-d.Values[0] > 2e-11 {
		t.Errorf("rounding between mirrored entries: %v", err)
	}
}

func TestEmpty(t *testing.T) {
	d, err := Symmetric(&mat.Dense{})
	if err != nil || len(d.Values) != 0 || d.Condition() != 1 || d.Signs(0) != Semidefinite {
		t.Errorf("%v, %v", d, err)
	}
}
