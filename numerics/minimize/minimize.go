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
	"math"

	"saddle/numerics/critical"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/reason"
)

// Options are how hard to try; the zero value is fit for most functions.
type Options struct {
	Steps int     // of each leg at most; 0 means 2000
	Tol   float64 // a leg has converged where ‖∇f‖ ≤ Tol; 0 means as far as rounding lets it
}

func (o Options) steps() int {
	if o.Steps == 0 {
		return 2000
	}
	return o.Steps
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
	sought  bool              // corners is set
	ranges  *interval.Machine // of the gradient; nil until it is asked for
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

// leg walks from where the answer stands, looks at where that ended, and reports whether the search is over. When the place is
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

// scale is how large the numbers of a place, or the way to it, are.
func (s *search) scale(x []float64) float64 {
	if scale := norm(x) + distance(x, s.start); scale > 0 {
		return scale
	}
	return 1
}
