package extremes

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/constrained"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// part is a box in which candidates may be that are not listed, with what f may be there.
type part struct {
	box    interval.Box
	values interval.Interval
}

// leaveOpenOn notes where on a face candidates may be that were not found.
func (f *finding) leaveOpenOn(q piece, found *constrained.Findings, whole bool) {
	switch {
	case found.Everywhere && len(q.On) > 0:
		f.flat = append(f.flat, q)
	case found.Stopped, !found.Proven && !found.Everywhere && len(found.Undecided) == 0:
		f.leaveOpen(q.around(q.box))
	case !whole:
		f.open = append(f.open, part{f.box, interval.Interval{Lo: math.Inf(-1), Hi: math.Inf(1)}})
	}
	for _, region := range found.Undecided {
		if region.Boxes == nil {
			f.leaveOpen(q.around(region.Hull))
		}
		for _, x := range region.Boxes {
			f.leaveOpen(q.around(x))
		}
	}
}

func (f *finding) leaveOpen(x interval.Box) {
	out := make([]interval.Interval, 1)
	f.value.Run(x, out)
	if out[0].Doubts&interval.Empty == 0 {
		f.open = append(f.open, part{x.Clone(), out[0]})
	}
}

// levelAt is the value of f along a face on which it does not change, by a point of it that lies off the edges of the region: there
// are others around. None where the point lies on such an edge.
func (f *finding) levelAt(q piece, free []float64) []float64 {
	at := q.point(free)
	values := make([]float64, 1+len(f.On)+len(f.Within))
	if f.at.Run(at, values) != nil || slices.ContainsFunc(values[1:], func(u float64) bool { return !(u < 0) }) {
		return nil
	}
	if slices.ContainsFunc(q.asked, func(u *expr.Node) bool { return !(f.side(u, at) < 0) }) {
		return nil
	}
	return values[:1]
}

// others is what is known of further places with the value of an extreme.
func (f *finding) others(ctx context.Context, value float64) Others {
	if slices.ContainsFunc(f.level, func(level float64) bool { return Same(level, value) }) {
		return SomeOthers
	}
	if slices.ContainsFunc(f.open, func(p part) bool { return p.mayBe(value) && !f.isListed(p.box) }) {
		return MaybeOther
	}
	if slices.ContainsFunc(f.flat, func(q piece) bool { return f.shows(q, value) || !q.misses(ctx, value) }) {
		return MaybeOther
	}
	return NoOthers
}

// shows reports whether a candidate that stands for a face has a value.
func (f *finding) shows(q piece, value float64) bool {
	return slices.ContainsFunc(f.list, func(c Candidate) bool {
		return c.Face.F == q.F && slices.Equal(c.Face.On, q.On) && Same(c.Value, value)
	})
}

// misses reports whether it is proven that f is nowhere near a value on a face where it does not change along each connected part.
func (q piece) misses(ctx context.Context, value float64) bool {
	problem := Problem{Variables: q.Variables, F: q.F, On: q.On}
	margin := Precision * math.Max(1, math.Abs(value))
	above, err := problem.isAbove(ctx, q.box, value+margin)
	if err == nil && !above {
		above, err = problem.negated().isAbove(ctx, q.box, -value+margin)
	}
	return err == nil && above
}

// isAbove reports whether it is proven that f is at least a level in all of the region.
func (p Problem) isAbove(ctx context.Context, box interval.Box, level float64) (bool, error) {
	b, err := newBounds(p)
	if err != nil {
		return false, err
	}
	const boxes = 500 // a linear function on a plane takes one
	ok, _ := b.proveWith(ctx, box, level, boxes)
	return ok, nil
}

// mayBe reports whether f may have a value in a part.
func (p part) mayBe(value float64) bool {
	slack := 1e-12 * (1 + math.Abs(value))
	return !(p.values.Hi < value-slack) && !(p.values.Lo > value+slack)
}

// isListed reports whether a part is so small that a candidate which is listed stands for all of it.
func (f *finding) isListed(x interval.Box) bool {
	const small = 1e-6
	return slices.ContainsFunc(f.list, func(c Candidate) bool {
		for i, r := range x {
			if size := small * (1 + math.Abs(c.At[i])); !(math.Abs(r.Lo-c.At[i]) <= size && math.Abs(r.Hi-c.At[i]) <= size) {
				return false
			}
		}
		return true
	})
}

// where names the part of the region on which a candidate lies that was found on a face: it may lie at its edge.
func (f *finding) where(found face, at []float64) Where {
	if f.Box != nil {
		found.sides = slices.Clone(found.sides)
		for i, r := range f.box {
			if x := at[i]; found.sides[i] == 0 && (isAt(x, r.Lo) || isAt(x, r.Hi)) {
				found.sides[i] = 1
			}
		}
	}
	return found.where(f.Problem)
}

func isAt(x, end float64) bool { return math.Abs(x-end) <= 1e-12*(1+math.Abs(end)) }
