// Package extremes finds the least and the greatest value of f on a region: a box, a set g = 0, what fulfils h ≤ 0, or all of these at
// once. It lists the candidates, on each face of the region by Lagrange's rule, and proves by bounds of f over boxes that there is
// nothing lower and nothing higher, or that a value is not attained.
//
//	r, err := extremes.Find(ctx, extremes.Problem{Variables: v, F: f, Within: []*expr.Node{h}})
//	r.Minimum.Value, r.Minimum.At, r.Minimum.Proven
package extremes

import (
	"slices"

	"saddle/numerics/constrained"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/reason"
)

// Problem is a function on a region.
type Problem struct {
	Variables []*expr.Node // numbers, or vectors of numbers
	F         *expr.Node   // a number
	On        []*expr.Node // numbers that are zero in the region
	Within    []*expr.Node // numbers that are at most zero there
	Box       interval.Box // nil: no box
}

// Where says on what part of the region a candidate lies.
type Where string

// The parts.
const (
	Inside     Where = "inside"
	Edge       Where = "edge"       // of the box
	Corner     Where = "corner"     // of the box, or where as many constraints meet as there are variables
	Constraint Where = "constraint" // g = 0, or h = 0
	CornerOfF  Where = "corner of f"
)

// Candidate is a point at which f may have its least or greatest value.
type Candidate struct {
	At       []float64
	Value    float64
	Where    Where
	Certain  bool              // it is proven that there is a point of the region so near that it is this one within rounding
	Within   interval.Box      // where that point is
	Enclosed interval.Interval // its value

	Face constrained.Problem // f on the part where it lies, in the variables that are free there
	Free []int               // the places of these among all
}

// State is what is known of an extreme.
type State int

// The states.
const (
	Open        State = iota // nothing is known
	Attained                 // at a candidate
	NotAttained              // there are values beyond that of each candidate, and every extreme is at one
)

// Others is what is known of further places at which an extreme is attained, beside the candidates with its value.
type Others int

// What may be known of them.
const (
	NoOthers   Others = iota // it is attained at the candidates alone
	SomeOthers               // f does not change along a part of the region that one of the candidates stands for
	MaybeOther               // some parts of the region, where f may have this value, are not decided
)

// End is the minimum or the maximum.
type End struct {
	State  State
	Proven bool // no value in the region is beyond this one by more than a part of 10⁻⁹
	At     []float64
	Value  float64
	Others Others
}

// Result is what is found.
type Result struct {
	Candidates       []Candidate // by value
	Minimum, Maximum End
	Empty            bool // it is proven that there is no point in the region
	Beyond           bool // the region goes on, as far as is known, beyond the box that was searched
	Box              interval.Box
	Boxes            int
	Stopped          bool
}

// Proven reports whether both ends are, or the region is proven to be empty.
func (r *Result) Proven() bool { return r.Empty || r.Minimum.Proven && r.Maximum.Proven }

// SizeError says that a region has too many faces.
type SizeError struct{ Faces int }

// Error implements error.
func (e *SizeError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *SizeError) Reason() reason.Reason { return reason.Of("extremes.size", e.Faces, mostFaces) }

// mostFaces is how many faces a region may have.
const mostFaces = 1500

// flat is the problem with each number a variable of its own, and with a number for a polynomial that is one on the set.
func (p Problem) flat() Problem {
	graph := expr.NewGraph()
	var letters, from, to []*expr.Node
	for _, v := range p.Variables {
		var own []*expr.Node
		for _, entry := range v.Entries() {
			own = append(own, graph.Variable(entry.Name(), expr.Scalar))
		}
		letters, from = append(letters, own...), append(from, v)
		if v.Shape().IsScalar() {
			to = append(to, own[0])
		} else {
			to = append(to, expr.Reshape(expr.Stack(own...), v.Shape()))
		}
	}
	all := expr.SubstituteAll(slices.Concat([]*expr.Node{p.F}, p.On, p.Within), from, to)
	on := 1 + len(p.On)
	flat := Problem{Variables: letters, F: all[0], On: all[1:on], Within: all[on:], Box: p.Box}
	if level, ok := constrained.LevelOn(letters, flat.F, flat.On); ok {
		flat.F = expr.Const(level)
	}
	return flat
}

// negated is the problem with -f.
func (p Problem) negated() Problem {
	p.F = expr.Neg(p.F)
	return p
}

// cubeAround is the box that is searched where none was asked for, and whether the region is proven to lie in it.
func (p Problem) cube() (box interval.Box, whole bool) {
	radius, whole := constrained.NewOutside(p.Variables, p.On, p.Within).Radius()
	if !whole {
		radius = constrained.Radii[0]
	}
	return constrained.Cube(len(p.Variables), radius), whole
}
