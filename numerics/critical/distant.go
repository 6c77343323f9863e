package critical

import (
	"context"
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/program/native"
	"saddle/numerics/spectral"
)

// distant is a function of many variables at a point: value, gradient and Hessian-vector products.
type distant struct {
	p        []float64
	value    float64
	gradient []float64
	slop     float64 // a gradient no longer than this may be rounding
	product  spectral.Product
}

func studyLarge(f *expr.Function, p []float64) (*distant, error) {
	d := &distant{p: p}
	if err := d.takeGradient(f); err != nil {
		return nil, err
	}
	hvp := f.HVP()
	second, err := native.MachineOf(hvp.Variables, hvp.Value)
	if err != nil {
		return nil, err
	}
	in := append(append([]float64(nil), p...), make([]float64, len(p))...)
	d.product = func(dst, v []float64) {
		copy(in[len(p):], v)
		if second.Run(in, dst) != nil {
			dst[0] = math.NaN()
		}
	}
	return d, nil
}

// takeGradient computes the value and the gradient, and by how much a nudge changes the latter.
func (d *distant) takeGradient(f *expr.Function) error {
	n := len(d.p)
	first, err := native.MachineOf(f.Variables, f.Value, f.Gradient().Value)
	if err != nil {
		return err
	}
	out, moved := make([]float64, 1+n), make([]float64, 1+n)
	if err := first.Run(d.p, out); err != nil {
		return err
	}
	if err := first.Run(nudged(d.p, 0), moved); err != nil {
		return err
	}
	d.value, d.gradient = out[0], out[1:]
	for _, ball := range estimated(out[1:], moved[1:]) {
		d.slop = math.Hypot(d.slop, ball.Rad)
	}
	return nil
}

// ends are the smallest and the largest eigenvalue.
func (d *distant) ends(ctx context.Context) (*spectral.Extremes, error) {
	return spectral.Lanczos(ctx, len(d.p), d.product, spectral.Wanted{Low: 1, High: 1, Tolerance: 1e-9, Seed: 1})
}

// largestFormed is the number of variables up to which a Hessian is formed. Beyond, its two ends are found by Lanczos'
// method.
const largestFormed = 300
