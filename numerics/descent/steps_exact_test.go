package descent

import (
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
)

// randomModel is g's + s'Hs/2 with random numbers: of any scale, definite or not, singular, nearly so, or a hard case.
func randomModel(r *rand.Rand) (g []float64, h []float64) {
	n := 1 + r.IntN(6)
	scale, slope := 1.0, 1.0
	if r.IntN(2) == 0 {
		scale = math.Pow(10, 12*r.Float64()-6)
	}
	if r.IntN(2) == 0 {
		slope = math.Pow(10, 16*r.Float64()-8)
	}
	a, weights := make([]float64, n*n), make([]float64, n)
	for i := range a {
		a[i] = r.NormFloat64()
	}
	kind := r.IntN(5)
	for k := range weights {
		weights[k] = [...]float64{1, -1, float64(1 - 2*r.IntN(2)), 0, math.Pow(10, 12*r.Float64()-9)}[kind]
	}
	weights[0] = 1
	g, h = make([]float64, n), make([]float64, n*n)
	for i := range n {
		g[i] = slope * r.NormFloat64()
		for j := range i + 1 {
			for k := range n {
				h[i*n+j] += scale * a[i*n+k] * weights[k] * a[j*n+k]
			}
			h[j*n+i] = h[i*n+j]
		}
	}
	if r.IntN(4) == 0 { // diagonal, with no slope along the lowest curvature
		clear(h)
		for i := range n {
			h[i*n+i] = scale * float64(r.IntN(5)-2)
		}
		low := 0
		for i := range n {
			if h[i*n+i] < h[low*n+low] {
				low = i
			}
		}
		for i := range n {
			if h[i*n+i] == h[low*n+low] {
				g[i] = 0
			}
		}
	}
	return g, h
}

// Steps within a radius and cubic steps of random models meet the conditions that only the lowest point of the model meets (Conn,
// Gould and Toint 2000, Trust-Region Methods, theorem 7.2.1; Nesterov and Polyak 2006, §5).
func TestStepsOfRandomModels(t *testing.T) {
	r := rand.New(rand.NewPCG(24, 0))
	for k := range 240 {
		g, h := randomModel(r)
		n, weight := len(g), math.Pow(10, 6*r.Float64()-3)
		hessian := expr.Array(expr.MatrixShape(n, n), h)
		var s []float64
		var nu float64
		trust := k%2 == 0
		if trust {
			s = expr.TrustStep(vectorOf(g), hessian, number(weight)).Data()
			if norm(s) > weight*(1+1e-12) {
				t.Errorf("g = %v, H = %v, radius %g: a step of length %g", g, h, weight, norm(s))
			}
		} else {
			s = expr.CubicStep(vectorOf(g), hessian, number(weight)).Data()
			nu = weight * norm(s) / 2
		}
		rest := expr.Add(expr.Mul(hessian, vectorOf(s)), vectorOf(g)).Data()
		if trust && norm(s) >= weight*(1-1e-9) {
			for i := range s {
				nu -= rest[i] * s[i] / norm(s) / norm(s)
			}
		}
		residual, values := 0.0, expr.Eigenvalues(hessian).Data()
		for i := range s {
			residual = math.Hypot(residual, rest[i]+nu*s[i])
		}
		size := math.Max(math.Abs(values[0]), math.Abs(values[n-1]))
		bound := 1e-9 * (norm(g) + (size+nu)*norm(s))
		if residual > bound || nu < -1e-9*size || values[0]+nu < -1e-9*(size+math.Abs(nu)) {
			t.Errorf("trust %t, g = %v, H = %v, %g: s = %v, residual %g, ν = %g, λ₁ = %g", trust, g, h, weight, s, residual, nu, values[0])
		}
	}
}
