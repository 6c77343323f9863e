package formula

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// fraction is num over the product of den, whose bases are primitive with a positive leading coefficient.
type fraction struct {
	num poly
	den []factor
}

func number(c *big.Rat) fraction { return fraction{num: constant(c)} }

func ofSymbol(i int) fraction { return fraction{num: symbolPoly(i)} }

// known is the value of a fraction without symbols.
func (f fraction) known() (*big.Rat, bool) {
	c, ok := f.num.known()
	return c, ok && (len(f.den) == 0 || c.Sign() == 0)
}

// key is the same text for fractions that are written alike.
func (f fraction) key() string {
	var b strings.Builder
	write := func(p poly) {
		for _, m := range p.order() {
			fmt.Fprintf(&b, "%s%q", p[m].RatString(), string(m))
		}
	}
	write(f.num)
	for _, d := range f.den {
		b.WriteByte('/')
		write(d.base)
		fmt.Fprintf(&b, "^%d", d.e)
	}
	return b.String()
}

func (w *work) add(f, g fraction) fraction {
	switch {
	case f.num.isZero():
		return g
	case g.num.isZero():
		return f
	}
	den := slices.Clone(f.den)
	num, other := f.num, g.num
	for _, d := range g.den {
		k := indexOf(den, d.base)
		switch {
		case k < 0:
			num = w.times(num, w.power(d.base, d.e))
			den = append(den, d)
		case den[k].e < d.e:
			num = w.times(num, w.power(d.base, d.e-den[k].e))
			den[k].e = d.e
		}
	}
	for _, d := range den {
		have := 0
		if k := indexOf(g.den, d.base); k >= 0 {
			have = g.den[k].e
		}
		other = w.times(other, w.power(d.base, d.e-have))
	}
	return fraction{num.plus(other), den}
}

func indexOf(den []factor, base poly) int {
	return slices.IndexFunc(den, func(d factor) bool { return d.base.equal(base) })
}

func (w *work) multiply(f, g fraction) fraction {
	den := slices.Clone(f.den)
	for _, d := range g.den {
		if k := indexOf(den, d.base); k >= 0 {
			den[k].e += d.e
		} else {
			den = append(den, d)
		}
	}
	return w.lowestMonomials(fraction{w.times(f.num, g.num), den})
}

// lowestMonomials cancels single symbols.
func (w *work) lowestMonomials(f fraction) fraction {
	if f.num.isZero() {
		return fraction{num: f.num}
	}
	m := f.num.monomialContent()
	if m == "" || len(f.den) == 0 {
		return f
	}
	var den []factor
	common := monomial("")
	for _, d := range f.den {
		if len(d.base) == 1 {
			i := len(d.base.leading()) - 1
			k := min(m.at(i), d.e)
			common = common.with(i, k)
			d.e -= k
		}
		if d.e > 0 {
			den = append(den, d)
		}
	}
	return fraction{f.num.overMonomial(common), den}
}

// inverse is 1/f.
func (w *work) inverse(f fraction) fraction {
	if f.num.isZero() {
		panic(errTooLong)
	}
	c, p := f.num.primitive()
	if p[p.leading()].Sign() < 0 {
		c, p = new(big.Rat).Neg(c), p.scaled(big.NewRat(-1, 1))
	}
	num := constant(new(big.Rat).Inv(c))
	for _, d := range f.den {
		num = w.times(num, w.power(d.base, d.e))
	}
	m := p.monomialContent()
	den := m.factors()
	if rest := p.overMonomial(m); !rest.isOne() {
		den = append(den, factor{rest, 1})
	}
	return fraction{num, den}
}

// raise is f to a whole power.
func (w *work) raise(f fraction, n int) fraction {
	if n < 0 {
		f, n = w.inverse(f), -n
	}
	if n > highest {
		panic(errTooLong)
	}
	den := slices.Clone(f.den)
	for k := range den {
		den[k].e *= n
	}
	return fraction{w.power(f.num, n), den}
}

// lowest cancels what the numerator has in common with the denominator.
func (w *work) lowest(f fraction) fraction {
	f = w.lowestMonomials(f)
	var den []factor
	pending := slices.Clone(f.den)
	num := f.num
	for len(pending) > 0 && !num.isZero() {
		d := pending[0]
		pending = pending[1:]
		if num, d.e = w.cancelled(num, d); d.e == 0 {
			continue
		}
		if g := w.gcd(num, d.base); len(g) > 1 {
			rest, _ := w.divide(d.base, g)
			pending = append(pending, factor{g, d.e}, factor{rest.normal(), d.e})
			continue
		}
		if k := indexOf(den, d.base); k >= 0 {
			den[k].e += d.e
			continue
		}
		den = append(den, d)
	}
	return fraction{num, den}
}

// cancelled divides num by the base of d as often as it goes; e is the exponent that is left.
func (w *work) cancelled(num poly, d factor) (rest poly, e int) {
	for d.e > 0 {
		q, ok := w.divide(num, d.base)
		if !ok {
			break
		}
		num, d.e = q, d.e-1
	}
	return num, d.e
}
