package exact

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

// withZeros is the polynomial with some zeros.
func withZeros(zeros ...*big.Rat) quotients {
	p := quotients{big.NewRat(1, 1)}
	for _, z := range zeros {
		next := make(quotients, len(p)+1)
		for k := range next {
			next[k] = new(big.Rat)
			if k > 0 {
				next[k].Add(next[k], p[k-1])
			}
			if k < len(p) {
				next[k].Sub(next[k], new(big.Rat).Mul(z, p[k]))
			}
		}
		p = next
	}
	return p
}

// Polynomials with zeros at random: those that have each once are known to be square-free, and those that have one twice never are.
func TestIsSquareFree(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 7))
	for range 300 {
		var zeros []*big.Rat
		for k := range 1 + r.IntN(6) {
			zeros = append(zeros, new(big.Rat).Add(big.NewRat(r.Int64N(1<<40), 1<<50), big.NewRat(int64(k), 1)))
		}
		if p := withZeros(zeros...); !p.isSquareFree() {
			t.Errorf("%v are not seen to differ", zeros)
		}
		twice := append(zeros, zeros[r.IntN(len(zeros))])
		if p := withZeros(twice...); p.isSquareFree() {
			t.Errorf("%v are said to differ", twice)
		}
		if list := withZeros(twice...).squareFree(); len(list) != 2 || list[0].degree() != len(zeros)-1 || list[1].degree() != 1 {
			t.Errorf("%v: %v", twice, list)
		}
	}
	if p := (quotients{big.NewRat(prime, 1), big.NewRat(0, 1), big.NewRat(1, 1)}); p.isSquareFree() {
		t.Error("x² + prime is x² modulo prime")
	}
	if p := (quotients{big.NewRat(1, prime), big.NewRat(0, 1), big.NewRat(1, 1)}); p.isSquareFree() {
		t.Error("1/prime has no residue")
	}
}
