package descent

import (
	"math"
	"testing"

	"saddle/numerics/expr"
)

// chain is Rosenbrock's function in n variables.
func chain(n int) *expr.Function {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(n))
	e := x.Entries()
	sum := number(0)
	for i := range n - 1 {
		sum = expr.Add(sum, expr.Add(expr.Mul(number(100), square(expr.Sub(e[i+1], square(e[i])))), square(expr.Sub(number(1), e[i]))))
	}
	return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: sum}
}

// The methods that adapt their steps reach the minimum of Rosenbrock's function.
func TestReachTheMinimum(t *testing.T) {
	for rule, most := range map[string]int{"lbfgs": 60, "trust_region": 40, "damped_newton": 60, "newton": 10} {
		r := mustRun(t, Named(rule), functions["rosenbrock"], []float64{-1.2, 1}, Options{Steps: most, Tol: 1e-8})
		if r.Status != Converged || !near(r.Last(), []float64{1, 1}, 1e-7) {
			t.Errorf("%s: %s after %d steps at %v", rule, r.Status, r.Steps, r.Last())
		}
	}
	ones := make([]float64, 10)
	for i := range ones {
		ones[i] = 1
	}
	if r := mustRun(t, lbfgs, chain(10), make([]float64, 10), Options{Steps: 100, Tol: 1e-8}); r.Status != Converged || !near(r.Last(), ones, 1e-7) {
		t.Errorf("lbfgs in ten dimensions: %s after %d steps at %v", r.Status, r.Steps, r.Last())
	}
}

// On a quadratic with exact differences L-BFGS never raises f, and its first step goes along the gradient.
func TestLBFGSDescends(t *testing.T) {
	r := mustRun(t, lbfgs, chain(6), []float64{-1, 1, -1, 1, -1, 1}, Options{Steps: 80})
	for k := 1; k <= r.Steps; k++ {
		if r.F[k] > r.F[k-1] {
			t.Errorf("step %d: f rises from %g to %g", k, r.F[k-1], r.F[k])
		}
	}
	if r.History("s₀") != nil {
		t.Error("the pairs are recorded")
	}
}

// The step within a radius against what is known of it: inside the border Newton's, on it of that length, with
// (H + νI)s = -g and H + νI positive semidefinite; also in the hard case, and nearly in it.
func TestTrustStep(t *testing.T) {
	for _, h := range models {
		for _, g := range [][]float64{{1, 2, -1}, {0, 0, 0}, {0, 1, 0}, {1e-13, 1, 0.5}, {0, 1e-9, 0}, {3, 0, 0}} {
			for _, radius := range []float64{1e-3, 0.5, 40} {
				s := expr.TrustStep(vectorOf(g), h, number(radius)).Data()
				length := norm(s)
				if length > radius*(1+1e-12) {
					t.Errorf("g = %v, radius %g: step of length %g", g, radius, length)
				}
				checkMultiplier(t, h, g, s, length < radius*(1-1e-9))
			}
		}
	}
}

var models = []*expr.Node{
	expr.DiagonalMatrix(vectorOf([]float64{-2, 1, 5})),
	expr.DiagonalMatrix(vectorOf([]float64{1, 2, 5})),
	expr.Array(expr.MatrixShape(3, 3), []float64{2, 1, 0, 1, -1, 3, 0, 3, 0.5}),
	expr.DiagonalMatrix(vectorOf([]float64{-1, -1, 2})),
	expr.DiagonalMatrix(vectorOf([]float64{0, 0, 0})),
}

func vectorOf(v []float64) *expr.Node { return expr.Array(expr.Vector(len(v)), v) }

func norm(v []float64) float64 {
	n := 0.0
	for _, x := range v {
		n = math.Hypot(n, x)
	}
	return n
}

// checkMultiplier finds the ν with (H + νI)s = -g by least squares and holds it to the conditions.
func checkMultiplier(t *testing.T, h *expr.Node, g, s []float64, inside bool) {
	t.Helper()
	rest := expr.Add(expr.Mul(h, vectorOf(s)), vectorOf(g)).Data()
	if norm(s) == 0 {
		if norm(rest) > 1e-12 {
			t.Errorf("g = %v: no step", g)
		}
		return
	}
	nu := 0.0
	for i := range s {
		nu -= rest[i] * s[i] / norm(s) / norm(s)
	}
	residual := 0.0
	for i := range s {
		residual = math.Hypot(residual, rest[i]+nu*s[i])
	}
	least := expr.Eigenvalues(h).Data()[0]
	if residual > 1e-9*(1+norm(g)) || nu < -1e-9 || least+nu < -1e-9 || inside && math.Abs(nu) > 1e-9 {
		t.Errorf("g = %v, s = %v: residual %g, ν = %g, λ₁ = %g, inside %t", g, s, residual, nu, least, inside)
	}
}

// The cubic step against its conditions: (H + M‖s‖/2 I)s = -g and H + M‖s‖/2 I positive semidefinite.
func TestCubicStep(t *testing.T) {
	for _, h := range models {
		for _, g := range [][]float64{{1, 2, -1}, {0, 0, 0}, {0, 1, 0}, {1e-13, 1, 0.5}, {0, 1e-9, 0}} {
			for _, weight := range []float64{0.1, 1, 30} {
				s := expr.CubicStep(vectorOf(g), h, number(weight)).Data()
				nu := weight * norm(s) / 2
				rest := expr.Add(expr.Mul(h, vectorOf(s)), vectorOf(g)).Data()
				residual := 0.0
				for i := range s {
					residual = math.Hypot(residual, rest[i]+nu*s[i])
				}
				least := expr.Eigenvalues(h).Data()[0]
				if residual > 1e-9*(1+norm(g)) || least+nu < -1e-9 {
					t.Errorf("g = %v, M = %g: s = %v, residual %g, λ₁ + ν = %g", g, weight, s, residual, least+nu)
				}
			}
		}
	}
}

// Every rule that is made for it leaves the exact saddle of a strict saddle point, and the others stay.
func TestLeaveTheExactSaddle(t *testing.T) {
	leaves := map[string]bool{"trust_region": true, "cubic_newton": true, "negative_curvature": true, "noisy_gd": true, "perturbed_gd": true}
	for _, rule := range Rules() {
		r := mustRun(t, rule, functions["double_well"], []float64{0, 0}, Options{Steps: 200, Seed: 3})
		left := math.Abs(r.Last()[0]) > 0.5
		if left != leaves[rule.Name] {
			t.Errorf("%s: %s at %v", rule.Name, r.Status, r.Last())
		}
	}
}

// perturbed_gd jumps no more than once in T steps, and never further than r.
func TestPerturbations(t *testing.T) {
	r := mustRun(t, perturbedGradientDescent, functions["double_well"], []float64{0, 0}, Options{Steps: 300})
	last := r.History("last")
	for k := 1; k <= r.Steps; k++ {
		jumped, before := last.At(k)[0], last.At(k - 1)[0]
		if jumped != before && jumped-before < 10 {
			t.Errorf("jumps at steps %g and %g", before, jumped)
		}
		if length := norm(r.History("ξ").At(k)); length > 0.01 {
			t.Errorf("step %d: jump of length %g", k, length)
		}
	}
}
