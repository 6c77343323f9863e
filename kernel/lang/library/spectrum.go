package library

import (
	"context"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/program/native"
	"saddle/numerics/spectral"
)

// spectrumOf is the eigenvalues at both ends of a Hessian's spectrum, from its products with vectors alone, of which it makes
// at most steps and one more for each value, that tells how far it may be off.
func spectrumOf(c *eval.Call) value.Value {
	f := c.Function(0)
	p := c.PointAt(f, c.Positional[1])
	t := c.TraceAt(f, p)
	n := p.Size()
	k := min(wholeSetting(c, "k", 1, min(10, n)), n)
	steps := wholeSetting(c, "steps", 1, 0)
	product, err := hessianProduct(c, t, p)
	if err != nil {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	found, err := spectral.Lanczos(c.Context(), n, product, spectral.Wanted{Low: (k + 1) / 2, High: k / 2, Products: steps})
	if err != nil && c.Context().Err() == nil {
		numericalFailure(c, err, c.Positional[1])
	}
	return value.Spectrum{Extremes: found, Function: f, Dimension: n}
}

// hessianProduct is v ↦ ∇²f(p) v as a compiled program.
func hessianProduct(c *eval.Call, t eval.Trace, p eval.Point) (spectral.Product, error) {
	hvp := t.Function("").HVP()
	compiled, err := program.Compile(hvp.Variables, []*expr.Node{hvp.Value})
	if err != nil {
		return nil, err
	}
	machine := native.NewMachine(compiled)
	machine.SetInterrupt(interruptedBy(c.Context()))
	at := p.Flat()
	in := append(at, make([]float64, len(at))...)
	return func(dst, v []float64) {
		copy(in[len(in)/2:], v)
		if machine.Run(in, dst) != nil {
			clear(dst)
		}
	}, nil
}

func interruptedBy(ctx context.Context) func() bool { return func() bool { return ctx.Err() != nil } }
