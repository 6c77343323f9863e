// Package exact computes the elementary functions of math/big's floating-point numbers to any number of digits. It is
// slow and sure: the yardstick of what is computed in float64, and what takes over where float64 loses its digits.
//
//	exact.Exp(big.NewFloat(1), 200)   // e to 200 bits
//
// Every function takes its argument as it is and gives prec bits that are right but for the last one or two. An infinite argument
// gives the limit; nil stands where there is none or where the function has no real value.
package exact

import (
	"math"
	"math/big"
)

// guard is how many bits beyond those asked for take part in a computation.
const guard = 64

// LargestExponent bounds the size of what Exp takes: e to that power still has an exponent that big.Float can hold.
const LargestExponent = 1 << 30

func number(prec uint) *big.Float { return new(big.Float).SetPrec(prec) }

// Exp is e^x; 0 or +Inf where |x| is beyond LargestExponent, or infinite.
func Exp(x *big.Float, prec uint) *big.Float {
	switch {
	case x.Sign() == 0:
		return number(prec).SetInt64(1)
	case x.IsInf(), x.MantExp(nil) > 31:
		if x.Sign() < 0 {
			return number(prec)
		}
		return number(prec).SetInf(false)
	}
	const halvings = 16
	work := prec + guard + halvings
	approximate, _ := x.Float64()
	k := int64(math.Round(approximate / math.Ln2))
	r := number(work+32).Mul(Ln2(work+32), number(work+32).SetInt64(k))
	r.Sub(x, r).SetPrec(work)
	y := expSeries(r.SetMantExp(r, -halvings), work)
	for range halvings {
		y.Mul(y, y)
	}
	return number(prec).Set(y.SetMantExp(y, int(k)))
}

// expSeries is Σ rⁿ/n! for small r.
func expSeries(r *big.Float, prec uint) *big.Float {
	sum, term, n := number(prec).SetInt64(1), number(prec).SetInt64(1), number(prec)
	for k := int64(1); term.Sign() != 0 && term.MantExp(nil) > -int(prec); k++ {
		term.Mul(term, r)
		sum.Add(sum, term.Quo(term, n.SetInt64(k)))
	}
	return sum
}

// Log is the natural logarithm of x: -Inf for 0, +Inf for +Inf, nil for x < 0.
func Log(x *big.Float, prec uint) *big.Float {
	switch {
	case x.Sign() < 0:
		return nil
	case x.Sign() == 0, x.IsInf():
		return number(prec).SetInf(x.Sign() == 0)
	}
	m := new(big.Float)
	k := x.MantExp(m)
	if leading, _ := m.Float64(); leading < math.Sqrt2/2 {
		m.SetMantExp(m, 1)
		k--
	}
	work := prec + guard
	if d := number(m.Prec()+1).Sub(m, big.NewFloat(1)); k == 0 && d.Sign() == 0 {
		return number(prec)
	} else if k == 0 {
		work += uint(max(0, -d.MantExp(nil)))
	}
	y := logNear1(m, work)
	return number(prec).Add(y, number(work).Mul(Ln2(work), number(work).SetInt64(int64(k))))
}

// logNear1 is Halley's iteration y + 2 (x - e^y)/(x + e^y), which trebles the digits.
func logNear1(x *big.Float, prec uint) *big.Float {
	start, _ := x.Float64()
	y := number(prec).SetFloat64(math.Log(start))
	for digits := uint(40); digits < prec; digits *= 3 {
		e := Exp(y, prec)
		d := number(prec).Sub(x, e)
		y.Add(y, d.Quo(d.SetMantExp(d, 1), e.Add(e, x)))
	}
	return y
}

// Ln2 is log 2 = 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749).
func Ln2(prec uint) *big.Float {
	return ln2.at(prec, func(prec uint) *big.Float {
		return machin(prec, false, []int64{18, 26}, []int64{-2, 4801}, []int64{8, 8749})
	})
}

var ln2, pi known

// machin is Σ c · artanh(1/n), or Σ c · arctan(1/n), over pairs (c, n).
func machin(prec uint, alternating bool, pairs ...[]int64) *big.Float {
	bits := prec + guard/2
	sum := new(big.Int)
	for _, pair := range pairs {
		term := inverseTangent(pair[1], bits, alternating)
		sum.Add(sum, term.Mul(term, big.NewInt(pair[0])))
	}
	return number(prec).SetMantExp(number(bits).SetInt(sum), -int(bits))
}

// inverseTangent is Σ ±1/((2k+1) n^(2k+1)) in units of 2^-bits.
func inverseTangent(n int64, bits uint, alternating bool) *big.Int {
	power := new(big.Int).Lsh(big.NewInt(1), bits)
	power.Quo(power, big.NewInt(n))
	sum, term, square := new(big.Int), new(big.Int), big.NewInt(n*n)
	for k := int64(1); power.Sign() != 0; k += 2 {
		term.Quo(power, big.NewInt(k))
		if alternating && k%4 == 3 {
			term.Neg(term)
		}
		sum.Add(sum, term)
		power.Quo(power, square)
	}
	return sum
}
