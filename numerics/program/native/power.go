package native

import (
	"math"

	"saddle/numerics/expr/power"
	"saddle/numerics/program"
)

// Powers give the digits of package power: in pairs of numbers, of which the second holds what the first rounds away. The
// machine has no fused multiplication, so the product of two numbers is split (T. J. Dekker, A floating-point technique for
// extending the available precision, Numerische Mathematik 18, 1971).

// double is a number in two parts.
type double struct{ high, low value }

// powerOf is the code of a power, nil where there is none: of powers with a constant whole exponent, and of those of a constant.
func (b *body) powerOf(in program.Instruction) func(operands []value) value {
	if base, ok := b.presets[in.A]; ok {
		return b.powerOfConstant(base)
	}
	e, constant := b.presets[in.B]
	if !constant || e != math.Trunc(e) || math.Abs(e) > power.MostFactors || e == 0 {
		return nil
	}
	return func(operands []value) value {
		x := operands[0]
		switch e {
		case 1:
			return x
		case 2:
			return b.mul(x, x)
		}
		return b.whole(x, int(e))
	}
}

// whole is xⁿ by repeated squaring. Powers of zero are themselves; where the second numbers could underflow it strays.
func (b *body) whole(x value, n int) value {
	p := b.factors(x, max(n, -n))
	result := b.add(p.high, p.low)
	if n < 0 {
		result = b.inverse(p)
	}
	size := b.do(absolute, result)
	inside := b.both(b.compare(greater, size, b.constant(power.Smallest)), b.compare(less, size, b.constant(power.Largest)))
	if n < 0 {
		b.stray(b.no(inside))
		return result
	}
	zero := b.compare(equal, x, b.constant(0))
	b.stray(b.no(b.either(inside, zero)))
	of0 := b.constant(0)
	if n%2 == 1 {
		of0 = x
	}
	return b.choose(zero, of0, result)
}

// factors is xⁿ for n > 0 in two parts.
func (b *body) factors(x value, n int) double {
	p, square := double{b.constant(1), b.constant(0)}, double{x, b.constant(0)}
	for k := n; k > 0; k >>= 1 {
		if k&1 == 1 {
			p = b.times(p, square)
		}
		if k > 1 {
			square = b.times(square, square)
		}
	}
	return p
}

// inverse is 1/p with one correction.
func (b *body) inverse(p double) value {
	q := b.div(b.constant(1), p.high)
	product := b.product(q, p.high)
	rest := b.sub(b.sub(b.constant(1), product.high), product.low)
	return b.add(q, b.mul(q, b.sub(rest, b.mul(q, p.low))))
}

func (b *body) times(x, y double) double {
	p := b.product(x.high, y.high)
	cross := b.add(b.mul(x.high, y.low), b.mul(x.low, y.high))
	return b.quickSum(p.high, b.add(p.low, cross))
}

// quickSum is x + y without loss where |x| ≥ |y|.
func (b *body) quickSum(x, y value) double {
	s := b.add(x, y)
	return double{s, b.sub(y, b.sub(s, x))}
}

// product is x·y without loss.
func (b *body) product(x, y value) double {
	p := b.mul(x, y)
	xs, ys := b.halves(x), b.halves(y)
	rest := b.sub(b.mul(xs.high, ys.high), p)
	rest = b.add(rest, b.mul(xs.high, ys.low))
	rest = b.add(rest, b.mul(xs.low, ys.high))
	return double{p, b.add(rest, b.mul(xs.low, ys.low))}
}

// halves are two numbers of at most 26 bits with the sum x.
func (b *body) halves(x value) double {
	const split = 1<<27 + 1
	c := b.mul(b.constant(split), x)
	high := b.sub(c, b.sub(c, x))
	return double{high, b.sub(x, high)}
}
