package expr

import (
	"math"
	"math/big"
	"testing"
)

// Entries of very different sizes: each number of a solution is the float64 nearest to the true one, by Cramer's rule.
func TestSpreadSolutions(t *testing.T) {
	a := []float64{-1e-7, -0.01, -0.01, -0.01, -1, 1e9, -0.01, 1e17, -1e-7}
	b := []float64{-1, 2, 3}
	x, inverse := Solve(Array(MatrixShape(3, 3), a), Array(Vector(3), b)), Inverse(Array(MatrixShape(3, 3), a))
	whole := det3(a)
	for j := range 3 {
		replaced := append([]float64(nil), a...)
		unit := append([]float64(nil), a...)
		for i := range 3 {
			replaced[3*i+j], unit[3*i+j] = b[i], 0
		}
		unit[3*1+j] = 1
		if want := quotient(det3(replaced), whole); x.Data()[j] != want {
			t.Errorf("x[%d] = %v, not %v", j, x.Data()[j], want)
		}
		if want := quotient(det3(unit), whole); inverse.Data()[3*j+1] != want {
			t.Errorf("inverse[%d, 1] = %v, not %v", j, inverse.Data()[3*j+1], want)
		}
	}
	if got, want := Det(Array(MatrixShape(3, 3), a)).Data()[0], quotient(whole, big.NewRat(1, 1)); got != want {
		t.Errorf("det = %v, not %v", got, want)
	}
}

// A matrix of exact rank one is singular however its entries differ.
func TestSpreadSingular(t *testing.T) {
	a := Array(MatrixShape(2, 2), []float64{1e20, 3e-20, 2e20, 6e-20})
	if x := Solve(a, Array(Vector(2), []float64{1, 1})).Data()[0]; !math.IsNaN(x) {
		t.Errorf("x[0] = %v of a singular matrix", x)
	}
	if d := Det(a).Data()[0]; d != 0 {
		t.Errorf("det = %v of a singular matrix", d)
	}
}

// det3 expands by the first row.
func det3(a []float64) *big.Rat {
	r := rationals(a)
	sum := new(big.Rat)
	for j := range 3 {
		k, l := (j+1)%3, (j+2)%3
		p := new(big.Rat).Mul(r[3+k], r[6+l])
		p.Sub(p, new(big.Rat).Mul(r[3+l], r[6+k]))
		sum.Add(sum, p.Mul(p, r[j]))
	}
	return sum
}

func quotient(a, b *big.Rat) float64 {
	x, _ := new(big.Rat).Quo(a, b).Float64()
	return x
}

// A determinant of rank one less is exactly 0, not rounding.
func TestCancelledDeterminant(t *testing.T) {
	for _, a := range [][]float64{{2, -2, 1, 3, 5, 3, 5, 3, 4}, {4, -4, -5, -1, 3, 4, 0, -1, -3, 0, -3, -3, 7, 0, -5, -2}} {
		n := 3
		if len(a) > 9 {
			n = 4
		}
		if d := Det(Array(MatrixShape(n, n), a)).Data()[0]; d != 0 {
			t.Errorf("det %v = %v", a, d)
		}
	}
}

// Solutions of nearly singular systems, and small entries beside large ones, to the last digit; from sympy in fractions.
func TestCancelledSolutions(t *testing.T) {
	x := Solve(Array(MatrixShape(2, 2), []float64{1, 3, 3, 6.000000001}), Array(Vector(2), []float64{-1, -2})).Data()
	y := Solve(Array(MatrixShape(3, 3), []float64{-3, 0, -3, 2, -1, 2, -6, 0, -5.999999999999}), Array(Vector(3), []float64{0, 1, 1})).Data()
	for k, c := range []struct{ got, want float64 }{{x[0], 3.3333336102456814e-10}, {x[1], -0.33333333344444444}, {y[0], -999911107320.27}, {y[1], -1.0}, {y[2], 999911107320.27}} {
		if c.got != c.want {
			t.Errorf("%d: %v, not %v", k, c.got, c.want)
		}
	}
}

// The small eigenvalues of a symmetric matrix with large ones of both signs; from mpmath with 60 digits.
func TestSmallEigenvalues(t *testing.T) {
	a := []float64{0, 0.002, 5000, -6e6, 0.002, 8e9, 3000, 1e6, 5000, 3000, 7e-9, -7e-9, -6e6, 1e6, -7e-9, -5e-6}
	got := Eigenvalues(Array(MatrixShape(4, 4), a)).Data()
	for k, want := range []float64{-6000064.536464761, -0.0018367972951401808, 5999939.537103207, 8000000125.001193} {
		if got[k] != want {
			t.Errorf("λ%d = %v, not %v", k+1, got[k], want)
		}
	}
}
