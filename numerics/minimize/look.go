package minimize

import (
	"context"

	"saddle/numerics/critical"
	"saddle/numerics/critical/reason"
	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/spectral"
)

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

// look classifies a point by its whole Hessian, and by higher derivatives where that is singular. A point that is critical
// only nearly is judged as the critical point that it is on the way to.
func look(ctx context.Context, f *expr.Function, at []float64) (view, error) {
	verdict, err := critical.Classify(ctx, f, at)
	if err != nil {
		return view{}, err
	}
	if verdict.Kind != critical.NotCritical {
		return viewOf(verdict), nil
	}
	near, err := critical.Near(ctx, f, at)
	if err != nil || distance(near.At, at) > 1e-4*(1+norm(at)) {
		return view{kind: critical.Undecided}, nil
	}
	if verdict, err = critical.Classify(ctx, f, near.At); err != nil {
		return view{}, err
	}
	return viewOf(verdict), nil
}

func distance(a, b []float64) float64 {
	difference := make([]float64, len(a))
	for i := range a {
		difference[i] = a[i] - b[i]
	}
	return norm(difference)
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
