package main

import (
	"fmt"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"

	"saddle/numerics/expr"
)

// derivatives are the tasks of one value, gradient, Hessian or product at a point.
func derivatives() map[string]peers {
	x100, x1000, v1000 := waves(100, 1, 0.3), waves(1000, 1, 0.3), waves(1000, 0, 1)
	weights := waves(4*hidden+1, 0, 0.5)
	direction := waves(len(weights), 0, 1)
	n := len(weights)
	loss := func(p []float64) float64 { return networkByHand(p, nil) }
	all := map[string]peers{
		"Hessian, n = 100": {
			"saddle": once(func() work { f := valley(100); return evaluated(f.Variables, f.Hessian().Value, x100) }),
			"go":     filling(100*100, func(h []float64) { hessianByHand(h, x100) }),
			"gonum":  gonumHessian(valueByHand, x100),
		},
		"Hessian-vector, n = 1000": {
			"saddle": once(func() work { return product(valley(1000), x1000, v1000) }),
			"go":     filling(1000, func(out []float64) { productByHand(out, x1000, v1000) }),
		},
		"network value": {
			"saddle": once(func() work { f := network(); return evaluated(f.Variables, f.Value, weights) }),
			"go":     filling(1, func(out []float64) { out[0] = networkByHand(weights, nil) }),
		},
		"network gradient": {
			"saddle": once(func() work { f := network(); return evaluated(f.Variables, f.Gradient().Value, weights) }),
			"go":     filling(n, func(g []float64) { networkByHand(weights, g) }),
			"gonum":  gonumGradient(loss, weights),
		},
		"network Hessian": {
			"saddle": once(func() work { f := network(); return evaluated(f.Variables, f.Hessian().Value, weights) }),
			"go":     filling(n*n, func(h []float64) { networkHessianByHand(h, weights) }),
			"gonum":  gonumHessian(loss, weights),
		},
		"network Hessian-vector": {
			"saddle": once(func() work { return product(network(), weights, direction) }),
			"go":     filling(n, func(out []float64) { networkProductByHand(out, weights, direction) }),
		},
	}
	for _, n := range []int{2, 10, 100, 1000} {
		at := waves(n, 1, 0.3)
		all[fmt.Sprintf("gradient, n = %d", n)] = peers{
			"saddle": once(func() work { f := valley(n); return evaluated(f.Variables, f.Gradient().Value, at) }),
			"go":     filling(n, func(g []float64) { gradientByHand(g, at) }),
			"gonum":  gonumGradient(valueByHand, at),
		}
	}
	return all
}

func product(f *expr.Function, at, v []float64) work {
	h := f.HVP()
	return evaluated(h.Variables, h.Value, append(append([]float64(nil), at...), v...))
}

// Gonum's: differences instead of derivatives.

func gonumGradient(f func([]float64) float64, at []float64) func() work {
	return filling(len(at), func(g []float64) { fd.Gradient(g, f, at, nil) })
}

func gonumHessian(f func([]float64) float64, at []float64) func() work {
	n := len(at)
	h := mat.NewSymDense(n, nil)
	return filling(n*n, func(out []float64) {
		fd.Hessian(h, f, at, nil)
		mat.NewDense(n, n, out).Copy(h)
	})
}
