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
