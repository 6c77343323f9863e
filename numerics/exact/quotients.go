package exact

import "math/big"

// quotients are the coefficients of a polynomial from the constant on; the last one is not 0, that of no coefficients is 0.
type quotients []*big.Rat

func (p quotients) degree() int { return len(p) - 1 }

// squareFree are polynomials without multiple zeros, the k-th with those zeros of p that count k + 1 times (Yun 1976).
func (p quotients) squareFree() []quotients {
	if p.isSquareFree() {
		return []quotients{p.monic()}
	}
	slope := p.derivative()
	common := p.gcd(slope)
	b, _ := p.divided(common)
	c, _ := slope.divided(common)
	var list []quotients
	for b.degree() > 0 {
		d := c.minus(b.derivative())
		factor := b.gcd(d)
		list = append(list, factor)
		b, _ = b.divided(factor)
		c, _ = d.divided(factor)
	}
	return list
}

// isSquareFree reports whether p is known to have no multiple zero: as it has no factor in common with its slope modulo a prime, it has
// none at all. False leaves it open.
func (p quotients) isSquareFree() bool {
	a, b := p.residues(), p.derivative().residues()
	if a == nil || b == nil || a[len(a)-1] == 0 {
		return false
	}
	for b = b.trimmed(); len(b) > 0; {
		a, b = b, a.rest(b)
	}
	return len(a) == 1
}

func (p quotients) derivative() quotients {
	d := make(quotients, 0, len(p))
	for k := 1; k < len(p); k++ {
		d = append(d, new(big.Rat).Mul(p[k], big.NewRat(int64(k), 1)))
	}
	return d
}

func (p quotients) minus(q quotients) quotients {
	d := make(quotients, max(len(p), len(q)))
	for k := range d {
		d[k] = new(big.Rat)
		if k < len(p) {
			d[k].Add(d[k], p[k])
		}
		if k < len(q) {
			d[k].Sub(d[k], q[k])
		}
	}
	return d.trimmed()
}

// trimmed is without leading zeros.
func (p quotients) trimmed() quotients {
	for len(p) > 0 && p[len(p)-1].Sign() == 0 {
		p = p[:len(p)-1]
	}
	return p
}

// divided are quotient and remainder; q is not 0.
func (p quotients) divided(q quotients) (quotient, rest quotients) {
	rest = make(quotients, len(p))
	for k, x := range p {
		rest[k] = new(big.Rat).Set(x)
	}
	if len(p) < len(q) {
		return nil, rest
	}
	quotient = make(quotients, len(p)-len(q)+1)
	for k := len(quotient) - 1; k >= 0; k-- {
		quotient[k] = new(big.Rat).Quo(rest[k+len(q)-1], q[len(q)-1])
		for i, x := range q {
			rest[k+i].Sub(rest[k+i], new(big.Rat).Mul(quotient[k], x))
		}
	}
	return quotient, rest[:len(q)-1].trimmed()
}

// gcd is the greatest common divisor with leading coefficient 1.
func (p quotients) gcd(q quotients) quotients {
	for len(q) > 0 {
		_, rest := p.divided(q)
		p, q = q.monic(), rest
	}
	return p.monic()
}

func (p quotients) monic() quotients {
	m := make(quotients, len(p))
	for k, x := range p {
		m[k] = new(big.Rat).Quo(x, p[len(p)-1])
	}
	return m
}
