// Package minimize goes to a local minimum: it chooses a method by the number of variables, looks with the Hessian at where
// it came to rest, and leaves a saddle point along its most negative curvature. It says what it did.
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
	"saddle/numerics/critical/reason"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// Options are how hard to try; the zero value is fit for most functions.
type Options struct {
	Steps int     // of each leg at most; 0 means 2000
	Tol   float64 // a leg has converged where ‖∇f‖ ≤ Tol; 0 means 1e-9
}

// Answer is where minimize came to, and how.
type Answer struct {
	At           []float64
	Value        float64
	GradientNorm float64
	Kind         critical.Kind // LocalMinimum where that is certain; Undecided where the Hessian cannot tell or is too large
	Legs         []Leg         // in order
	Steps        int           // of all legs
	Reason       reason.Reason // how it ended
}

// Leg is one run by one method. From the second on, a leg begins beside a saddle point that the one before came to.
type Leg struct {
	Method string
	Record *descent.Record
}

// mostDense is up to how many variables the Hessian is formed.
const mostDense = 60

// mostLegs is how many saddle points are left before giving up.
const mostLegs = 20

// From goes downhill from start to a local minimum. An interrupt keeps what was found. The error is that of a function that
// cannot be run on or classified.
func From(ctx context.Context, f *expr.Function, start []float64, o Options) (*Answer, error) {
	a := &Answer{At: start, Value: math.NaN()}
	method := "lbfgs"
	if f.Dimension() <= mostDense {
		method = "trust_region"
	}
	for range mostLegs {
		ended, err := a.leg(ctx, f, method, o)
		if ended || err != nil {
			return a, err
		}
	}
	a.Reason = reason.Of("minimize.saddles", len(a.Legs))
	return a, nil
}

// leg runs the method once from where the answer stands and looks at where it ended. When that is a saddle point it moves
// the answer down beside it.
func (a *Answer) leg(ctx context.Context, f *expr.Function, method string, o Options) (ended bool, err error) {
	record, err := descent.Run(ctx, descent.Named(method), f, a.At, descent.Options{Steps: o.steps(), Tol: o.tolerance()})
	if err != nil {
		return true, err
	}
	a.Legs = append(a.Legs, Leg{method, record})
	a.Steps += record.Steps
	a.stand(record)
	switch record.Status {
	case descent.Diverged:
		a.Kind, a.Reason = critical.Undecided, reason.Of("minimize.unbounded", record.Steps)
		if start := record.F[0]; a.Steps == 0 && (math.IsNaN(start) || math.IsInf(start, 0)) {
			a.Reason = reason.Of("minimize.outside", a.At)
		}
		return true, nil
	case descent.Interrupted:
		a.Kind, a.Reason = critical.Undecided, reason.Of("minimize.interrupted", a.Steps)
		return true, nil
	}
	if record.Status == descent.StepsUsed && a.GradientNorm > 1e-3*(1+record.GradientNorm[0]) {
		a.Kind, a.Reason = critical.Undecided, reason.Of("minimize.far", record.Steps, a.GradientNorm)
		return true, nil
	}
	return a.judge(ctx, f)
}

func (a *Answer) stand(record *descent.Record) {
	last := record.Steps
	a.At, a.Value, a.GradientNorm = record.Points.At(last), record.F[last], record.GradientNorm[last]
}

// judge decides what the answer is, or moves on from a saddle point.
func (a *Answer) judge(ctx context.Context, f *expr.Function) (ended bool, err error) {
	look := look
	if f.Dimension() > mostDense {
		look = lookFromAfar
	}
	view, err := look(ctx, f, a.At)
	if err != nil {
		return true, err
	}
	switch a.Kind = view.kind; view.kind {
	case critical.LocalMinimum:
		a.Reason = reason.Of("minimize.minimum", len(a.Legs)-1)
		if len(a.Legs) == 1 {
			a.Reason = reason.Of("minimize.straight")
		}
		if view.flat != nil {
			a.Reason = *view.flat
		}
	case critical.SaddlePoint, critical.LocalMaximum:
		if below := stepDown(f, a.At, a.Value, view.falling); below != nil {
			a.At = below
			return false, nil
		}
		a.Reason = reason.Of("minimize.stuck")
	default:
		a.Reason = reason.Of("minimize.undecided", a.GradientNorm)
	}
	return true, nil
}

// stepDown goes along a direction of falling, whichever way falls more, as far as doubling the step goes on to fall.
func stepDown(f *expr.Function, at []float64, value float64, direction []float64) []float64 {
	if direction == nil {
		return nil
	}
	var best []float64
	scale := 1 + norm(at)
	for _, sign := range []float64{1, -1} {
		lowest := value
		for step := 1e-6 * scale; step < 1e3*scale; step *= 2 {
			there := along(at, direction, sign*step)
			v := f.At(there).Float()
			if !(v < lowest) || math.IsInf(v, 0) {
				if lowest < value {
					break
				}
				continue
			}
			lowest = v
			if best == nil || v < f.At(best).Float() {
				best = there
			}
		}
	}
	return best
}

func along(at, direction []float64, step float64) []float64 {
	there := make([]float64, len(at))
	for i := range at {
		there[i] = at[i] + step*direction[i]
	}
	return there
}

func norm(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum = math.Hypot(sum, x)
	}
	return sum
}

func (o Options) steps() int {
	if o.Steps == 0 {
		return 2000
	}
	return o.Steps
}

func (o Options) tolerance() float64 {
	if o.Tol > 0 {
		return o.Tol
	}
	return 1e-9
}
