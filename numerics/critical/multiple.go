package critical

import (
	"math"
	"slices"

	"saddle/numerics/critical/jet"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// Around a multiple zero of f', boxes cannot prove that it is the only one. Two other ways can: a product is zero only with one
// of its factors, and for these the zero may be simple; and where the terms up to an order are exactly zero and the derivative of
// that order is not, all the zeros that f' can have are in the one place.

// withoutMultiples are the clusters but those in which a point was found and is proven to be the only one.
func (s *search) withoutMultiples(clusters []cluster) []cluster {
	return slices.DeleteFunc(clusters, func(c cluster) bool {
		inside := func(p Found) bool { return c.holds(p.At) }
		i := slices.IndexFunc(s.findings.Points, inside)
		if i < 0 || slices.ContainsFunc(s.findings.Points[i+1:], inside) || !s.onlyIn(c.hull, s.findings.Points[i].At) {
			return false
		}
		s.markProven(&s.findings.Points[i], c.hull)
		return true
	})
}

// onlyIn tells whether f is proven to have no critical point in a box but the one at z.
func (s *search) onlyIn(hull cell, z []float64) bool {
	if len(z) == 1 && s.relativeWidth(hull) < 1e-3 && s.onlyZero(hull[0], z[0]) {
		return true
	}
	return len(z) <= mostCharted && s.alone(hull, z)
}

// onlyZero tells whether f' is proven to have a zero in a small interval, and no other there; z is about where.
func (s *search) onlyZero(r interval.Interval, z float64) bool {
	only := false
	failure := expr.Catch(func() { only = s.onlyOfProduct(r) || s.onlyOfOrder(r, z) })
	return failure == nil && only
}

// onlyOfProduct looks at the factors of f': one of them must have one zero, the others none.
func (s *search) onlyOfProduct(r interval.Interval) bool {
	if !s.definedOn(r) {
		return false
	}
	zeros := 0
	for _, u := range factorsOf(expr.Flatten(s.f.Gradient().Value)) {
		over := s.over(r, u, expr.Gradient(u, s.f.Variables...)[0])
		if over == nil || over[0].Doubts != 0 || !over[0].Finite() {
			return false
		}
		if !over[0].Contains(0) {
			continue
		}
		lo, hi := s.over(interval.Exactly(r.Lo), u), s.over(interval.Exactly(r.Hi), u)
		monotone := over[1].Doubts == 0 && !over[1].Contains(0)
		if zeros++; !monotone || lo[0].Contains(0) || hi[0].Contains(0) || (lo[0].Lo > 0) == (hi[0].Lo > 0) {
			return false
		}
	}
	return zeros == 1
}

// factorsOf are numbers of which one is zero where n is: the factors of a product, the bases of positive powers, and what all terms
// of a sum have in common.
func factorsOf(n *expr.Node) []*expr.Node {
	switch {
	case n.IsConst():
		return nil
	case n.Op() == expr.OpStack && len(n.Args()) == 1:
		return factorsOf(n.Args()[0])
	case n.Op() == expr.OpPower && n.Args()[1].Float() > 0:
		return factorsOf(n.Args()[0])
	case n.Op() == expr.OpProduct:
		var all []*expr.Node
		for _, a := range n.Args() {
			all = append(all, factorsOf(a)...)
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
	var common []*expr.Node // each is asked for itself: their order does not matter
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
		all = append(all, factorsOf(base)...)
	}
	if rest.IsConst() && rest.Float() == 0 {
		return []*expr.Node{n}
	}
	if rest.IsConst() {
		return all
	}
	return append(all, rest)
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

// onlyOfOrder looks for the order at which the first term of f at z is not zero, the terms before being zero without any rounding,
// and at the derivative of that order: where it is not zero in an interval, f' has as many zeros there as z counts for.
func (s *search) onlyOfOrder(r interval.Interval, z float64) bool {
	const most = 8
	if !r.Contains(z) || !s.definedOn(r) {
		return false
	}
	series := (&derivatives{f: s.f}).seriesAt(z, most)
	order := 1
	for order < len(series) && series[order] == (jet.Ball{}) {
		order++
	}
	if order < 3 || order >= len(series) || series[order].Zero() {
		return false
	}
	derivative := s.f.Value
	for range order {
		derivative = expr.Gradient(derivative, s.f.Variables...)[0]
	}
	over := s.over(r, derivative)
	return over != nil && over[0].Doubts == 0 && !over[0].Contains(0) && !math.IsNaN(over[0].Lo+over[0].Hi)
}

// definedOn tells whether f and its slope are defined and smooth all over an interval.
func (s *search) definedOn(r interval.Interval) bool {
	s.probers[0].gradient.Run(cell{r}, s.probers[0].slope)
	return s.probers[0].smooth()
}

// over encloses numbers over an interval; nil where they cannot be computed.
func (s *search) over(r interval.Interval, numbers ...*expr.Node) []interval.Interval {
	code, err := program.Compile(s.f.Variables, numbers)
	if err != nil {
		return nil
	}
	out := make([]interval.Interval, code.Outputs())
	interval.NewMachine(code).Run(cell{r}, out)
	return out
}
