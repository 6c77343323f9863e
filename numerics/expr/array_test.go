package expr_test

import (
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

// TestMatrixDerivatives compares gradients, Hessian-vector products and second directional derivatives with differences,
// once with every entry spelled out and once with arrays that stay whole.
func TestMatrixDerivatives(t *testing.T) {
	for name, formula := range exprtest.MatrixFormulas {
		for _, n := range []int{3, 17, 33} {
			if n == 33 && !exprtest.ReadsRows(name) {
				continue
			}
			checkDerivatives(t, name, exprtest.MatrixFunction(n, formula))
		}
	}
}

func checkDerivatives(t *testing.T, name string, f *expr.Function) {
	t.Helper()
	n := f.Dimension()
	random := rand.New(rand.NewPCG(uint64(n), 2))
	x, d := make([]float64, n), make([]float64, n)
	for k := range x {
		x[k], d[k] = random.NormFloat64()/4, random.NormFloat64()/4
	}
	const h = 1e-5
	along := func(s float64) []float64 {
		y := make([]float64, n)
		for k := range y {
			y[k] = x[k] + s*d[k]
		}
		return y
	}
	gradient := f.Gradient()
	slope := dot(gradient.At(x).Data(), d)
	if want := (f.At(along(h)).Float() - f.At(along(-h)).Float()) / (2 * h); !agree(slope, want, 1e-7) {
		t.Errorf("%s in %d variables: slope %v, by differences %v", name, n, slope, want)
	}
	product := f.HVP().At(append(append([]float64{}, x...), d...)).Data()
	up, down := gradient.At(along(h)).Data(), gradient.At(along(-h)).Data()
	for k := range product {
		if want := (up[k] - down[k]) / (2 * h); !agree(product[k], want, 1e-6) {
			t.Errorf("%s in %d variables: entry %d of the Hessian-vector product is %v, by differences %v", name, n, k, product[k], want)
		}
	}
	if got := expr.Directional(f.Value, f.Variables, f.Parts(d), 1); !agree(expr.Substitute(got, f.Variables, f.Parts(x)).Float(), slope, 1e-12) {
		t.Errorf("%s in %d variables: derivative along d is not the slope", name, n)
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for k := range a {
		sum += a[k] * b[k]
	}
	return sum
}
