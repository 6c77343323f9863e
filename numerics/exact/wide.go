package exact

import "math/big"

// wide is a complex number of many digits.
type wide struct{ re, im *big.Float }

func (z wide) blank() *big.Float { return number(z.re.Prec()) }

func (z wide) plus(w wide) wide {
	return wide{z.blank().Add(z.re, w.re), z.blank().Add(z.im, w.im)}
}

func (z wide) minus(w wide) wide {
	return wide{z.blank().Sub(z.re, w.re), z.blank().Sub(z.im, w.im)}
}

func (z wide) times(w wide) wide {
	re := z.blank().Sub(z.blank().Mul(z.re, w.re), z.blank().Mul(z.im, w.im))
	im := z.blank().Add(z.blank().Mul(z.re, w.im), z.blank().Mul(z.im, w.re))
	return wide{re, im}
}

// inverse is 1/z of a number that is not 0.
func (z wide) inverse() wide {
	size := z.blank().Add(z.blank().Mul(z.re, z.re), z.blank().Mul(z.im, z.im))
	return wide{z.blank().Quo(z.re, size), z.blank().Neg(z.blank().Quo(z.im, size))}
}

func (z wide) isZero() bool { return z.re.Sign() == 0 && z.im.Sign() == 0 }

// exponent is that of the larger part of a number that is not 0.
func (z wide) exponent() int {
	switch {
	case z.re.Sign() == 0:
		return z.im.MantExp(nil)
	case z.im.Sign() == 0:
		return z.re.MantExp(nil)
	}
	return max(z.re.MantExp(nil), z.im.MantExp(nil))
}

// isSmall reports whether z is smaller than w by so many bits, a negative number.
func (z wide) isSmall(w wide, bits int) bool {
	return z.isZero() || !w.isZero() && z.exponent() < w.exponent()+bits
}
