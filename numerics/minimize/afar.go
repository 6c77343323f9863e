package minimize

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/critical"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
	"saddle/numerics/program/native"
	"saddle/numerics/reason"
	"saddle/numerics/spectral"
)

// fromAfar is From in many variables, in which no Hessian is formed.
func (a *Answer) fromAfar(ctx context.Context, f *expr.Function, o Options) error {
	left := critical.Kind("")
	for range mostLegs {
		tol, length, err := o.measures(ctx, f, a.At)
		if err != nil {
			return err
		}
		record, err := o.walkAfar(ctx, f, a.At, tol, length)
		if err != nil {
			return err
		}
		a.walked(record, length, left)
		a.withoutDust(f, record, length)
		if a.ended(record) {
			return nil
		}
		if atKink(f, a.At) {
			a.atKinkAfar(f)
			return nil
		}
		view, err := lookFromAfar(ctx, f, a.At)
		if err != nil || a.judged(view, tol, len(expr.Kinks(f.Value)) > 0) {
			return err
		}
		s := &search{Answer: a, landscape: &landscape{ctx: ctx, n: len(a.At), value: machine(f.Variables, f.Value), out: make([]float64, 1)}}
		below := s.below(view.falling)
		if below == nil {
			a.Kind, a.Reason = critical.Undecided, reason.Of("minimize.stuck.curved")
			return nil
		}
		a.At, left = below, critical.SaddlePoint
	}
	a.Kind, a.Reason = critical.Undecided, reason.Of("minimize.legs", len(a.Legs))
	return nil
}

// walkAfar is a leg from a point. Where f has corners the steps may be of no use: after a few that is looked at.
func (o Options) walkAfar(ctx context.Context, f *expr.Function, at []float64, tol, length float64) (*descent.Record, error) {
	const few = 300
	from, options := scaledBy(1/length, at), descent.Options{Steps: o.steps(), Tol: tol * length}
	if o.Steps == 0 && len(expr.Kinks(f.Value)) > 0 {
		options.Steps = few
	}
	record, err := descent.Run(ctx, descent.Named(memorySteps), stretched(f, length), from, options)
	if err != nil || options.Steps == o.steps() || record.Status != descent.StepsUsed || !(record.F[record.Steps] < record.F[record.Steps/2]) {
		return record, err
	}
	return descent.Run(ctx, descent.Named(memorySteps), stretched(f, length), from, descent.Options{Steps: o.steps(), Tol: tol * length})
}

// withoutDust sets the coordinates to zero that are rounding beside the way gone, where f is no higher there.
func (a *Answer) withoutDust(f *expr.Function, record *descent.Record, length float64) {
	const part = 1e-14
	way := distance(record.Last(), record.Points.At(0)) * length
	tidy := slices.Clone(a.At)
	for i, x := range tidy {
		if math.Abs(x) < part*way {
			tidy[i] = 0
		}
	}
	if slices.Equal(tidy, a.At) {
		return
	}
	if value := f.At(tidy).Float(); value <= a.Value {
		a.At, a.Value = tidy, value
		a.Legs[len(a.Legs)-1].To = value
	}
}

// measures are how short the gradient must get, as asked for or a small part of what it is at the start, and the power of two
// that is about as long as the first step should be: that to the lowest point along the gradient, if f were quadratic.
func (o Options) measures(ctx context.Context, f *expr.Function, at []float64) (tol, length float64, err error) {
	p, err := program.Compile(f.Variables, []*expr.Node{f.Gradient().Value})
	if err != nil {
		return 0, 0, err
	}
	product, err := hessianProduct(ctx, f, at)
	if err != nil {
		return 0, 0, err
	}
	gradient, image := make([]float64, len(at)), make([]float64, len(at))
	if p.NewMachine().Run(at, gradient) != nil || !finite(gradient) {
		return o.Tol, 1, nil
	}
	size := norm(gradient)
	if tol = o.Tol; tol == 0 {
		tol = 1e-12 * size
	}
	product(image, scaledBy(1/size, gradient))
	curvature := math.Abs(dot(gradient, image)) / size
	if length = size / curvature; !(length > 0) || math.IsInf(length, 1) || length > 1e-3 && length < 1e3 {
		return tol, 1, nil
	}
	_, exponent := math.Frexp(length)
	return tol, shortened(f, at, scaledBy(-1/size, gradient), math.Ldexp(1, exponent)), nil
}

// shortened is a step along a direction, made shorter until f is lower there: a curvature that is only rounding makes it long. It
// is 1 where none leads lower.
func shortened(f *expr.Function, at, direction []float64, length float64) float64 {
	const times, part = 100, 16
	value, out := machine(f.Variables, f.Value), make([]float64, 1)
	if value == nil || value.Run(at, out) != nil {
		return 1
	}
	before := out[0]
	for range times {
		if value.Run(along(at, direction, length), out) == nil && out[0] < before {
			return length
		}
		length /= part
	}
	return 1
}

func scaledBy(factor float64, x []float64) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		y[i] = factor * x[i]
	}
	return y
}

// stretched is f of the length times its variables.
func stretched(f *expr.Function, length float64) *expr.Function {
	if length == 1 {
		return f
	}
	parts := make([]*expr.Node, len(f.Variables))
	for i, v := range f.Variables {
		parts[i] = expr.Times(expr.Const(length), v)
	}
	return &expr.Function{Name: f.Name, Variables: f.Variables, Value: f.Call(parts...)}
}

func (a *Answer) walked(record *descent.Record, length float64, left critical.Kind) {
	last := record.Steps
	a.At, a.Value, a.GradientNorm = scaledBy(length, record.Last()), record.F[last], record.GradientNorm[last]/length
	a.Legs = append(a.Legs, Leg{memorySteps, left, last, record.F[0], a.Value})
	a.Steps += last
}

// ended reports whether a run says by itself that there is no minimum to look at.
func (a *Answer) ended(record *descent.Record) bool {
	a.Kind = critical.Undecided
	start, last := record.F[0], record.Steps
	switch {
	case !(start-start == 0):
		a.Reason = reason.Of("minimize.outside", a.At)
	case record.Status == descent.Diverged:
		a.Reason = reason.Of("minimize.unbounded", record.F[last], distance(record.Last(), record.Points.At(0)))
	case record.Status == descent.Interrupted:
		a.Reason = reason.Of("minimize.interrupted", a.Steps)
	case record.Status == descent.StepsUsed && record.GradientNorm[last] > 1e-3*record.GradientNorm[0] && record.F[last] < record.F[last/2]:
		a.Reason = reason.Of("minimize.far", a.Steps, a.GradientNorm)
	default:
		return false
	}
	return true
}

// judged reports whether what the second derivatives say ends the search, of a function with corners or without.
func (a *Answer) judged(v view, tol float64, cornered bool) bool {
	switch a.Kind = v.kind; {
	case v.kind == critical.SaddlePoint:
		return false
	case v.kind == critical.LocalMinimum && v.flat != nil:
		a.Reason = *v.flat
	case a.GradientNorm > 1e4*tol && tol > 0 && cornered:
		a.Kind, a.Reason = critical.Undecided, reason.Of("minimize.corners.many", len(a.At))
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

// atKink reports whether a corner or a jump of f passes so near to a point that derivatives there say nothing of f around it.
func atKink(f *expr.Function, at []float64) bool {
	const near = 1e-8
	var formulas []*expr.Node
	for _, kink := range expr.Kinks(f.Value) {
		formulas = append(formulas, expr.Flatten(kink.At))
	}
	if len(formulas) == 0 {
		return false
	}
	code, err := program.Compile(f.Variables, formulas)
	if err != nil {
		return true
	}
	box, out := make([]interval.Interval, len(at)), make([]interval.Interval, code.Outputs())
	for i, x := range at {
		reach := near * (1 + math.Abs(x))
		box[i] = interval.Of(x-reach, x+reach)
	}
	interval.NewMachine(code).Run(box, out)
	return slices.ContainsFunc(out, func(r interval.Interval) bool { return !(r.Lo > 0) && !(r.Hi < 0) })
}

// atKinkAfar judges a point at a corner, where only a bound that f attains proves anything.
func (a *Answer) atKinkAfar(f *expr.Function) {
	if bounded, ok := critical.Bounded(f, a.At); ok && bounded.Kind == critical.LocalMinimum {
		v := viewOf(bounded)
		a.Kind, a.Reason = v.kind, *v.flat
		return
	}
	a.Kind, a.Reason, a.GradientNorm = critical.Undecided, reason.Of("minimize.corners.many", len(a.At)), math.NaN()
}

// view is what the second derivatives say of a point.
type view struct {
	kind    critical.Kind
	falling []float64      // a unit vector along which f falls; nil where none is known
	flat    *reason.Reason // why a minimum is one, where not for its second derivatives; nil for others
}

func viewOf(v *critical.Verdict) view {
	seen := view{kind: v.Kind, falling: v.Falling}
	if v.Kind == critical.LocalMinimum && !v.Strict {
		seen.flat = &v.Reason
	} else if v.Kind == critical.LocalMinimum {
		why := reason.Of("minimize.bounded.strict", v.Value)
		seen.flat = &why
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
	machine := native.NewMachine(compiled)
	machine.SetInterrupt(func() bool { return ctx.Err() != nil })
	in := append(append([]float64(nil), at...), at...)
	return func(dst, v []float64) {
		copy(in[len(at):], v)
		if machine.Run(in, dst) != nil {
			clear(dst)
		}
	}, nil
}
