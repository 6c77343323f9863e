package eval

import (
	"context"

	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/spectral"
)

// spectrumOf is the eigenvalues at both ends of a Hessian's spectrum, from its products with vectors alone.
func spectrumOf(c *builtinCall) value.Value {
	f := c.function(0)
	p := c.pointAt(f, 1)
	t := c.traceAt(f, p)
	n := p.size()
	k := min(c.wholeSetting("k", 1, min(10, n)), n)
	product, err := c.hessianProduct(t, p)
	if err != nil {
		c.Fail("DomainError", c.site, "expr.refused", err.Error())
	}
	found, err := spectral.Lanczos(c.Context(), n, product, spectral.Wanted{Low: (k + 1) / 2, High: k / 2})
	if err != nil && c.Context().Err() == nil {
		c.numericalFailure(err, c.positional[1])
	}
	return value.Spectrum{Extremes: found, Function: f, Dimension: n}
}

// hessianProduct is v ↦ ∇²f(p) v as a compiled program.
func (c *builtinCall) hessianProduct(t traced, p point) (spectral.Product, error) {
	hvp := t.function("").HVP()
	compiled, err := program.Compile(hvp.Variables, []*expr.Node{hvp.Value})
	if err != nil {
		return nil, err
	}
	machine := compiled.NewMachine()
	machine.SetInterrupt(interruptedBy(c.Context()))
	at := p.flat()
	in := append(at, make([]float64, len(at))...)
	return func(dst, v []float64) {
		copy(in[len(in)/2:], v)
		if machine.Run(in, dst) != nil {
			clear(dst)
		}
	}, nil
}

func interruptedBy(ctx context.Context) func() bool { return func() bool { return ctx.Err() != nil } }
