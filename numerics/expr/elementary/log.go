package elementary

import "math"

const rootOfHalf = 0x3fe6a09e667f3bcd // the bits of √½

// parted is a positive number as 2^k (1 + f) with 1 + f from √½ to √2.
func (l *writer) parted(x number) (k, f number) {
	small := l.below(x, 0x1p-1022)
	x = l.choose(small, l.times(x, 0x1p54), x)
	offset := l.change(BitAdd, l.bitsOf(x), 0x3ff0000000000000-rootOfHalf)
	exponent := l.numberOf(l.change(BitOr, l.change(ShiftR, offset, 52), 0x4330000000000000)) // 2⁵² + it
	k = l.sub(exponent, l.choose(small, l.constant(0x1p52+1023+54), l.constant(0x1p52+1023)))
	m := l.numberOf(l.change(BitAdd, l.change(BitAnd, offset, 1<<52-1), rootOfHalf))
	return k, l.plus(m, -1)
}

// logarithm is k log 2 + log(1 + f) + rest: log(1 + f) = f - f²/2 + s (f²/2 + R) with s = f/(2 + f), as FreeBSD's e_log.c has it.
func (l *writer) logarithm(k, f, rest number) number {
	s := l.div(f, l.plus(f, 2))
	z := l.mul(s, s)
	r := l.mul(z, l.polynomial(z, 6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01, 2.222219843214978396e-01,
		1.818357216161805012e-01, 1.531383769920937332e-01, 1.479819860511658591e-01))
	half := l.times(l.mul(f, f), 0.5)
	y := l.add(l.mul(s, l.add(half, r)), l.add(l.times(k, ln2Low), rest))
	return l.add(l.add(l.sub(y, half), f), l.times(k, ln2High))
}

// log is the natural logarithm.
func log(l *writer, inputs []number) number {
	x := inputs[0]
	k, f := l.parted(x)
	return l.ofPositive(x, x, l.logarithm(k, f, l.constant(0)))
}

// ofPositive is y where x is positive and finite, -∞ where it is 0, NaN where it is negative, and else the argument.
func (l *writer) ofPositive(argument, x, y number) number {
	zero := l.constant(0)
	beyond := l.choose(l.less(x, zero), l.constant(math.NaN()), l.constant(math.Inf(-1)))
	y = l.choose(l.less(zero, x), y, beyond)
	return l.choose(l.less(x, l.constant(math.Inf(1))), y, argument)
}

// log1p is log(1 + x): what 1 + x is rounded by is divided by it and added.
func log1p(l *writer, inputs []number) number {
	x := inputs[0]
	u, low := l.sum(l.constant(1), x)
	k, f := l.parted(u)
	near := l.below(l.abs(k), 0.5)
	f = l.choose(near, x, f)
	rest := l.choose(near, l.constant(0), l.div(low, u))
	y := l.ofPositive(x, u, l.logarithm(k, f, rest))
	return l.choose(l.below(l.abs(x), 0x1p-54), x, y)
}
