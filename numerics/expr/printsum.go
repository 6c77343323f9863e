package expr

import (
	"slices"
	"strings"
)

func (p printer) sum(n *Node) piece {
	if len(n.args) == 1 && n.coefs[0].p >= 0 {
		return p.multiple(n.coefs[0], n.args[0])
	}
	var b strings.Builder
	for position, k := range p.order(n) {
		sign, t := p.signed(n.coefs[k], n.args[k])
		switch {
		case position > 0:
			b.WriteString(" " + sign + " ")
		case sign == "-":
			b.WriteString("-")
		}
		b.WriteString(t)
	}
	return piece{s: b.String(), binds: additive}
}

// signed prints a term and the sign to put before it. A sum added to a sum needs no parentheses.
func (p printer) signed(c ratio, n *Node) (sign, term string) {
	if c.p < 0 {
		return "-", p.bound(p.multiple(c.neg(), n), multiplicative)
	}
	t := p.bound(p.multiple(c, n), additive)
	if rest, negative := strings.CutPrefix(t, "-"); negative {
		return "-", rest
	}
	return "+", t
}

// order is the order of the terms, with the first positive one in front.
func (printer) order(n *Node) []int {
	order := count(0, len(n.args), 1)
	if n.name == inOrder {
		return order
	}
	k := slices.IndexFunc(n.coefs, func(c ratio) bool { return c.p > 0 })
	if k > 0 {
		order = slices.Insert(slices.Delete(order, k, k+1), 0, k)
	}
	return order
}

// multiple prints a positive coefficient times a node, with negative powers below a fraction bar.
func (p printer) multiple(c ratio, n *Node) piece {
	if n.graph == nil && n.shape.IsScalar() {
		return p.scalar(c.of(n.number))
	}
	var above, below []piece
	factors := []*Node{n}
	if n.op == OpProduct {
		factors = n.args
	}
	for _, f := range factors {
		if e := exponentOf(f); e < 0 {
			below = append(below, p.raised(f.args[0], -e))
		} else {
			above = append(above, p.of(f))
		}
	}
	if c.p != 1 || len(above) == 0 {
		above = slices.Insert(above, 0, p.numberOver(ratio{c.p, 1}))
	}
	if c.q != 1 {
		below = slices.Insert(below, 0, p.numberOver(ratio{c.q, 1}))
	}
	if len(below) == 0 {
		return p.joined(above)
	}
	return p.fraction(p.joined(above), p.joined(below))
}

func (p printer) joined(factors []piece) piece {
	if len(factors) == 1 {
		return factors[0]
	}
	for k, f := range factors {
		if last := k == len(factors)-1; f.open && !last || !f.open && f.binds < exponential {
			f.s = p.group(f.s)
		}
		factors[k] = piece{s: f.s, binds: max(f.binds, exponential)}
	}
	return p.join(factors)
}

// exponentOf is the constant exponent of a power, 1 for anything else.
func exponentOf(n *Node) float64 {
	if n.op == OpPower && n.args[1].graph == nil && n.args[1].shape.IsScalar() {
		return n.args[1].number
	}
	return 1
}

func (p printer) powerOf(n *Node) piece {
	switch e := exponentOf(n); {
	case e < 0:
		return p.multiple(unit, n)
	case e != 1:
		return p.raised(n.args[0], e)
	}
	base := p.of(n.args[0])
	return p.power(p.atom(base), p.of(n.args[1]))
}

// raised prints a base to a positive constant power.
func (p printer) raised(x *Node, e float64) piece {
	if v, ok := lengthOf(x); ok && (e == 0.5 || e == 1) {
		if length := p.norm(p.of(v)); e == 0.5 {
			return length
		} else {
			return p.power(length, piece{s: "2", binds: atomic})
		}
	}
	base := p.of(x)
	switch e {
	case 1:
		return base
	case 0.5:
		return p.root(base)
	}
	return p.power(p.atom(base), p.numberOver(exponentRatio(e)))
}

// atom puts a piece in parentheses unless nothing binds more tightly.
func (p printer) atom(a piece) piece {
	if a.binds < atomic {
		return piece{s: p.group(a.s), binds: atomic}
	}
	return a
}

// lengthOf recognises the sum of the squares of an array that is not spelled out.
func lengthOf(x *Node) (*Node, bool) {
	if x.op == OpTotal && exponentOf(x.args[0]) == 2 {
		return x.args[0].args[0], true
	}
	return nil, false
}
