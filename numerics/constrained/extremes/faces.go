package extremes

import (
	"math"
	"slices"

	"saddle/numerics/constrained"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// face is a part of the region on which f is smooth: some variables at an end of the box, some constraints fulfilled with equality, each
// corner of f on one of its sides or on it.
type face struct {
	sides  []int // of each variable: 0, or -1 and 1 at the ends of the box
	active []int // which of Within are zero
	folds  []int // of each fold of f: 0 on it, or the sign of its argument
}

// fold is one |u|, the larger or smaller of two numbers, or a root of u, in f: what it is where a number is above zero, below, and zero.
type fold struct{ node, at, above, below, level *expr.Node }

// foldOf is a node as a fold; false for others.
func foldOf(n *expr.Node) (f fold, ok bool) {
	if n.IsConst() || !n.Shape().IsScalar() || n.Free() != 0 {
		return f, false
	}
	args := n.Args()
	switch {
	case n.Op() == expr.OpApply && n.Func() == expr.Abs:
		return fold{n, args[0], args[0], expr.Neg(args[0]), expr.Const(0)}, true
	case n.Op() == expr.OpMax:
		return fold{n, expr.Sub(args[0], args[1]), args[0], args[1], args[0]}, true
	case n.Op() == expr.OpMin:
		return fold{n, expr.Sub(args[0], args[1]), args[1], args[0], args[0]}, true
	case n.Op() == expr.OpPower && args[1].IsConst() && args[1].Float() != math.Trunc(args[1].Float()):
		level := n
		if args[1].Float() > 0 {
			level = expr.Const(0)
		}
		return fold{n, args[0], n, n, level}, true
	}
	return f, false
}

// isSmoothBesideFolds reports whether f is made of operations that have a derivative wherever they have a value, folds aside: the arcsine has
// a value at the end of its domain and no derivative there.
func isSmoothBesideFolds(f *expr.Node) bool {
	return !slices.ContainsFunc(expr.Below(f), func(n *expr.Node) bool {
		switch n.Op() {
		case expr.OpConstant, expr.OpVariable, expr.OpSum, expr.OpProduct, expr.OpMax, expr.OpMin:
			return false
		case expr.OpPower:
			return !n.Args()[1].IsConst() && !n.Args()[0].IsConst()
		case expr.OpApply:
			return n.Func() == expr.Asin || n.Func() == expr.Acos
		}
		return true
	})
}

// foldsOf are the folds of f, the inner ones first; ok is false where f has other corners too.
func foldsOf(f *expr.Node) (folds []fold, ok bool) {
	for _, n := range expr.Below(f) {
		if fold, is := foldOf(n); is {
			folds = append(folds, fold)
		}
	}
	return folds, len(expr.Kinks(f)) == len(folds)
}

// on is the fold on a side of it, or on it.
func (f fold) on(side int) *expr.Node {
	switch {
	case side > 0:
		return f.above
	case side < 0:
		return f.below
	}
	return f.level
}

// choices are all lists of so many numbers out of some.
func choices(length int, of []int) [][]int {
	all := [][]int{nil}
	for range length {
		var longer [][]int
		for _, list := range all {
			for _, k := range of {
				longer = append(longer, append(slices.Clone(list), k))
			}
		}
		if all = longer; len(all) > mostFaces {
			break
		}
	}
	return all
}

// faces are those of a region, of the smallest dimension first.
func (p Problem) faces(folds int) ([]face, error) {
	sides := [][]int{make([]int, len(p.Variables))}
	if p.Box != nil {
		sides = choices(len(p.Variables), []int{0, -1, 1})
	}
	active, sharp := choices(len(p.Within), []int{0, 1}), choices(folds, []int{0, 1, -1})
	if count := len(sides) * len(active) * len(sharp); count > mostFaces {
		return nil, &SizeError{count}
	}
	var all []face
	for _, s := range sides {
		for _, a := range active {
			for _, f := range sharp {
				one := face{sides: s, folds: f}
				for k, on := range a {
					if on == 1 {
						one.active = append(one.active, k)
					}
				}
				if one.equations(p) <= len(p.Variables) || one.isPoint() {
					all = append(all, one)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b face) int { return b.equations(p) - a.equations(p) })
	return all, nil
}

// isPoint reports whether the face is a corner of the box alone.
func (f face) isPoint() bool {
	return f.fixed() == len(f.sides) && len(f.active) == 0 && f.sharp() == 0
}

// fixed is how many variables are at an end of the box, sharp how many folds the face is on.
func (f face) fixed() int { return len(f.sides) - zeros(f.sides) }
func (f face) sharp() int { return zeros(f.folds) }

func zeros(list []int) (n int) {
	for _, k := range list {
		if k == 0 {
			n++
		}
	}
	return n
}

// equations is how many equations make the face.
func (f face) equations(p Problem) int { return f.fixed() + len(p.On) + len(f.active) + f.sharp() }

// where names the part of the region.
func (f face) where(p Problem) Where {
	n := len(p.Variables)
	switch {
	case f.sharp() > 0:
		return CornerOfF
	case n > 1 && (f.isPoint() || len(p.On) == 0 && f.equations(p) == n):
		return Corner
	case f.fixed() > 0:
		return Edge
	case len(p.On)+len(f.active) > 0:
		return Constraint
	}
	return Inside
}

// piece is f on a face: a problem of the variables that are free there.
type piece struct {
	constrained.Problem
	box   interval.Box
	free  []int     // which of the variables these are
	fixed []float64 // all variables, of which those that are free mean nothing
	whole Problem
	face  face
	asked []*expr.Node // of all variables: numbers that are at most zero on the sides of the folds
}

// piece takes a problem to a face.
func (p Problem) piece(f face, folds []fold, box interval.Box) piece {
	value, equations, asked := p.smoothed(f, folds)
	q := piece{fixed: make([]float64, len(p.Variables)), whole: p, face: f}
	q.On = append(append(q.On, p.On...), equations...)
	for k, h := range p.Within {
		if slices.Contains(f.active, k) {
			q.On = append(q.On, h)
		}
	}
	q.F, q.asked = value, asked
	var from, to []*expr.Node
	for i, side := range f.sides {
		if side == 0 {
			q.Variables, q.box, q.free = append(q.Variables, p.Variables[i]), append(q.box, box[i]), append(q.free, i)
			continue
		}
		q.fixed[i] = box[i].Lo
		if side > 0 {
			q.fixed[i] = box[i].Hi
		}
		from, to = append(from, p.Variables[i]), append(to, expr.Const(q.fixed[i]))
	}
	if len(from) > 0 {
		nodes := expr.SubstituteAll(append([]*expr.Node{q.F}, q.On...), from, to)
		q.F, q.On = nodes[0], nodes[1:]
	}
	return q
}

// smoothed is f on the sides of its folds that make a face, with what is zero there and what is at most zero.
func (p Problem) smoothed(f face, folds []fold) (value *expr.Node, equations, asked []*expr.Node) {
	nodes := []*expr.Node{p.F}
	for _, fold := range folds {
		nodes = append(nodes, fold.node, fold.at, fold.above, fold.below, fold.level)
	}
	for k, side := range f.folds {
		at := 1 + 5*k
		here := fold{nodes[at], nodes[at+1], nodes[at+2], nodes[at+3], nodes[at+4]}
		switch {
		case side == 0:
			equations = append(equations, here.at)
		case side > 0:
			asked = append(asked, expr.Neg(here.at))
		default:
			asked = append(asked, here.at)
		}
		if _, still := foldOf(here.node); still { // the sides of those inside it may have made it smooth
			nodes = expr.SubstituteAll(nodes, []*expr.Node{here.node}, []*expr.Node{here.on(side)})
		}
	}
	return nodes[0], equations, asked
}

// point is a point of the free variables with those that are fixed.
func (q piece) point(at []float64) []float64 {
	all := slices.Clone(q.fixed)
	for k, i := range q.free {
		all[i] = at[k]
	}
	return all
}

// around is a box of the free variables with those that are fixed.
func (q piece) around(x interval.Box) interval.Box {
	all := make(interval.Box, len(q.fixed))
	for i, z := range q.fixed {
		all[i] = interval.Exactly(z)
	}
	for k, i := range q.free {
		all[i] = x[k]
	}
	return all
}

// sameAs reports whether two points are one, within rounding.
func sameAs(p, q []float64) bool {
	for i, x := range p {
		if !(math.Abs(x-q[i]) <= 1e-7*(1+math.Abs(x))) {
			return false
		}
	}
	return true
}
