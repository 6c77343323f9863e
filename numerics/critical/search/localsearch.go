package search

import (
	"context"
	"math/rand/v2"

	"saddle/numerics/critical"
)

// searchLocally classifies the proven points, merges the boxes that resisted, and searches these by Newton's method.
func (s *search) searchLocally(ctx context.Context) error {
	for i, r := range s.roots.all {
		if ctx.Err() != nil && i >= mostOnceStopped {
			s.findings.Stopped = true
			break
		}
		if l := s.refined(r); l != nil {
			s.add(context.WithoutCancel(ctx), l, r.enclosure.Clone()) // the kind of a proven point is quickly found
		}
	}
	clusters, err := s.places(ctx, s.withoutPoles(s.clusters()))
	if ctx.Err() == nil {
		if len(clusters) > 0 {
			s.factors = s.studies.Bases()
		}
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
		s.leave(c, s.why(c))
	}
	s.order()
	return err
}

// patience is how many slow starts of Newton's method, with steps that adapt, a search makes.
const patience = 40

// walkWork bounds the walks downhill by the operations of a box.
const walkWork = 2_000_000

// explore looks at the roundest point of the boxes that resisted, for degenerate points are often such, and starts Newton's
// method in them: once with adaptive steps, then, in large clusters, fast and from many places, walking downhill from the
// first few of these. Of a continuum in a cluster one point is kept.
func (s *search) explore(ctx context.Context, clusters []cluster) {
	if len(clusters) == 0 {
		return
	}
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
		if l, err := s.studies.Of(at); err != nil || !l.Smooth() || !l.Exact() {
			return
		}
	}
	s.discovered(ctx, at)
}

// exploreNotable looks at the places in a cluster where a degenerate point may be exactly: where bases of powers or a higher
// derivative vanish.
func (s *search) exploreNotable(ctx context.Context, c cluster) {
	if s.factors != nil {
		for _, z := range s.factors.Zeros(c.hull) {
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
		candidates = append(candidates, s.factors.Zeros(c.hull)...)
	}
	for _, at := range candidates {
		if !s.contains(at) || s.known(at) {
			continue
		}
		v, err := critical.Classify(ctx, s.f, at)
		if err == nil && (v.Kind == critical.LocalMinimum || v.Kind == critical.LocalMaximum || v.Kind == critical.SaddlePoint) {
			s.findings.Points = append(s.findings.Points, Found{At: at, Verdict: v})
			return
		}
	}
}

// exploreFrom follows Newton's method with adaptive steps from one place and keeps a new point.
func (s *search) exploreFrom(ctx context.Context, start []float64) {
	s.findings.Starts++
	if near, err := critical.Near(ctx, s.f, start); err == nil {
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
