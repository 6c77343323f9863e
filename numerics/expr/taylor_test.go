package expr_test

import (
	"math"
	"slices"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

var smooth = []string{
	"x^3 y^2 - x y + 4",
	"exp(x y) sin(x + y)",
	"log(2 + x^2) cos(y)/(3 + y)",
	"sqrt(1 + x^2 + y^4)",
	"tan(x/2) tanh(y) + atan(x y) + asin(x/3) acos(y/4)",
	"(1 + x^2)^(y + 1) + (2 + x)^-2.5 + 2^y",
	"sinh(x) cosh(y) + log10(3 + x)",
	"if x > 0 then x^3 else y^4",
	"max(x y, x - y) abs(x) + mod(y, 7) x",
}

// nestedDirectional differentiates along d again and again.
func nestedDirectional(y *expr.Node, xs, d []*expr.Node, order int) *expr.Node {
	for range order {
		g := expr.Gradient(y, xs...)
		y = expr.Const(0)
		for k := range xs {
			y = expr.Add(y, expr.Mul(g[k], d[k]))
		}
	}
	return y
}

func TestDirectionalAgreesWithNestedGradients(t *testing.T) {
	d := []*expr.Node{expr.Const(0.6), expr.Const(-1.7)}
	for _, formula := range smooth {
		f := exprtest.Function(formula, "x", "y")
		for order := 0; order <= 4; order++ {
			got := expr.Directional(f.Value, f.Variables, d, order)
			want := nestedDirectional(f.Value, f.Variables, d, order)
			at := []*expr.Node{expr.Const(0.7), expr.Const(0.4)}
			a := expr.Substitute(got, f.Variables, at).Float()
			b := expr.Substitute(want, f.Variables, at).Float()
			if !agree(a, b, 1e-10) {
				t.Errorf("%s: derivative %d along d is %v, by gradients %v", formula, order, a, b)
			}
		}
	}
}

func TestTaylorAgreesWithMixedDerivatives(t *testing.T) {
	at := []*expr.Node{expr.Const(0.3), expr.Const(-0.8)}
	for _, formula := range smooth {
		f := exprtest.Function(formula, "x", "y")
		numbers := expr.Taylor(f.Value, f.Variables, at, 4)
		symbols := expr.Taylor(f.Value, f.Variables, nil, 4)
		for i := 0; i <= 4; i++ {
			for j := 0; i+j <= 4; j++ {
				want := mixed(f, i, j, at)
				for name, p := range map[string]expr.Polynomial{"numbers": numbers, "symbols": symbols} {
					c := coefficient(p, i, j)
					if got := expr.Substitute(c, f.Variables, at).Float(); !agree(got, want, 1e-10) {
						t.Errorf("%s (%s): coefficient of h₁^%d h₂^%d is %v, want %v", formula, name, i, j, got, want)
					}
				}
			}
		}
	}
}

// mixed is ∂ⁱ⁺ʲf/∂xⁱ∂yʲ / (i! j!).
func mixed(f *expr.Function, i, j int, at []*expr.Node) float64 {
	y := f.Value
	factorial := 1.0
	for k := range i {
		y = expr.Gradient(y, f.Variables[0])[0]
		factorial *= float64(k + 1)
	}
	for k := range j {
		y = expr.Gradient(y, f.Variables[1])[0]
		factorial *= float64(k + 1)
	}
	return expr.Substitute(y, f.Variables, at).Float() / factorial
}

func coefficient(p expr.Polynomial, powers ...int) *expr.Node {
	for _, m := range p {
		if slices.Equal(m.Powers, powers) {
			return m.Coefficient
		}
	}
	return expr.Const(0)
}

func TestTaylorOfAPolynomialEnds(t *testing.T) {
	f := exprtest.Function("(y - x^2) (y - 3x^2)", "x", "y")
	zero := []*expr.Node{expr.Const(0), expr.Const(0)}
	p := expr.Taylor(f.Value, f.Variables, zero, 7)
	want := map[[2]int]float64{{0, 2}: 1, {2, 1}: -4, {4, 0}: 3}
	if len(p) != len(want) {
		t.Errorf("%d terms, want %d: %v", len(p), len(want), p)
	}
	for _, m := range p {
		if c := m.Coefficient.Float(); c != want[[2]int(m.Powers)] {
			t.Errorf("coefficient %v of h^%v", c, m.Powers)
		}
	}
}

func agree(a, b, tolerance float64) bool {
	return a == b || a != a && b != b || math.Abs(a-b) <= tolerance*math.Max(1, math.Max(math.Abs(a), math.Abs(b)))
}

func TestTaylorOfTheBranchTaken(t *testing.T) {
	f := exprtest.Function("if x == 0 then 2 + 3x else sin(x)/x", "x")
	p := expr.Taylor(f.Value, f.Variables, []*expr.Node{expr.Const(0)}, 2)
	if len(p) != 2 || p[0].Coefficient.Float() != 2 || p[1].Coefficient.Float() != 3 {
		t.Errorf("%v", p)
	}
}
