package search

import (
	"math"
	"slices"

	"saddle/numerics/critical/factors"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// chart is f over a box written in coordinates.
type chart struct {
	value *expr.Node   // f as a formula of t
	t     []*expr.Node // the coordinates
	box   interval.Box // their values on the box of x, and perhaps more
}

// onlyOrigin reports whether f is proven to have no critical point on the chart but the origin.
func (c *chart) onlyOrigin() bool {
	if len(expr.Kinks(c.value)) > 0 {
		return c.onlyBySides()
	}
	all := make([]int, len(c.t))
	for i := range all {
		all[i] = i
	}
	return c.eliminate(c.slopes(c.value), c.box, all)
}

// slopes are the entries of the gradient, times their denominators.
func (c *chart) slopes(value *expr.Node) []*expr.Node {
	slopes := expr.Gradient(value, c.t...)
	for i, slope := range slopes {
		if top := factors.Numerator(slope); top != nil {
			slopes[i] = top
		}
	}
	return slopes
}

// onlyBySides looks, for each coordinate tᵢ, at f where tᵢ > 0 and where tᵢ < 0: if ∂f/∂tᵢ is zero in neither, whatever the other
// coordinates, a critical point has tᵢ = 0.
func (c *chart) onlyBySides() bool {
	for i := range c.t {
		for _, half := range []interval.Interval{interval.Of(0, c.box[i].Hi), interval.Of(c.box[i].Lo, 0)} {
			if !(half.Lo < half.Hi) {
				continue
			}
			box := c.box.Clone()
			box[i] = half
			slope := c.slopes(c.onSide(box, i))[i]
			for _, u := range factors.Of(slope) {
				if !c.vanishesOnlyWith(u, i, box) {
					return false
				}
			}
			if slope.IsConst() && slope.Float() == 0 {
				return false
			}
		}
	}
	return true
}

// onSide is f with its choices as they fall in a box on one side of where tᵢ = 0, as far as they depend on tᵢ alone.
func (c *chart) onSide(box interval.Box, i int) *expr.Node {
	var from, to []*expr.Node
	seen := map[*expr.Node]bool{}
	var walk func(n *expr.Node)
	walk = func(n *expr.Node) {
		if n.IsConst() || seen[n] {
			return
		}
		seen[n] = true
		if branch := c.branch(n, box, i); branch != nil {
			from, to = append(from, n), append(to, branch)
		}
		for _, a := range n.Args() {
			walk(a)
		}
	}
	value := c.value
	for range 8 { // a branch may hold further choices
		from, to, seen = nil, nil, map[*expr.Node]bool{}
		if walk(value); len(from) == 0 {
			break
		}
		value = expr.Substitute(value, from, to)
	}
	return value
}

// branch is what |u|, an extreme of two numbers or a choice is on the side; nil where that is not clear.
func (c *chart) branch(n *expr.Node, box interval.Box, i int) *expr.Node {
	switch {
	case n.Op() == expr.OpApply && n.Func() == expr.Abs && n.Shape().IsScalar():
		u := n.Args()[0]
		switch c.signOf(u, box, i) {
		case 1:
			return u
		case -1:
			return expr.Neg(u)
		}
	case n.Op() == expr.OpApply && n.Func() == expr.Sign && n.Shape().IsScalar():
		if sign := c.signOf(n.Args()[0], box, i); sign != 0 {
			return expr.Const(float64(sign))
		}
	case (n.Op() == expr.OpMax || n.Op() == expr.OpMin) && n.Shape().IsScalar():
		a, b := n.Args()[0], n.Args()[1]
		switch sign := c.signOf(expr.Sub(a, b), box, i); {
		case sign == 0:
		case sign > 0 == (n.Op() == expr.OpMax):
			return a
		default:
			return b
		}
	case n.Op() == expr.OpSelect && n.Shape().IsScalar():
		if holds, known := c.truthOf(n.Args()[0], box, i); known && holds {
			return n.Args()[1]
		} else if known {
			return n.Args()[2]
		}
	}
	return nil
}

// truthOf reports whether a condition holds all over a box but where tᵢ is zero, or nowhere there.
func (c *chart) truthOf(condition *expr.Node, box interval.Box, i int) (holds, known bool) {
	args := condition.Args()
	switch condition.Op() {
	case expr.OpCompare:
		sign := c.signOf(expr.Sub(args[0], args[1]), box, i)
		return condition.Relation().Holds(float64(sign), 0), sign != 0 && condition.Relation() != expr.Near
	case expr.OpNot:
		holds, known = c.truthOf(args[0], box, i)
		return !holds, known
	case expr.OpAnd, expr.OpOr:
		decisive := condition.Op() == expr.OpOr // the truth of a part that decides the whole
		all := true
		for _, a := range args {
			switch part, clear := c.truthOf(a, box, i); {
			case clear && part == decisive:
				return decisive, true
			case !clear:
				all = false
			}
		}
		return !decisive, all
	}
	return false, false
}

// signOf is the sign, 1 or -1, that a number has all over a box but where tᵢ is zero; 0 where that is not proven.
func (c *chart) signOf(u *expr.Node, box interval.Box, i int) int {
	over := enclose(c.t, box, u)
	if over == nil || over[0].Doubts != 0 || !c.vanishesOnlyWith(u, i, box) {
		return 0
	}
	switch {
	case over[0].Lo >= 0:
		return 1
	case over[0].Hi <= 0:
		return -1
	}
	return 0
}

// mostOrder is up to which multiple a zero is followed.
const mostOrder = 12

// vanishesOnlyWith proves that u is zero in a box nowhere but where tᵢ is: u and its first derivatives by tᵢ are zero where tᵢ is,
// all over the box, and the next derivative is nowhere zero; or it is a sum of numbers that are not negative, one of which vanishes so, or
// a function that vanishes so of such a number.
func (c *chart) vanishesOnlyWith(u *expr.Node, i int, box interval.Box) bool {
	if c.multipleAt(u, i, box) || c.positiveBeside(u, i, box) {
		return true
	}
	inner := factors.Inner(u)
	if inner == nil || inner == u || !c.positiveBeside(inner, i, box) {
		return false
	}
	over := enclose(c.t, box, inner)
	if over == nil || over[0].Doubts != 0 {
		return false
	}
	line := &chart{t: []*expr.Node{expr.NewGraph().Variable("t", expr.Scalar)}}
	return line.multipleAt(expr.Substitute(u, []*expr.Node{inner}, line.t), 0, interval.Box{over[0]})
}

// positiveBeside proves that a sum is positive in a box but where tᵢ is zero.
func (c *chart) positiveBeside(u *expr.Node, i int, box interval.Box) bool {
	if u.Op() != expr.OpSum {
		return false
	}
	positive := false
	for k, term := range u.Args() {
		p, q := u.Coefficient(k)
		if !(p/q > 0) || !term.NonNegative() {
			return false
		}
		vanishes := func(factor *expr.Node) bool { return c.multipleAt(factor, i, box) }
		positive = positive || !slices.ContainsFunc(factors.Of(term), func(factor *expr.Node) bool { return !vanishes(factor) })
	}
	return positive
}

// multipleAt is the first of the ways of vanishesOnlyWith.
func (c *chart) multipleAt(u *expr.Node, i int, box interval.Box) bool {
	for order := range mostOrder {
		over := enclose(c.t, box, u)
		if over == nil || math.IsNaN(over[0].Lo+over[0].Hi) || over[0].Doubts&^interval.Edge != 0 || order > 0 && over[0].Doubts != 0 {
			return false
		}
		if over[0].Lo > 0 || over[0].Hi < 0 {
			return true
		}
		there := expr.Substitute(u, c.t[i:i+1], []*expr.Node{expr.Const(0)})
		if over[0].Doubts != 0 || !there.IsConst() || there.Float() != 0 {
			return false
		}
		u = expr.Gradient(u, c.t...)[i]
	}
	return false
}

// eliminate reports whether slopes that are all zero at a point of the box leave nothing but zero for the coordinates that are left: one
// of the slopes is zero only where some of these are, each of which is then put to zero in the others.
func (c *chart) eliminate(slopes []*expr.Node, box interval.Box, left []int) bool {
	if len(left) == 0 {
		return true
	}
	for _, slope := range slopes {
		zeros, ok := c.zeroAxes(slope, box, left)
		for _, axis := range zeros {
			if !ok {
				break
			}
			on, rest := box.Clone(), make([]int, 0, len(left))
			on[axis] = interval.Exactly(0)
			for _, i := range left {
				if i != axis {
					rest = append(rest, i)
				}
			}
			ok = c.eliminate(expr.SubstituteAll(slopes, c.t[axis:axis+1], []*expr.Node{expr.Const(0)}), on, rest)
		}
		if ok {
			return true
		}
	}
	return false
}

// zeroAxes are coordinates of which one is zero wherever a slope is; ok is false where that is not proven.
func (c *chart) zeroAxes(slope *expr.Node, box interval.Box, left []int) (axes []int, ok bool) {
	if slope.IsConst() {
		return nil, slope.Float() != 0
	}
	for _, u := range factors.Of(slope) {
		if over := enclose(c.t, box, u); over != nil && over[0].Doubts == 0 && (over[0].Lo > 0 || over[0].Hi < 0) {
			continue
		}
		axis := -1
		for _, i := range left {
			if c.vanishesOnlyWith(u, i, box) {
				axis = i
				break
			}
		}
		if axis < 0 {
			return nil, false
		}
		axes = append(axes, axis)
	}
	return axes, true
}

// enclose is numbers over a box; nil where they cannot be computed.
func enclose(variables []*expr.Node, x interval.Box, numbers ...*expr.Node) []interval.Interval {
	code, err := program.Compile(variables, numbers)
	if err != nil {
		return nil
	}
	out := make([]interval.Interval, code.Outputs())
	interval.NewMachine(code).Run(x, out)
	return out
}
