package expr_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"saddle/numerics/expr"
)

func square(n int, entries ...float64) *expr.Node { return expr.Array(expr.MatrixShape(n, n), entries) }

func randomSymmetric(rng *rand.Rand, n int) *expr.Node {
	entries := make([]float64, n*n)
	for i := range n {
		for j := range i + 1 {
			entries[i*n+j] = rng.NormFloat64()
			entries[j*n+i] = entries[i*n+j]
		}
	}
	return square(n, entries...)
}

// What a product leaves of a 0 is 0 to the eye: V'V = I, A A⁻¹ = I, V'A V = diag(λ), A x for x in the null space.
func TestDustOfResultsIsClean(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 60 {
		n := 2 + rng.IntN(6)
		a := randomSymmetric(rng, n)
		v := expr.Eigenvectors(a)
		offDiagonal(t, "V'V", expr.Mul(expr.Transpose(v), v), 0)
		offDiagonal(t, "V'A V", expr.Mul(expr.Mul(expr.Transpose(v), a), v), 0)
		well := expr.Add(a, expr.Times(expr.Const(float64(4*n)), expr.Identity(n)))
		offDiagonal(t, "A A⁻¹", expr.Mul(well, expr.Inverse(well)), 0)
		u, w := expr.Column(v, expr.Const(0)), expr.Column(v, expr.Const(1))
		if d := expr.Dot(u, w); d.Clean()[0] != 0 {
			t.Errorf("v1 · v2 is shown as %v", d.Clean()[0])
		}
		x := expr.Solve(well, expr.Mul(well, unitVector(n, rng.IntN(n))))
		if zeros := slices.DeleteFunc(slices.Clone(x.Clean()), func(x float64) bool { return x == 0 }); len(zeros) != 1 {
			t.Errorf("the solution e is shown as %v", x.Clean())
		}
	}
	rank1 := square(3, 1, 2, 3, 2, 4, 6, 3, 6, 9)
	if values := expr.Eigenvalues(rank1).Clean(); values[0] != 0 || values[1] != 0 || math.Abs(values[2]-14) > 1e-13 {
		t.Errorf("the eigenvalues of a matrix of rank 1 are shown as %v", values)
	}
}

func unitVector(n, k int) *expr.Node {
	e := make([]float64, n)
	e[k] = 1
	return expr.Array(expr.Vector(n), e)
}

func offDiagonal(t *testing.T, what string, a *expr.Node, want float64) {
	t.Helper()
	n, clean := a.Shape().Rows, a.Clean()
	for k, x := range clean {
		if k/n != k%n && x != want {
			t.Errorf("%s has %v beside its diagonal", what, x)
		}
		if k/n == k%n && x == 0 {
			t.Errorf("%s has 0 on its diagonal", what)
		}
	}
}

// Nothing is hidden of what was typed, of sums, of lists, or of what is small in truth.
func TestSmallNumbersStay(t *testing.T) {
	v := expr.Array(expr.Vector(2), []float64{0.36, 1e16})
	diagonal := square(2, 1e17, 0, 0, 3)
	dust := expr.Mul(expr.Array(expr.MatrixShape(1, 3), []float64{0.1, 0.2, -0.3}), expr.Array(expr.Vector(3), []float64{1, 1, 1}))
	if dust.Clean()[0] != 0 || dust.Float() == 0 {
		t.Fatalf("0.1 + 0.2 - 0.3 as a product is %v, shown as %v", dust.Float(), dust.Clean()[0])
	}
	for _, c := range []struct {
		name string
		n    *expr.Node
		want []float64
	}{
		{"typed", v, []float64{0.36, 1e16}},
		{"a matrix times 1", expr.Mul(diagonal, expr.Identity(2)), []float64{1e17, 0, 0, 3}},
		{"eigenvalues beside 1e17", expr.Eigenvalues(diagonal), []float64{3, 1e17}},
		{"eigenvalues of a graded matrix", expr.Eigenvalues(square(2, 1e18, 1e9, 1e9, 5)), []float64{4, 1e18}},
		{"an inverse", expr.Inverse(square(2, 1, 1e-20, 0, 1)), []float64{1, -1e-20, 0, 1}},
		{"an inverse beside 1e17", expr.Inverse(diagonal), []float64{1e-17, 0, 0, 1 / 3.0}},
		{"a solution", expr.Solve(diagonal, expr.Array(expr.Vector(2), []float64{1e17, 3e-20})), []float64{1, 1e-20}},
		{"a sum", expr.Add(dust, expr.Const(0)), dust.Data()},
		{"a stack", expr.Stack(dust, expr.Const(1)), []float64{dust.Float(), 1}},
		{"a norm", expr.Norm(v), []float64{1e16}},
	} {
		for k, x := range c.n.Clean() {
			if x != c.want[k] && math.Abs(x-c.want[k]) > 1e-12*math.Abs(c.want[k]) {
				t.Errorf("%s: entry %d is shown as %v, not %v", c.name, k, x, c.want[k])
			}
		}
	}
}

// A view of dust is dust as it is inside what it was taken from.
func TestDustOfViews(t *testing.T) {
	v := expr.Eigenvectors(square(3, 2, 1, 0, 1, 3, 1, 0, 1, 5))
	product := expr.Mul(expr.Transpose(v), v)
	k := slices.IndexFunc(product.Data(), func(x float64) bool { return x != 0 && math.Abs(x) < 1e-10 })
	if k < 0 {
		t.Fatal("V'V has no dust")
	}
	i, j := k/3, k%3
	entry := expr.Element(expr.Row(product, expr.Const(float64(i))), expr.Const(float64(j)))
	mirrored := expr.Element(expr.Row(expr.Transpose(product), expr.Const(float64(j))), expr.Const(float64(i)))
	for _, n := range []*expr.Node{entry, mirrored, expr.Neg(entry), expr.Times(expr.Const(1e9), entry), expr.Div(entry, expr.Const(3)), expr.Norm(expr.Slice(expr.Flatten(product), k, k+1))} {
		if n.Clean()[0] != 0 || n.Float() == 0 {
			t.Errorf("%v is shown as %v", n.Float(), n.Clean()[0])
		}
	}
}

// An inverse that is all rounding is shown as it is, and so is what is made of it.
func TestNothingIsCleanedWhereAnInverseIsUncertain(t *testing.T) {
	singular := square(3, 1, 2, 3, 4, 5, 6, 7, 8, 9)
	x := expr.Inverse(singular)
	for _, n := range []*expr.Node{x, expr.Mul(x, singular), expr.Mul(expr.Transpose(x), singular)} {
		if !slices.Equal(n.Clean(), n.Data()) {
			t.Errorf("%v is shown as %v", n.Data(), n.Clean())
		}
	}
}

// However ill-conditioned a matrix is, the ones of A⁻¹ A and A A⁻¹ are no zeros.
func TestOnesOfProductsWithInversesStay(t *testing.T) {
	for n := 2; n <= 9; n++ {
		entries := make([]float64, n*n)
		for k := range entries {
			entries[k] = 1 / float64(k/n+k%n+1)
		}
		hilbert := square(n, entries...)
		inverse := expr.Inverse(hilbert)
		for _, p := range []*expr.Node{expr.Mul(inverse, hilbert), expr.Mul(hilbert, inverse), expr.Mul(hilbert, expr.Solve(hilbert, expr.Identity(n)))} {
			for k, x := range p.Clean() {
				if k/n == k%n && x == 0 {
					t.Errorf("order %d: a one, %v, is shown as 0", n, p.Data()[k])
				}
			}
		}
	}
}

// A difference that was computed without rounding is no dust, however large the terms.
func TestExactDifferencesStay(t *testing.T) {
	row := func(entries ...float64) *expr.Node { return expr.Array(expr.MatrixShape(1, len(entries)), entries) }
	column := func(entries ...float64) *expr.Node { return expr.Array(expr.Vector(len(entries)), entries) }
	if p := expr.Mul(row(1e16, 1), column(1, -1e16+2)); p.Clean()[0] != 2 {
		t.Errorf("1e16 - (1e16 - 2) is shown as %v", p.Clean()[0])
	}
	if p := expr.Mul(row(0.1, 0.2, -0.3), column(1, 1, 1)); p.Clean()[0] != 0 {
		t.Errorf("0.1 + 0.2 - 0.3 is shown as %v", p.Clean()[0])
	}
}
