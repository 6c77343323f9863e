package factors

import (
	"math"

	"saddle/numerics/expr"
)

// Cleared is the gradient with each entry multiplied by its denominators: where f is defined it vanishes at the same points,
// but it stays bounded at the poles of f, where the gradient's terms are infinite and cancel. It is nil for a gradient without
// denominators. Only whole powers count, which f is not defined beside: under a root f itself may be. With roots others count
// too. The tangent counts as sine by cosine.
func Cleared(gradient *expr.Node, roots bool) *expr.Node {
	if gradient.IsConst() || !gradient.IsExplicit() {
		return nil
	}
	entries := append([]*expr.Node(nil), gradient.Entries()...)
	found, c := false, clearing{roots}
	for i, entry := range entries {
		if q := c.of(entry); len(q.bases) > 0 {
			entries[i], found = q.top, true
		}
	}
	if !found {
		return nil
	}
	return expr.Stack(entries...)
}

// Numerator is an expression multiplied by its denominators, roots too, nil for one without any.
func Numerator(n *expr.Node) *expr.Node {
	if q := (clearing{roots: true}).of(n); len(q.bases) > 0 {
		return q.top
	}
	return nil
}

// clearing makes quotients of expressions.
type clearing struct{ roots bool }

// quotient is top by the product of powers, all positive, of the bases.
type quotient struct {
	top    *expr.Node
	bases  []*expr.Node
	powers map[*expr.Node]float64
}

func (c clearing) of(n *expr.Node) quotient {
	if !n.Shape().IsScalar() || n.IsConst() {
		return quotient{top: n}
	}
	switch n.Op() {
	case expr.OpSum:
		return c.ofSum(n)
	case expr.OpProduct:
		return c.ofProduct(n)
	case expr.OpPower:
		return c.ofPower(n)
	case expr.OpApply:
		if n.Func() == expr.Tan {
			q := quotient{top: expr.Apply(expr.Sin, n.Args()[0])}
			q.divide(expr.Apply(expr.Cos, n.Args()[0]), 1)
			return q
		}
	}
	return quotient{top: n}
}

// divide puts a power of a base below the line.
func (q *quotient) divide(base *expr.Node, power float64) {
	if q.powers == nil {
		q.powers = map[*expr.Node]float64{}
	}
	if q.powers[base] == 0 {
		q.bases = append(q.bases, base)
	}
	q.powers[base] += power
}

// ofSum brings the terms to their common denominator, term by term, so that powers of one base meet.
func (c clearing) ofSum(n *expr.Node) quotient {
	common := quotient{}
	parts := make([]quotient, len(n.Args()))
	for k, term := range n.Args() {
		parts[k] = c.of(term)
		for _, base := range parts[k].bases {
			if more := parts[k].powers[base] - common.powers[base]; more > 0 {
				common.divide(base, more)
			}
		}
	}
	if len(common.bases) == 0 {
		return quotient{top: n}
	}
	for k, part := range parts {
		p, q := n.Coefficient(k)
		term := expr.Div(expr.Times(expr.Const(p), times(part.top, common.bases, func(base *expr.Node) float64 {
			return common.powers[base] - part.powers[base]
		})), expr.Const(q))
		if k == 0 {
			common.top = term
		} else {
			common.top = expr.Add(common.top, term)
		}
	}
	return common
}

// times is a node times powers of the bases.
func times(n *expr.Node, bases []*expr.Node, power func(base *expr.Node) float64) *expr.Node {
	for _, base := range bases {
		n = expr.Times(n, expr.Pow(base, expr.Const(power(base))))
	}
	return n
}

func (c clearing) ofProduct(n *expr.Node) quotient {
	product := quotient{}
	for k, factor := range n.Args() {
		q := c.of(factor)
		if k == 0 {
			product.top = q.top
		} else {
			product.top = expr.Times(product.top, q.top)
		}
		for _, base := range q.bases {
			product.divide(base, q.powers[base])
		}
	}
	if len(product.bases) == 0 {
		return quotient{top: n}
	}
	return product
}

func (c clearing) ofPower(n *expr.Node) quotient {
	e := n.Args()[1].Float()
	whole := e == math.Trunc(e)
	if !whole && !c.roots || !(math.Abs(e) <= expr.ManyFactors) {
		return quotient{top: n}
	}
	inner := c.of(n.Args()[0])
	power := quotient{}
	switch {
	case e < 0:
		power.top = times(expr.Const(1), inner.bases, func(base *expr.Node) float64 { return -e * inner.powers[base] })
		power.divide(inner.top, -e)
	case len(inner.bases) > 0 && whole:
		power.top = expr.Pow(inner.top, expr.Const(e))
		for _, base := range inner.bases {
			power.divide(base, e*inner.powers[base])
		}
	default:
		return quotient{top: n}
	}
	return power
}
