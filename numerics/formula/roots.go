package formula

import (
	"math/big"

	"saddle/numerics/expr"
)

// rationalised multiplies with the conjugate of a denominator that has a square root: a + b√S.
func (f *field) rationalised(r fraction) fraction {
	result := fraction{num: r.num}
	for _, d := range r.den {
		i := f.squareRootIn(d.base)
		if i < 0 {
			result = f.multiply(result, fraction{whole(1), []factor{d}})
			continue
		}
		c := d.base.coefficients(i)
		root := symbolPoly(i)
		conjugate := fraction{num: c[0].minus(f.times(c[1], root))}
		square := f.multiply(fraction{num: f.times(c[1], c[1])}, f.symbols[i].base)
		norm := f.add(fraction{num: f.times(c[0], c[0])}, f.multiply(number(minusOne), square))
		if c, ok := norm.known(); !ok || c.Sign() == 0 {
			return r // the norm has zeros where the denominator has none
		}
		result = f.multiply(result, f.raise(f.multiply(conjugate, f.inverse(norm)), d.e))
	}
	return f.reduced(result)
}

// squareRootIn is a square root that a sum is linear in, -1 where there is none.
func (f *field) squareRootIn(p poly) int {
	if len(p) < 2 {
		return -1
	}
	for _, i := range p.symbols() {
		s := f.symbols[i]
		if s.kind == rootKind && s.q == 2 && p.degree(i) == 1 && len(s.base.num) > 1 {
			return i
		}
	}
	return -1
}

// rootsAbove brings roots of products from the denominator into the numerator: 1/√(xy) = √(xy)/(xy).
func (f *field) rootsAbove(r fraction) fraction {
	result := fraction{num: r.num}
	for _, d := range r.den {
		one := fraction{whole(1), []factor{d}}
		if len(d.base) == 1 {
			i := len(d.base.leading()) - 1
			s := f.symbols[i]
			if s.kind == rootKind && len(s.base.num) == 1 && singleSymbol(s.base) < 0 {
				k := (d.e + s.q - 1) / s.q
				one = f.multiply(f.raise(ofSymbol(i), k*s.q-d.e), f.raise(s.base, -k))
			}
		}
		result = f.multiply(result, one)
	}
	return result
}

// hyperbolic writes sums of exponentials of u and -u by cosh and sinh of u.
func (f *field) hyperbolic(r fraction) fraction {
	result := f.hyperbolicSum(r.num)
	for _, d := range r.den {
		result = f.multiply(result, f.raise(f.hyperbolicSum(d.base), -d.e))
	}
	return result
}

// hyperbolicSum is a + b e^(2u) with b = ±a as 2a e^u cosh(u), or -2a e^u sinh(u).
func (f *field) hyperbolicSum(p poly) fraction {
	for _, i := range p.symbols() {
		d := p.degree(i)
		if f.symbols[i].kind != exponentialKind || d%2 != 0 && !f.isDouble(i) {
			continue
		}
		c := p.coefficients(i)
		for _, middle := range c[1:d] {
			if !middle.isZero() {
				return fraction{num: p}
			}
		}
		u := f.lowest(f.multiply(number(big.NewRat(int64(d), 2)), f.symbols[i].exponent))
		outside := f.multiply(fraction{num: c[0].scaled(big.NewRat(2, 1))}, f.exponential(u))
		switch {
		case c[0].equal(c[d]):
			return f.multiply(outside, f.function(expr.Cosh, u))
		case c[0].equal(c[d].scaled(minusOne)):
			return f.multiply(f.multiply(outside, number(minusOne)), f.function(expr.Sinh, u))
		}
	}
	return fraction{num: p}
}

// isDouble reports whether the exponent of an exponential is a multiple of 2.
func (f *field) isDouble(i int) bool {
	c := f.symbols[i].exponent.num.content()
	return c.IsInt() && c.Num().Bit(0) == 0
}
