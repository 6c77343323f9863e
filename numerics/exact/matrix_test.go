package exact_test

import (
	"math/big"
	"testing"

	"saddle/numerics/exact"
)

// Eigenvalues of small matrices as a student finds them.
func TestEigenvaluesExactly(t *testing.T) {
	for _, c := range []struct {
		a    []int64
		near []float64
		want []string
	}{
		{[]int64{2, 1, 1, 3}, []float64{1.381966011250105, 3.618033988749895}, []string{"(5 - √5)/2", "(5 + √5)/2"}},
		{[]int64{2, 1, 0, 1, 2, 1, 0, 1, 2}, []float64{0.585786437626905, 2, 3.414213562373095}, []string{"2 - √2", "2", "2 + √2"}},
		{[]int64{1, 2, 2, 1}, []float64{-1, 3}, []string{"-1", "3"}},
		{[]int64{1, 1, 1, 1, 2, 3, 1, 3, 6}, []float64{0.12701665379258, 1, 7.87298334620742}, []string{"4 - √15", "1", "4 + √15"}},
	} {
		n := len(c.near)
		a := make([]*big.Float, n*n)
		for k, x := range c.a {
			a[k] = new(big.Float).SetPrec(320).SetInt64(x)
		}
		forms, ok := exact.Eigenvalues(a, n, c.near)
		for k, want := range c.want {
			if !ok || forms[k].Text() != want {
				t.Errorf("the eigenvalues of %v are %v, want %v", c.a, forms, c.want)
				break
			}
		}
	}
}
