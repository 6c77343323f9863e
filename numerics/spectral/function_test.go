package spectral

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// |A|⁻¹ v by products alone agrees with the eigen-decomposition once the space is large enough, and is exact early for few
// eigenvalues.
func TestApply(t *testing.T) {
	n := 30
	random := rand.New(rand.NewPCG(21, 22))
	a := randomSymmetric(random, n)
	d, err := Symmetric(a)
	if err != nil {
		t.Fatal(err)
	}
	inverse := func(lambda float64) float64 { return 1 / math.Max(math.Abs(lambda), 1e-3) }
	v := make([]float64, n)
	for i := range v {
		v[i] = random.NormFloat64()
	}
	want := make([]float64, n)
	for k, lambda := range d.Values {
		q := d.Vector(k)
		along := mat.Dot(mat.NewVecDense(n, q), mat.NewVecDense(n, v))
		for i := range want {
			want[i] += inverse(lambda) * along * q[i]
		}
	}
	got, err := Apply(context.Background(), inverse, denseProduct(a), v, n)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		if math.Abs(got[i]-want[i]) > 1e-9*(1+math.Abs(want[i])) {
			t.Errorf("entry %d: %g, want %g", i, got[i], want[i])
		}
	}
}

func TestApplyFewEigenvalues(t *testing.T) {
	n := 5000
	values, v := make([]float64, n), make([]float64, n)
	for i := range values {
		values[i], v[i] = []float64{-2, 0.5, 3}[i%3], float64(i%7)-3
	}
	products := 0
	inner := diagonalProduct(values)
	got, err := Apply(context.Background(), math.Abs, func(dst, x []float64) { products++; inner(dst, x) }, v, 40)
	if err != nil || products > 4 {
		t.Fatalf("%v, %d products", err, products)
	}
	for i := range v {
		if want := math.Abs(values[i]) * v[i]; math.Abs(got[i]-want) > 1e-11 {
			t.Fatalf("entry %d: %g, want %g", i, got[i], want)
		}
	}
	if zero, err := Apply(context.Background(), math.Abs, inner, make([]float64, n), 40); err != nil || mat.Norm(mat.NewVecDense(n, zero), 2) != 0 {
		t.Errorf("|A| 0 = %v, %v", zero[:3], err)
	}
}
