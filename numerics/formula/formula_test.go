package formula_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/formula"
)

// Derivatives as textbooks print them: of a function, the first and the second.
func TestDerivativesAsInTextbooks(t *testing.T) {
	for _, c := range [][3]string{
		{"x*exp(-x)", "(1 - x) exp(-x)", "(x - 2) exp(-x)"},
		{"x^2*exp(x)", "x (x + 2) exp(x)", "(x^2 + 4x + 2) exp(x)"},
		{"(x-1)/(x+1)", "2/(x + 1)^2", "-4/(x + 1)^3"},
		{"(x^2+x)/x", "1", "0"},
		{"log(sqrt(x))", "1/(2x)", "-1/(2x^2)"},
		{"exp(log(x))", "1", "0"},
		{"x^(3/2)", "3 sqrt(x)/2", "3/(4 sqrt(x))"},
		{"x^2/3", "2x/3", "2/3"},
		{"2^x", "2^x log(2)", "2^x log(2)^2"},
		{"log10(x)", "1/(x log(10))", "-1/(x^2 log(10))"},
		{"sin(x)^2", "sin(2x)", "2 cos(2x)"},
		{"tan(x)", "tan(x)^2 + 1", "2 sin(x)/cos(x)^3"},
		{"sin(x)/(1+cos(x))", "1/(cos(x) + 1)", "sin(x)/(cos(x) + 1)^2"},
		{"sqrt(x^2+1)", "x/sqrt(x^2 + 1)", "1/(x^2 + 1)^(3/2)"},
		{"log(x+sqrt(x^2+1))", "1/sqrt(x^2 + 1)", "-x/(x^2 + 1)^(3/2)"},
		{"x^x", "(log(x) + 1) x^x", "(x (log(x) + 1)^2 + 1) x^(x - 1)"},
		{"exp(-x^2/2)", "-x exp(-x^2/2)", "(x^2 - 1) exp(-x^2/2)"},
		{"1/(1+exp(-x))", "exp(x)/(exp(x) + 1)^2", "(1 - exp(x)) exp(x)/(exp(x) + 1)^3"},
		{"abs(x^3)", "3x abs(x)", "6 abs(x)"},
		{"0.1*x^3", "0.3x^2", "0.6x"},
		{"0.1*x^4", "0.4x^3", "1.2x^2"},
		{"0.7*x^3", "2.1x^2", "4.2x"},
		{"x^3/10", "3x^2/10", "3x/5"},
		{"7*x^3/5", "21x^2/5", "42x/5"},
	} {
		f := exprtest.Function(c[0], "x")
		first := expr.Gradient(f.Value, f.Variables...)[0]
		second := expr.Gradient(first, f.Variables...)[0]
		for k, d := range []*expr.Node{first, second} {
			if got := expr.Text(formula.Simplify(d)); got != c[k+1] {
				t.Errorf("derivative %d of %s is shown as %s, want %s", k+1, c[0], got, c[k+1])
			}
		}
	}
}

// Gradients by one variable after the other.
func TestGradientsAsInTextbooks(t *testing.T) {
	for _, c := range [][2]string{
		{"atan(y/x)", "(-y/(x^2 + y^2), x/(x^2 + y^2))"},
		{"((2.9-x-y)^2 + (5.2-2*x-y)^2)/2", "(5x + 3y - 13.3, 3x + 2y - 8.1)"},
		{"sqrt(x*y)", "(y/(2 sqrt(x y)), x/(2 sqrt(x y)))"},
		{"x^2 - y^2", "(2x, -2y)"},
		{"1 - x^2 - y^2", "(-2x, -2y)"},
		{"(x^2+y^2)*exp(-x-y)", "((2x - x^2 - y^2) exp(-x - y), (2y - x^2 - y^2) exp(-x - y))"},
	} {
		f := exprtest.Function(c[0], "x", "y")
		if got := text(expr.Stack(expr.Gradient(f.Value, f.Variables...)...)); got != c[1] {
			t.Errorf("the gradient of %s is shown as %s, want %s", c[0], got, c[1])
		}
	}
}

// A choice is made once, not in each term.
func TestChoicesStandOutside(t *testing.T) {
	for _, c := range [][2]string{
		{"(if x > 0 then x^2 else -x)*exp(x)", "if x > 0 then x (x + 2) exp(x) else -(x + 1) exp(x)"},
		{"(if x > 0 then 1 else 2)*x + (if x > 0 then x else x^2)", "if x > 0 then 2 else 2x + 2"},
	} {
		f := exprtest.Function(c[0], "x")
		if got := text(expr.Gradient(f.Value, f.Variables...)[0]); got != c[1] {
			t.Errorf("the derivative of %s is shown as %s, want %s", c[0], got, c[1])
		}
	}
}

// What holds on a part of the line only is left alone.
func TestDomainsStay(t *testing.T) {
	for _, c := range [][2]string{
		{"log(x^2)", "log(x^2)"},
		{"sqrt(x^2)", "sqrt(x^2)"},
		{"sqrt(x)*sqrt(y)", "sqrt(x) sqrt(y)"},
		{"log(x*y)", "log(x y)"},
		{"sign(x)^2", "sign(x)^2"},
		{"asin(sin(x))", "asin(sin(x))"},
		{"cos(x)/sin(x)", "cos(x)/sin(x)"},
		{"1/(x + sqrt(x + 2))", "1/(x + sqrt(x + 2))"},
	} {
		f := exprtest.Function(c[0], "x", "y")
		if got := expr.Text(formula.Simplify(f.Value)); got != c[1] {
			t.Errorf("%s is shown as %s, want %s", c[0], got, c[1])
		}
	}
}

// TestRandomFormulas reads what is printed again: it has the value of the formula at random points, wherever that has one.
func TestRandomFormulas(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 7))
	for k := range 300 {
		f := exprtest.Function(random(rng, 2+k%3), "x", "y")
		n := f.Value
		if k%2 == 0 {
			n = expr.Gradient(n, f.Variables...)[0]
		}
		printed := expr.Text(formula.Simplify(n))
		if strings.Contains(printed, "…") || n.IsConst() {
			continue
		}
		again := exprtest.Function(letters.Replace(printed), "x", "y")
		for range 20 {
			at := []*expr.Node{expr.Const(4*rng.Float64() - 2), expr.Const(4*rng.Float64() - 1)}
			want := expr.Substitute(n, f.Variables, at).Float()
			got := expr.Substitute(again.Value, again.Variables, at).Float()
			if !isFinite(want) || math.Abs(want) > 1e6 {
				continue
			}
			if !(math.Abs(got-want) <= 1e-5*(1+math.Abs(want))) && !unstable(n, f.Variables, at) {
				t.Fatalf("%s is printed as %s: %g, not %g at %g, %g", expr.Text(n), printed, got, want, at[0].Float(), at[1].Float())
			}
		}
	}
}

// letters writes numbers as what the formulas of tests can read.
var letters = strings.NewReplacer("π", "(2acos(0))", "e ", "exp(1) ", "e)", "exp(1))")

func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// unstable reports whether a formula has no digits to compare at a point: a step beside it changes the value much.
func unstable(n *expr.Node, variables, at []*expr.Node) bool {
	beside := []*expr.Node{expr.Const(at[0].Float() * (1 + 1e-14)), expr.Const(at[1].Float() * (1 - 1e-14))}
	a, b := expr.Substitute(n, variables, at).Float(), expr.Substitute(n, variables, beside).Float()
	return !(math.Abs(a-b) <= 1e-7*(1+math.Abs(a)))
}

// random is a formula in x and y.
func random(rng *rand.Rand, depth int) string {
	if depth == 0 {
		return []string{"x", "y", "x", "2", "3", "x*y", "0.5", "(1+x)"}[rng.IntN(8)]
	}
	a := func() string { return random(rng, depth-1-rng.IntN(depth)) }
	switch rng.IntN(14) {
	case 0, 1:
		return "(" + a() + "+" + a() + ")"
	case 2:
		return "(" + a() + "-" + a() + ")"
	case 3, 4:
		return "(" + a() + ")*(" + a() + ")"
	case 5, 6:
		return "(" + a() + ")/(" + a() + ")"
	case 7:
		return "(" + a() + ")^" + []string{"2", "3", "(1/2)", "(3/2)", "(-1)", "(1/3)"}[rng.IntN(6)]
	case 8:
		return "exp(" + a() + ")"
	case 9:
		return "log(" + a() + ")"
	case 10:
		return []string{"sin(", "cos(", "tan("}[rng.IntN(3)] + a() + ")"
	case 11:
		return []string{"sinh(", "cosh(", "tanh("}[rng.IntN(3)] + a() + ")"
	case 12:
		return []string{"asin(", "acos(", "atan("}[rng.IntN(3)] + a() + ")"
	}
	return []string{"abs(", "sqrt("}[rng.IntN(2)] + a() + ")"
}
