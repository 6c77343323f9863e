package bound

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// ofProduct is zero where each factor keeps one sign, or is zero, and one is known to be zero somewhere; where none is ever zero it
// is the product of their bounds.
func (r Reader) ofProduct(y *expr.Node, at side) (Bound, bool) {
	if b, ok := r.ofSigned(y, at); ok {
		return b, true
	}
	found, ok, rest, total := Bound{}, false, 0, below
	for _, factor := range y.Args() {
		b, zero, sign := r.keeps(factor)
		switch {
		case zero && !ok:
			found, ok = b, true
		case r.sign(factor) == 0:
			rest++
		}
		total *= sign
	}
	found.Sharp = found.Sharp && rest == 0
	return found, ok && total == at
}

// keeps is the side on which a factor stays where it is not zero: below one that is nowhere negative; 0 where it is not known. Where
// it has the bound zero, b says where it attains it.
func (r Reader) keeps(factor *expr.Node) (b Bound, zero bool, sign side) {
	if sign := r.sign(factor); sign != 0 {
		return Bound{}, false, side(sign)
	}
	if b, ok := r.Least(factor); ok && b.Value.Lo >= 0 {
		return b, b.Value == interval.Exactly(0), below
	}
	if b, ok := r.Greatest(factor); ok && b.Value.Hi <= 0 {
		return b, b.Value == interval.Exactly(0), above
	}
	if factor.NonNegative() {
		return Bound{}, false, below
	}
	return Bound{}, false, 0
}

// ofSigned is the bound of a product of factors of one sign each, and at most one that has the bound zero.
func (r Reader) ofSigned(y *expr.Node, at side) (Bound, bool) {
	open, total := -1, 1
	for k, factor := range y.Args() {
		sign := r.sign(factor)
		switch {
		case sign != 0:
			total *= sign
		case open >= 0:
			return Bound{}, false
		default:
			open = k
		}
	}
	if open >= 0 {
		b, ok := r.extreme(y.Args()[open], at*side(total))
		return b, ok && b.Value == interval.Exactly(0)
	}
	product := Bound{Value: interval.Exactly(1), Sharp: true}
	for _, factor := range y.Args() {
		b, ok := r.extreme(factor, at*side(total*r.sign(factor)))
		if !ok || b.Value.Contains(0) {
			return Bound{}, false
		}
		product.Value = interval.Mul(product.Value, b.Value)
		product.Equations, product.Sharp = append(product.Equations, b.Equations...), product.Sharp && b.Sharp
	}
	return product, true
}

// sign is that of an expression all over the neighbourhood, 0 where it has none or it is not known.
func (r Reader) sign(y *expr.Node) int {
	if positive(y) {
		return 1
	}
	if r.Around == nil || !y.Shape().IsScalar() {
		return 0
	}
	switch around := r.Around(y); {
	case around.Doubts != 0 || !around.Finite():
		return 0
	case around.Lo > 0:
		return 1
	case around.Hi < 0:
		return -1
	}
	return 0
}

// positive tells of some expressions that they are above zero everywhere.
func positive(y *expr.Node) bool {
	switch y.Op() {
	case expr.OpConstant:
		b, ok := constant(y)
		return ok && b.Value.Lo > 0
	case expr.OpApply:
		return y.Func() == expr.Exp || y.Func() == expr.Cosh
	case expr.OpProduct:
		for _, factor := range y.Args() {
			if !positive(factor) {
				return false
			}
		}
		return true
	case expr.OpPower:
		return positive(y.Args()[0])
	case expr.OpSum:
		return positiveSum(y)
	}
	return false
}

// positiveSum reports whether no term is negative and one is positive.
func positiveSum(y *expr.Node) bool {
	some := false
	for k, term := range y.Args() {
		p, _ := y.Coefficient(k)
		if !(p > 0) || !term.NonNegative() && !positive(term) {
			return false
		}
		some = some || positive(term)
	}
	return some
}

// ofPower knows constant exponents: a power is monotone for a base of one sign; an even one, and one that negative numbers do
// not have, has its least value 0.
func (r Reader) ofPower(y *expr.Node, at side) (Bound, bool) {
	base, exponent := y.Args()[0], y.Args()[1].Float()
	raise := func(b interval.Interval) interval.Interval { return interval.Power(b, interval.Exactly(exponent)) }
	switch sign := r.sign(base); {
	case !(exponent != 0) || math.IsInf(exponent, 0):
		return Bound{}, false
	case sign > 0 && r.Around != nil:
		return r.monotone(base, at*side(signOf(exponent)), func(b interval.Interval) (interval.Interval, bool) { return raise(b), b.Lo > 0 })
	case sign < 0 && exponent == math.Trunc(exponent):
		if math.Mod(exponent, 2) == 0 {
			at = -at
		}
		return r.monotone(base, at*side(signOf(exponent)), func(b interval.Interval) (interval.Interval, bool) { return raise(b), b.Hi < 0 })
	case exponent < 0:
		return r.monotone(base, -at, func(b interval.Interval) (interval.Interval, bool) {
			return raise(b), r.positiveBase(base, b, at)
		})
	}
	if b, ok := r.raised(base, exponent, at); ok {
		return b, true
	}
	if at == below && (math.Mod(exponent, 2) == 0 || exponent != math.Trunc(exponent)) {
		return zeroOf(base), true
	}
	return Bound{}, false
}

func signOf(x float64) int {
	if x < 0 {
		return -1
	}
	return 1
}

// positiveBase reports whether a base with the given bound is above zero everywhere: from its own least value, where the
// bound is the other one.
func (r Reader) positiveBase(base *expr.Node, b interval.Interval, at side) bool {
	if at == below {
		least, ok := r.Least(base)
		return ok && least.Value.Lo > 0
	}
	return b.Lo > 0
}

// raised is the bound of a power that rises with its base: an odd one, or any where the base is not negative.
func (r Reader) raised(base *expr.Node, exponent float64, at side) (Bound, bool) {
	odd := math.Mod(exponent, 2) == 1
	if !odd && !base.NonNegative() {
		if least, ok := r.Least(base); !ok || least.Value.Lo < 0 {
			return Bound{}, false
		}
	}
	return r.monotone(base, at, func(b interval.Interval) (interval.Interval, bool) {
		return interval.Power(b, interval.Exactly(exponent)), odd || b.Lo >= 0
	})
}

// monotone is the bound of a function that takes the given bound of its argument to its own.
func (r Reader) monotone(argument *expr.Node, at side, f func(interval.Interval) (interval.Interval, bool)) (Bound, bool) {
	b, ok := r.extreme(argument, at)
	if !ok {
		return Bound{}, false
	}
	value, ok := f(b.Value)
	return Bound{value, b.Equations, b.Sharp}, ok && value.Finite() && value.Doubts == 0
}
