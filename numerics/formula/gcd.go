package formula

import (
	"math/big"
)

// divide is p/q where q divides p.
func (w *work) divide(p, q poly) (poly, bool) {
	if q.isZero() {
		return nil, false
	}
	if c, ok := q.known(); ok {
		return p.scaled(new(big.Rat).Inv(c)), true
	}
	for _, i := range q.symbols() {
		if q.degree(i) > p.degree(i) {
			return nil, p.isZero()
		}
	}
	lead := q.leading()
	inverse := new(big.Rat).Inv(q[lead])
	rest, quotient := p.plus(nil), poly{}
	for len(rest) > 0 {
		top := rest.leading()
		m, ok := top.over(lead)
		if !ok {
			return nil, false
		}
		w.spend(len(q) + len(rest)/4)
		c := new(big.Rat).Mul(rest[top], inverse)
		quotient[m] = c
		for n, d := range q {
			rest.include(n.times(m), new(big.Rat).Neg(new(big.Rat).Mul(c, d)))
		}
	}
	return quotient, true
}

// gcd is the greatest common divisor of two polynomials, primitive, with a positive leading coefficient; 1 where it is not
// found.
func (w *work) gcd(p, q poly) poly {
	switch {
	case p.isZero():
		return q.normal()
	case q.isZero():
		return p.normal()
	}
	_, p = p.primitive()
	_, q = q.primitive()
	m := p.monomialContent().lower(q.monomialContent())
	p, q = p.overMonomial(p.monomialContent()), q.overMonomial(q.monomialContent())
	p, q = w.common(p, q), w.common(q, p)
	g, ok := w.heuristic(p, q)
	if !ok {
		g = whole(1)
	}
	return g.normal().timesMonomial(m)
}

// common is the part of p that can have a divisor in common with q: free of the symbols that q lacks.
func (w *work) common(p, q poly) poly {
	for _, i := range p.symbols() {
		if q.has(i) {
			continue
		}
		g := poly{}
		for _, c := range p.coefficients(i) {
			if g = w.gcd(g, c); g.isOne() {
				break
			}
		}
		p = g
	}
	return p
}

// normal is the primitive part with a positive leading coefficient.
func (p poly) normal() poly {
	_, p = p.primitive()
	if len(p) > 0 && p[p.leading()].Sign() < 0 {
		p = p.scaled(big.NewRat(-1, 1))
	}
	return p
}

// heuristic is the greatest common divisor of two polynomials with whole coefficients, by their values at a large number (B.
// W. Char, K. O. Geddes and G. H. Gonnet, GCDHEU, Journal of Symbolic Computation 7, 1989); false where it gives up.
func (w *work) heuristic(p, q poly) (poly, bool) {
	if c, ok := constantDivisor(p, q); ok {
		return c, true
	}
	contentP, p := p.primitive()
	contentQ, q := q.primitive()
	scale := constant(new(big.Rat).SetInt(new(big.Int).GCD(nil, nil, contentP.Num(), contentQ.Num())))
	i := mainSymbol(p, q)
	at := firstValue(p, q)
	for range 5 {
		w.spend(1 + at.BitLen()*(p.degree(i)+q.degree(i))/64*(len(p)+len(q)))
		h, ok := w.heuristic(p.evaluate(i, at), q.evaluate(i, at))
		if !ok {
			return nil, false
		}
		g := interpolate(h, i, at).normal()
		if _, ok := w.divide(p, g); ok {
			if _, ok := w.divide(q, g); ok {
				return w.times(g, scale), true
			}
		}
		at = new(big.Int).Quo(new(big.Int).Mul(new(big.Int).Mul(at, big.NewInt(73794)), new(big.Int).Sqrt(new(big.Int).Sqrt(at))), big.NewInt(27011))
	}
	return nil, false
}

func abs(n *big.Int) *big.Int { return new(big.Int).Abs(n) }

// mainSymbol is the one that is evaluated first: any that one of the two has.
func mainSymbol(p, q poly) int {
	return max(p.symbols()[0], q.symbols()[0])
}

// firstValue is beyond twice the size of the coefficients of any divisor that is likely.
func firstValue(p, q poly) *big.Int {
	a, b := p.height(), q.height()
	if a.Cmp(b) > 0 {
		a = b
	}
	bound := new(big.Int).Lsh(a, 1)
	return bound.Add(bound, big.NewInt(29))
}

// height is the largest coefficient.
func (p poly) height() *big.Int {
	h := new(big.Int)
	for _, c := range p {
		if a := abs(c.Num()); a.Cmp(h) > 0 {
			h = a
		}
	}
	return h
}

// evaluate puts a number in the place of symbol i.
func (p poly) evaluate(i int, at *big.Int) poly {
	r := poly{}
	for m, c := range p {
		e := m.at(i)
		v := new(big.Rat).SetInt(new(big.Int).Exp(at, big.NewInt(int64(e)), nil))
		r.include(m.with(i, 0), v.Mul(v, c))
	}
	return r
}

// interpolate reads a polynomial in symbol i from its value at a large number: its coefficients are the digits to that base,
// between minus half of it and half of it.
func interpolate(h poly, i int, at *big.Int) poly {
	half := new(big.Int).Rsh(at, 1)
	r := poly{}
	for e := 0; len(h) > 0 && e <= highest; e++ {
		next := poly{}
		for m, c := range h {
			digit, rest := new(big.Int), new(big.Int)
			rest.DivMod(c.Num(), at, digit)
			if digit.Cmp(half) > 0 {
				digit.Sub(digit, at)
				rest.Add(rest, big.NewInt(1))
			}
			if digit.Sign() != 0 {
				r[m.with(i, e)] = new(big.Rat).SetInt(digit)
			}
			if rest.Sign() != 0 {
				next[m] = new(big.Rat).SetInt(rest)
			}
		}
		h = next
	}
	return r
}

// constantDivisor is the greatest common divisor of the contents, where one of the polynomials is a constant; its content is its size.
func constantDivisor(p, q poly) (poly, bool) {
	cp, okP := p.known()
	cq, okQ := q.known()
	if !okP && !okQ {
		return nil, false
	}
	if !okP {
		cp = p.content()
	}
	if !okQ {
		cq = q.content()
	}
	return constant(new(big.Rat).SetInt(new(big.Int).GCD(nil, nil, abs(cp.Num()), abs(cq.Num())))), true
}
