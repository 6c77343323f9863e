package exact

import (
	"math"
	"math/big"
)

// Pi is π = 16 arctan(1/5) - 4 arctan(1/239).
func Pi(prec uint) *big.Float {
	return pi.at(prec, func(prec uint) *big.Float { return machin(prec, true, []int64{16, 5}, []int64{-4, 239}) })
}

// SinCos is the sine and the cosine of x radians; both nil where x is infinite.
func SinCos(x *big.Float, prec uint) (sine, cosine *big.Float) {
	if x.IsInf() {
		return nil, nil
	}
	quarters, r := quarterTurns(x, prec+guard)
	s, c := sinCosSeries(r, prec+guard)
	switch quarters & 3 {
	case 1:
		s, c = c, s.Neg(s)
	case 2:
		s, c = s.Neg(s), c.Neg(c)
	case 3:
		s, c = c.Neg(c), s
	}
	return number(prec).Set(s), number(prec).Set(c)
}

// quarterTurns is k and r with x = k π/2 + r and |r| ≤ π/4, r to prec bits of its own; of k only the last bits count.
func quarterTurns(x *big.Float, prec uint) (k int64, r *big.Float) {
	if x.Sign() == 0 || x.MantExp(nil) < 0 {
		return 0, number(prec).Set(x)
	}
	for extra := uint(x.MantExp(nil)) + guard; ; extra *= 2 {
		work := prec + extra
		quarter := Pi(work)
		quarter.SetMantExp(quarter, -1)
		turns := number(work).Quo(x, quarter)
		half := big.NewFloat(math.Copysign(0.5, float64(x.Sign())))
		whole, _ := turns.Add(turns, half).Int(nil)
		r = number(work).Mul(number(work).SetInt(whole), quarter)
		r.Sub(x, r)
		if r.Sign() != 0 && uint(max(0, -r.MantExp(nil)))+uint(x.MantExp(nil)) < extra {
			return new(big.Int).And(whole, big.NewInt(3)).Int64(), r.SetPrec(prec)
		}
	}
}

func sinCosSeries(r *big.Float, prec uint) (sine, cosine *big.Float) {
	sine, cosine = number(prec), number(prec).SetInt64(1)
	term, n := number(prec).SetInt64(1), number(prec)
	for k := int64(1); ; k++ {
		term.Mul(term, r)
		term.Quo(term, n.SetInt64(k))
		if term.Sign() == 0 || term.MantExp(nil) < min(0, r.MantExp(nil))-int(prec) {
			return sine, cosine
		}
		sum := cosine
		if k%2 == 1 {
			sum = sine
		}
		if k%4 < 2 {
			sum.Add(sum, term)
		} else {
			sum.Sub(sum, term)
		}
	}
}

// Atan is the angle whose tangent is x, from -π/2 to π/2, both for an infinite x.
func Atan(x *big.Float, prec uint) *big.Float {
	work := prec + guard
	if x.IsInf() || x.MantExp(nil) > 1 {
		quarter := Pi(work)
		quarter.SetMantExp(quarter, -1)
		if x.Sign() < 0 {
			quarter.Neg(quarter)
		}
		return number(prec).Sub(quarter, Atan(number(work).Quo(big.NewFloat(1), x), work))
	}
	start, _ := x.Float64()
	y := number(work).SetFloat64(math.Atan(start))
	if x.Sign() != 0 && start == 0 {
		y.Set(x)
	}
	for digits := uint(40); digits < work; digits *= 3 {
		s, c := SinCos(y, work)
		below := number(work).Mul(x, s)
		above := number(work).Mul(x, c)
		y.Add(y, above.Quo(above.Sub(above, s), below.Add(below, c))) // tan(atan x - y)
	}
	return number(prec).Set(y)
}
