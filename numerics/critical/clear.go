package critical

import (
	"math"

	"saddle/numerics/expr"
)

// cleared is the gradient with each entry multiplied by its denominators: where f is defined it vanishes at the same points,
// but it stays bounded at the poles of f, where the gradient's terms are infinite and cancel. It is nil for a gradient without
// denominators. Only whole powers count, which f is not defined beside: under a root f itself may be.
func cleared(gradient *expr.Node) *expr.Node {
	if gradient.IsConst() || !gradient.IsExplicit() {
		return nil
	}
	entries := append([]*expr.Node(nil), gradient.Entries()...)
	found := false
	for i, entry := range entries {
		if d := denominator(entry); d != nil {
			entries[i], found = distributed(entry, d), true
		}
	}
	if !found {
		return nil
	}
	return expr.Stack(entries...)
}

// denominator is the product of the highest powers by which the terms of a sum, or a single term, are divided; nil for none.
func denominator(sum *expr.Node) *expr.Node {
	terms := []*expr.Node{sum}
	if sum.Op() == expr.OpSum {
		terms = sum.Args()
	}
	powers := map[*expr.Node]float64{}
	var bases []*expr.Node
	for _, term := range terms {
		for _, factor := range factorsOf(term) {
			base, e := divisor(factor)
			if e > 0 && powers[base] == 0 {
				bases = append(bases, base)
			}
			powers[base] = math.Max(powers[base], e)
		}
	}
	var product *expr.Node
	for _, base := range bases {
		power := expr.Pow(base, expr.Const(powers[base]))
		if product == nil {
			product = power
		} else {
			product = expr.Times(product, power)
		}
	}
	return product
}

func factorsOf(term *expr.Node) []*expr.Node {
	if term.Op() == expr.OpProduct {
		return term.Args()
	}
	return []*expr.Node{term}
}

// divisor is the base and the exponent of a factor base^-e with a whole e > 0; e is 0 for any other.
func divisor(factor *expr.Node) (base *expr.Node, e float64) {
	if factor.Op() != expr.OpPower || !factor.Args()[1].IsConst() {
		return nil, 0
	}
	e = -factor.Args()[1].Float()
	if e != math.Trunc(e) || e < 0 || e > expr.ManyFactors {
		return nil, 0
	}
	return factor.Args()[0], e
}

// distributed is a sum times d, term by term, so that powers of one base meet.
func distributed(sum, d *expr.Node) *expr.Node {
	if sum.Op() != expr.OpSum {
		return expr.Times(sum, d)
	}
	var total *expr.Node
	for k, term := range sum.Args() {
		p, q := sum.Coefficient(k)
		next := expr.Div(expr.Times(expr.Const(p), expr.Times(term, d)), expr.Const(q))
		if total == nil {
			total = next
		} else {
			total = expr.Add(total, next)
		}
	}
	return total
}
