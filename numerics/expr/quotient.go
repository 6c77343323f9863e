package expr

// The quotient rule leaves sums such as a/S - aT/S², in which T is a term of S. Put on one denominator that is
// a (S - T)/S², where T cancels exactly: it reads better, and for 1/(1 + eˣ) and its kin it keeps the digits that the
// difference of two nearly equal numbers would lose.

// onOneDenominator joins two terms so, in either order.
func onOneDenominator(a, b term) (term, bool) {
	if joined, ok := joinQuotients(a, b); ok {
		return joined, true
	}
	return joinQuotients(b, a)
}

// joinQuotients joins a·R·S^k and b·R·T·S^(k-1) for k < 0 to a·R·S^(k-1)·(S + (b/a)·T).
func joinQuotients(a, b term) (term, bool) {
	if !a.node.shape.IsScalar() || !b.node.shape.IsScalar() {
		return term{}, false
	}
	for i, f := range factorsOf(a.node) {
		s, k := baseOf(f)
		if s.op != OpSum || len(s.args) < 2 || k >= 0 {
			continue
		}
		others, ok := without(factorsOf(b.node), s, k-1)
		if !ok {
			continue
		}
		rest := factorsOf(a.node)
		rest = append(rest[:i], rest[i+1:]...)
		c, t := quotientOf(others, rest)
		if t == nil || !meet(termsOf(s), []term{{unit, t}}) {
			continue
		}
		inner := linear(Scalar, collect(termsOf(s), term{b.coef.times(a.coef.inverse()).times(c), t}))
		joined := multiply(productOf(Scalar, rest), multiply(power2(s, k-1), inner))
		d, node := coefficientOf(joined)
		return term{a.coef.times(d), node}, true
	}
	return term{}, false
}

// without takes the factor s^k out of a list.
func without(factors []*Node, s *Node, k float64) ([]*Node, bool) {
	for i, f := range factors {
		if base, e := baseOf(f); base == s && e == k {
			return append(factors[:i], factors[i+1:]...), true
		}
	}
	return nil, false
}

// quotientOf divides a product by some of its factors or lower powers of them; nil when it cannot.
func quotientOf(product, divisors []*Node) (ratio, *Node) {
	for _, d := range divisors {
		base, e := baseOf(d)
		found := false
		for i, f := range product {
			if b, k := baseOf(f); same(b, base) && whole(k-e) && (k-e)*k >= 0 {
				product = append(append([]*Node{}, product[:i]...), product[i+1:]...)
				if k != e {
					product = append(product, power2(base, k-e))
				}
				found = true
				break
			}
		}
		if !found {
			return unit, nil
		}
	}
	return coefficientOf(productOf(Scalar, product))
}
