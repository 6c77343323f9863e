package minimize

import (
	"math"

	"saddle/numerics/critical"
	"saddle/numerics/reason"
)

// judge decides what the answer is, or moves on from it.
func (s *search) judge(ended ending) (over bool, err error) {
	enough := s.options.Tol > 0 && s.GradientNorm <= s.options.Tol
	if c := s.cornersOf(); c != nil && !enough && len(c.near(s.At, 1e-3*s.scale(s.At))) > 0 && !s.vanishes() {
		return s.alongCorners(c)
	}
	v, err := s.look()
	if err != nil {
		return true, err
	}
	switch v.Kind {
	case critical.LocalMinimum:
		if v.Degenerate && critical.Fades(s.f, s.At, s.start) { // zero within rounding only
			return true, s.fades()
		}
		return true, s.minimum(v)
	case critical.SaddlePoint, critical.LocalMaximum:
		return s.leave(v)
	case critical.Undecided:
		if c := s.cornersOf(); c != nil && s.byConvexity(c) {
			return true, nil
		} else if c == nil || s.vanishes() {
			return true, s.undecided(v)
		}
	}
	if enough {
		return true, s.end(critical.Undecided, "minimize.tol", s.GradientNorm, s.options.Tol)
	}
	if s.fallen(nil) {
		return true, nil
	}
	if c := s.cornersOf(); c != nil {
		return s.alongCorners(c)
	}
	return true, s.endOpen(ended)
}

// endOpen ends a search at a point of which nothing is known but its slope.
func (s *search) endOpen(ended ending) error {
	switch {
	case ended == exhausted:
		return s.end(critical.Undecided, "minimize.far", s.Steps, s.GradientNorm)
	case math.IsNaN(s.GradientNorm):
		return s.end(critical.NotDifferentiable, "minimize.rough")
	case s.fadesBeyond():
		return nil
	}
	return s.end(critical.Undecided, "minimize.slope", s.GradientNorm)
}

// look classifies the place by all its derivatives. One that is critical only nearly is judged as the critical point beside it,
// to which the answer moves where f is no higher there.
func (s *search) look() (*critical.Verdict, error) {
	v, err := critical.Classify(s.ctx, s.f, s.At)
	if err != nil || v.Kind != critical.NotCritical {
		return v, s.unlessInterrupted(err)
	}
	near, failed := critical.Near(s.ctx, s.f, s.At)
	if failed != nil || !s.beside(near.At) {
		return v, s.unlessInterrupted(nil)
	}
	closer, err := critical.Classify(s.ctx, s.f, near.At)
	if err != nil || closer.Kind == critical.NotDifferentiable {
		return v, s.unlessInterrupted(err)
	}
	p := s.newPlace()
	copy(p.x, near.At)
	s.study(p, false)
	s.stand(p)
	return closer, nil
}

func (s *search) unlessInterrupted(err error) error {
	if s.ctx.Err() != nil {
		return nil
	}
	return err
}

// beside reports whether a critical point is near enough to be the one that the walk was on the way to.
func (s *search) beside(at []float64) bool {
	value := s.at(at)
	room := 1e-3 * (norm(at) + distance(s.At, s.start))
	return distance(at, s.At) <= room && value <= s.Value+lost*math.Abs(s.Value)
}

func (s *search) minimum(v *critical.Verdict) error {
	s.Kind = critical.LocalMinimum
	saddles, maxima := 0, 0
	for _, l := range s.Legs {
		switch l.Left {
		case critical.SaddlePoint:
			saddles++
		case critical.LocalMaximum:
			maxima++
		}
	}
	switch {
	case v != nil && (!v.Strict || v.Degenerate || len(v.Eigenvalues) == 0):
		s.Reason = v.Reason
	case saddles > 0 && maxima > 0:
		s.Reason = reason.Of("minimize.minimum.both", saddles, maxima)
	case maxima > 0:
		s.Reason = reason.Of("minimize.minimum.maxima", maxima)
	case saddles > 0:
		s.Reason = reason.Of("minimize.minimum", saddles)
	case v == nil:
		s.Reason = reason.Of("minimize.corner")
	default:
		s.Reason = reason.Of("minimize.straight")
	}
	return nil
}

// leave moves the answer down from a critical point that is no minimum.
func (s *search) leave(v *critical.Verdict) (over bool, err error) {
	below := s.below(v.Falling)
	switch {
	case below == nil && s.flatBeside():
		return true, nil
	case below == nil:
		return true, s.end(v.Kind, "minimize.stuck."+map[critical.Kind]string{critical.SaddlePoint: "saddle", critical.LocalMaximum: "maximum"}[v.Kind])
	}
	s.At, s.left = below, v.Kind
	return false, nil
}

// undecided passes on why the derivatives do not decide, of a point at which ∇f is zero within rounding.
func (s *search) undecided(v *critical.Verdict) error {
	if s.flatBeside() || s.fadesBeyond() {
		return nil
	}
	if critical.Fades(s.f, s.At, s.start) {
		return s.fades()
	}
	const small = 1e-3 // what is said to be zero within rounding is not larger
	s.Kind, s.Reason = critical.Undecided, v.Reason
	switch {
	case s.GradientNorm > small:
		s.Reason = reason.Of("minimize.slope", s.GradientNorm)
	case v.Reason.Key == "":
		s.Reason = reason.Of("minimize.undecided")
	}
	return nil
}

func (s *search) fades() error {
	return s.end(critical.Undecided, "minimize.fades", s.Value, distance(s.At, s.start))
}

// vanishes reports whether the gradient is zero within rounding.
func (s *search) vanishes() bool { return critical.Vanishes(s.f, s.At) }
