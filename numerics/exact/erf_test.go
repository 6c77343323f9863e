package exact

import (
	"math"
	"math/big"
	"testing"
)

// The first digits are those of the standard library, all of them agree with those at a higher precision, and far out it is one.
func TestErf(t *testing.T) {
	for _, x := range []float64{0, 1e-9, -0.3, 0.5, 1, 2.5, -4, 6, 11} {
		z := new(big.Float).SetFloat64(x)
		got, _ := Erf(z, 200).Float64()
		if math.Abs(got-math.Erf(x)) > 2e-16*math.Abs(got) {
			t.Errorf("erf(%g) = %g, not %g", x, got, math.Erf(x))
		}
		more := Erf(z, 400)
		rest, _ := new(big.Float).SetPrec(400).Sub(more, Erf(z, 200)).Float64()
		if math.Abs(rest) > math.Ldexp(math.Abs(got), -198) {
			t.Errorf("erf(%g) changes by %g with more digits", x, rest)
		}
	}
	if one, _ := Erf(big.NewFloat(-1e5), 200).Float64(); one != -1 {
		t.Errorf("erf(-1e5) = %g", one)
	}
}
