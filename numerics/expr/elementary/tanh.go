package elementary

// nearTanh is up to where tanh is taken as a quotient of polynomials.
const nearTanh = 0.625

// tanh is |x| + |x|³ P/Q near 0 (S. L. Moshier's Cephes, tanh.c), else 1 - 2E/(1 + E) with E = exp(-2|x|), and has the sign of x.
func tanh(l *writer, inputs []number) number {
	x := inputs[0]
	a := l.abs(x)
	z := l.mul(a, a)
	p := l.polynomial(z, -1.61468768441708447952e3, -9.92877231001918586564e1, -9.64399179425052238628e-1)
	q := l.polynomial(z, 4.84406305325125486048e3, 2.23548839060100448583e3, 1.12811678491632931402e2, 1)
	e := l.mul(l.exponential(l.times(a, -2)))
	near := l.below(a, nearTanh)
	above := l.choose(near, l.mul(l.mul(a, z), p), l.times(e, -2))
	below := l.choose(near, q, l.plus(e, 1))
	y := l.add(l.choose(near, a, l.constant(1)), l.div(above, below))
	return l.numberOf(l.mix(BitOrOf, l.bitsOf(y), l.change(BitAnd, l.bitsOf(x), 1<<63)))
}

// sechSquared is 1 - tanh(x)² = 4E/(1 + E)² with E = exp(-2|x|): small where it is small, and near x = 0 hardly moved by an error
// of E. The square is taken in two numbers, and E is scaled last, so that it is rounded once where it is below the normal numbers.
func sechSquared(l *writer, x []number) number {
	y, scale := l.exponential(l.times(l.abs(x[0]), -2))
	s, low := l.quickSum(l.constant(1), l.mul(y, scale))
	c := l.times(s, 1<<27+1) // T. J. Dekker, Numerische Mathematik 18, 1971
	high := l.sub(c, l.sub(c, s))
	rest := l.sub(s, high)
	square := l.mul(s, s)
	remainder := l.add(l.sub(l.mul(high, high), square), l.times(l.mul(high, rest), 2))
	remainder = l.add(l.add(remainder, l.mul(rest, rest)), l.times(l.mul(s, low), 2))
	return l.mul(l.div(l.times(y, 4), l.add(square, remainder)), scale)
}
