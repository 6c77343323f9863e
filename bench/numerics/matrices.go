package main

import (
	"context"
	"log"
	"slices"

	"gonum.org/v1/gonum/mat"

	"saddle/numerics/expr"
	"saddle/numerics/spectral"
)

// matrices are the tasks of large tables, eigenvalues and eigenvectors.
func matrices() map[string]peers {
	a := symmetric(100)
	at := make([]float64, width)
	return map[string]peers{
		"least squares, 10 000 × 100": {"saddle": once(func() work {
			f := leastSquares()
			return evaluated(f.Variables, f.Gradient().Value, at)
		})},
		"eigenvectors, n = 100": {
			"saddle": func() work { return work{call: func() []float64 { return eigenvalues(a) }} },
			"gonum":  func() work { return work{call: func() []float64 { return gonumEigenvalues(a) }} },
		},
		"Lanczos, n = 10 000": {"saddle": once(lanczos)},
	}
}

// leastSquares is the mean square of y - X θ.
func leastSquares() *expr.Function {
	g := expr.NewGraph()
	data, wanted := table()
	x, y := expr.Array(expr.MatrixShape(rows, width), data), expr.Array(expr.Vector(rows), wanted)
	theta := g.Variable("θ", expr.Vector(width))
	residual := expr.Sub(y, expr.Mul(x, theta))
	return &expr.Function{Name: "L", Variables: []*expr.Node{theta}, Value: expr.Div(expr.NormSquared(residual), number(rows))}
}

func eigenvalues(a mat.Matrix) []float64 {
	d, err := spectral.Symmetric(a)
	if err != nil {
		log.Fatal(err)
	}
	return d.Values
}

func gonumEigenvalues(a *mat.SymDense) []float64 {
	var e mat.EigenSym
	if !e.Factorize(a, true) {
		log.Fatal("no eigenvalues")
	}
	var vectors mat.Dense
	e.VectorsTo(&vectors)
	return e.Values(nil)
}

// ends is how many eigenvalues are looked for at each end of a spectrum, endsTolerance their residual.
const large, ends, endsTolerance = 10_000, 3, 1e-8

// lanczos looks for the ends of the spectrum of Rosenbrock's Hessian, by products alone.
func lanczos() work {
	h := valley(large).HVP()
	m := machineOf(h.Variables, h.Value)
	in := append(steep(), make([]float64, large)...)
	wanted := spectral.Wanted{Low: ends, High: ends, Tolerance: endsTolerance, Seed: 1, Once: true}
	return work{call: func() []float64 {
		found, err := spectral.Lanczos(context.Background(), large, func(dst, v []float64) {
			copy(in[large:], v)
			if err := m.Run(in, dst); err != nil {
				log.Fatal(err)
			}
		}, wanted)
		if err != nil || !found.Converged {
			log.Fatalf("the spectrum after %d products: %v", found.Products, err)
		}
		return slices.Clone(found.Values)
	}}
}

// steep is a point at which a few eigenvalues stand apart at both ends.
func steep() []float64 {
	x := waves(large, 1, 0.3)
	for k := range ends {
		x[1000*(k+1)], x[1000*(k+1)+1] = 0, 2+float64(k)/5
	}
	return x
}
