package elementary

import "math"

// π/2 as a sum of numbers of 33 bits and a last one: multiples of the first by a whole number below 2²⁰ are exact (W. J. Cody
// and W. Waite, Software Manual for the Elementary Functions, 1980; the numbers are those of FreeBSD's e_rem_pio2.c).
const (
	quarter1   = 1.57079632673412561417e+00
	quarter2   = 6.07710050630396597660e-11
	quarter3   = 2.02226624871116645580e-21
	quarter3th = 8.47842766036889956997e-32
)

// farAngle is the angle up to which the list holds.
const farAngle = 1 << 20

// angle is x = n π/2 + high + low with |high| ≤ π/4.
type angle struct {
	n         bits // the last two count
	high, low number
}

// reduced takes quarters of a turn off.
func (l *writer) reduced(x number) angle {
	l.outside = l.above(l.abs(x), farAngle)
	n, whole := l.nearest(l.times(x, 2/math.Pi))
	high, low := l.difference(l.sub(x, l.times(n, quarter1)), l.times(n, quarter2))
	high, rest := l.difference(high, l.times(n, quarter3))
	rest = l.sub(l.add(low, rest), l.times(n, quarter3th))
	high, rest = l.quickSum(high, rest)
	return angle{whole, high, rest}
}

// difference is a - b without loss.
func (l *writer) difference(a, b number) (high, low number) {
	high = l.sub(a, b)
	c := l.sub(high, a)
	return high, l.sub(l.sub(a, l.sub(high, c)), l.add(b, c))
}

// sineNear0 is the sine of x + rest for |x| ≤ π/4, the rest below a unit of x, as the sum of x and what is small beside it
// (FreeBSD's k_sin.c).
func (l *writer) sineNear0(x, rest number) (high, low number) {
	z := l.mul(x, x)
	v := l.mul(z, x)
	r := l.polynomial(z, 8.33333333332248946124e-03, -1.98412698298579493134e-04, 2.75573137070700676789e-06,
		-2.50507602534068634195e-08, 1.58969099521155010221e-10)
	tail := l.sub(rest, l.mul(z, l.sub(l.times(rest, 0.5), l.mul(v, r))))
	return x, l.add(tail, l.times(v, -1.66666666666666324348e-01))
}

// cosineNear0 is the cosine of x + rest for |x| ≤ π/4, the rest below a unit of x, likewise (FreeBSD's k_cos.c).
func (l *writer) cosineNear0(x, rest number) (high, low number) {
	z := l.mul(x, x)
	r := l.mul(z, l.polynomial(z, 4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05,
		-2.75573143513906633035e-07, 2.08757232129817482790e-09, -1.13596475577881948265e-11))
	half, one := l.times(z, 0.5), l.constant(1)
	w := l.sub(one, half)
	return w, l.add(l.sub(l.sub(one, w), half), l.sub(l.mul(z, r), l.mul(x, rest)))
}

// doubleSquare is 2 (high + low)².
func (l *writer) doubleSquare(high, low number) number {
	high, low = l.quickSum(high, low)
	return l.add(l.mul(l.times(high, 2), high), l.mul(l.times(high, 4), low))
}

func sin(l *writer, inputs []number) number {
	x := inputs[0]
	a := l.reduced(x)
	sine, cosine := l.add(l.sineNear0(a.high, a.low)), l.add(l.cosineNear0(a.high, a.low))
	y := l.signed(l.choose(l.odd(a.n), cosine, sine), a.n)
	return l.choose(l.below(l.abs(x), 0x1p-27), x, y)
}

func cos(l *writer, x []number) number {
	a := l.reduced(x[0])
	sine, cosine := l.add(l.sineNear0(a.high, a.low)), l.add(l.cosineNear0(a.high, a.low))
	return l.signed(l.choose(l.odd(a.n), sine, cosine), l.change(BitAdd, a.n, 1))
}

// signed is y, with the opposite sign where the last but one of the bits n is 1.
func (l *writer) signed(y number, n bits) number {
	sign := l.change(ShiftL, l.change(BitAnd, n, 2), 62)
	return l.numberOf(l.mix(BitXor, l.bitsOf(y), sign))
}

// oneMinusCosine is 1 - cos(x) = 2 sin(x/2)².
func oneMinusCosine(l *writer, x []number) number {
	a := l.reduced(l.times(x[0], 0.5))
	sine, small := l.sineNear0(a.high, a.low)
	cosine, rest := l.cosineNear0(a.high, a.low)
	odd := l.odd(a.n)
	return l.doubleSquare(l.choose(odd, cosine, sine), l.choose(odd, rest, small))
}
