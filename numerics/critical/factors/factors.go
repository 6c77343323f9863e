// Package factors takes formulas apart into what their zeros are the zeros of: factors, bases of powers, numerators, the one number that a
// formula knows its variables through. It decides nothing; where these numbers vanish the packages above find out.
//
//	factors.Of(n)              // of (x - 1)² sin(y): x - 1 and sin(y)
//	factors.Inner(f.Value)     // of exp(x² + y²): x² + y²
package factors

import (
	"math"

	"saddle/numerics/expr"
)

// Of are numbers of which one is zero where n is: the factors of a product, the bases of positive powers, and what all terms
// of a sum have in common.
func Of(n *expr.Node) []*expr.Node {
	switch {
	case n.IsConst():
		return nil
	case n.Op() == expr.OpStack && len(n.Args()) == 1:
		return Of(n.Args()[0])
	case n.Op() == expr.OpPower && n.Args()[1].Float() > 0:
		return Of(n.Args()[0])
	case n.Op() == expr.OpProduct:
		var all []*expr.Node
		for _, a := range n.Args() {
			all = append(all, Of(a)...)
		}
		return all
	case n.Op() == expr.OpSum:
		return factorsOfSum(n)
	}
	return []*expr.Node{n}
}

// factorsOfSum takes out of the terms of a sum the bases that all of them have.
func factorsOfSum(n *expr.Node) []*expr.Node {
	terms := make([]map[*expr.Node]float64, len(n.Args()))
	for k, a := range n.Args() {
		terms[k] = basesIn(a)
	}
	common := takeCommon(terms)
	if len(common) == 0 {
		return []*expr.Node{n}
	}
	rest := expr.Const(0)
	for k, term := range terms {
		p, q := n.Coefficient(k)
		product := expr.Const(p)
		for base, power := range term {
			product = expr.Times(product, expr.PowEach(base, expr.Const(power)))
		}
		rest = expr.Add(rest, expr.Div(product, expr.Const(q)))
	}
	var all []*expr.Node
	for _, base := range common {
		all = append(all, Of(base)...)
	}
	if rest.IsConst() && rest.Float() == 0 {
		return []*expr.Node{n}
	}
	if rest.IsConst() {
		return all
	}
	return append(all, rest)
}

// takeCommon are the bases that all terms have a power of; it takes that out of them. Each base is asked for itself: their order
// does not matter.
func takeCommon(terms []map[*expr.Node]float64) (common []*expr.Node) {
	for base, least := range terms[0] {
		for _, term := range terms[1:] {
			least = math.Min(least, term[base])
		}
		if base.IsConst() || !(least > 0) {
			continue
		}
		common = append(common, base)
		for _, term := range terms {
			term[base] -= least
		}
	}
	return common
}

// basesIn are the bases in a product with their constant powers.
func basesIn(n *expr.Node) map[*expr.Node]float64 {
	powers := map[*expr.Node]float64{}
	factors := []*expr.Node{n}
	if n.Op() == expr.OpProduct {
		factors = n.Args()
	}
	for _, a := range factors {
		if a.Op() == expr.OpPower && a.Args()[1].IsConst() {
			powers[a.Args()[0]] += a.Args()[1].Float()
		} else {
			powers[a]++
		}
	}
	return powers
}
