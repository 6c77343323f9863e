package search

import (
	"context"
	"slices"

	"saddle/numerics/critical/factors"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// Around a degenerate point and at a corner, boxes prove nothing, however small. But in coordinates t of which the point is the
// origin, the bases of the powers in f and what stands inside |·|, the formulas themselves often tell where the entries of the
// gradient are zero: where t₁ = 0, or t₂ = 0. A change of coordinates with a regular Jacobian moves critical points and makes none.

// How many sets of coordinates are tried, in how many variables, and how many nodes the formulas in coordinates have: derivatives
// that do not vanish may grow without end.
const (
	mostCharts  = 12
	mostCharted = 4
	mostNodes   = 4000
)

// alone reports whether f is proven to have no critical point in a box but z, at which it may have one; a corner counts as one where
// slopes of all signs meet.
func (s *search) alone(hull interval.Box, z []float64) (only bool) {
	failure := expr.Catch(func() {
		for _, coordinates := range s.coordinateSets(z) {
			if c := s.chartOf(hull, coordinates); c != nil && c.onlyOrigin() {
				only = true
				return
			}
		}
	})
	return failure == nil && only
}

// withoutLone are the clusters where all of them together, or a large one, hold one critical point, which bases of powers and kinks
// give: that is listed at once, and they are not explored.
func (s *search) withoutLone(ctx context.Context, clusters []cluster) []cluster {
	if s.factors == nil || len(s.box) < 2 || len(s.box) > mostCharted || len(clusters) == 0 {
		return clusters
	}
	all := clusters[0]
	for _, c := range clusters[1:] {
		all = cluster{append(all.boxes[:len(all.boxes):len(all.boxes)], c.boxes...), all.hull.Hull(c.hull)}
	}
	if s.lone(ctx, all) {
		return nil
	}
	return slices.DeleteFunc(clusters, func(c cluster) bool { return len(clusters) > 1 && len(c.boxes) > 1 && s.lone(ctx, c) })
}

// lone reports whether one of the points where bases of powers and kinks vanish is proven to be the only critical point in a cluster, and
// lists it.
func (s *search) lone(ctx context.Context, c cluster) bool {
	const mostLone = 40 // so many clusters are looked at
	if s.loners++; s.loners > mostLone {
		return false
	}
	for _, z := range s.factors.Zeros(c.hull) {
		if !c.holds(z) || !s.contains(z) || s.foundIn(c) || !s.alone(c.hull, z) {
			continue
		}
		before := len(s.findings.Points)
		if s.discoveredKind(ctx, z); len(s.findings.Points) == before && !s.cornerAt(ctx, z) {
			continue
		}
		s.markProven(&s.findings.Points[before], c.hull)
		return true
	}
	return false
}

// coordinateSets are as many numbers as f has variables, all of which are zero at z: bases of powers and kinks, and where there
// are too few, differences from z.
func (s *search) coordinateSets(z []float64) [][]*expr.Node {
	var vanishing []*expr.Node
	for _, u := range append(factors.OfPowers(s.f.Value), kinksOf(s.f.Value)...) {
		if over := s.enclosed(interval.Rounded(z, 64), u); over != nil && over[0].Contains(0) {
			vanishing = append(vanishing, u)
		}
	}
	for i, x := range s.f.Variables {
		if !x.Shape().IsScalar() {
			return nil
		}
		vanishing = append(vanishing, expr.Sub(x, expr.Const(z[i])))
	}
	var sets [][]*expr.Node
	var choose func(from int, chosen []*expr.Node)
	choose = func(from int, chosen []*expr.Node) {
		if len(chosen) == len(z) {
			sets = append(sets, append([]*expr.Node(nil), chosen...))
			return
		}
		for k := from; k < len(vanishing) && len(sets) < mostCharts; k++ {
			choose(k+1, append(chosen, vanishing[k]))
		}
	}
	choose(0, nil)
	return sets
}

// kinksOf are the numbers inside |·|, and those whose sign a choice or an extreme of two depends on.
func kinksOf(value *expr.Node) []*expr.Node {
	var all []*expr.Node
	for _, k := range expr.Kinks(value) {
		if k.At.Shape().IsScalar() && k.At.Op() != expr.OpSelect && !k.At.IsConst() {
			all = append(all, k.At)
		}
	}
	return all
}

// chartOf writes f in coordinates; nil where these are not regular on the box, or f is not a function of them alone that can be
// read off its formula.
func (s *search) chartOf(hull interval.Box, coordinates []*expr.Node) *chart {
	n := len(coordinates)
	stack := expr.Stack(coordinates...)
	over := s.enclosed(hull, stack, expr.Jacobian(stack, s.f.Variables...))
	if over == nil || len(over) != n+n*n || !(injective(over[n:], n) || regular(over[n:], n)) {
		return nil
	}
	c := &chart{value: s.f.Value, box: interval.Box(over[:n])}
	graph := expr.NewGraph()
	graph.SetInterrupt(func() bool { return s.f.Value.Graph().Interrupted() || graph.Len() > mostNodes })
	for i := range n {
		c.t = append(c.t, graph.Variable("t"+expr.Subscript(i+1), expr.Scalar))
	}
	from, to := append([]*expr.Node(nil), coordinates...), append([]*expr.Node(nil), c.t...)
	read := map[*expr.Node]bool{}
	for i, u := range coordinates {
		if x, shift := s.shifted(u); x != nil {
			read[x] = true
			if x != u {
				from, to = append(from, x), append(to, expr.Add(c.t[i], expr.Const(shift)))
			}
		}
	}
	var left []*expr.Node
	for _, x := range s.f.Variables {
		if !read[x] {
			left = append(left, graph.Variable("left "+x.Name(), expr.Scalar))
			from, to = append(from, x), append(to, left[len(left)-1])
		}
	}
	if c.value = expr.Substitute(c.value, from, to); dependsOn(c.value, left) {
		return nil
	}
	return c
}

// shifted is the variable x of a number x - shift; nil for other numbers.
func (s *search) shifted(u *expr.Node) (x *expr.Node, shift float64) {
	for _, x := range s.f.Variables {
		if rest := expr.Sub(u, x); rest.IsConst() {
			return x, -rest.Float()
		}
	}
	return nil, 0
}

// dependsOn reports whether some of the variables stand in a formula.
func dependsOn(value *expr.Node, variables []*expr.Node) bool {
	among := map[*expr.Node]bool{}
	for _, x := range variables {
		among[x] = true
	}
	return slices.ContainsFunc(expr.Below(value), func(n *expr.Node) bool { return among[n] })
}

// enclosed are numbers over a box; nil where they cannot be computed.
func (s *search) enclosed(x interval.Box, numbers ...*expr.Node) []interval.Interval {
	return enclose(s.f.Variables, x, numbers...)
}
