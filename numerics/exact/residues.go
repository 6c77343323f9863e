package exact

import (
	"math/big"
	"math/bits"
)

// prime is 2⁶¹ - 1.
const prime = 1<<61 - 1

// residues are the coefficients of a polynomial modulo prime, from the constant on.
type residues []uint64

// residues are p modulo prime; nil where a denominator has no inverse there.
func (p quotients) residues() residues {
	modulus := big.NewInt(prime)
	r := make(residues, len(p))
	for k, x := range p {
		inverse := new(big.Int).ModInverse(x.Denom(), modulus)
		if inverse == nil {
			return nil
		}
		inverse.Mul(inverse, x.Num())
		r[k] = inverse.Mod(inverse, modulus).Uint64()
	}
	return r
}

// rest is what division by q leaves; the last coefficients of both are not 0, and so is that of the rest, if it has any.
func (r residues) rest(q residues) residues {
	rest := append(residues(nil), r...)
	inverse := invert(q[len(q)-1])
	for len(rest) >= len(q) {
		factor := multiply(rest[len(rest)-1], inverse)
		for i, x := range q {
			k := len(rest) - len(q) + i
			rest[k] = (rest[k] + prime - multiply(factor, x)) % prime
		}
		rest = rest.trimmed()
	}
	return rest
}

func (r residues) trimmed() residues {
	for len(r) > 0 && r[len(r)-1] == 0 {
		r = r[:len(r)-1]
	}
	return r
}

func multiply(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return bits.Rem64(high, low, prime)
}

// invert is the inverse of a number that is not 0 modulo prime, a^(prime - 2) by Fermat's theorem.
func invert(a uint64) uint64 {
	inverse := uint64(1)
	for e := uint64(prime - 2); e > 0; e >>= 1 {
		if e&1 == 1 {
			inverse = multiply(inverse, a)
		}
		a = multiply(a, a)
	}
	return inverse
}
