// Package walk goes from a point to a local minimum of f under constraints, by augmented Lagrangians and, at the end, Newton's method on the
// conditions of Karush, Kuhn and Tucker with the constraints that are active. It claims a minimum only where these conditions and those
// of second order hold.
//
// It is not a search for the lowest of all minima: package extremes is.
//
//	a, err := walk.From(ctx, walk.Problem{Variables: v, F: f, Within: []*expr.Node{h}}, []float64{1, 1}, walk.Options{})
//	a.At, a.Multipliers, a.Kind
package walk

import (
	"context"
	"math"
	"math/rand/v2"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// Problem is f under constraints.
type Problem struct {
	Variables []*expr.Node // numbers, or vectors of numbers
	F         *expr.Node   // a number
	On        []*expr.Node // numbers that are to be zero
	Within    []*expr.Node // numbers that are to be at most zero
}

// Options are how hard to try; the zero value is fit for most problems.
type Options struct {
	Steps int // of the inner method in all; 0 means 2000
}

// Answer is where the walk came to. The multipliers are those of On, then those of Within, which are not negative: ∇f = Σ λ ∇g - Σ μ ∇h.
type Answer struct {
	At          []float64
	Value       float64
	Multipliers []float64
	Active      []bool        // of Within: it is zero there
	Kind        critical.Kind // LocalMinimum where the conditions of second order say so; else Undecided or SaddlePoint
	Residual    float64       // ‖∇f - Σ λ ∇g + Σ μ ∇h‖
	Violation   float64       // the largest |g| or h above zero
	Steps       int
	Reason      reason.Reason
}

// PointError says that a start has not as many numbers as there are variables.
type PointError struct{ Want, Got int }

// Error implements error.
func (e *PointError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *PointError) Reason() reason.Reason { return reason.Of("walk.point", e.Want, e.Got) }

// mostLeft is how many points that are no minima are left before giving up.
const mostLeft = 8

// From goes to a local minimum from a start, which need not fulfil the constraints. An interrupt keeps what was found.
func From(ctx context.Context, p Problem, start []float64, o Options) (*Answer, error) {
	w, err := newWalk(ctx, p, start, o)
	if err != nil {
		return nil, err
	}
	if !w.evaluate(w.x, true) {
		return w.ended("walk.start"), nil
	}
	for range mostLeft {
		key := w.descend()
		for try := range mostTries {
			if key != "walk.infeasible" {
				break
			}
			w.beside(start, try)
			key = w.descend()
		}
		if key != "" {
			return w.ended(key), nil
		}
		w.polish()
		direction := w.judge()
		if direction == nil {
			return w.answer, nil
		}
		w.leave(direction)
	}
	return w.ended("walk.saddles"), nil
}

// mostTries is from how many places beside a start it is tried again where no point is found: at the start the gradients of the
// constraints may be zero.
const mostTries = 3

// beside begins anew from a place beside the start.
func (w *walk) beside(start []float64, try int) {
	random := rand.New(rand.NewPCG(1, uint64(try)))
	for i, x := range start {
		w.x[i] = x + 0.1*(1+math.Abs(x))*random.NormFloat64()
	}
	clear(w.lambda)
	w.rho = 10
}

// ended is the answer where nothing is claimed.
func (w *walk) ended(key string) *Answer {
	w.report()
	w.answer.Kind = critical.Undecided
	w.answer.Reason = reason.Of(key, w.answer.Violation, w.answer.Value)
	return w.answer
}

// report writes down where the walk stands.
func (w *walk) report() {
	a := w.answer
	if !w.evaluate(w.x, true) {
		a.At, a.Value, a.Residual, a.Violation = w.x, math.NaN(), math.NaN(), math.NaN()
		return
	}
	a.At, a.Value = w.x, w.values[0]
	a.Multipliers = make([]float64, w.m+w.p)
	for k, lambda := range w.lambda {
		a.Multipliers[k] = lambda
		if k < w.m && lambda != 0 {
			a.Multipliers[k] = -lambda // L = f + λ g inside
		}
	}
	a.Residual, a.Violation = norm(w.slope(w.lambda)), w.violation()
	a.Active = make([]bool, w.p)
	for k := range a.Active {
		a.Active[k] = w.values[1+w.m+k] >= -w.tolerance()
	}
}
