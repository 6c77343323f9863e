package formula

import (
	"math/big"
)

// factor is a power of a polynomial.
type factor struct {
	base poly
	e    int
}

// factors takes a polynomial apart into a constant, and powers of primitive polynomials without square factors, some of
// which may be split further where that is easy.
func (w *work) factors(p poly) (*big.Rat, []factor) {
	content, p := p.primitive()
	m := p.monomialContent()
	found := m.factors()
	for _, f := range w.squareFree(p.overMonomial(m)) {
		for _, part := range w.split(f.base) {
			found = append(found, factor{part, f.e})
		}
	}
	product := whole(1)
	for _, f := range found {
		product = w.times(product, w.power(f.base, f.e))
	}
	if lead := product.leading(); product[lead].Sign()*p[p.leading()].Sign() < 0 {
		content.Neg(content)
	}
	return content, found
}

// factors are the symbols of a monomial with their exponents.
func (m monomial) factors() (found []factor) {
	for i := range len(m) {
		if m[i] > 0 {
			found = append(found, factor{symbolPoly(i), int(m[i])})
		}
	}
	return found
}

// squareFree is D. Y. Y. Yun's algorithm, symbol by symbol.
func (w *work) squareFree(p poly) []factor {
	if _, ok := p.known(); ok {
		return nil
	}
	i := p.symbols()[0]
	content := poly{}
	for _, c := range p.coefficients(i) {
		content = w.gcd(content, c)
	}
	rest, _ := w.divide(p, content)
	found := w.squareFree(content)
	derivative := rest.derivative(i)
	g := w.gcd(rest, derivative)
	b, _ := w.divide(rest, g)
	c, _ := w.divide(derivative, g)
	for e := 1; ; e++ {
		if _, ok := b.known(); ok {
			return found
		}
		d := c.minus(b.derivative(i))
		a := w.gcd(b, d)
		if _, ok := a.known(); !ok {
			found = append(found, factor{a, e})
		}
		b, _ = w.divide(b, a)
		c, _ = w.divide(d, a)
	}
}

// split takes a square-free polynomial apart where it is a quadratic in one of its symbols, and by rational zeros.
func (w *work) split(p poly) []poly {
	for _, i := range p.symbols() {
		if p.degree(i) != 2 {
			continue
		}
		c := p.coefficients(i)
		discriminant := w.times(c[1], c[1]).minus(w.times(c[0], c[2]).scaled(big.NewRat(4, 1)))
		s, ok := w.root(discriminant)
		if !ok {
			return []poly{p}
		}
		linear := w.times(c[2], symbolPoly(i)).scaled(big.NewRat(2, 1)).plus(c[1]).minus(s)
		return w.parted(p, w.gcd(p, linear))
	}
	if zero, ok := w.rationalZero(p); ok {
		return w.parted(p, zero)
	}
	return []poly{p}
}

// parted splits a divisor off.
func (w *work) parted(p, divisor poly) []poly {
	rest, ok := w.divide(p, divisor)
	if _, known := divisor.known(); known || !ok {
		return []poly{p}
	}
	if _, known := rest.known(); known {
		return []poly{p}
	}
	return append(w.split(divisor.normal()), w.split(rest.normal())...)
}

// root is the square root of a polynomial that is a square.
func (w *work) root(p poly) (poly, bool) {
	if p.isZero() {
		return p, true
	}
	c, found := w.factorsOfSquare(p)
	if c.Sign() < 0 {
		return nil, false
	}
	n, d := new(big.Int).Sqrt(c.Num()), new(big.Int).Sqrt(c.Denom())
	r := constant(new(big.Rat).SetFrac(n, d))
	for _, f := range found {
		if f.e%2 != 0 {
			return nil, false
		}
		r = w.times(r, w.power(f.base, f.e/2))
	}
	return r, w.times(r, r).equal(p)
}

// factorsOfSquare are the constant and the square-free factors of a polynomial.
func (w *work) factorsOfSquare(p poly) (*big.Rat, []factor) {
	content, q := p.primitive()
	m := q.monomialContent()
	var found []factor
	for i := range len(m) {
		if m[i] > 0 {
			found = append(found, factor{symbolPoly(i), int(m[i])})
		}
	}
	if q[q.leading()].Sign() < 0 && allEven(found) {
		content.Neg(content)
	}
	return content, append(found, w.squareFree(q.overMonomial(m))...)
}

func allEven(factors []factor) bool {
	for _, f := range factors {
		if f.e%2 != 0 {
			return false
		}
	}
	return true
}

// rationalZero is a factor q·x - p of a polynomial in one symbol of small coefficients.
func (w *work) rationalZero(p poly) (poly, bool) {
	symbols := p.symbols()
	if len(symbols) != 1 || p.degree(symbols[0]) < 3 {
		return nil, false
	}
	i := symbols[0]
	c := p.coefficients(i)
	first, okFirst := small(c[len(c)-1])
	last, okLast := small(c[0])
	if !okFirst || !okLast {
		return nil, false
	}
	for q := int64(1); q <= first; q++ {
		for n := int64(1); n <= last; n++ {
			if first%q != 0 || last%n != 0 {
				continue
			}
			for _, sign := range []int64{1, -1} {
				linear := symbolPoly(i).scaled(big.NewRat(q, 1)).minus(whole(sign * n))
				if _, ok := w.divide(p, linear); ok {
					return linear, true
				}
			}
		}
	}
	return nil, false
}

// small is the size of a constant of few divisors.
func small(p poly) (int64, bool) {
	c, ok := p.known()
	if !ok || !c.IsInt() || abs(c.Num()).Cmp(big.NewInt(200)) > 0 {
		return 0, false
	}
	return abs(c.Num()).Int64(), true
}
