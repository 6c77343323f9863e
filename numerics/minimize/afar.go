package minimize

import (
	"context"

	"saddle/numerics/critical"
	"saddle/numerics/critical/reason"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/spectral"
)

// fromAfar is From in many variables, in which no Hessian is formed.
func (a *Answer) fromAfar(ctx context.Context, f *expr.Function, o Options) error {
	left := critical.Kind("")
	for range mostLegs {
		tol, err := o.tolerance(f, a.At)
		if err != nil {
			return err
		}
		record, err := descent.Run(ctx, descent.Named(memorySteps), f, a.At, descent.Options{Steps: o.steps(), Tol: tol})
		if err != nil {
			return err
		}
		a.walked(record, left)
		if a.ended(record) {
			return nil
		}
		view, err := lookFromAfar(ctx, f, a.At)
		if err != nil || a.judged(view, tol) {
			return err
		}
		s := &search{Answer: a, landscape: &landscape{ctx: ctx, n: len(a.At), value: machine(f.Variables, f.Value), out: make([]float64, 1)}}
		below := s.below(view.falling)
		if below == nil {
			a.Reason = reason.Of("minimize.stuck.saddle")
			return nil
		}
		a.At, left = below, critical.SaddlePoint
	}
	a.Kind, a.Reason = critical.Undecided, reason.Of("minimize.legs", len(a.Legs))
	return nil
}

// tolerance is how short the gradient must get: as asked for, else a small part of what it is at the start.
func (o Options) tolerance(f *expr.Function, at []float64) (float64, error) {
	if o.Tol > 0 {
		return o.Tol, nil
	}
	p, err := program.Compile(f.Variables, []*expr.Node{f.Gradient().Value})
	if err != nil {
		return 0, err
	}
	gradient := make([]float64, len(at))
	if p.NewMachine().Run(at, gradient) != nil || !finite(gradient) {
		return 0, nil
	}
	return 1e-12 * norm(gradient), nil
}

func (a *Answer) walked(record *descent.Record, left critical.Kind) {
	last := record.Steps
	a.At, a.Value, a.GradientNorm = record.Last(), record.F[last], record.GradientNorm[last]
	a.Legs = append(a.Legs, Leg{memorySteps, left, last, record.F[0], a.Value})
	a.Steps += last
}

// ended tells whether a run says by itself that there is no minimum to look at.
func (a *Answer) ended(record *descent.Record) bool {
	a.Kind = critical.Undecided
	start := record.F[0]
	switch {
	case !(start-start == 0):
		a.Reason = reason.Of("minimize.outside", a.At)
	case record.Status == descent.Diverged:
		a.Reason = reason.Of("minimize.unbounded", a.Steps)
	case record.Status == descent.Interrupted:
		a.Reason = reason.Of("minimize.interrupted", a.Steps)
	case record.Status == descent.StepsUsed && a.GradientNorm > 1e-3*record.GradientNorm[0]:
		a.Reason = reason.Of("minimize.far", a.Steps, a.GradientNorm)
	default:
		return false
	}
	return true
}

// judged tells whether what the second derivatives say ends the search.
func (a *Answer) judged(v view, tol float64) bool {
	switch a.Kind = v.kind; {
	case v.kind == critical.SaddlePoint:
		return false
	case v.kind == critical.LocalMinimum && v.flat != nil:
		a.Reason = *v.flat
	case a.GradientNorm > 1e4*tol && tol > 0:
		a.Kind, a.Reason = critical.Undecided, reason.Of("minimize.slope", a.GradientNorm)
	case v.kind == critical.LocalMinimum && len(a.Legs) > 1:
		a.Reason = reason.Of("minimize.minimum", len(a.Legs)-1)
	case v.kind == critical.LocalMinimum:
		a.Reason = reason.Of("minimize.straight")
	default:
		a.Reason = reason.Of("minimize.undecided")
	}
	return true
}

// view is what the second derivatives say of a point.
type view struct {
	kind    critical.Kind
	falling []float64      // a unit vector along which f falls; nil where none is known
	flat    *reason.Reason // why a minimum that is not strict, or not known to be, is one; nil for others
}

func viewOf(v *critical.Verdict) view {
	seen := view{kind: v.Kind, falling: v.Falling}
	if v.Kind == critical.LocalMinimum && !v.Strict {
		seen.flat = &v.Reason
	}
	return seen
}

// lookFromAfar judges by the smallest eigenvalue of the Hessian, found from its products with vectors: below zero beyond
// its error, the point is a saddle point; above, a minimum; else it is open, unless f
// attains a bound there.
func lookFromAfar(ctx context.Context, f *expr.Function, at []float64) (view, error) {
	product, err := hessianProduct(ctx, f, at)
	if err != nil {
		return view{}, err
	}
	ends, err := spectral.Lanczos(ctx, len(at), product, spectral.Wanted{Low: 1, High: 1, Tolerance: 1e-8, Seed: 1})
	if err != nil || len(ends.Values) == 0 {
		return view{kind: critical.Undecided}, nil
	}
	lowest := ends.Values[0]
	largest := max(lowest, -lowest, ends.Values[len(ends.Values)-1])
	switch slop := ends.Residuals[0] + 1e-10*largest; {
	case lowest < -slop:
		return view{kind: critical.SaddlePoint, falling: ends.Vectors[0]}, nil
	case lowest > slop && ends.Converged:
		return view{kind: critical.LocalMinimum}, nil
	}
	if bounded, ok := critical.Bounded(f, at); ok {
		return viewOf(bounded), nil
	}
	return view{kind: critical.Undecided}, nil
}

func hessianProduct(ctx context.Context, f *expr.Function, at []float64) (spectral.Product, error) {
	hvp := f.HVP()
	compiled, err := program.Compile(hvp.Variables, []*expr.Node{hvp.Value})
	if err != nil {
		return nil, err
	}
	machine := compiled.NewMachine()
	machine.SetInterrupt(func() bool { return ctx.Err() != nil })
	in := append(append([]float64(nil), at...), at...)
	return func(dst, v []float64) {
		copy(in[len(at):], v)
		if machine.Run(in, dst) != nil {
			clear(dst)
		}
	}, nil
}
