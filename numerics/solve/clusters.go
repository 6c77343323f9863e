package solve

import (
	"cmp"
	"context"
	"math"
	"slices"

	"saddle/numerics/expr/dense"
	"saddle/numerics/interval"

	"gonum.org/v1/gonum/mat"
)

// clusters are boxes that touch each other, together.
func clusters(boxes []interval.Box) [][]interval.Box {
	slices.SortFunc(boxes, func(a, b interval.Box) int { return cmp.Compare(a[0].Lo, b[0].Lo) })
	parent := make(forest, len(boxes))
	var near []int // boxes that a later one may touch
	for i, x := range boxes {
		parent[i] = i
		near = slices.DeleteFunc(near, func(k int) bool { return boxes[k][0].Hi < x[0].Lo })
		for _, k := range near {
			if boxes[k].Meets(x) {
				parent[parent.root(k)] = parent.root(i)
			}
		}
		near = append(near, i)
	}
	place := map[int]int{}
	var groups [][]interval.Box
	for i, x := range boxes {
		top := parent.root(i)
		k, known := place[top]
		if !known {
			k, place[top] = len(groups), len(groups)
			groups = append(groups, nil)
		}
		groups[k] = append(groups[k], x)
	}
	return groups
}

// forest are trees of what belongs together: the parent of each, its own at a root.
type forest []int

// root is the root of the tree of i, to which the way becomes shorter.
func (parent forest) root(i int) int {
	for parent[i] != i {
		parent[i] = parent[parent[i]]
		i = parent[i]
	}
	return i
}

// mostLooks is in how many boxes of a cluster Newton's method is started.
const mostLooks = 12

// lookAt searches what resisted a proof by Newton's method.
func (s *search) lookAt(ctx context.Context, groups [][]interval.Box) {
	for _, group := range groups {
		hull := group[0]
		for _, x := range group[1:] {
			hull = hull.Hull(x)
		}
		if !hull.Meets(s.box) {
			continue
		}
		before := len(s.result.Solutions)
		s.lookIn(ctx, group, hull)
		many := len(s.result.Solutions)-before > 2
		var one []float64
		if many {
			one = s.result.Solutions[before].At
			s.result.Solutions = s.result.Solutions[:before]
		}
		if len(s.result.Solutions) == before+1 && s.multiple(hull, &s.result.Solutions[before]) {
			continue
		}
		s.result.Undecided = append(s.result.Undecided, Region{Hull: hull, Boxes: group, Many: many, One: one})
	}
}

// lookIn looks for solutions at the roundest point of a hull, and from some of its boxes.
func (s *search) lookIn(ctx context.Context, group []interval.Box, hull interval.Box) {
	if at := tidied(hull.Centre(), hull); s.tests.exact(at) && s.asked(pointBox(at)) && !s.known(at) {
		s.result.Solutions = append(s.result.Solutions, Solution{At: at, Exact: true})
	}
	for k := range min(mostLooks, len(group)) {
		if ctx.Err() != nil {
			s.result.Stopped = true
			break
		}
		s.explore(group[k*len(group)/min(mostLooks, len(group))], hull)
	}
}

// explore lists the solution that the method of Gauss and Newton reaches from a box, if it is new.
func (s *search) explore(x, hull interval.Box) {
	s.choose(x.Centre())
	z := x.Centre()
	for range 80 {
		if !s.gaussNewton(z) || !surrounds(hull, z) {
			return
		}
	}
	at, ok := s.settled(z)
	if !ok || !surrounds(hull, at) || !s.asked(pointBox(at)) || s.known(at) {
		return
	}
	found := Solution{At: at, Exact: s.tests.exact(at)}
	if enclosure, ok := s.verified(at, s.whole); ok {
		found.Proven, found.Within = true, enclosure
	}
	s.result.Solutions = append(s.result.Solutions, found)
}

// settled is a round point beside z where the equations are zero without rounding, or z if they may be zero within rounding there.
func (s *search) settled(z []float64) ([]float64, bool) {
	for _, radius := range []float64{1e-4, 1e-6, 1e-8, 1e-10} {
		if at := tidied(z, within(z, radius)); s.tests.exact(at) {
			return at, true
		}
	}
	if !s.tests.exclude(within(z, 1e-13)) {
		return z, true
	}
	return s.partlyRound(z)
}

// within is the box around a point that is so wide on each side, in proportion to its numbers.
func within(z []float64, radius float64) interval.Box {
	around := make(interval.Box, len(z))
	for i, x := range z {
		around[i] = interval.Of(x-radius*(1+math.Abs(x)), x+radius*(1+math.Abs(x)))
	}
	return around
}

// partlyRound is a point beside z some of whose numbers take few digits, the others being such that the equations may be zero: where
// all derivatives in one direction are zero, Newton's method stops short of that.
func (s *search) partlyRound(z []float64) ([]float64, bool) {
	const few = 1e3
	for _, radius := range []float64{1e-3, 1e-5, 1e-7} {
		at := tidied(z, within(z, radius))
		round := make([]bool, len(z))
		for i, x := range at {
			if round[i] = x == math.Round(x*few)/few; !round[i] {
				at[i] = z[i]
			}
		}
		fixed := slices.Clone(at)
		for range 6 {
			if !s.gaussNewton(at) {
				break
			}
			for i := range at {
				if round[i] {
					at[i] = fixed[i]
				}
			}
		}
		if dense.Finite(at) && !s.tests.exclude(within(at, 1e-13)) {
			return at, true
		}
	}
	return z, false
}

// surrounds reports whether z is in a box or hardly outside.
func surrounds(x interval.Box, z []float64) bool {
	for i, r := range x {
		slack := 10*r.Width() + 1e-6*(1+r.Size())
		if !(z[i] >= r.Lo-slack && z[i] <= r.Hi+slack) {
			return false
		}
	}
	return true
}

// known reports whether a point is listed.
func (s *search) known(at []float64) bool {
	return slices.ContainsFunc(s.result.Solutions, func(q Solution) bool {
		for i, x := range at {
			if !(math.Abs(x-q.At[i]) <= 1e-6*(1+math.Abs(x))) {
				return false
			}
		}
		return true
	})
}

// gaussNewton takes the shortest step to where the equations would be zero if they were linear, as far as they are independent.
func (s *search) gaussNewton(z []float64) bool {
	if s.used.point.Run(z, s.at) != nil || !dense.Finite(s.at) {
		return false
	}
	var factors mat.SVD
	if !factors.Factorize(mat.NewDense(s.n, s.n, slices.Clone(s.at[s.n:])), mat.SVDThin) {
		return false
	}
	var u, v mat.Dense
	factors.UTo(&u)
	factors.VTo(&v)
	values := factors.Values(nil)
	for k, sigma := range values {
		if sigma <= 1e-10*values[0] || sigma == 0 {
			continue
		}
		along := 0.0
		for i := range s.n {
			along += u.At(i, k) * s.at[i]
		}
		for j := range s.n {
			z[j] -= v.At(j, k) * along / sigma
		}
	}
	return dense.Finite(z)
}
