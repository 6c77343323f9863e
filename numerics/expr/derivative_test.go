package expr_test

import (
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

// TestDerivativesRead holds what a lecturer would write for the gradient in (x, y).
func TestDerivativesRead(t *testing.T) {
	for _, c := range []struct{ f, dx, dy string }{
		{"x^2 - y^2", "2x", "-2y"},
		{"sin(x)^2 + cos(y)", "2 sin(x) cos(x)", "-sin(y)"},
		{"1/x + 2/y^3", "-1/x^2", "-6/y^4"},
		{"sqrt(x) + 1/sqrt(y)", "1/(2 sqrt(x))", "-1/(2y^(3/2))"},
		{"tanh(x) + tan(y)", "1 - tanh(x)^2", "1 + tan(y)^2"},
		{"x^y", "y x^(y - 1)", "x^y log(x)"},
		{"x^x + y^-2", "x^x + x^x log(x)", "-2/y^3"},
		{"abs(x) + y^(1/3)", "sign(x)", "1/(3y^(2/3))"},
		{"max(x, y^2)", "if x >= y^2 then 1 else 0", "if x >= y^2 then 0 else 2y"},
		{"min(x, y)", "if y >= x then 1 else 0", "if y >= x then 0 else 1"},
		{"(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "4x (x^2 + y - 11) + 2(x + y^2 - 7)", "2(x^2 + y - 11) + 4y (x + y^2 - 7)"},
		{"x log(x) - y", "log(x) + 1", "-1"},
		{"exp(-x^2 - y^2)", "-2x exp(-x^2 - y^2)", "-2y exp(-x^2 - y^2)"},
		{"100(y - x^2)^2 + (1 - x)^2", "-400x (y - x^2) - 2(1 - x)", "200(y - x^2)"},
		{"if x > 0 then log(x) else y^2", "if x > 0 then 1/x else 0", "if x > 0 then 0 else 2y"},
		{"x y/(x + y)", "y^2/(x + y)^2", "x^2/(x + y)^2"},
		{"asin(x) + acos(y)", "1/sqrt(1 - x^2)", "-1/sqrt(1 - y^2)"},
		{"x^2 - 10 cos(2 π y)", "2x", "20π sin(2π y)"},
		{"x^3/3 - 0.1 y^2", "x^2", "-0.2y"},
		{"log(1 + exp(x y))", "y exp(x y)/(1 + exp(x y))", "x exp(x y)/(1 + exp(x y))"},
		{"2^x + y e^y", "0.693147*2^x", "exp(y) + y exp(y)"},
		{"sqrt(x^2 + y^2)", "x/sqrt(x^2 + y^2)", "y/sqrt(x^2 + y^2)"},
		{"(x - y)^2/2", "x - y", "y - x"},
		{"cosh(x) + sinh(y) + atan(x)", "sinh(x) + 1/(1 + x^2)", "cosh(y)"},
		{"log(cosh(x)) + sinh(y)^2/cosh(y)^2", "tanh(x)", "2 tanh(y) (1 - tanh(y)^2)"},
		{"floor(x) y + round(y)", "0", "floor(x)"},
		{"mod(x, y)", "1", "-floor(x/y)"},
		{"x^2 y^3 x", "3x^2 y^3", "3x^3 y^2"},
		{"log10(x) + log(y)/2", "0.434294/x", "1/(2y)"},
		{"exp(x)^2 + exp(y) exp(y)", "2 exp(2x)", "2 exp(2y)"},
		{"(2x)^3 + (-y)^2", "24x^2", "2y"},
		{"sin(-x) + cos(-y)", "-cos(x)", "-sin(y)"},
	} {
		f := exprtest.Function(c.f, "x", "y")
		d := f.GradientParts()
		if dx, dy := expr.Text(d[0]), expr.Text(d[1]); dx != c.dx || dy != c.dy {
			t.Errorf("∇(%s) = (%s, %s), want (%s, %s)", c.f, dx, dy, c.dx, c.dy)
		}
	}
}

func TestHessiansRead(t *testing.T) {
	for _, c := range []struct{ f, want string }{
		{"x^2 - y^2", "[2, 0; 0, -2]"},
		{"100(y - x^2)^2 + (1 - x)^2", "[1200x^2 - 400y + 2, -400x; -400x, 200]"},
		{"x y/(x + y)", "[-2y^2/(x + y)^3, 2x y/(x + y)^3; 2x y/(x + y)^3, -2x^2/(x + y)^3]"},
		{"sqrt(x^2 + y^2)", "[y^2/(x^2 + y^2)^(3/2), -x y/(x^2 + y^2)^(3/2); -x y/(x^2 + y^2)^(3/2), x^2/(x^2 + y^2)^(3/2)]"},
		{"1/(1 + exp(-x)) + y", "[-(1 - exp(-x)) exp(-x)/(1 + exp(-x))^3, 0; 0, 0]"},
		{"x abs(x) + y", "[2 sign(x), 0; 0, 0]"},
	} {
		if got := expr.Text(exprtest.Function(c.f, "x", "y").Hessian().Value); got != c.want {
			t.Errorf("∇²(%s) = %s, want %s", c.f, got, c.want)
		}
	}
}

func TestSimplification(t *testing.T) {
	for _, c := range []struct{ f, want string }{
		{"x + x", "2x"},
		{"x + y - x", "y"},
		{"x - x", "0"},
		{"0 x + 1 y", "y"},
		{"x/x", "1"},
		{"x^2 x^-3", "1/x"},
		{"(x^2)^(1/2)", "sqrt(x^2)"},
		{"sqrt(x)^2", "sqrt(x)^2"},
		{"sqrt(x) sqrt(x)", "sqrt(x)^2"},
		{"sqrt(x^2 + 1)^2", "x^2 + 1"},
		{"(x^2)^3", "x^6"},
		{"(x^3)^0.5", "x^(3/2)"},
		{"log(exp(x))", "x"},
		{"exp(log(x))", "exp(log(x))"},
		{"1/(1/x)", "x"},
		{"x/2/3", "x/6"},
		{"2 x 3 y/4", "3x y/2"},
		{"x + (y - 1)", "x + y - 1"},
		{"x - (y - 1)", "x - (y - 1)"},
		{"-(x - y)", "y - x"},
		{"2(x - y) + 3(x - y)", "5(x - y)"},
		{"y x + x y", "2x y"},
		{"x + 1 + y + 2", "x + 3 + y"},
		{"abs(x^2)", "x^2"},
		{"abs(-x)", "abs(x)"},
		{"max(x, x)", "x"},
		{"if x > 0 then y else y", "y"},
		{"if 1 > 0 then x else y", "x"},
		{"(if x > 0 then y else 0) log(x)", "if x > 0 then y log(x) else 0"},
		{"(if x > 0 then y else 0) + (if x > 0 then 0 else x)", "if x > 0 then y else x"},
		{"x^0", "1"},
		{"0^x", "0^x"},
		{"0.1 x + 0.2 x", "0.3x"},
		{"x/3 + x/6", "x/2"},
		{"exp(x) exp(-x)", "1"},
		{"2^3^2 x", "512x"},
		{"-2x - 3", "-2x - 3"},
		{"2 sin(x) x", "2x sin(x)"},
		{"1e-8 x + 1e10 y", "1e-8x + 1e10y"},
		{"π x/2", "π x/2"},
	} {
		if got := expr.Text(exprtest.Function(c.f, "x", "y").Value); got != c.want {
			t.Errorf("%s simplifies to %s, want %s", c.f, got, c.want)
		}
	}
}
