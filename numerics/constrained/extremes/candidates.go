package extremes

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/constrained"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
	"saddle/numerics/solve"
)

// finding is a search for candidates under way.
type finding struct {
	Problem
	box      interval.Box
	value    *interval.Machine // f
	region   *interval.Machine // each of On, then each of Within
	at       *program.Machine  // f, then the same
	list     []Candidate
	complete bool      // every extreme in all of space is at a candidate
	level    []float64 // what f is along the faces on which it does not change
	flat     []piece   // faces of which each connected part has one value of f, where constraints make them
	open     []part    // where not all candidates may be listed
	boxes    int
	stopped  bool
}

// boxesOfFace bounds the search of one face.
const boxesOfFace = 40_000

func newFinding(p Problem, box interval.Box) (*finding, error) {
	f := &finding{Problem: p, box: box, complete: true}
	value, err := program.Compile(p.Variables, []*expr.Node{p.F})
	if err != nil {
		return nil, err
	}
	region, err := program.Compile(p.Variables, slices.Concat(p.On, p.Within))
	if err != nil {
		return nil, err
	}
	all, err := program.Compile(p.Variables, slices.Concat([]*expr.Node{p.F}, p.On, p.Within))
	if err != nil {
		return nil, err
	}
	f.value, f.region, f.at = interval.NewMachine(value), interval.NewMachine(region), all.NewMachine()
	return f, nil
}

// find lists the candidates on all faces.
func (f *finding) find(ctx context.Context) error {
	folds, smooth := foldsOf(f.F)
	if !smooth {
		folds, f.complete = nil, false
		f.leaveOpen(f.box)
	}
	f.complete = f.complete && isSmoothBesideFolds(f.F)
	faces, err := f.faces(len(folds))
	if err != nil {
		return err
	}
	for _, one := range faces {
		if ctx.Err() != nil {
			f.stopped = true
			return nil
		}
		var q piece
		if err := expr.Catch(func() { q = f.piece(one, folds, f.box) }); err != nil {
			return err
		}
		if err := f.on(ctx, q); err != nil {
			return err
		}
	}
	return nil
}

// on lists the candidates on one face.
func (f *finding) on(ctx context.Context, q piece) error {
	if len(q.free) == 0 {
		f.add(q, constrained.Point{Proven: true})
		return nil
	}
	found, whole, err := f.search(ctx, q)
	if err != nil {
		return err
	}
	f.boxes += found.Boxes
	f.stopped = f.stopped || found.Stopped
	f.complete = f.complete && whole && found.Proven && !found.Everywhere
	f.leaveOpenOn(q, found, whole)
	for _, p := range found.Points {
		f.add(q, p)
	}
	for _, region := range found.Undecided {
		if region.One != nil {
			f.add(q, constrained.Point{At: region.One})
		}
	}
	if found.Everywhere {
		f.anywhere(ctx, q)
	}
	return nil
}

// search finds the critical points of f on a face: of all of space, as far as that can be had, where there is no box.
func (f *finding) search(ctx context.Context, q piece) (found *constrained.Findings, whole bool, err error) {
	options := solve.Options{Boxes: boxesOfFace}
	if f.Box != nil {
		found, err = constrained.Search(ctx, q.Problem, q.box, options)
		return found, true, err
	}
	found, _, whole, err = constrained.Everywhere(ctx, q.Problem, options)
	return found, whole, err
}

// anywhere lists one point of a face on which f does not change.
func (f *finding) anywhere(ctx context.Context, q piece) {
	if len(q.On) == 0 {
		f.level = append(f.level, f.levelAt(q, q.box.Centre())...)
		f.add(q, constrained.Point{At: q.box.Middle().Centre()})
		return
	}
	for _, start := range starts(q.box, someStarts) {
		if ctx.Err() != nil {
			return
		}
		x := provenPoint(ctx, q.Problem, start)
		if x == nil {
			continue
		}
		if before := len(f.list); f.add(q, constrained.Point{At: x.Centre(), Proven: true, Within: x}) && len(f.list) > before {
			if len(f.Within) == 0 && f.Box == nil && q.continues(x) {
				f.level = append(f.level, f.list[before].Value)
			}
			return
		}
	}
}

// continues reports whether one equation is proven to be fulfilled on a curve or surface around its point in a box, where its gradient is
// not zero.
func (q piece) continues(x interval.Box) (on bool) {
	if len(q.On) != 1 || q.Dimension() < 2 {
		return false
	}
	failure := expr.Catch(func() {
		code, err := program.Compile(q.Variables, []*expr.Node{expr.Jacobian(q.On[0], q.Variables...)})
		if err != nil {
			return
		}
		slopes := make([]interval.Interval, code.Outputs())
		interval.NewMachine(code).Run(x, slopes)
		on = slices.ContainsFunc(slopes, func(u interval.Interval) bool { return u.Doubts == 0 && (u.Lo > 0 || u.Hi < 0) })
	})
	return failure == nil && on
}

// tolerance is what counts as zero of a constraint, beside numbers of size 1.
const tolerance = 1e-9

// add lists a point of a face as a candidate, if it is in the region and new.
func (f *finding) add(q piece, p constrained.Point) bool {
	at := q.point(p.At)
	if next := f.rounded(at); !p.Proven || p.Within == nil || inBoxExactly(q.around(p.Within), next) {
		at = next
	}
	values := make([]float64, 1+len(f.On)+len(f.Within))
	if f.at.Run(at, values) != nil || !inBox(f.box, at) || !f.onSides(q, at) {
		return false
	}
	if f.hasNoValue(at) {
		return false
	}
	if value := values[0]; math.IsNaN(value) || math.IsInf(value, 0) || !f.nearlyFulfilled(values[1:], tolerance*(1+norm(at))) {
		return false
	}
	if slices.ContainsFunc(f.list, func(c Candidate) bool { return sameAs(c.At, at) }) {
		return true
	}
	c := Candidate{At: at, Value: values[0], Where: f.where(q.face, at), Face: q.Problem, Free: q.free}
	f.prove(q, p, &c)
	f.list = append(f.list, c)
	return true
}

// hasNoValue reports whether f is proven to have no value at a point, though float64s go on with what is infinite on the way, as in
// atan(1/x) at 0.
func (f *finding) hasNoValue(at []float64) bool {
	out := make([]interval.Interval, 1)
	f.value.Run(pointBox(at), out)
	return out[0].Doubts&interval.Empty != 0
}

// prove encloses the value of a candidate, and looks for a proof that a point of the region is there: in the box in which the
// point is proven, at the candidate itself, or beside it.
func (f *finding) prove(q piece, p constrained.Point, c *Candidate) {
	c.Within = pointBox(c.At)
	if p.Proven && p.Within != nil && len(q.On) > 0 {
		c.Within = q.around(p.Within)
	}
	c.Certain = f.enclose(c) && f.contains(q, p, c.Within)
	if !c.Certain && inBoxExactly(f.box, c.At) && f.fulfilled(c.At) {
		c.Within = pointBox(c.At)
		c.Certain = f.enclose(c)
	}
	if !c.Certain && len(q.On) > 0 {
		f.beside(q, p, c)
	}
}

// enclose encloses the values of f in the box of a candidate, and reports whether f is defined in all of it.
func (f *finding) enclose(c *Candidate) bool {
	out := make([]interval.Interval, 1)
	f.value.Run(c.Within, out)
	c.Enclosed = out[0]
	return out[0].Finite() && out[0].Doubts&interval.Partial == 0
}

// rounded is a point with whole numbers in place of coordinates that are next to some, where the constraints hold there
// exactly: what goes down to a singular point of the set ends beside it.
func (f *finding) rounded(at []float64) []float64 {
	whole := make([]float64, len(at))
	for k, x := range at {
		if whole[k] = math.Round(x); math.Abs(whole[k]-x) > tolerance*(1+math.Abs(x)) {
			whole[k] = x
		}
	}
	values := make([]float64, 1+len(f.On)+len(f.Within))
	if f.at.Run(whole, values) != nil {
		return at
	}
	for k, u := range values[1:] {
		if k < len(f.On) && u != 0 || k >= len(f.On) && !(u <= 0) {
			return at
		}
	}
	return whole
}

// nearlyFulfilled reports whether constraints of such values hold, but for rounding.
func (f *finding) nearlyFulfilled(values []float64, size float64) bool {
	for k, u := range values {
		if k < len(f.On) && !(math.Abs(u) <= 1e3*size) || k >= len(f.On) && !(u <= size) {
			return false
		}
	}
	return true
}

// beside makes a candidate certain by a point of its face that is proven to be there and has the same value within rounding.
func (f *finding) beside(q piece, p constrained.Point, c *Candidate) {
	x := provenPoint(context.Background(), q.Problem, p.At)
	if x == nil {
		return
	}
	whole, out := q.around(x), make([]interval.Interval, 1)
	f.value.Run(whole, out)
	beside := out[0].Doubts&interval.Partial == 0 && math.Max(math.Abs(out[0].Lo-c.Value), math.Abs(out[0].Hi-c.Value)) <= Precision*math.Max(1, math.Abs(c.Value))
	if beside && f.contains(q, constrained.Point{Proven: true}, whole) {
		c.Within, c.Enclosed, c.Certain = whole, out[0], true
	}
}

// onSides reports whether a point lies on the sides of the folds of f that make a piece.
func (f *finding) onSides(q piece, at []float64) bool {
	return !slices.ContainsFunc(q.asked, func(u *expr.Node) bool { return !(f.side(u, at) <= tolerance*(1+norm(at))) })
}

// side is a number of the variables at a point: below zero on the asked side of a fold.
func (f *finding) side(u *expr.Node, at []float64) float64 {
	return (&expr.Function{Variables: f.Variables, Value: u}).At(at).Float()
}

// fulfilled reports whether a point fulfils all constraints without rounding.
func (f *finding) fulfilled(at []float64) bool {
	out := make([]interval.Interval, len(f.On)+len(f.Within))
	f.region.Run(pointBox(at), out)
	for k, u := range out {
		if u.Doubts&interval.Partial != 0 || k < len(f.On) && (u.Lo != 0 || u.Hi != 0) || !(u.Hi <= 0) {
			return false
		}
	}
	return true
}

func inBoxExactly(x interval.Box, at []float64) bool { return pointBox(at).Within(x) }

// contains reports whether it is proven that a point of a face, which is near p in a box, is in the region.
func (f *finding) contains(q piece, p constrained.Point, x interval.Box) bool {
	if !x.Within(f.box) {
		return false
	}
	out := make([]interval.Interval, len(f.On)+len(f.Within))
	f.region.Run(x, out)
	for k, u := range out {
		equal := k < len(f.On) || slices.Contains(q.face.active, k-len(f.On))
		switch {
		case equal && p.Proven && len(q.On) > 0: // it fulfils the equation by Krawczyk's test
		case equal && (u.Lo != 0 || u.Hi != 0):
			return false
		case !(u.Hi <= 0) || u.Doubts&interval.Partial != 0:
			return false
		}
	}
	return true
}

func inBox(x interval.Box, at []float64) bool {
	for i, r := range x {
		if slack := 1e-9 * (1 + r.Size()); !(at[i] >= r.Lo-slack && at[i] <= r.Hi+slack) {
			return false
		}
	}
	return true
}

func pointBox(at []float64) interval.Box {
	x := make(interval.Box, len(at))
	for i, z := range at {
		x[i] = interval.Exactly(z)
	}
	return x
}

func norm(x []float64) float64 {
	sum := 0.0
	for _, u := range x {
		sum = math.Hypot(sum, u)
	}
	return sum
}
