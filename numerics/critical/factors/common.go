package factors

import (
	"math"
	"math/big"
	"slices"

	"saddle/numerics/expr"
)

// Common is what the entries of a vector have in common: entry i is, but for a positive number, the product of the powers of Of and
// Rest[i].
type Common struct {
	Of     []*expr.Node
	Powers []int // whole and positive
	Rest   []*expr.Node
}

// CommonOf takes the factors out that all entries have, as x²y and y² have y; nil where there are none. A sum counts as a factor
// that others have when they are multiples of it, as 4x² + 4y² - 4 is of x² + y² - 1. Entries that are zero have all factors.
func CommonOf(entries []*expr.Node) *Common {
	var parts []*factored
	for _, n := range entries {
		if !n.Shape().IsScalar() || len(expr.Below(n)) > mostNodes {
			return nil
		}
		f := &factored{constant: expr.Const(1)}
		f.take(n, 1)
		parts = append(parts, f)
	}
	c := &Common{}
	for _, p := range takeShared(parts) {
		c.Of, c.Powers = append(c.Of, p.base), append(c.Powers, int(p.power))
	}
	if len(c.Of) == 0 {
		return nil
	}
	for _, f := range parts {
		c.Rest = append(c.Rest, f.product())
	}
	return c
}

// takeShared takes the whole powers out that all numbers but those that are zero have.
func takeShared(parts []*factored) (shared []power) {
	first := slices.IndexFunc(parts, func(f *factored) bool { return !f.isZero() })
	if first < 0 {
		return nil
	}
	for _, p := range slices.Clone(parts[first].powers) {
		least := p.power
		for _, f := range parts {
			if k, _ := f.find(p.base); !f.isZero() {
				least = math.Min(least, k)
			}
		}
		if least = math.Floor(least); least < 1 {
			continue
		}
		shared = append(shared, power{p.base, least})
		for _, f := range parts {
			f.divide(p.base, least)
		}
	}
	return shared
}

// Sign is a number with the sign of another, wherever that is one, and as few powers as that takes: y for 2y³, x² for 3x⁴. Factors
// whose sign is known to be 1 or -1 are left out; known may be nil.
func Sign(n *expr.Node, known func(*expr.Node) int) *expr.Node {
	f := &factored{constant: expr.Const(1)}
	f.take(n, 1)
	sign := 1.0
	if c := f.constant.Float(); c != 0 {
		sign = math.Copysign(1, c)
	}
	for i, p := range f.powers {
		always := 0
		if known != nil {
			always = known(p.base)
		}
		switch odd := math.Mod(math.Abs(p.power), 2) == 1; {
		case p.power != math.Trunc(p.power):
			continue
		case always != 0:
			f.powers[i].power = 0
			if odd {
				sign *= float64(always)
			}
		case p.power > 0 && odd:
			f.powers[i].power = 1
		case p.power > 0:
			f.powers[i].power = 2
		}
	}
	if f.constant = expr.Const(sign); n.IsConst() {
		f.constant = n
	}
	return f.product()
}

// power is a factor of a number.
type power struct {
	base  *expr.Node
	power float64
}

// factored is a number as a product of powers.
type factored struct {
	constant *expr.Node
	powers   []power // in the order in which they stand
}

func (f *factored) isZero() bool { return f.constant.IsConst() && f.constant.Float() == 0 }

// take multiplies by a whole power of a number, or any power of one that is no product.
func (f *factored) take(n *expr.Node, exponent float64) {
	args := n.Args()
	whole := exponent == math.Trunc(exponent)
	switch {
	case n.IsConst():
		f.constant = expr.Times(f.constant, expr.PowEach(n, expr.Const(exponent)))
	case n.Op() == expr.OpStack && len(args) == 1:
		f.take(args[0], exponent)
	case n.Op() == expr.OpProduct && whole:
		for _, a := range args {
			f.take(a, exponent)
		}
	case n.Op() == expr.OpPower && args[1].IsConst() && args[1].Shape().IsScalar() && whole:
		f.take(args[0], exponent*args[1].Float())
	case n.Op() == expr.OpSum && whole && exponent > 0:
		f.takeSum(n, exponent)
	default:
		f.multiply(n, exponent)
	}
}

// takeSum multiplies by a power of a sum, what its terms have in common apart.
func (f *factored) takeSum(n *expr.Node, exponent float64) {
	if args := n.Args(); len(args) == 1 && !args[0].IsConst() {
		p, q := n.Coefficient(0)
		f.take(args[0], exponent)
		f.take(expr.Div(expr.Const(p), expr.Const(q)), exponent)
		return
	}
	terms := make([]*factored, len(n.Args()))
	for k, a := range n.Args() {
		terms[k] = &factored{constant: expr.Const(1)}
		terms[k].take(a, 1)
	}
	for _, p := range takeShared(terms) {
		f.take(p.base, p.power*exponent)
	}
	rest := expr.Const(0)
	for k, term := range terms {
		p, q := n.Coefficient(k)
		rest = expr.Add(rest, expr.Div(expr.Times(expr.Const(p), term.product()), expr.Const(q)))
	}
	if rest.IsConst() || rest.Op() != expr.OpSum {
		f.take(rest, exponent)
		return
	}
	if sum, times := linear(rest).shortest(); sum != nil && sum.Op() == expr.OpSum {
		f.constant = expr.Times(f.constant, expr.PowEach(times, expr.Const(exponent)))
		rest = sum
	}
	f.multiply(rest, exponent)
}

// multiply multiplies by a power of what is taken for no product.
func (f *factored) multiply(base *expr.Node, exponent float64) {
	if _, i := f.find(base); i >= 0 {
		f.rescale(i, base, exponent)
		f.powers[i].power += exponent
		return
	}
	f.powers = append(f.powers, power{base, exponent})
}

// find is the power of a base, or of a multiple of it, and its place; -1 where there is none.
func (f *factored) find(base *expr.Node) (exponent float64, place int) {
	for i, p := range f.powers {
		if p.base == base || multiple(p.base, base) != nil {
			return p.power, i
		}
	}
	return 0, -1
}

// divide takes a power of a base out.
func (f *factored) divide(base *expr.Node, exponent float64) {
	if _, i := f.find(base); i >= 0 {
		f.rescale(i, base, -exponent)
		f.powers[i].power -= exponent
	}
}

// rescale keeps the product as it is when a power of a base is to be counted as one of the base in a place, a multiple of it.
func (f *factored) rescale(place int, base *expr.Node, exponent float64) {
	own := f.powers[place].base
	if own == base {
		return
	}
	f.constant = expr.Times(f.constant, expr.PowEach(multiple(base, own), expr.Const(exponent)))
}

// product is the number itself.
func (f *factored) product() *expr.Node {
	product := f.constant
	for _, p := range f.powers {
		if p.power != 0 {
			product = expr.Times(product, expr.PowEach(p.base, expr.Const(p.power)))
		}
	}
	return product
}

// multiple is a where one sum is a times another, nil where it is not.
func multiple(n, of *expr.Node) *expr.Node {
	if n.Op() != expr.OpSum || of.Op() != expr.OpSum {
		return nil
	}
	ofN, ofOther := linear(n), linear(of)
	a := ofN.over(ofOther)
	if a == nil || ofN.rest.Cmp(new(big.Rat).Mul(a, ofOther.rest)) != 0 {
		return nil
	}
	return rational(a)
}
