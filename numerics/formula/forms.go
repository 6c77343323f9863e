package formula

import (
	"math/big"
	"slices"

	"saddle/numerics/expr"
)

// choice is the shortest of the forms that were offered; of forms of one length, the first.
type choice struct {
	*work
	node   *expr.Node
	length float64
}

func (c *choice) offer(n *expr.Node) {
	text := expr.Text(n)
	if length := Length(text); c.node == nil || length < c.length {
		c.node, c.length = n, length
	}
	c.spend(len(text) / 2)
}

// best is a fraction in lowest terms in its shortest form.
func (f *field) best(r fraction) *expr.Node {
	key := r.key()
	if n, ok := f.written[key]; ok {
		return n
	}
	f.spend(50)
	c := choice{work: f.work}
	f.forms(r, &c)
	f.written[key] = c.node
	return c.node
}

// forms offers the forms of a fraction.
func (f *field) forms(r fraction, c *choice) {
	if r.num.isZero() {
		c.offer(expr.Const(0))
		return
	}
	expanded := func() { f.offerSum(f.terms(r.num, r.den), c) }
	if f.rough {
		expanded()
		return
	}
	if f.isPolynomial(r) {
		expanded()
	}
	f.together(r, c, true)
	if merged, ok := f.mergedBelow(r); ok {
		f.together(merged, c, true)
	}
	f.bySymbols(r, c)
	expanded()
}

// isPolynomial reports whether n is a polynomial in the variables.
func (f *field) isPolynomial(r fraction) bool {
	if len(r.den) > 0 {
		return false
	}
	for _, i := range r.num.symbols() {
		if k := f.symbols[i].kind; k != variableKind && k != constantKind {
			return false
		}
	}
	return true
}

// mostTerms bounds the sums that are written out.
const mostTerms = 60

func (f *field) offerSum(terms []addend, c *choice) {
	if len(terms) > mostTerms && c.node != nil {
		return
	}
	c.offer(f.added(terms))
}

// together offers products: what all terms have in common, times the rest as a sum or as factors, over the denominator.
func (f *field) together(r fraction, c *choice, collected bool) {
	content, p := r.num.primitive()
	m := p.monomialContent()
	p = p.overMonomial(m)
	below := inverted(r.den)
	variables, others := f.partsOf(m)
	for _, out := range uniqueMonomials(m, others, variables, "") {
		in, _ := m.over(out)
		inner := p.timesMonomial(in)
		outer := append(factorsOf(out), below...)
		f.offerOver(content, inner, outer, c)
		if collected {
			f.offerCollected(content, inner, outer, c)
		}
	}
	number, factors := f.factors(p)
	if len(factors) > 1 || len(factors) == 1 && factors[0].e > 1 {
		f.offerSigned(new(big.Rat).Mul(content, number), append(append(factorsOf(m), factors...), below...), nil, c)
	}
}

// mergedBelow multiplies the sums out that stand in the denominator with one exponent.
func (f *field) mergedBelow(r fraction) (fraction, bool) {
	var den []factor
	merged := false
	for _, d := range r.den {
		k := slices.IndexFunc(den, func(o factor) bool { return len(o.base) > 1 && o.e == d.e })
		if len(d.base) == 1 || k < 0 {
			den = append(den, d)
			continue
		}
		den[k].base = f.times(den[k].base, d.base)
		merged = true
	}
	return fraction{r.num, den}, merged
}

// offerOver offers the inner sum with the number outside, its numerator inside, or all of it inside.
func (f *field) offerOver(content *big.Rat, inner poly, outer []factor, c *choice) {
	f.offerSigned(content, append([]factor{{inner, 1}}, outer...), nil, c)
	if !isUnit(content.Num()) {
		f.offerSigned(new(big.Rat).SetFrac(big.NewInt(1), content.Denom()), append([]factor{{inner.scaled(new(big.Rat).SetInt(content.Num())), 1}}, outer...), nil, c)
	}
	if content.Denom().Cmp(big.NewInt(1)) != 0 {
		f.offerSigned(big.NewRat(1, 1), append([]factor{{inner.scaled(content), 1}}, outer...), nil, c)
	}
}

func isUnit(n *big.Int) bool { return abs(n).Cmp(big.NewInt(1)) == 0 }

// partsOf parts a monomial in the variables from the rest.
func (f *field) partsOf(m monomial) (variables, others monomial) {
	for i := range len(m) {
		if m[i] == 0 {
			continue
		}
		if f.isVariable(i) {
			variables = variables.with(i, int(m[i]))
		} else {
			others = others.with(i, int(m[i]))
		}
	}
	return variables, others
}

// isVariable reports whether it is a variable or a root of one.
func (f *field) isVariable(i int) bool {
	s := f.symbols[i]
	if s.kind == rootKind {
		j := singleSymbol(s.base)
		return j >= 0 && f.symbols[j].kind == variableKind
	}
	return s.kind == variableKind
}

func uniqueMonomials(all ...monomial) []monomial {
	var unique []monomial
	seen := map[monomial]bool{}
	for _, m := range all {
		if !seen[m] {
			seen[m] = true
			unique = append(unique, m)
		}
	}
	return unique
}

// offerSigned offers a product with its sign in front, or in one of its sums.
func (f *field) offerSigned(number *big.Rat, factors []factor, sums []part, c *choice) {
	c.offer(alone(f.write(product{number, factors, sums})))
	for k, g := range factors {
		if len(g.base) < 2 || g.e%2 == 0 {
			continue
		}
		if number.Sign() > 0 && !f.startsNegative(g.base) {
			continue
		}
		turned := append(append([]factor{}, factors[:k]...), factors[k+1:]...)
		turned = append(turned, factor{g.base.scaled(minusOne), g.e})
		c.offer(alone(f.write(product{new(big.Rat).Neg(number), turned, sums})))
	}
}

// startsNegative reports whether a sum is better turned round.
func (f *field) startsNegative(p poly) bool {
	for _, c := range p {
		if c.Sign() > 0 {
			return false
		}
	}
	return true
}

// offerCollected offers the inner sum collected by the powers of one symbol.
func (f *field) offerCollected(content *big.Rat, inner poly, outer []factor, c *choice) {
	if len(inner) < 3 || len(inner) > mostTerms {
		return
	}
	for _, i := range inner.symbols() {
		coefficients := inner.coefficients(i)
		var terms []addend
		for e, p := range coefficients {
			if p.isZero() {
				continue
			}
			terms = append(terms, f.factoredTerm(p, i, e)...)
		}
		if len(terms) == len(inner) || len(terms) < 2 {
			continue
		}
		sum := f.added(terms)
		f.offerSigned(content, outer, []part{{sum, 1, sumRank, "", 0}}, c)
		if isUnit(content.Denom()) && isUnit(content.Num()) && len(outer) == 0 {
			c.offer(sum)
		}
	}
}

// factoredTerm is p·x^e as one term of a sum, or as several where p is better not factored out.
func (f *field) factoredTerm(p poly, i, e int) []addend {
	content, q := p.primitive()
	if q[q.leading()].Sign() < 0 {
		content, q = new(big.Rat).Neg(content), q.scaled(minusOne)
	}
	power := factor{symbolPoly(i), e}
	if len(q) == 1 || e == 0 {
		return f.terms(p.timesMonomial(monomial("").with(i, e)), nil)
	}
	number, factors := f.factors(q)
	return []addend{f.addendOf(product{c: content.Mul(content, number), factors: append(factors, power)})}
}

// bySymbols offers a sum over the functions, each with its coefficient in lowest terms; what all have in common in front.
func (f *field) bySymbols(r fraction, c *choice) {
	m := r.num.monomialContent()
	_, others := f.partsOf(m)
	for _, out := range uniqueMonomials("", others, m) {
		groups := f.groups(r.num.overMonomial(out))
		if len(groups) < 2 {
			continue
		}
		var terms []addend
		for _, g := range groups {
			terms = append(terms, f.groupTerms(f.lowest(fraction{g, r.den}))...)
		}
		sum := f.added(terms)
		if out == "" {
			c.offer(sum)
			continue
		}
		f.offerSigned(big.NewRat(1, 1), factorsOf(out), []part{{sum, 1, sumRank, "", 0}}, c)
	}
}

// groups parts a polynomial by what its terms have beside the variables.
func (f *field) groups(p poly) []poly {
	byFunctions := map[monomial]poly{}
	var order []monomial
	for _, m := range p.order() {
		_, others := f.partsOf(m)
		if byFunctions[others] == nil {
			byFunctions[others] = poly{}
			order = append(order, others)
		}
		byFunctions[others][m] = p[m]
	}
	groups := make([]poly, len(order))
	for k, m := range order {
		groups[k] = byFunctions[m]
	}
	return groups
}

// groupTerms is a fraction as one term, or its terms one by one, whichever is shorter.
func (f *field) groupTerms(r fraction) []addend {
	content, p := r.num.primitive()
	m := p.monomialContent()
	q := p.overMonomial(m)
	if q[q.leading()].Sign() < 0 {
		content, q = new(big.Rat).Neg(content), q.scaled(minusOne)
	}
	one := []addend{f.addendOf(product{c: content, factors: append(append(factorsOf(m), factor{q, 1}), inverted(r.den)...)})}
	if len(q) == 1 {
		return f.terms(r.num, r.den)
	}
	each := f.terms(r.num, r.den)
	if len(each) <= mostTerms && lengthOf(f.added(each)) <= lengthOf(f.added(one)) {
		return each
	}
	return one
}
