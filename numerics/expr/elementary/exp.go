package elementary

import "math"

// magic is a number to which a whole number below 2⁵¹ is added without loss, so that it stands in the last bits; what is added
// besides is rounded to the nearest whole number.
const magic = 0x1.8p52

// log(2) as a sum of two numbers, of which the first ends in 21 zeros: a multiple of it by a whole number below 2²¹ is exact.
const (
	ln2High = 0x1.62e42fee00000p-1
	ln2Low  = 0x1.a39ef35793c76p-33
)

// factors are eˣ = 2ⁿ (1 + r + tail).
type factors struct {
	n       number // whole
	bits    bits   // n is their last ones
	r, tail number
}

// factorsOf takes x apart: |r| ≤ log(2)/2, and the tail is the rest of the series, with what r was rounded by.
func (l *writer) factorsOf(x number) factors {
	n, whole := l.nearest(l.times(x, 1/math.Ln2))
	above, correction := l.sub(x, l.times(n, ln2High)), l.times(n, ln2Low)
	r := l.sub(above, correction)
	low := l.sub(l.sub(above, r), correction)
	q := l.polynomial(r, 1.0/2, 1.0/6, 1.0/24, 1.0/120, 1.0/720, 1.0/5040, 1.0/40320, 1.0/362880, 1.0/3628800, 1.0/39916800,
		1.0/479001600, 1.0/6227020800)
	return factors{n, whole, r, l.add(low, l.mul(l.mul(r, r), q))}
}

// nearest is the nearest whole number, also as bits, of which it is the last ones.
func (l *writer) nearest(x number) (n number, whole bits) {
	t := l.plus(x, magic)
	return l.sub(t, l.constant(magic)), l.bitsOf(t)
}

// twoTo is 2ⁿ for a whole number n from -1022 to 1023 in the last bits.
func (l *writer) twoTo(n bits) number {
	return l.numberOf(l.change(ShiftL, l.change(BitAdd, n, 1023), 52))
}

// scaled is 2ⁿ (1 + r + tail) as a product, of which the second number is a power of 2 and the first is not near the bounds of
// what float64 holds.
func (l *writer) scaled(f factors) (y, scale number) {
	y, low := l.quickSum(l.constant(1), f.r)
	y = l.add(y, l.add(low, f.tail))
	_, half := l.nearest(l.times(f.n, 0.5))
	return l.mul(y, l.twoTo(half)), l.twoTo(l.mix(BitSub, f.bits, half))
}

// within is x, or the nearest of two numbers between which it is not.
func (l *writer) within(low float64, x number, high float64) number {
	return l.pair(Greatest, l.pair(Least, x, l.constant(high)), l.constant(low))
}

// exp is eˣ.
func exp(l *writer, x []number) number { return l.mul(l.exponential(x[0])) }

// exponential is eˣ as a product. Beyond the bounds it is 0 or infinite.
func (l *writer) exponential(x number) (y, scale number) {
	return l.scaled(l.factorsOf(l.within(-760, x, 720)))
}

// expm1 is eˣ - 1: (2ⁿ - 1) + 2ⁿ r + 2ⁿ tail, and eˣ where 1 is below half a unit of it.
func expm1(l *writer, inputs []number) number {
	x := inputs[0]
	f := l.factorsOf(l.within(-60, x, 720))
	scale := l.twoTo(f.bits)
	high, low := l.quickSum(l.plus(scale, -1), l.mul(scale, f.r))
	y := l.add(high, l.add(low, l.mul(scale, f.tail)))
	y = l.choose(l.above(x, 60), l.mul(l.scaled(f)), y)
	return l.choose(l.below(l.abs(x), 0x1p-54), x, y)
}
