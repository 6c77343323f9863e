package spectral

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
)

func diagonalProduct(values []float64) Product {
	return func(dst, v []float64) {
		for i, value := range values {
			dst[i] = value * v[i]
		}
	}
}

func denseProduct(a *mat.Dense) Product {
	n, _ := a.Dims()
	return func(dst, v []float64) {
		mat.NewVecDense(n, dst).MulVec(a, mat.NewVecDense(n, v))
	}
}

func TestLanczosAgreesWithDense(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for _, n := range []int{1, 2, 5, 39, 40, 41, 150} {
		a := randomSymmetric(random, n)
		d, err := Symmetric(a)
		if err != nil {
			t.Fatal(err)
		}
		found, err := Lanczos(context.Background(), n, denseProduct(a), Wanted{Low: 3, High: 2})
		if err != nil || !found.Converged {
			t.Fatalf("n = %d: %v, converged %t after %d products, residuals %v", n, err, found.Converged, found.Products, found.Residuals)
		}
		low := min(3, n)
		high := min(2, n-low)
		if len(found.Values) != low+high {
			t.Fatalf("n = %d: %d values", n, len(found.Values))
		}
		for i, index := range ends(n, low, high) {
			if math.Abs(found.Values[i]-d.Values[index]) > found.Residuals[i]+2*d.Bound {
				t.Errorf("n = %d: λ[%d] = %.15g, dense %.15g, residual %g", n, index, found.Values[i], d.Values[index], found.Residuals[i])
			}
		}
		checkOrthonormal(t, found.Vectors)
	}
}

func checkOrthonormal(t *testing.T, vectors [][]float64) {
	t.Helper()
	for i, u := range vectors {
		for j, v := range vectors[:i+1] {
			want := 0.0
			if i == j {
				want = 1
			}
			if dot := mat.Dot(mat.NewVecDense(len(u), u), mat.NewVecDense(len(v), v)); math.Abs(dot-want) > 1e-9 {
				t.Errorf("vectors %d and %d: product %g", i, j, dot)
			}
		}
	}
}

// A large spectrum as a network's Hessian has it: a bulk near zero, a few outliers above, two negative ones.
func TestLanczosLarge(t *testing.T) {
	n := 10000
	values := make([]float64, n)
	random := rand.New(rand.NewPCG(9, 10))
	for i := range values {
		values[i] = 0.1 * random.Float64()
	}
	values[17], values[4711], values[9999], values[1234] = -0.3, -0.02, 7, 3
	found, err := Lanczos(context.Background(), n, diagonalProduct(values), Wanted{Low: 2, High: 2})
	if err != nil || !found.Converged {
		t.Fatalf("%v, converged %t, residuals %v", err, found.Converged, found.Residuals)
	}
	for i, want := range []float64{-0.3, -0.02, 3, 7} {
		if math.Abs(found.Values[i]-want) > found.Residuals[i]+1e-14 {
			t.Errorf("λ = %.15g, want %g, residual %g", found.Values[i], want, found.Residuals[i])
		}
	}
	if v := found.Vectors[0][17]; math.Abs(v-1) > 1e-8 {
		t.Errorf("entry 17 of the lowest vector is %g", v)
	}
	if found.Products > 600 {
		t.Errorf("%d products", found.Products)
	}
}

// One Krylov space sees one copy of an eigenvalue; the second search must bring the others.
func TestLanczosCopies(t *testing.T) {
	n := 500
	values := make([]float64, n)
	for i := range values {
		values[i] = 1 + float64(i)/float64(n)
	}
	values[3], values[100], values[400] = -1, -1, -1
	tests := []struct {
		name   string
		values []float64
		wanted Wanted
		want   []float64
	}{
		{"three copies", values, Wanted{Low: 3}, []float64{-1, -1, -1}},
		{"identity", ones(n), Wanted{Low: 2, High: 2}, []float64{1, 1, 1, 1}},
		{"zero", make([]float64, n), Wanted{Low: 1, High: 1}, []float64{0, 0}},
	}
	for _, test := range tests {
		found, err := Lanczos(context.Background(), n, diagonalProduct(test.values), test.wanted)
		if err != nil || !found.Converged || len(found.Values) != len(test.want) {
			t.Fatalf("%s: %v, converged %t, λ = %v", test.name, err, found.Converged, found.Values)
		}
		for i, want := range test.want {
			if math.Abs(found.Values[i]-want) > 1e-9 {
				t.Errorf("%s: λ[%d] = %g, want %g", test.name, i, found.Values[i], want)
			}
		}
		checkOrthonormal(t, found.Vectors)
	}
}

// The second difference matrix: eigenvalues 2 - 2 cos(kπ/(n+1)), tight at both ends, so restarts are needed.
func TestLanczosSecondDifference(t *testing.T) {
	n := 400
	product := func(dst, v []float64) {
		for i := range v {
			dst[i] = 2 * v[i]
			if i > 0 {
				dst[i] -= v[i-1]
			}
			if i < n-1 {
				dst[i] -= v[i+1]
			}
		}
	}
	found, err := Lanczos(context.Background(), n, product, Wanted{Low: 2, High: 1, Tolerance: 1e-9})
	if err != nil || !found.Converged {
		t.Fatalf("%v, %d products, residuals %v", err, found.Products, found.Residuals)
	}
	for i, k := range []int{1, 2, n} {
		want := 2 - 2*math.Cos(float64(k)*math.Pi/float64(n+1))
		if math.Abs(found.Values[i]-want) > found.Residuals[i]+1e-13 {
			t.Errorf("λ = %.12g, want %.12g, residual %g", found.Values[i], want, found.Residuals[i])
		}
	}
}

func TestLanczosInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	n, products := 1000, 0
	values := make([]float64, n)
	for i := range values {
		values[i] = math.Sqrt(float64(i))
	}
	inner := diagonalProduct(values)
	found, err := Lanczos(ctx, n, func(dst, v []float64) {
		if products++; products == 30 {
			cancel()
		}
		inner(dst, v)
	}, Wanted{Low: 1, High: 1})
	if !errors.Is(err, context.Canceled) || len(found.Values) != 2 {
		t.Fatalf("%v, λ = %v", err, found.Values)
	}
	if found.Products != 32 {
		t.Errorf("%d products: two more than the 30 before the end were to measure the residuals", found.Products)
	}
}

func TestLanczosRefusesNaN(t *testing.T) {
	var notFinite *NotFiniteError
	_, err := Lanczos(context.Background(), 3, func(dst, _ []float64) { dst[1] = math.NaN() }, Wanted{Low: 1})
	if !errors.As(err, &notFinite) || notFinite.Row != 2 {
		t.Errorf("%v", err)
	}
}

func TestLanczosRepeats(t *testing.T) {
	a := randomSymmetric(rand.New(rand.NewPCG(11, 12)), 80)
	first, _ := Lanczos(context.Background(), 80, denseProduct(a), Wanted{Low: 1, Seed: 3})
	second, _ := Lanczos(context.Background(), 80, denseProduct(a), Wanted{Low: 1, Seed: 3})
	if first.Values[0] != second.Values[0] || first.Products != second.Products {
		t.Errorf("the same seed gave %v and %v", first.Values, second.Values)
	}
}
