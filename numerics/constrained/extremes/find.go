package extremes

import (
	"cmp"
	"context"
	"math"
	"slices"

	"saddle/numerics/constrained"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// Precision is the part of a value by which others may be beyond it unseen.
const Precision = 1e-9

// Find finds the extremes of f on a region. An interrupted search is not an error.
func Find(ctx context.Context, p Problem) (*Result, error) {
	if err := expr.Catch(func() { p = p.flat() }); err != nil {
		return nil, err
	}
	box, whole := p.Box, true
	if box == nil {
		if err := expr.Catch(func() { box, whole = p.cube() }); err != nil {
			return nil, err
		}
	}
	f, err := newFinding(p, box)
	if err != nil {
		return nil, err
	}
	if err := f.find(ctx); err != nil {
		return nil, err
	}
	if !whole {
		f.grow()
	}
	r := &Result{Candidates: f.list, Box: f.box, Beyond: !whole, Boxes: f.boxes, Stopped: f.stopped}
	slices.SortStableFunc(r.Candidates, func(a, b Candidate) int { return cmp.Or(nearly(a.Value, b.Value), slices.Compare(a.At, b.At)) })
	if len(r.Candidates) == 0 && whole {
		return r, f.emptiness(ctx, r)
	}
	return r, f.ends(ctx, r, p)
}

// ends finds the minimum and the maximum among the candidates.
func (f *finding) ends(ctx context.Context, r *Result, p Problem) (err error) {
	if r.Minimum, err = f.end(ctx, r, p, 1); err != nil {
		return err
	}
	r.Maximum, err = f.end(ctx, r, p.negated(), -1)
	r.Stopped = r.Stopped || ctx.Err() != nil
	return err
}

// Same reports whether two values are one but for rounding.
func Same(a, b float64) bool { return nearly(a, b) == 0 }

// nearly compares two values that may be one but for rounding.
func nearly(a, b float64) int {
	if math.Abs(a-b) <= 1e-12*(1+math.Abs(a)+math.Abs(b)) {
		return 0
	}
	return cmp.Compare(a, b)
}

// grow widens the cube to where candidates are.
func (f *finding) grow() {
	radius := f.box[0].Hi
	for _, c := range f.list {
		for _, x := range c.At {
			radius = math.Max(radius, 2*math.Abs(x))
		}
	}
	f.box = constrained.Cube(len(f.box), radius)
}

// emptiness proves that there is no point in the region, where there is none.
func (f *finding) emptiness(ctx context.Context, r *Result) error {
	b, err := newBounds(f.Problem)
	if err != nil {
		return err
	}
	empty, boxes := b.prove(ctx, f.box, math.Inf(1))
	r.Empty, r.Boxes, r.Stopped = empty, r.Boxes+boxes, r.Stopped || ctx.Err() != nil
	return nil
}

// end is the minimum of f, or of -f for the maximum: p has the function, sign its sign.
func (f *finding) end(ctx context.Context, r *Result, p Problem, sign float64) (End, error) {
	best, certain := lowestOf(r.Candidates, sign)
	var e End
	if best >= 0 {
		e.At, e.Value = r.Candidates[best].At, r.Candidates[best].Value
		e.State, e.Others = Attained, f.others(ctx, e.Value)
	}
	if p.F.IsConst() && best >= 0 && r.Candidates[best].Certain {
		e.Proven = true
		return e, nil
	}
	if r.Stopped {
		return e, nil
	}
	margin := Precision * math.Max(1, math.Abs(e.Value))
	box := f.box
	if r.Beyond {
		inside, whole := f.sublevel(p, sign*e.Value, best)
		if !whole {
			return f.beyond(ctx, e, p, sign*e.Value+margin, best), nil
		}
		box = inside
	}
	if best >= 0 && certain <= sign*e.Value+margin {
		if err := r.prove(ctx, &e, p, box, sign*e.Value-margin); err != nil {
			return e, err
		}
	}
	if !e.Proven && f.exhibit(ctx, p, sign*e.Value, p.trials(box)) {
		if f.complete && ctx.Err() == nil {
			return End{State: NotAttained, Proven: true, Value: math.NaN()}, nil
		}
		e.State = Open
	}
	return e, nil
}

// prove looks for a proof that f is nowhere in a box below a level, and counts the boxes that it takes.
func (r *Result) prove(ctx context.Context, e *End, p Problem, box interval.Box, level float64) error {
	b, err := newBounds(p)
	if err != nil {
		return err
	}
	proven, boxes := b.prove(ctx, box, level)
	e.Proven, r.Boxes = proven, r.Boxes+boxes
	return nil
}

// lowestOf is the place of the candidate with the lowest value of f times a sign, -1 where there is none, and below what that
// value proves to be.
func lowestOf(candidates []Candidate, sign float64) (best int, certain float64) {
	best, certain = -1, math.Inf(1)
	for k, c := range candidates {
		if best < 0 || nearly(sign*c.Value, sign*candidates[best].Value) < 0 {
			best = k
		}
		if c.Certain {
			certain = math.Min(certain, highest(c.Enclosed, sign))
		}
	}
	return best, certain
}

// highest is the highest value that sign times an enclosed number may have.
func highest(u interval.Interval, sign float64) float64 {
	if sign > 0 {
		return u.Hi
	}
	return -u.Lo
}

// sublevel is a cube beyond which there is proven to be no point of the region where the function is at most a value; whole is false where
// none is found.
func (f *finding) sublevel(p Problem, value float64, best int) (box interval.Box, whole bool) {
	if best < 0 {
		return nil, false
	}
	var radius float64
	_ = expr.Catch(func() {
		lower := append(slices.Clone(p.Within), expr.Sub(p.F, expr.Const(value)))
		radius, whole = constrained.NewOutside(p.Variables, p.On, lower).Radius()
	})
	return constrained.Cube(len(p.Variables), math.Max(radius, f.box[0].Hi)), whole
}

// beyond tells of a region that goes to infinity whether an extreme is not attained: all candidates of all of space are known, and a
// point of the region has a value beyond theirs. Where there is such a point but the candidates are not known to be all, nothing is
// known; where none is found, the best candidate stands, unproven.
func (f *finding) beyond(ctx context.Context, e End, p Problem, than float64, best int) End {
	if best < 0 {
		than = math.Inf(1)
	}
	var far [][]float64
	for _, radius := range []float64{1, 10, 100, 1000, 1e4} {
		far = append(far, starts(constrained.Cube(len(p.Variables), radius), 3*someStarts)...)
	}
	shown := f.exhibit(ctx, p, than, far)
	switch {
	case shown && f.complete && ctx.Err() == nil:
		return End{State: NotAttained, Proven: true, Value: math.NaN()}
	case shown || best < 0:
		e.State = Open
	}
	return e
}
