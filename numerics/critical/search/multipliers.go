package search

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// On the curve where u = 0 the slopes of |u| are μ∇u for all μ between -1 and 1, so where slopes of all signs meet on it, the smooth
// function with μu for |u| has a critical point in x and μ, and the other way round (Clarke 1990, Optimization and Nonsmooth
// Analysis, §2.3). So a function with corners is searched through smooth ones: for each |u|, on the side where u is positive, on
// the side where it is negative, and where it is zero.

// How many corners a formula may have to be searched so, and in how many unknowns.
const (
	mostFolds    = 3
	mostUnknowns = 5
)

// fold is one |u|, or the larger or smaller of two numbers, in a formula.
type fold struct{ node, at *expr.Node }

// foldsOf are the folds of a formula, the inner ones first; ok is false where it has other kinks too.
func foldsOf(value *expr.Node) (folds []fold, ok bool) {
	for _, n := range expr.Below(value) {
		switch {
		case !n.Shape().IsScalar() || n.Free() != 0:
		case n.Op() == expr.OpApply && n.Func() == expr.Abs:
			folds = append(folds, fold{n, n.Args()[0]})
		case n.Op() == expr.OpMax || n.Op() == expr.OpMin:
			folds = append(folds, fold{n, expr.Sub(n.Args()[0], n.Args()[1])})
		}
	}
	return folds, len(folds) > 0 && len(folds) <= mostFolds && len(expr.Kinks(value)) == len(folds)
}

// with is the fold with m for the sign of u: m·u for |u|.
func (f fold) with(m *expr.Node) *expr.Node {
	if f.node.Op() == expr.OpApply {
		return expr.Times(m, f.node.Args()[0])
	}
	a, b := f.node.Args()[0], f.node.Args()[1]
	if f.node.Op() == expr.OpMin {
		m = expr.Neg(m)
	}
	half := expr.Const(0.5)
	return expr.Add(expr.Times(half, expr.Add(a, b)), expr.Times(half, expr.Times(m, expr.Sub(a, b))))
}

// smoothed is f on one side of each fold, or on it.
type smoothed struct {
	f     *expr.Function // of the variables of f, and of a multiplier for each fold that it is on
	at    []*expr.Node   // what is zero at each fold
	sides []int          // 1, -1, or 0 on the fold
	n     int            // how many variables f has
}

func smoothen(f *expr.Function, folds []fold, sides []int) *smoothed {
	graph := expr.NewGraph()
	s := &smoothed{sides: sides, n: len(f.Variables)}
	var variables []*expr.Node
	for _, x := range f.Variables {
		variables = append(variables, graph.Variable(x.Name(), expr.Scalar))
	}
	nodes := []*expr.Node{f.Value}
	for _, fold := range folds {
		nodes = append(nodes, fold.node, fold.at)
	}
	nodes = expr.SubstituteAll(nodes, f.Variables, variables)
	for k, side := range sides {
		m := expr.Const(float64(side))
		if side == 0 {
			m = graph.Variable("μ"+expr.Subscript(k+1), expr.Scalar)
			variables = append(variables, m)
		}
		here := fold{nodes[1+2*k], nodes[2+2*k]}
		nodes = expr.SubstituteAll(nodes, []*expr.Node{here.node}, []*expr.Node{here.with(m)})
	}
	for k := range folds {
		s.at = append(s.at, nodes[2+2*k])
	}
	s.f = &expr.Function{Name: f.Name, Variables: variables, Value: nodes[0]}
	return s
}

// byMultipliers lists the critical points and the corners of a function with folds, and boxes that may hold further ones; ok is false
// where that does not work.
func (s *search) byMultipliers(ctx context.Context) (points []Found, rest []interval.Box, ok bool) {
	if len(s.box) < 2 || slices.ContainsFunc(s.f.Variables, func(x *expr.Node) bool { return !x.Shape().IsScalar() }) {
		return nil, nil, false
	}
	failure := expr.Catch(func() {
		folds, only := foldsOf(s.f.Value)
		if ok = only && len(s.box)+len(folds) <= mostUnknowns; !ok {
			return
		}
		for _, sides := range sidesOf(len(folds)) {
			ok = ok && s.onSides(ctx, smoothen(s.f, folds, sides), &points, &rest)
		}
	})
	return points, rest, failure == nil && ok
}

// withoutFolds searches a function with folds by multipliers, and keeps what boxes these leave undecided.
func (s *search) withoutFolds(ctx context.Context, clusters []cluster) []cluster {
	if len(clusters) == 0 {
		return nil
	}
	points, rest, ok := s.byMultipliers(ctx)
	if !ok {
		return clusters
	}
	s.findings.Continuum = s.findings.Continuum && len(rest) > 0
	for _, p := range s.findings.Points {
		in := func(x interval.Box) bool { return holdsPoint(x, p.At) }
		listed := slices.ContainsFunc(points, func(q Found) bool { return s.same(q.At, p.At) })
		if !listed && slices.ContainsFunc(rest, in) {
			points = append(points, p)
		}
	}
	s.findings.Points = points
	parts := &search{whole: s.whole, box: s.box, rest: rest}
	return parts.clusters()
}

func holdsPoint(x interval.Box, at []float64) bool { return cluster{hull: x}.holds(at) }

// sidesOf are all choices of a side, or of none, for each of so many folds; those on most folds come first.
func sidesOf(folds int) [][]int {
	all := [][]int{{}}
	for range folds {
		var longer [][]int
		for _, sides := range all {
			for _, side := range []int{0, 1, -1} {
				longer = append(longer, append(slices.Clone(sides), side))
			}
		}
		all = longer
	}
	slices.SortStableFunc(all, func(a, b []int) int { return zeros(b) - zeros(a) })
	return all
}

func zeros(sides []int) (n int) {
	for _, side := range sides {
		if side == 0 {
			n++
		}
	}
	return n
}

// onSides adds the critical points of one smooth function that lie on its sides of the folds, and what is undecided of it; it fails
// where the search does not come to its end.
func (s *search) onSides(ctx context.Context, m *smoothed, points *[]Found, rest *[]interval.Box) bool {
	box := slices.Clone(s.box)
	for range len(m.f.Variables) - m.n {
		box = append(box, interval.Of(-1, 1))
	}
	const share = 8
	found, err := Points(ctx, m.f, box, Options{Boxes: s.options.Boxes / share, Starts: s.options.Starts / share})
	if err != nil || found.Stopped {
		return false
	}
	s.findings.Boxes += found.Boxes
	for _, region := range found.Undecided {
		if m.place(region) >= 0 {
			*rest = append(*rest, region[:m.n])
		}
	}
	for _, p := range found.Points {
		within := interval.Rounded(p.At, 64)
		if p.Proven {
			within = p.Within
		}
		where := m.place(within)
		listed := slices.ContainsFunc(*points, func(q Found) bool { return s.same(q.At, p.At[:m.n]) })
		switch {
		case where < 0 || listed:
		case where == 0 && !m.exactly(p.At) || p.Along != nil:
			*rest = append(*rest, within[:m.n]) // it may lie on one more fold, or not
		case where > 0:
			s.addCorner(ctx, m, p, points)
		}
	}
	return true
}

// place tells where a box lies: -1 where it is proven to be off the sides, 1 where it is proven to be on those that are not folds,
// 0 where it is not clear.
func (m *smoothed) place(x interval.Box) int {
	over := enclose(m.f.Variables, x, m.at...)
	if over == nil {
		return 0
	}
	clear := 1
	for k, u := range over {
		switch {
		case u.Doubts&interval.Empty != 0:
			return -1
		case m.sides[k] == 0:
			if !u.Contains(0) {
				return -1
			}
		case u.Contains(0):
			clear = 0
		case u.Lo > 0 != (m.sides[k] > 0):
			return -1
		}
	}
	return clear
}

// exactly reports whether one of the numbers that are to be positive or negative is zero at a point without rounding: it lies on one
// more fold, where it is found by another search.
func (m *smoothed) exactly(at []float64) bool {
	over := enclose(m.f.Variables, interval.Around(at, 0), m.at...)
	for k, u := range over {
		if m.sides[k] != 0 && u == interval.Exactly(0) {
			return true
		}
	}
	return false
}

// addCorner lists a critical point of a smooth function as a point of f.
func (s *search) addCorner(ctx context.Context, m *smoothed, p Found, points *[]Found) {
	at := slices.Clone(p.At[:m.n])
	if !s.contains(at) {
		return
	}
	v, err := critical.Classify(ctx, s.f, at)
	if err != nil || math.IsNaN(v.Value) || math.IsInf(v.Value, 0) {
		return
	}
	q := Found{At: at, Verdict: v}
	if v.Kind != critical.NotDifferentiable && p.Proven {
		q.Proven, q.Within = true, p.Within[:m.n]
	}
	*points = append(*points, q)
}

// same reports whether two points are one, as known does.
func (s *search) same(p, q []float64) bool {
	for i, x := range q {
		if !(math.Abs(x-p[i])/s.unit(i, math.Abs(x)) < 1e-7) {
			return false
		}
	}
	return true
}
