package minimize

import (
	"math"
	"math/rand/v2"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/reason"

	"gonum.org/v1/gonum/mat"
)

// cornersOf are the corners of f, nil where none are known.
func (s *search) cornersOf() *corners {
	if !s.sought {
		s.sought, s.corners = true, newCorners(s.landscape, s.f)
	}
	return s.corners
}

// alongCorners goes on from where smooth steps no longer help.
func (s *search) alongCorners(c *corners) (over bool, err error) {
	p := c.nudge(s.At, s.scale(s.At))
	from := s.Value
	steps := c.descend(p, s.options.steps())
	scale := s.scale(p.x)
	settled := s.settleOn(c, p, scale)
	s.add(Leg{cornersSteps, s.left, steps, from, s.Value})
	if s.ctx.Err() != nil {
		return true, s.end(critical.Undecided, "minimize.interrupted", s.Steps)
	}
	if math.IsInf(p.value, -1) {
		return true, s.end(critical.Undecided, "minimize.unbounded", s.Value, distance(s.At, s.start))
	}
	if v, failed := critical.Classify(s.ctx, s.f, s.At); failed == nil && v.Kind == critical.LocalMinimum {
		return true, s.minimum(v)
	}
	switch way := (&ray{landscape: s.landscape, from: s.start, to: s.At, x: make([]float64, s.n)}); {
	case way.sinks():
		return true, s.end(critical.Undecided, "minimize.unbounded.border", s.rounded(s.At))
	case way.isLong() && way.fallsOn():
		return true, s.end(critical.Undecided, "minimize.unbounded", s.Value, distance(s.At, s.start))
	}
	return s.judgeCorner(c, settled, scale, from)
}

// judgeCorner decides what the place is that the steps have settled on, or moves on from it; from is the value before them.
func (s *search) judgeCorner(c *corners, settled *place, scale, from float64) (over bool, err error) {
	verdict, direction := c.judge(settled, scale)
	if verdict != cornerFalls && s.byStructure(c, settled, scale, verdict) {
		return true, nil
	}
	if verdict == cornerSmooth && s.GradientNorm <= lost {
		return true, s.end(critical.Undecided, "minimize.undecided")
	}
	s.GradientNorm = math.NaN()
	switch verdict {
	case cornerMinimum:
		if len(expr.Opaques(s.f.Value)) > 0 { // what is computed by a search tells no corners to settle on
			c.sharpen(settled, 1e-7*scale, scale)
			s.At, s.Value = settled.x, settled.value
		}
		return true, s.minimum(nil)
	case cornerFalls:
		if below := s.below(direction); below != nil {
			s.At = below
			return false, nil
		}
	}
	return s.endAtCorner(c, settled, scale, from)
}

// settleOn is the place on the corners that a walk down them has come to, where it is no higher than before it, and stands there.
func (s *search) settleOn(c *corners, p *place, scale float64) *place {
	settled := c.settle(p, scale)
	if e := c.endsOf(settled, scale); e != nil {
		if slid := e.slide(settled, scale); slid != nil {
			settled = slid
		}
	}
	if !(settled.value <= s.Value) {
		copy(settled.x, s.At)
		c.study(settled, false)
	}
	s.stand(settled)
	return settled
}

// endAtCorner ends a search at a place that the corners do not decide, or has it go on from there. From is the value before.
func (s *search) endAtCorner(c *corners, settled *place, scale, from float64) (over bool, err error) {
	slope := norm(settled.gradient)
	switch {
	case s.fallen(nil):
		return true, nil
	case len(c.near(s.At, 1e-6*scale)) == 0 && slope-slope == 0 && s.Value < from:
		return false, nil // smooth steps go on from here
	case len(c.near(s.At, 1e-6*scale)) == 0 && slope-slope == 0:
		s.GradientNorm = slope
		return true, s.end(critical.Undecided, "minimize.slope", slope)
	}
	return true, s.end(critical.NotDifferentiable, "minimize.corner.open")
}

// byConvexity reports whether f is convex and so known to be a minimum at the place, and then ends the search.
func (s *search) byConvexity(c *corners) bool {
	if !isConvex(s.f) {
		return false
	}
	p := s.newPlace()
	copy(p.x, s.At)
	c.study(p, false)
	v, ok := c.convexMinimum(p, s.scale(s.At))
	if ok {
		s.minimum(v)
	}
	return ok
}

// byStructure reports whether the formula of f proves that the place is a minimum, by a bound that f attains there or because f
// is convex, and then ends the search. A corner that is one by its slopes alone needs no such proof.
func (s *search) byStructure(c *corners, p *place, scale float64, verdict corner) bool {
	bounded, ok := critical.Bounded(s.f, p.x)
	attained := ok && bounded.Kind == critical.LocalMinimum
	var v *critical.Verdict
	switch {
	case verdict == cornerMinimum && c.endsAt(p, scale):
		v = &critical.Verdict{Kind: critical.LocalMinimum, Strict: true, Reason: reason.Of("minimize.end")}
	case verdict == cornerMinimum:
		return false
	case attained && bounded.Strict:
		v = &critical.Verdict{Kind: critical.LocalMinimum, Strict: true, Reason: reason.Of("minimize.bounded.strict", s.Value)}
	default:
		if isConvex(s.f) {
			v, _ = c.convexMinimum(p, scale)
		}
		if v == nil && attained {
			v = &critical.Verdict{Kind: critical.LocalMinimum, Reason: reason.Of("minimize.bounded", s.Value)}
		}
	}
	if v == nil {
		return false
	}
	if !finite(p.gradient) || verdict != cornerSmooth {
		s.GradientNorm = math.NaN()
	}
	s.minimum(v)
	return true
}

// endsAt reports whether the domain of f ends at p, along one or several independent surfaces.
func (c *corners) endsAt(p *place, scale float64) bool { return c.endsOf(p, scale) != nil }

// endsOf are the ends of the domain through p; nil where f goes on behind one of the corners there.
func (c *corners) endsOf(p *place, scale float64) *ends {
	active := c.near(p.x, 1e-12*scale)
	if len(active) == 0 || len(active) > c.n {
		return nil
	}
	j := mat.NewDense(len(active), c.n, nil)
	for row, g := range active {
		j.SetRow(row, g.gradient)
	}
	if !independent(j) {
		return nil
	}
	return c.endsThrough(p, active, j, scale)
}

// nudge is a place a little beside x, off the corners through it, at which f has finite derivatives and is hardly higher; x
// itself where none is found.
func (c *corners) nudge(x []float64, scale float64) *place {
	p, q := c.newPlace(), c.newPlace()
	copy(p.x, x)
	c.study(p, false)
	random := rand.New(rand.NewPCG(5, 5))
	for k := range 20 {
		size := scale * math.Pow(10, -4-float64(k)/2)
		for i, xi := range x {
			q.x[i] = xi + size*random.NormFloat64()
		}
		if c.study(q, false) {
			return q
		}
	}
	return p
}
