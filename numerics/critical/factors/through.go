package factors

import (
	"math"
	"math/big"
	"slices"

	"saddle/numerics/expr"
)

// Bounds of the work of Through: nodes of a formula, and numbers u that are tried.
const (
	mostNodes = 2000
	mostTried = 40
)

// Through is a number u in a formula y of which y is a function, where u may stand in y in several forms: as a u + b, as -x² - y²
// for u = x² + y², or as a whole power, as x²y² for u = xy; the innermost such u, if there is one without roots and divisors, nil where
// there is none. Inner finds those that stand in one form alone.
func Through(y *expr.Node) (through *expr.Node) {
	order := expr.Below(y)
	if len(order) > mostNodes {
		return nil
	}
	held, tried := variablesBelow(order), 0
	for _, u := range order {
		if u == y || !isNumber(u) || held[u] != held[y] || u.Op() == expr.OpVariable || tried == mostTried {
			continue
		}
		tried++
		if _, outer := InTermsOf(y, u); outer == nil {
			continue
		}
		if hasWholePowers(u) {
			return u
		}
		if through == nil {
			through = u
		}
	}
	return through
}

// hasWholePowers reports whether the powers in a product are positive whole numbers.
func hasWholePowers(n *expr.Node) bool {
	for _, power := range basesIn(n) {
		if power < 1 || power != math.Trunc(power) {
			return false
		}
	}
	return true
}

// InTermsOf is y with a variable t, of another graph, for u in all its forms; nil where a variable, or nothing that varies, is left.
func InTermsOf(y, u *expr.Node) (t, outer *expr.Node) {
	g := expr.NewGraph()
	t = g.Variable("t", expr.Scalar)
	failure := expr.Catch(func() {
		from, to := []*expr.Node{u}, []*expr.Node{t}
		for _, n := range expr.Below(y) {
			if form := formOf(n, u, t); n != u && form != nil {
				from, to = append(from, n), append(to, form)
			}
		}
		for _, n := range expr.Below(y) {
			if n.Op() == expr.OpVariable && n != u {
				from, to = append(from, n), append(to, g.Variable("x", n.Shape()))
			}
		}
		left := func(n *expr.Node) bool { return n.Op() == expr.OpVariable && n != t }
		if y := expr.Substitute(y, from, to); !y.IsConst() && !slices.ContainsFunc(expr.Below(y), left) {
			outer = y
		}
	})
	if failure != nil {
		return nil, nil
	}
	return t, outer
}

// isNumber reports whether a node stands for one number, the same in all turns of loops.
func isNumber(n *expr.Node) bool { return n.Shape().IsScalar() && n.Free() == 0 && !n.IsTruth() }

// variablesBelow are the variables that each node depends on, a bit each; of more than 64 the others share the last.
func variablesBelow(order []*expr.Node) map[*expr.Node]uint64 {
	held, variables := map[*expr.Node]uint64{}, 0
	for _, n := range order {
		if n.Op() == expr.OpVariable {
			held[n] = 1 << min(variables, 63)
			variables++
		}
		for _, a := range n.Args() {
			held[n] |= held[a]
		}
	}
	return held
}

// formOf is n as a formula of t, where it is a u + b or a whole power of u to the last digit; nil where it is neither.
func formOf(n, u, t *expr.Node) *expr.Node {
	switch {
	case !isNumber(n):
		return nil
	case n.Op() == expr.OpSum:
		return lineOf(n, u, t)
	case n.Op() == expr.OpProduct || n.Op() == expr.OpPower:
		return powerOf(n, u, t)
	}
	return nil
}

// lineOf is a t + b for a sum a u + b.
func lineOf(n, u, t *expr.Node) *expr.Node {
	if !alikeTerms(n, u) {
		return nil
	}
	ofN, ofU := linear(n), linear(u)
	a := ofN.over(ofU)
	if a == nil {
		return nil
	}
	slope, b := rational(a), rational(new(big.Rat).Sub(ofN.rest, new(big.Rat).Mul(a, ofU.rest)))
	if slope == nil || b == nil {
		return nil
	}
	return expr.Add(expr.Times(slope, t), b)
}

// alikeTerms reports whether the terms of two sums that vary are the same, whatever their coefficients.
func alikeTerms(n, u *expr.Node) bool {
	inN, inU := varyingTerms(nil, n), varyingTerms(nil, u)
	return len(inN) == len(inU) && !slices.ContainsFunc(inU, func(term *expr.Node) bool { return !slices.Contains(inN, term) })
}

// varyingTerms adds the terms of a sum, and of sums in it, to others, each once.
func varyingTerms(others []*expr.Node, n *expr.Node) []*expr.Node {
	switch {
	case n.Op() == expr.OpSum:
		for _, term := range n.Args() {
			others = varyingTerms(others, term)
		}
	case !n.IsConst() && !slices.Contains(others, n):
		others = append(others, n)
	}
	return others
}

// powerOf is t^k for a product that is the k-th power of u, k a whole number.
func powerOf(n, u, t *expr.Node) *expr.Node {
	inN, inU := basesIn(n), basesIn(u)
	if len(inN) != len(inU) {
		return nil
	}
	k := 0.0
	for base, power := range inU {
		ratio := inN[base] / power
		if base.IsConst() || ratio == 0 || ratio != math.Trunc(ratio) || k != 0 && ratio != k || ratio*power != inN[base] {
			return nil
		}
		k = ratio
	}
	return expr.PowEach(t, expr.Const(k))
}
