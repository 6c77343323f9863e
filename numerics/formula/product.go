package formula

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"saddle/numerics/expr"
)

// part is a factor of a product as it is written: a node to a power.
type part struct {
	node  *expr.Node
	e     float64
	rank  rank
	name  string
	order int // of a variable
}

// rank is the place of a factor in a product: numbers, variables, sums, exponentials, functions.
type rank uint8

const (
	numberRank rank = iota
	variableRank
	sumRank
	exponentialRank
	functionRank
)

// product is c times powers of polynomials, to be written as one product.
type product struct {
	c       *big.Rat
	factors []factor // single symbols among them; exponents may be negative
	sums    []part   // factors that are written already
}

// parts are the factors in their order.
func (f *field) parts(p product) (*big.Rat, []part) {
	c := p.c
	exponents := map[int]int{}
	var sums []factor
	for _, g := range p.factors {
		if len(g.base) > 1 {
			sums = append(sums, g)
			continue
		}
		m := g.base.leading()
		c = new(big.Rat).Mul(c, powerOfRat(g.base[m], g.e))
		for i := range len(m) {
			exponents[i] += int(m[i]) * g.e
		}
	}
	f.signsTaken(exponents)
	parts := slices.Clone(p.sums)
	var exponent fraction
	raised := map[string]fraction{}
	for i := range f.symbols {
		e := exponents[i]
		if e == 0 {
			continue
		}
		s := f.symbols[i]
		switch s.kind {
		case rootKind:
			c, sums, parts = f.rootPart(c, sums, parts, i, e, exponents)
		case exponentialKind:
			exponent = f.add(exponent, f.multiply(number(big.NewRat(int64(e), 1)), s.exponent))
		case raisedKind:
			key := s.base.key()
			raised[key] = f.add(raised[key], f.multiply(number(big.NewRat(int64(e), 1)), s.exponent))
		}
	}
	for i := range f.symbols {
		s := f.symbols[i]
		e := exponents[i]
		if s.kind == rootKind || s.kind == exponentialKind || s.kind == raisedKind || e == 0 {
			continue
		}
		if u, ok := raised[ofSymbol(i).key()]; ok {
			raised[ofSymbol(i).key()] = f.add(u, number(big.NewRat(int64(e), 1)))
			continue
		}
		parts = append(parts, part{s.node, float64(e), rankOf(s), expr.Text(s.node), orderOf(s)})
	}
	for _, g := range sums {
		if g.e%2 != 0 && f.startsNegative(g.base) { // -(x² + 1), not (-x² - 1)
			c, g.base = new(big.Rat).Neg(c), g.base.scaled(minusOne)
		}
		parts = append(parts, part{f.sumOf(g.base), float64(g.e), sumRank, "", 0})
	}
	parts = append(parts, f.raisedParts(raised)...)
	if len(exponent.num) > 0 {
		parts = append(parts, f.exponentialPart(exponent))
	}
	slices.SortStableFunc(parts, func(a, b part) int {
		if a.rank != b.rank {
			return int(a.rank) - int(b.rank)
		}
		return cmp.Or(cmp.Compare(a.order, b.order), strings.Compare(a.name, b.name))
	})
	return c, parts
}

func rankOf(s symbol) rank {
	switch s.kind {
	case constantKind:
		return numberRank
	case variableKind:
		return variableRank
	}
	return functionRank
}

func (f *field) exponentialPart(u fraction) part {
	if c, ok := u.known(); ok && c.Cmp(big.NewRat(1, 1)) == 0 {
		return part{expr.WrittenName("e"), 1, numberRank, "e", 0}
	}
	return part{expr.WrittenApply(expr.Exp, f.best(f.lowest(u))), 1, exponentialRank, "", 0}
}

// raisedParts are the powers with exponents that are formulas.
func (f *field) raisedParts(raised map[string]fraction) []part {
	var parts []part
	for i := range f.symbols {
		s := f.symbols[i]
		if s.kind != raisedKind {
			continue
		}
		key := s.base.key()
		u, ok := raised[key]
		if !ok {
			continue
		}
		delete(raised, key)
		if c, ok := u.known(); ok {
			v, _ := c.Float64()
			if v != 0 {
				parts = append(parts, part{s.node, v, variableRank, expr.Text(s.node), orderOf(f.symbolOf(s))})
			}
			continue
		}
		parts = append(parts, part{expr.WrittenRaise(s.node, f.best(f.lowest(u))), 1, exponentialRank, "", 0})
	}
	return parts
}

// rootPart makes a root and a power of its base one power.
func (f *field) rootPart(c *big.Rat, sums []factor, parts []part, i, e int, exponents map[int]int) (*big.Rat, []factor, []part) {
	s := f.symbols[i]
	power := big.NewRat(int64(e), int64(s.q))
	if len(s.base.den) == 0 && len(s.base.num) > 1 {
		normal := s.base.num.normal()
		for k := slices.IndexFunc(sums, func(g factor) bool { return g.base.normal().equal(normal) }); k >= 0; {
			power.Add(power, big.NewRat(int64(sums[k].e), 1))
			lead := normal.leading()
			ratio := new(big.Rat).Quo(sums[k].base[lead], s.base.num[lead])
			c = new(big.Rat).Mul(c, powerOfRat(ratio, sums[k].e))
			sums = slices.Delete(slices.Clone(sums), k, k+1)
			k = slices.IndexFunc(sums, func(g factor) bool { return g.base.normal().equal(normal) })
		}
	}
	if len(s.base.num) == 1 {
		power.Add(power, big.NewRat(int64(taken(s.base.num, power, exponents)), 1))
	}
	r := variableRank
	if single := singleSymbol(s.base); single >= 0 {
		r = rankOf(f.symbols[single])
	} else if _, ok := s.base.known(); ok {
		r = numberRank
	} else {
		r = sumRank
	}
	if v, _ := power.Float64(); v != 0 {
		base := f.best(s.base)
		parts = append(parts, part{base, v, r, expr.Text(base), orderOf(f.symbolOf(s))})
	}
	return c, sums, parts
}

// write is the product as a term of a sum: its number, and the rest.
func (f *field) write(p product) expr.Written {
	c, parts := f.parts(p)
	k := f.coefficient(c)
	if len(parts) == 0 {
		return expr.WrittenNumber(k)
	}
	nodes := make([]*expr.Node, len(parts))
	for i, q := range parts {
		nodes[i] = expr.WrittenPower(q.node, q.e)
	}
	return expr.Written{Coefficient: k, Node: expr.WrittenProduct(nodes...)}
}

// alone is a term that stands by itself.
func alone(t expr.Written) *expr.Node {
	if t.Coefficient == (expr.Coefficient{P: 1, Q: 1}) {
		return t.Node
	}
	return expr.WrittenSum(t)
}

// orderOf is the place of a variable among the variables.
func orderOf(s symbol) int {
	if s.kind == variableKind {
		return s.node.ID()
	}
	return 0
}

// symbolOf is the symbol that a root or a power is of; the symbol itself where it is of something else.
func (f *field) symbolOf(s symbol) symbol {
	if i := singleSymbol(s.base); i >= 0 {
		return f.symbols[i]
	}
	return s
}

func powerOfRat(c *big.Rat, e int) *big.Rat {
	r := big.NewRat(1, 1)
	for range max(e, -e) {
		r.Mul(r, c)
	}
	if e < 0 {
		r.Inv(r)
	}
	return r
}

// taken is how often a product can be taken out of the exponents to bring a power of it nearer to 1.
func taken(base poly, power *big.Rat, exponents map[int]int) int {
	m := base.leading()
	if m == "" || base[m].Cmp(big.NewRat(1, 1)) != 0 {
		return 0
	}
	single := m == monomial("").with(len(m)-1, 1)
	if single {
		k := exponents[len(m)-1]
		exponents[len(m)-1] = 0
		return k
	}
	sign := -power.Sign()
	times := highest
	for i := range len(m) {
		if m[i] > 0 {
			times = min(times, sign*exponents[i]/int(m[i]))
		}
	}
	if times <= 0 {
		return 0
	}
	for i := range len(m) {
		exponents[i] -= sign * times * int(m[i])
	}
	return sign * times
}

// signsTaken writes u sign(u) as |u|.
func (f *field) signsTaken(exponents map[int]int) {
	for i, s := range f.symbols {
		if exponents[i] != 1 || s.kind != functionKind || s.fn != expr.Sign {
			continue
		}
		j := singleSymbol(s.argument)
		if j < 0 || exponents[j] < 1 {
			continue
		}
		exponents[i] = 0
		exponents[j]--
		exponents[singleSymbol(f.function(expr.Abs, s.argument))]++
	}
}
