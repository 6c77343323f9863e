package search

import (
	"cmp"
	"context"
	"math"
	"slices"

	"saddle/numerics/critical"
	"saddle/numerics/interval"
)

// mostRejected is how many points of a search may turn out to be rounding before no more that are not proven are looked at: each takes
// milliseconds.
const mostRejected = 20

// discovered keeps a point unless it is known, outside, not critical after all, or one more of a continuum.
func (s *search) discovered(ctx context.Context, at []float64) {
	if !s.contains(at) || s.known(at) {
		return
	}
	l, err := s.studies.Of(at)
	if err != nil || !l.Zero() || l.Fading() {
		return
	}
	var within interval.Box
	if enclosure, ok := s.enclosures[0].verified(at, s.whole); ok {
		within = enclosure.Clone()
	}
	if within == nil && (s.continuum || s.rejected == mostRejected || s.indistinct(l)) {
		return
	}
	kept := len(s.findings.Points)
	s.add(ctx, l, within)
	if len(s.findings.Points) == kept {
		return
	}
	last := s.findings.Points[kept]
	if last.Kind == critical.Undecided && (s.enclosures[0].underflows(at) || s.besideGap(at) || s.isRounding(at)) {
		s.findings.Points, s.rejected = s.findings.Points[:kept], s.rejected+1
		return
	}
	continuum := isContinuum(last)
	s.continuum = s.continuum || continuum
	s.findings.Continuum = s.findings.Continuum || continuum
}

// isContinuum reports whether critical points are known to fill a curve, or more, through a point.
func isContinuum(p Found) bool {
	return p.Degenerate && !p.Isolated && p.Kind != critical.Undecided
}

// discoveredKind is discovered for a point that counts only if its kind is decided.
func (s *search) discoveredKind(ctx context.Context, at []float64) {
	s.discovered(ctx, at)
	if last := len(s.findings.Points) - 1; last >= 0 && s.findings.Points[last].Kind == critical.Undecided {
		s.findings.Points = s.findings.Points[:last]
	}
}

// add classifies a point and keeps it; nil ranges mean that it is not proven.
func (s *search) add(ctx context.Context, l *critical.Study, within interval.Box) {
	v, err := l.Classify(ctx, within != nil)
	if err != nil {
		return
	}
	s.findings.Points = append(s.findings.Points, Found{At: l.Point(), Proven: within != nil, Within: within, Verdict: v})
}

// refined is the point of a root to the last digit, nil where it lies outside the box that was asked for.
func (s *search) refined(r root) *critical.Study {
	z := make([]float64, len(r.enclosure))
	for i, side := range r.enclosure {
		z[i] = side.Mid()
		if side.Hi < s.box[i].Lo || side.Lo > s.box[i].Hi {
			return nil
		}
	}
	l, err := s.studies.Of(z)
	if err != nil {
		return nil
	}
	if clean := l.WithoutDust(); clean != nil && r.holds(clean.Point()) {
		l = clean
	}
	if tidy := l.Snapped(r.holds); tidy != nil {
		return tidy
	}
	if l.Zero() {
		if fine := l.Polished(r.holds); r.holds(fine.Point()) {
			return fine
		}
		return l
	}
	if fine := s.moved(l.Point()); fine != nil && r.holds(fine) { // the formula of ∇f loses digits
		if l, err := s.studies.Of(fine); err == nil {
			return l
		}
	}
	return l
}

// holds reports whether a point lies where the critical point is known to be: short decimals there are as good as any number,
// and most likely right.
func (r root) holds(p []float64) bool {
	for i, side := range r.enclosure {
		if !side.Contains(p[i]) {
			return false
		}
	}
	return true
}

// indistinct reports whether the gradient may be zero all the way from l to a critical point found before that is not proven
// either: they are one point, as far as can be told.
func (s *search) indistinct(l *critical.Study) bool {
	for _, p := range s.findings.Points {
		if !p.Proven && !p.Kind.IsRough() && l.FlatTo(p.At) {
			return true
		}
	}
	return false
}

func (s *search) contains(at []float64) bool {
	for i, x := range at {
		if slack := 1e-12 * (s.box[i].Hi - s.box[i].Lo); x < s.box[i].Lo-slack || x > s.box[i].Hi+slack {
			return false
		}
	}
	return true
}

// samePoint is how near two points are, beside a unit, that are taken for one.
const samePoint = 1e-7

// known reports whether a point is among those found.
func (s *search) known(at []float64) bool {
	for _, p := range s.findings.Points {
		distance := 0.0
		for i, x := range at {
			distance = math.Max(distance, math.Abs(x-p.At[i])/s.unit(i, math.Abs(x)))
		}
		if distance < samePoint {
			return true
		}
	}
	return false
}

// foundIn reports whether a critical point in the hull of a cluster is known.
func (s *search) foundIn(c cluster) bool {
	return slices.ContainsFunc(s.findings.Points, func(p Found) bool { return c.holds(p.At) })
}

// markProven says of a point that it is the only one in a box; a corner is not said to be critical.
func (s *search) markProven(p *Found, hull interval.Box) {
	if !p.Proven && !p.Kind.IsRough() {
		p.Proven, p.Within = true, hull.Clone()
	}
}

// order sorts the points by kind, value and place.
func (s *search) order() {
	slices.SortStableFunc(s.findings.Points, func(a, b Found) int {
		return cmp.Or(cmp.Compare(kindOrder[a.Kind], kindOrder[b.Kind]), cmp.Compare(a.Value, b.Value), slices.Compare(a.At, b.At))
	})
}

var kindOrder = map[critical.Kind]int{critical.LocalMinimum: 0, critical.SaddlePoint: 1, critical.LocalMaximum: 2, critical.Undecided: 3, critical.NotCritical: 4, critical.NotDifferentiable: 5, critical.EndOfDomain: 6}

// mostOnceStopped is how many proven points are listed after an interrupt: they take a fraction of a millisecond each.
const mostOnceStopped = 1000
