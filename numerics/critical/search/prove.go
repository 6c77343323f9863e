package search

import (
	"context"
	"math"
	"slices"
	"sync"

	"saddle/numerics/interval"
)

// outcome is what became of one box.
type outcome struct {
	root     *root
	children []interval.Box
	crease   interval.Box // where no branch of f has a critical point, the box itself
}

// prove splits the box, generation by generation, until every part is proven empty, holds a proven point, is too small, or
// too many are left. Boxes of one generation are examined independently, so the result does not depend on their order.
func (s *search) prove(ctx context.Context) {
	generation := []interval.Box{s.whole.Clone()}
	var sizes []int
	for len(generation) > 0 {
		if ctx.Err() != nil {
			s.findings.Stopped = true
			break
		}
		sizes = append(sizes, len(generation))
		if s.findings.Boxes+len(generation) > s.options.Boxes || s.hopeless(sizes, generation[0]) {
			break
		}
		s.findings.Boxes += len(generation)
		generation = s.next(ctx, generation)
		s.report(generation)
	}
	s.rest = append(s.rest, generation...)
}

// hopeless recognises a curve or surface of critical points by the sizes of the generations: the boxes are small, many,
// and grow in number with every halving.
func (s *search) hopeless(sizes []int, x interval.Box) bool {
	const many, small = 3000, 0x1p-13
	last := len(sizes) - 1
	halving := last - 2*len(s.whole)
	return sizes[last] > many && s.relativeWidth(x) < small && sizes[last] > 3*sizes[max(halving, 0)]
}

// next examines a generation and collects the boxes that come of it.
func (s *search) next(ctx context.Context, generation []interval.Box) []interval.Box {
	outcomes := s.examineAll(ctx, generation)
	s.putAside(outcomes)
	var following []interval.Box
	for _, o := range outcomes {
		if o.root != nil {
			s.addRoot(*o.root)
		}
		for _, child := range o.children {
			if s.finest(child) {
				s.rest = append(s.rest, child)
			} else {
				following = append(following, child)
			}
		}
	}
	return following
}

// examineAll examines the boxes of a generation, side by side where that is more work than to wake up a processor.
func (s *search) examineAll(ctx context.Context, generation []interval.Box) []outcome {
	const waking = 20_000 // operations
	outcomes := make([]outcome, len(generation))
	workers := min(len(s.enclosures), 1+len(generation)*s.enclosures[0].work()/waking)
	share := func(w int) {
		for i := w; i < len(generation); i += workers {
			if ctx.Err() != nil {
				outcomes[i].children = []interval.Box{generation[i]}
				continue
			}
			outcomes[i] = s.examine(s.enclosures[w], generation[i])
		}
	}
	var group sync.WaitGroup
	for w := 1; w < workers; w++ {
		group.Go(func() { share(w) })
	}
	share(0)
	group.Wait()
	return outcomes
}

// examine narrows a box and says what is left of it.
func (s *search) examine(p *enclosure, x interval.Box) outcome {
	if s.roots.holding(x) {
		return outcome{}
	}
	switch p.narrow(x) {
	case nothing:
		return outcome{}
	case single:
		if r, ok := p.sole(x, s.whole); ok {
			return outcome{root: &r}
		}
	}
	result := outcome{children: s.split(p, x)}
	if p.branches != nil && !p.smooth() && !p.partial() {
		switch regular, falls := p.branches.regular(x); {
		case falls:
			return outcome{}
		case regular:
			result.crease = x
		}
	}
	return result
}

// putAside keeps the boxes of a generation along creases where there are so many that these are curves and surfaces: beside them
// there is no critical point, and along them no search of boxes comes to an end.
func (s *search) putAside(outcomes []outcome) {
	const many, small, short = 300, 0x1p-6, 0x1p-3
	count, widest := 0, 0.0
	for _, o := range outcomes {
		if o.crease != nil {
			count, widest = count+1, math.Max(widest, s.relativeWidth(o.crease))
		}
	}
	if count <= many || widest > small {
		return
	}
	along := &search{whole: s.whole, box: s.box}
	for _, o := range outcomes {
		if o.crease != nil {
			along.rest = append(along.rest, o.crease)
		}
	}
	long := slices.DeleteFunc(along.clusters(), func(c cluster) bool { return s.relativeWidth(c.hull) < short && !s.onCrease(c) })
	for i, o := range outcomes {
		if o.crease != nil && slices.ContainsFunc(long, func(c cluster) bool { return o.crease.Within(c.hull) }) {
			s.creases, outcomes[i].children = append(s.creases, o.crease), nil
		}
	}
}

// split cuts a box in two across the direction in which the gradient's enclosure varies most.
func (s *search) split(p *enclosure, x interval.Box) []interval.Box {
	direction := x.Steepest(s.whole, p.smear, s.leastWidth)
	const offCentre = 0.4973 // points on planes of symmetry should not fall on the cut
	cut := x[direction].Lo + offCentre*x[direction].Width()
	if p.partial() {
		cut = roundNumber(x[direction], 4)
	}
	low, high := x.Cut(direction, cut)
	return []interval.Box{low, high}
}

// smear is the largest second derivative by variable j over the box that was run last.
func (p *enclosure) smear(j int) float64 {
	largest := 0.0
	for i := range p.n {
		largest = math.Max(largest, p.bent[i*p.n+j].Size())
	}
	return largest
}

// addRoot keeps a proven point unless it is known.
func (s *search) addRoot(r root) {
	for _, i := range s.roots.around(r.alone.Hull(r.enclosure)) {
		known := s.roots.all[i]
		if known.enclosure.Within(r.alone) || r.enclosure.Within(known.alone) {
			if r.alone.Volume() > known.alone.Volume() {
				s.roots.widen(i, r.alone)
			}
			return
		}
		if known.enclosure.Meets(r.enclosure) && s.enclosures[0].regularOn(known.enclosure.Hull(r.enclosure)) {
			return
		}
	}
	s.roots.add(r)
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
	s.options.Progress(math.Max(1-open/s.whole.Volume(), 0), len(s.roots.all))
}
