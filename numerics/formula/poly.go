package formula

import (
	"math/big"
	"slices"
	"strings"
)

// monomial is a product of symbols: the exponent of symbol i is byte i. Zeros at the end are left out, so that a monomial has
// one form, and strings in order are monomials in lexicographic order.
type monomial string

// highest is the highest exponent that is worked with.
const highest = 120

func (m monomial) at(i int) int {
	if i < len(m) {
		return int(m[i])
	}
	return 0
}

// with is the monomial with another exponent of symbol i.
func (m monomial) with(i, e int) monomial {
	if e > highest {
		panic(errTooLong)
	}
	b := make([]byte, max(len(m), i+1))
	copy(b, m)
	b[i] = byte(e)
	return monomial(strings.TrimRight(string(b), "\x00"))
}

func (m monomial) times(o monomial) monomial {
	if len(m) < len(o) {
		m, o = o, m
	}
	if o == "" {
		return m
	}
	b := []byte(m)
	for i := range len(o) {
		if b[i] += o[i]; b[i] > highest {
			panic(errTooLong)
		}
	}
	return monomial(b)
}

// over is m/o where o divides m.
func (m monomial) over(o monomial) (monomial, bool) {
	if len(o) > len(m) {
		return "", false
	}
	b := []byte(m)
	for i := range len(o) {
		if b[i] < o[i] {
			return "", false
		}
		b[i] -= o[i]
	}
	return monomial(strings.TrimRight(string(b), "\x00")), true
}

// lower is the greatest common divisor of two monomials.
func (m monomial) lower(o monomial) monomial {
	b := make([]byte, min(len(m), len(o)))
	for i := range b {
		b[i] = min(m[i], o[i])
	}
	return monomial(strings.TrimRight(string(b), "\x00"))
}

// poly is a polynomial in the symbols over the rationals, without zero coefficients. It never changes once made.
type poly map[monomial]*big.Rat

func constant(c *big.Rat) poly {
	if c.Sign() == 0 {
		return poly{}
	}
	return poly{"": c}
}

func whole(n int64) poly { return constant(big.NewRat(n, 1)) }

func symbolPoly(i int) poly { return poly{monomial("").with(i, 1): big.NewRat(1, 1)} }

func (p poly) isZero() bool { return len(p) == 0 }

// known is the value of a polynomial without symbols.
func (p poly) known() (*big.Rat, bool) {
	switch len(p) {
	case 0:
		return new(big.Rat), true
	case 1:
		c, ok := p[""]
		return c, ok
	}
	return nil, false
}

func (p poly) isOne() bool {
	c, ok := p.known()
	return ok && c.Cmp(big.NewRat(1, 1)) == 0
}

// include adds c·m to a polynomial in the making.
func (p poly) include(m monomial, c *big.Rat) {
	old, ok := p[m]
	if !ok {
		p[m] = c
		return
	}
	if sum := new(big.Rat).Add(old, c); sum.Sign() != 0 {
		p[m] = sum
	} else {
		delete(p, m)
	}
}

func (p poly) plus(q poly) poly {
	sum := make(poly, len(p)+len(q))
	for m, c := range p {
		sum[m] = c
	}
	for m, c := range q {
		sum.include(m, c)
	}
	return sum
}

func (p poly) scaled(c *big.Rat) poly {
	r := make(poly, len(p))
	if c.Sign() == 0 {
		return r
	}
	for m, d := range p {
		r[m] = new(big.Rat).Mul(c, d)
	}
	return r
}

func (p poly) minus(q poly) poly { return p.plus(q.scaled(big.NewRat(-1, 1))) }

func (w *work) times(p, q poly) poly {
	w.spend(len(p) * len(q))
	r := make(poly, len(p)*len(q))
	for m, c := range p {
		for n, d := range q {
			r.include(m.times(n), new(big.Rat).Mul(c, d))
		}
	}
	return r
}

func (w *work) power(p poly, n int) poly {
	r := whole(1)
	for range n {
		r = w.times(r, p)
	}
	return r
}

// timesMonomial is p·m.
func (p poly) timesMonomial(m monomial) poly {
	r := make(poly, len(p))
	for n, c := range p {
		r[n.times(m)] = c
	}
	return r
}

// order are the monomials, the leading one first.
func (p poly) order() []monomial {
	all := make([]monomial, 0, len(p))
	for m := range p {
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b monomial) int { return strings.Compare(string(b), string(a)) })
	return all
}

func (p poly) leading() monomial {
	lead := monomial("")
	for m := range p {
		lead = max(lead, m)
	}
	return lead
}

// content is the positive rational c with p/c of whole coefficients without a common factor.
func (p poly) content() *big.Rat {
	above, below := new(big.Int), big.NewInt(1)
	for _, c := range p {
		above.GCD(nil, nil, above, new(big.Int).Abs(c.Num()))
		g := new(big.Int).GCD(nil, nil, below, c.Denom())
		below.Mul(below, new(big.Int).Quo(c.Denom(), g))
	}
	return new(big.Rat).SetFrac(above, below)
}

// primitive is p over its content.
func (p poly) primitive() (*big.Rat, poly) {
	if p.isZero() {
		return new(big.Rat), p
	}
	c := p.content()
	return c, p.scaled(new(big.Rat).Inv(c))
}

// symbols are the symbols that occur, ascending.
func (p poly) symbols() []int {
	var highest monomial
	for m := range p {
		b := make([]byte, max(len(m), len(highest)))
		for i := range b {
			b[i] = byte(max(m.at(i), highest.at(i)))
		}
		highest = monomial(b)
	}
	var found []int
	for i := range len(highest) {
		if highest[i] > 0 {
			found = append(found, i)
		}
	}
	return found
}

func (p poly) has(i int) bool { return p.degree(i) > 0 }

func (p poly) degree(i int) int {
	d := 0
	for m := range p {
		d = max(d, m.at(i))
	}
	return d
}

// coefficients are those of the powers of symbol i.
func (p poly) coefficients(i int) []poly {
	all := make([]poly, p.degree(i)+1)
	for k := range all {
		all[k] = poly{}
	}
	for m, c := range p {
		all[m.at(i)][m.with(i, 0)] = c
	}
	return all
}

// monomialContent is the highest monomial that divides p.
func (p poly) monomialContent() monomial {
	first := true
	var common monomial
	for m := range p {
		if first {
			common, first = m, false
		}
		common = common.lower(m)
	}
	return common
}

func (p poly) overMonomial(m monomial) poly {
	r := make(poly, len(p))
	for n, c := range p {
		q, _ := n.over(m)
		r[q] = c
	}
	return r
}

func (p poly) equal(q poly) bool {
	if len(p) != len(q) {
		return false
	}
	for m, c := range p {
		if d, ok := q[m]; !ok || c.Cmp(d) != 0 {
			return false
		}
	}
	return true
}

// derivative is that by symbol i.
func (p poly) derivative(i int) poly {
	r := poly{}
	for m, c := range p {
		if e := m.at(i); e > 0 {
			r.include(m.with(i, e-1), new(big.Rat).Mul(c, big.NewRat(int64(e), 1)))
		}
	}
	return r
}
