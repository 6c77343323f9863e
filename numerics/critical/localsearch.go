package critical

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// searchLocally classifies the proven points, merges the boxes that resisted, and searches these by Newton's method.
func (s *search) searchLocally(ctx context.Context) error {
	for i, r := range s.roots.all {
		if ctx.Err() != nil && i >= mostOnceStopped {
			s.findings.Stopped = true
			break
		}
		if l := s.refined(r); l != nil {
			s.add(context.WithoutCancel(ctx), l, ranges(r.enclosure)) // the kind of a proven point is quickly found
		}
	}
	clusters, err := s.places(ctx, s.withoutPoles(s.clusters()))
	if ctx.Err() == nil {
		s.factors = s.bases()
		clusters = s.withoutLone(ctx, clusters)
		s.explore(ctx, clusters)
		s.borders(ctx)
		clusters = s.withoutMultiples(clusters)
		clusters = s.withoutBranching(ctx, clusters)
		clusters = s.withoutFolds(ctx, clusters)
	}
	s.listCreases()
	s.findings.Proven = len(clusters) == 0 && !s.findings.Stopped && len(s.findings.Regions) == 0
	for _, c := range clusters {
		s.findings.Undecided = append(s.findings.Undecided, ranges(c.hull))
		s.findings.Regions = append(s.findings.Regions, Region{ranges(c.hull), c.cover(), s.why(c)})
	}
	s.order()
	return err
}

// mostOnceStopped is how many proven points are listed after an interrupt: they take a fraction of a millisecond each.
const mostOnceStopped = 1000

// order sorts the points by kind, value and place.
func (s *search) order() {
	slices.SortStableFunc(s.findings.Points, func(a, b Found) int {
		return cmp.Or(cmp.Compare(kindOrder[a.Kind], kindOrder[b.Kind]), cmp.Compare(a.Value, b.Value), slices.Compare(a.At, b.At))
	})
}

var kindOrder = map[Kind]int{LocalMinimum: 0, SaddlePoint: 1, LocalMaximum: 2, Undecided: 3, NotCritical: 4, NotDifferentiable: 5, EndOfDomain: 6}

// refined is the point of a root to the last digit, nil where it lies outside the box that was asked for.
func (s *search) refined(r root) *local {
	z := make([]float64, len(r.enclosure))
	for i, side := range r.enclosure {
		z[i] = side.Mid()
		if side.Hi < s.box[i].Lo || side.Lo > s.box[i].Hi {
			return nil
		}
	}
	l, err := s.study(z)
	if err != nil {
		return nil
	}
	if clean := l.withoutDust(); clean != nil && r.holds(clean.p) {
		l = clean
	}
	if tidy := l.snapped(r.holds); tidy != nil {
		return tidy
	}
	if l.zero() {
		if fine := l.polished(); r.holds(fine.p) {
			return fine
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

// add classifies a point and keeps it; nil ranges mean that it is not proven.
func (s *search) add(ctx context.Context, l *local, within []Range) {
	v, err := classify(ctx, s.f, l.p, 0, within != nil)
	if err != nil {
		return
	}
	s.findings.Points = append(s.findings.Points, Found{At: l.p, Proven: within != nil, Within: within, Verdict: v})
}

// patience is how many slow starts of Newton's method, with steps that adapt, a search makes.
const patience = 40

// walkWork bounds the walks downhill by the operations of a box.
const walkWork = 2_000_000

// explore looks at the roundest point of the boxes that resisted, for degenerate points are often such, and starts Newton's
// method in them: once with adaptive steps, then, in large clusters, fast and from many places, walking downhill from the
// first few of these. Of a continuum in a cluster one point is kept.
func (s *search) explore(ctx context.Context, clusters []cluster) {
	random := rand.New(rand.NewPCG(1, 1))
	d, _ := s.newDescent()
	walks := min(patience, max(walkWork/s.enclosures[0].work(), 4))
	for i, c := range clusters {
		if s.continuum = false; ctx.Err() != nil {
			s.findings.Stopped = true
			return
		}
		s.exploreRoundest(ctx, c, true)
		if i < patience {
			s.exploreNotable(ctx, c)
			s.corner(ctx, c)
			s.exploreRoundest(ctx, c, false)
			s.exploreFrom(ctx, c.start(random))
			s.exploreDecided(ctx, c)
		}
		if s.relativeWidth(c.hull) < 1e-3 {
			continue
		}
		for k := range min(len(c.boxes), max(s.options.Starts/len(clusters), 1)) {
			if ctx.Err() != nil {
				s.findings.Stopped = true
				return
			}
			z := c.start(random)
			if k < walks && d != nil {
				d.walk(z, s.contains)
			}
			s.exploreFast(ctx, z)
		}
	}
}

// exploreRoundest looks at the point of a cluster that takes the fewest decimals; where it must be exact, only if the gradient is
// zero there without rounding.
func (s *search) exploreRoundest(ctx context.Context, c cluster, exact bool) {
	at := c.roundest()
	if exact {
		if l, err := s.study(at); err != nil || !l.usable() || !l.exact() {
			return
		}
	}
	s.discovered(ctx, at)
}

// exploreNotable looks at the places in a cluster where a degenerate point may be exactly: where bases of powers or a higher
// derivative vanish.
func (s *search) exploreNotable(ctx context.Context, c cluster) {
	if s.factors != nil {
		for _, z := range s.factors.solutions(c.hull) {
			s.discoveredKind(ctx, z)
		}
	}
	if len(c.hull) == 1 && s.relativeWidth(c.hull) < 1e-3 {
		if z, ok := s.sharpened(ctx, c.hull[0].Mid(), 10*c.hull[0].Width()); ok {
			s.discoveredKind(ctx, []float64{z})
		}
	}
}

// exploreDecided looks in a cluster where nothing was found at the places where a point may be exactly, and keeps one whose kind is
// decided, though its derivatives may not be known: where a value is filled in.
func (s *search) exploreDecided(ctx context.Context, c cluster) {
	if s.foundIn(c) {
		return
	}
	candidates := [][]float64{c.roundest()}
	if s.factors != nil {
		candidates = append(candidates, s.factors.solutions(c.hull)...)
	}
	for _, at := range candidates {
		if !s.contains(at) || s.known(at) {
			continue
		}
		v, err := Classify(ctx, s.f, at)
		if err == nil && (v.Kind == LocalMinimum || v.Kind == LocalMaximum || v.Kind == SaddlePoint) {
			s.findings.Points = append(s.findings.Points, Found{At: at, Verdict: v})
			return
		}
	}
}

// exploreFrom follows Newton's method with adaptive steps from one place and keeps a new point.
func (s *search) exploreFrom(ctx context.Context, start []float64) {
	s.findings.Starts++
	if near, err := Near(ctx, s.f, start); err == nil {
		s.discovered(ctx, near.At)
	}
}

// exploreFast follows Newton's method with whole steps.
func (s *search) exploreFast(ctx context.Context, start []float64) {
	s.findings.Starts++
	const mostSteps = 40
	for range mostSteps {
		length, ok := s.enclosures[0].newtonStep(start)
		if !ok || !s.contains(start) {
			return
		}
		if length < 1e-14 {
			s.discovered(ctx, start)
			return
		}
	}
}

// discoveredKind is discovered for a point that counts only if its kind is decided.
func (s *search) discoveredKind(ctx context.Context, at []float64) {
	s.discovered(ctx, at)
	if last := len(s.findings.Points) - 1; last >= 0 && s.findings.Points[last].Kind == Undecided {
		s.findings.Points = s.findings.Points[:last]
	}
}

// discovered keeps a point unless it is known, outside, not critical after all, or one more of a continuum.
func (s *search) discovered(ctx context.Context, at []float64) {
	if !s.contains(at) || s.known(at) {
		return
	}
	l, err := s.study(at)
	if err != nil || !l.zero() || l.fadesOut(nil) {
		return
	}
	var within []Range
	if enclosure, ok := s.enclosures[0].verified(at, s.whole); ok {
		within = ranges(enclosure)
	}
	if within == nil && (s.continuum || s.indistinct(l)) {
		return
	}
	kept := len(s.findings.Points)
	s.add(ctx, l, within)
	if len(s.findings.Points) == kept {
		return
	}
	last := s.findings.Points[kept]
	if last.Kind == Undecided && s.enclosures[0].underflows(at) {
		s.findings.Points = s.findings.Points[:kept]
		return
	}
	continuum := last.Degenerate && !last.Isolated && last.Kind != Undecided
	s.continuum = s.continuum || continuum
	s.findings.Continuum = s.findings.Continuum || continuum
}

// indistinct reports whether the gradient may be zero all the way from l to a point found before that is not proven either: they
// are one point, as far as can be told.
func (s *search) indistinct(l *local) bool {
	for _, p := range s.findings.Points {
		if !p.Proven && l.flatTo(p.At) {
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

// known reports whether a point is among those found.
func (s *search) known(at []float64) bool {
	for _, p := range s.findings.Points {
		distance := 0.0
		for i, x := range at {
			distance = math.Max(distance, math.Abs(x-p.At[i])/s.unit(i, math.Abs(x)))
		}
		if distance < 1e-7 {
			return true
		}
	}
	return false
}
