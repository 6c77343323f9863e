// Package minimize goes to a local minimum: by Newton steps within a radius, by limited-memory steps in many variables, along
// the corners of f where it has some, by values alone where f has no derivatives. It looks with the derivatives at where it came to rest, and leaves a saddle point or a
// maximum downhill. It says what it did.
//
// It is not a search for the lowest of all minima.
//
//	answer, err := minimize.From(ctx, f, []float64{-1.2, 1}, minimize.Options{})
//	answer.At, answer.Value, answer.Kind
package minimize

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"

	"saddle/numerics/critical"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// Options are how hard to try; the zero value is fit for most functions.
type Options struct {
	Steps int     // of each leg at most; 0 means 2000
	Tol   float64 // a leg has converged where ‖∇f‖ ≤ Tol; 0 means as far as rounding lets it
}

// Answer is where minimize came to, and how.
type Answer struct {
	At           []float64
	Value        float64
	GradientNorm float64       // NaN where f has no gradient
	Kind         critical.Kind // LocalMinimum where that is certain; Undecided or NotDifferentiable where it is not
	Legs         []Leg         // in order
	Steps        int           // of all legs
	Reason       reason.Reason // how it ended
	ByValues     bool          // f has no derivatives, and only its values were asked for
}

// Leg is one walk by one method.
type Leg struct {
	Method   string
	Left     critical.Kind // what the leg begins beside: SaddlePoint or LocalMaximum; "" where it goes on from the one before
	Steps    int
	From, To float64 // f at its ends
}

// The methods.
const (
	newtonSteps  = "trust_region"
	memorySteps  = "lbfgs"
	cornersSteps = "bfgs"
)

// mostDense is up to how many variables the Hessian is formed.
const mostDense = 60

// mostLegs is how many points that are no minima are left before giving up.
const mostLegs = 20

// From goes downhill from start to a local minimum. An interrupt keeps what was found. The error is that of a function that
// cannot be run on or classified.
func From(ctx context.Context, f *expr.Function, start []float64, o Options) (*Answer, error) {
	a := &Answer{At: start, Value: math.NaN(), GradientNorm: math.NaN(), Kind: critical.Undecided}
	if n := f.Dimension(); n != len(start) {
		return a, &descent.PointError{Function: f.Name, Want: n, Got: len(start)}
	}
	if !derivable(f) {
		return a, a.byValues(ctx, f, o)
	}
	if f.Dimension() > mostDense {
		return a, a.fromAfar(ctx, f, o)
	}
	l, err := newLandscape(ctx, f)
	if err != nil {
		return a, err
	}
	s := &search{Answer: a, landscape: l, f: f, options: o, start: start}
	err = s.run()
	if err == nil && a.Kind == critical.NotDifferentiable && len(expr.Opaques(f.Value)) > 0 {
		return a, a.byValues(ctx, f, o) // the derivatives of a search end where it finds no regular point
	}
	return a, err
}

// search is minimize under way.
type search struct {
	*Answer
	*landscape
	f       *expr.Function
	options Options
	start   []float64
	left    critical.Kind // what the next leg begins beside
	corners *corners
	sought  bool // corners is set
}

// end sets how the search ended.
func (s *search) end(kind critical.Kind, key string, args ...any) error {
	s.Kind, s.Reason = kind, reason.Of(key, args...)
	return nil
}

func (s *search) run() error {
	if s.Value = s.at(s.At); s.ctx.Err() == nil && !(s.Value-s.Value == 0) {
		return s.end(critical.Undecided, "minimize.outside", s.At)
	}
	for range mostLegs {
		if over, err := s.leg(); over || err != nil {
			return err
		}
	}
	return s.end(critical.Undecided, "minimize.legs", len(s.Legs))
}

// leg walks from where the answer stands, looks at where that ended, and tells whether the search is over. When the place is
// no minimum it moves the answer down beside it.
func (s *search) leg() (over bool, err error) {
	w := newWalk(s.landscape, s.At)
	ended := rested
	if s.study(w.here, true) {
		from := w.here.value
		ended = w.run(s.stepsOfWalk(), s.options.Tol)
		s.stand(w.here)
		s.add(Leg{newtonSteps, s.left, w.steps, from, s.Value})
	}
	if s.ctx.Err() != nil {
		ended = interrupted
	}
	switch ended {
	case bottomless:
		s.fallen(w.there.x)
		return true, nil
	case interrupted:
		return true, s.end(critical.Undecided, "minimize.interrupted", s.Steps)
	}
	return s.judge(ended)
}

// stepsOfWalk is how many smooth steps are tried: few where f has corners, at which they are of no use.
func (s *search) stepsOfWalk() int {
	const few = 100
	if s.cornersOf() != nil {
		return min(few, s.options.steps())
	}
	return s.options.steps()
}

func (s *search) add(l Leg) {
	s.Legs = append(s.Legs, l)
	s.Steps += l.Steps
	s.left = ""
}

func (s *search) stand(p *place) {
	s.At, s.Value, s.GradientNorm = append([]float64(nil), p.x...), p.value, norm(p.gradient)
	if !finite(p.gradient) {
		s.GradientNorm = math.NaN()
	}
}

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
		return true, s.minimum(v)
	case critical.SaddlePoint, critical.LocalMaximum:
		return s.leave(v)
	case critical.Undecided:
		if c := s.cornersOf(); c == nil || s.vanishes() {
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
	switch {
	case ended == exhausted:
		return true, s.end(critical.Undecided, "minimize.far", s.Steps, s.GradientNorm)
	case math.IsNaN(s.GradientNorm):
		return true, s.end(critical.NotDifferentiable, "minimize.rough")
	}
	return true, s.end(critical.Undecided, "minimize.slope", s.GradientNorm)
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

// beside tells whether a critical point is near enough to be the one that the walk was on the way to.
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
	if below == nil {
		return true, s.end(v.Kind, "minimize.stuck."+map[critical.Kind]string{critical.SaddlePoint: "saddle", critical.LocalMaximum: "maximum"}[v.Kind])
	}
	s.At, s.left = below, v.Kind
	return false, nil
}

// undecided passes on why the derivatives do not decide, of a point at which ∇f is zero within rounding.
func (s *search) undecided(v *critical.Verdict) error {
	var none *critical.NoCriticalPointError
	if _, err := critical.Near(s.ctx, s.f, s.At); errors.As(err, &none) && none.Fading {
		return s.end(critical.Undecided, "minimize.fades")
	}
	s.Kind, s.Reason = critical.Undecided, v.Reason
	if v.Reason.Key == "" {
		s.Reason = reason.Of("minimize.undecided")
	}
	return nil
}

// vanishes tells whether the gradient is zero within rounding.
func (s *search) vanishes() bool { return critical.Vanishes(s.f, s.At) }

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
	settled := c.settle(p, scale)
	if !(settled.value <= s.Value) {
		copy(settled.x, s.At)
		c.study(settled, false)
	}
	s.stand(settled)
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
	if (&ray{landscape: s.landscape, from: s.start, to: s.At, x: make([]float64, s.n)}).sinks() {
		return true, s.end(critical.Undecided, "minimize.unbounded.border", s.rounded(s.At))
	}
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
		return true, s.minimum(nil)
	case cornerFalls:
		if below := s.below(direction); below != nil {
			s.At = below
			return false, nil
		}
	}
	if s.fallen(nil) {
		return true, nil
	}
	return true, s.end(critical.NotDifferentiable, "minimize.corner.open")
}

// byStructure tells whether the formula of f proves that the place is a minimum, by a bound that f attains there or because f
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

// endsAt tells whether f of one number has values on one side of p only.
func (c *corners) endsAt(p *place, scale float64) bool {
	if c.n != 1 {
		return false
	}
	beside := func(reach float64) bool { return math.IsNaN(c.at([]float64{p.x[0] + reach})) }
	return beside(1e-7*scale) != beside(-1e-7*scale)
}

// scale is how large the numbers of a place, or the way to it, are.
func (s *search) scale(x []float64) float64 {
	if scale := norm(x) + distance(x, s.start); scale > 0 {
		return scale
	}
	return 1
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

func (o Options) steps() int {
	if o.Steps == 0 {
		return 2000
	}
	return o.Steps
}
