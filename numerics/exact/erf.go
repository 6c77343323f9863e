package exact

import (
	"math"
	"math/big"
)

// Erf is the error function 2/√π ∫₀ˣ exp(-t²) dt, by exp(-x²) Σ 2ᵏ x²ᵏ⁺¹/(2k+1)!!, whose terms have one sign.
func Erf(x *big.Float, prec uint) *big.Float {
	near, _ := x.Float64()
	if size := near * near; size > math.Ln2*float64(prec)+8 { // all digits are nines
		return number(prec).SetInt64(int64(x.Sign()))
	}
	work := prec + guard
	square := number(work).Mul(x, x)
	twice := number(work).Add(square, square)
	sum, term := number(work).Set(x), number(work).Set(x)
	for k := int64(1); term.Sign() != 0 && sum.MantExp(nil)-term.MantExp(nil) < int(work); k++ {
		term.Mul(term, twice)
		term.Quo(term, number(work).SetInt64(2*k+1))
		sum.Add(sum, term)
	}
	sum.Mul(sum, Exp(square.Neg(square), work))
	sum.Add(sum, sum)
	root := number(work).Sqrt(Pi(work))
	return number(prec).Quo(sum, root)
}
