package solve

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// Solution is one of a system.
type Solution struct {
	At     []float64
	Proven bool         // it exists, and no other is in Within
	Within interval.Box // nil where it is not proven
	Exact  bool         // the equations are zero there without rounding
}

// Result is what a search came to.
type Result struct {
	Solutions []Solution // by place
	Proven    bool       // all of them are proven, and there are no others in the box
	Undecided []Region   // what may hold further ones
	Boxes     int        // how many boxes were examined
	Stopped   bool       // the context ended the search
}

// Region is a part of the box that could not be decided.
type Region struct {
	Hull  interval.Box
	Boxes []interval.Box
	Many  bool      // Newton's method found several solutions in it: most likely a whole curve or surface
	One   []float64 // one of these; nil where there are not many
}

// Options say how hard to search; the zero value is what a class will wait for.
type Options struct {
	Boxes    int                // most boxes to examine; 0 means as many as take some seconds
	Progress func(done float64) // called now and then with the part of the box that is settled
}

// MostUnknowns is in how many unknowns a search is possible at all.
const MostUnknowns = 20

const (
	margin     = 1e-7 // by how much of its width the box is widened, so that solutions on its border lie inside
	resolution = 1e-8 // boxes smaller than this part of the whole are not split further
)

// search is a search under way.
type search struct {
	*enclosure
	box, whole interval.Box
	options    Options
	roots      []root
	rest       []interval.Box
	result     *Result

	variables []*expr.Node
	equation  *expr.Node   // the first
	equations []*expr.Node // all of them, where they have no conditions; nil otherwise
}

// Search finds the solutions in a box with finite sides. An interrupted search is not an error.
func Search(ctx context.Context, s System, box interval.Box, o Options) (*Result, error) {
	if n := s.unknowns(); n > MostUnknowns {
		return nil, &SizeError{n}
	}
	e, err := newEnclosure(s)
	if err != nil {
		return nil, err
	}
	run := &search{enclosure: e, box: box, options: o, result: &Result{}, variables: s.Variables, equations: s.plain()}
	if err := expr.Catch(func() { run.equation = expr.Total(s.Charts[0].Equations[0]) }); err != nil {
		return nil, err
	}
	for _, r := range box {
		extra := margin * r.Width()
		run.whole = append(run.whole, interval.Of(r.Lo-extra, r.Hi+extra))
	}
	if run.options.Boxes == 0 {
		const boxWork, mostBoxes = 300_000_000, 300_000
		run.options.Boxes = min(mostBoxes, max(boxWork/e.work(), 100))
	}
	if run.byZeros() {
		return run.result, nil
	}
	run.prove(ctx)
	run.list()
	run.lookAt(ctx, clusters(run.rest))
	run.result.Proven = len(run.result.Undecided) == 0 && !run.result.Stopped
	slices.SortFunc(run.result.Solutions, func(a, b Solution) int { return slices.Compare(a.At, b.At) })
	return run.result, nil
}

// prove splits the box, generation by generation, until every part is proven empty, holds a proven solution, is too small, or too many
// are left.
func (s *search) prove(ctx context.Context) {
	generation := []interval.Box{s.whole.Clone()}
	var sizes []int
	for len(generation) > 0 {
		if sizes = append(sizes, len(generation)); s.result.Boxes+len(generation) > s.options.Boxes || s.hopeless(sizes, generation[0]) {
			break
		}
		var next []interval.Box
		for i, x := range generation {
			if ctx.Err() != nil {
				s.result.Stopped = true
				s.rest = append(append(s.rest, generation[i:]...), next...)
				return
			}
			s.result.Boxes++
			next = append(next, s.examine(x)...)
		}
		generation = next
		s.report(generation)
	}
	s.rest = append(s.rest, generation...)
}

// hopeless recognises a curve or surface of solutions by the sizes of the generations: the boxes are small, many, and grow in number
// with every halving.
func (s *search) hopeless(sizes []int, x interval.Box) bool {
	const many, small = 3000, 0x1p-11
	last := len(sizes) - 1
	halving := last - 2*len(s.whole)
	return sizes[last] > many && x.WidthIn(s.whole) < small && sizes[last] > 3*sizes[max(halving, 0)]
}

// report tells how much of the box is settled.
func (s *search) report(left []interval.Box) {
	if s.options.Progress == nil {
		return
	}
	open := 0.0
	for _, x := range left {
		open += x.Volume()
	}
	s.options.Progress(math.Max(1-open/s.whole.Volume(), 0))
}

// examine narrows a box and gives what is left of it, in parts.
func (s *search) examine(x interval.Box) []interval.Box {
	if slices.ContainsFunc(s.roots, func(r root) bool { return x.Within(r.alone) }) {
		return nil
	}
	switch s.narrow(x) {
	case nothing:
		return nil
	case single:
		if r, ok := s.sole(x, s.whole); ok {
			s.addRoot(r)
			return nil
		}
	}
	var parts []interval.Box
	for _, part := range s.split(x) {
		if s.finest(part) {
			s.rest = append(s.rest, part)
		} else {
			parts = append(parts, part)
		}
	}
	return parts
}

// addRoot keeps a proven solution unless it is known.
func (s *search) addRoot(r root) {
	for i, known := range s.roots {
		if known.enclosure.Within(r.alone) || r.enclosure.Within(known.alone) {
			if r.alone.Volume() > known.alone.Volume() {
				s.roots[i].alone = r.alone
			}
			return
		}
		if known.enclosure.Meets(r.enclosure) && s.regularOn(known.enclosure.Hull(r.enclosure)) {
			return
		}
	}
	s.roots = append(s.roots, r)
}

func (s *search) finest(x interval.Box) bool { return x.IsFiner(s.leastWidth) }

// leastWidth is how narrow an unknown may become.
func (s *search) leastWidth(i int, r interval.Interval) float64 {
	const ulps = 16
	return math.Max(resolution*math.Min(s.whole[i].Width(), math.Max(1, 1e-4*r.Size())), ulps*0x1p-53*r.Size())
}

// split cuts a box in two across the direction in which the equations vary most.
func (s *search) split(x interval.Box) []interval.Box {
	direction := x.Steepest(s.whole, s.smear, s.leastWidth)
	const offCentre = 0.4973 // solutions on planes of symmetry should not fall on the cut
	cut := x[direction].Lo + offCentre*x[direction].Width()
	low, high := x.Cut(direction, cut)
	return []interval.Box{low, high}
}

// smear is the largest derivative by unknown j over the box that was run last; 0 where they are not bounded.
func (e *enclosure) smear(j int) float64 {
	largest := 0.0
	for i := range e.n {
		u := e.out[e.n+i*e.n+j]
		if !u.Finite() {
			return 0
		}
		largest = math.Max(largest, u.Size())
	}
	return largest
}

// list lists the proven solutions that lie in the box that was asked for.
func (s *search) list() {
	for _, r := range s.roots {
		z := r.enclosure.Centre()
		s.choose(z)
		for range 3 {
			if fine := slices.Clone(z); func() bool { _, ok := s.newtonStep(fine); return ok }() && holds(r.enclosure, fine) {
				z = fine
			}
		}
		if z = tidied(z, r.enclosure); !s.asked(r.enclosure) {
			continue
		}
		s.result.Solutions = append(s.result.Solutions, Solution{At: z, Proven: true, Within: r.enclosure, Exact: s.tests.exact(z)})
	}
}

// asked reports whether an enclosure meets the box that was asked for.
func (s *search) asked(enclosure interval.Box) bool { return enclosure.Meets(s.box) }

func holds(x interval.Box, z []float64) bool {
	for i, r := range x {
		if !(r.Lo <= z[i] && z[i] <= r.Hi) {
			return false
		}
	}
	return true
}
