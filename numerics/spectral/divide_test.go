package spectral

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// hard are tridiagonal matrices of order n that dividing, the secular equation or orthogonality may fail on.
func hard(n int, r *rand.Rand) map[string][2][]float64 {
	made := func(d, e func(i int) float64) [2][]float64 {
		diagonal, beside := make([]float64, n), make([]float64, max(n-1, 0))
		for i := range diagonal {
			diagonal[i] = d(i)
		}
		for i := range beside {
			beside[i] = e(i)
		}
		return [2][]float64{diagonal, beside}
	}
	constant := func(c float64) func(int) float64 { return func(int) float64 { return c } }
	random := func(int) float64 { return r.NormFloat64() }
	cell := func(i int) float64 { return math.Abs(float64(i%21 - 10)) }
	return map[string][2][]float64{
		"random":        made(random, random),
		"second order":  made(constant(2), constant(-1)),
		"Wilkinson":     made(func(i int) float64 { return math.Abs(float64(i) - float64(n-1)/2) }, constant(1)),
		"glued":         made(cell, func(i int) float64 { return math.Max(float64(min((i+1)%21, 1)), 1e-12) }),
		"loosely glued": made(cell, func(i int) float64 { return math.Max(float64(min((i+1)%21, 1)), 1e-7) }),
		"graded":        made(func(i int) float64 { return math.Exp2(-2 * float64(i)) }, func(i int) float64 { return math.Exp2(-2*float64(i) - 1) }),
		"graded up":     made(func(i int) float64 { return math.Exp2(float64(i - n)) }, func(i int) float64 { return math.Exp2(float64(i-n) - 1) }),
		"clustered":     made(func(i int) float64 { return 1 + 1e-14*r.Float64() }, func(i int) float64 { return 1e-14 * r.NormFloat64() }),
		"two clusters":  made(func(i int) float64 { return float64(i%2) + 1e-9*r.Float64() }, func(i int) float64 { return 1e-9 * r.NormFloat64() }),
		"parted":        made(random, func(i int) float64 { return float64(r.IntN(2)) * r.NormFloat64() }),
		"diagonal":      made(random, constant(0)),
		"zero":          made(constant(0), constant(0)),
		"hollow":        made(constant(0), random),
		"weak":          made(random, func(i int) float64 { return 1e-16 * r.NormFloat64() }),
		"mixed":         made(func(i int) float64 { return math.Exp2(20 * r.NormFloat64()) }, func(i int) float64 { return math.Exp2(20 * r.NormFloat64()) }),
		"large":         made(func(i int) float64 { return 1e300 * r.NormFloat64() }, func(i int) float64 { return 1e300 * r.Float64() }),
		"small":         made(func(i int) float64 { return 1e-300 * r.NormFloat64() }, func(i int) float64 { return 1e-300 * r.Float64() }),
	}
}

// Hard matrices of all orders are decomposed within rounding: A V = V diag(λ), and V is orthogonal.
func TestDividing(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, n := range []int{1, 2, 3, 23, 24, 25, 26, 31, 47, 48, 49, 50, 63, 84, 100, 127, 150, 200} {
		for name, m := range hard(n, r) {
			a := mat.NewDense(n, n, nil)
			for i, d := range m[0] {
				a.Set(i, i, d)
			}
			for i, e := range m[1] {
				a.Set(i, i+1, e)
				a.Set(i+1, i, e)
			}
			checkDivided(t, fmt.Sprintf("%s, n = %d", name, n), a)
		}
	}
}

// Full matrices too, also such with few different eigenvalues.
func TestDividingFullMatrices(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for _, n := range []int{2, 33, 50, 100, 160} {
		a := randomSymmetric(r, n)
		checkDivided(t, fmt.Sprintf("random, n = %d", n), a)
		var square mat.Dense
		square.Mul(a, a.T())
		checkDivided(t, fmt.Sprintf("positive, n = %d", n), &square)
		var thin, low mat.Dense
		thin.CloneFrom(a.Slice(0, n, 0, max(n/10, 1)))
		low.Mul(&thin, thin.T())
		checkDivided(t, fmt.Sprintf("of low rank, n = %d", n), &low)
	}
}

func checkDivided(t *testing.T, name string, a *mat.Dense) {
	t.Helper()
	n, _ := a.Dims()
	values, vectors := make([]float64, n), make([]float64, n*n)
	if !byDividing(n, slices.Clone(a.RawMatrix().Data), values, vectors) {
		t.Fatalf("%s: no convergence", name)
	}
	largest := math.Max(mat.Max(a), -mat.Min(a))
	if largest == 0 {
		largest = 1
	}
	var unit, left, right, gram mat.Dense
	unit.Scale(1/largest, a)
	v := mat.NewDense(n, n, vectors)
	if !slices.IsSorted(values) {
		t.Errorf("%s: the values are not in order", name)
	}
	for i := range values {
		values[i] /= largest
	}
	left.Mul(&unit, v)
	right.Mul(v, mat.NewDiagDense(n, values))
	left.Sub(&left, &right)
	const rounding = 0x1p-53
	if off, bound := mat.Norm(&left, 2), 4*rounding*float64(n)*mat.Norm(&unit, 2); !(off <= bound) {
		t.Errorf("%s: A V is off V diag(λ) by %g, more than the %g that Decomposition allows", name, off, bound)
	}
	gram.Mul(v.T(), v)
	gram.Sub(&gram, mat.NewDiagDense(n, ones(n)))
	if worst := math.Max(mat.Max(&gram), -mat.Min(&gram)); !(worst <= 4*rounding*float64(n+10)) {
		t.Errorf("%s: the eigenvectors are off orthogonal by %g", name, worst)
	}
}

// The eigenvalues of the second difference are 2 - 2 cos(kπ/(n+1)).
func TestDividingSecondDifference(t *testing.T) {
	const n = 100
	m := hard(n, rand.New(rand.NewPCG(1, 1)))["second order"]
	d := newTridiagonal(m[0], m[1], make([]float64, n*n))
	if !d.decompose(0, n) {
		t.Fatal("no convergence")
	}
	for k, got := range d.values {
		if want := 4 * math.Pow(math.Sin(float64(k+1)*math.Pi/(2*(n+1))), 2); math.Abs(got-want) > 2e-15 {
			t.Errorf("eigenvalue %d is %.17g, want %.17g", k, got, want)
		}
	}
}
