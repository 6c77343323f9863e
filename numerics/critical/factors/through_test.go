package factors_test

import (
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/critical/factors"
	"saddle/numerics/expr"
)

// What a formula knows its variables through, also where that stands in it in several forms, and what the formula is of it.
func TestThrough(t *testing.T) {
	for _, test := range []struct{ formula, through, outer string }{
		{"(x^2 + y^2)*exp(-x^2 - y^2)", "x^2 + y^2", "t exp(-t)"},
		{"(1 - x*y)^2 + x^2*y^2", "x y", "(1 - t)^2 + t^2"},
		{"(x + 2*y)^2 + sin(3*x + 6*y - 1)", "x + 2y", "t^2 + sin(3t - 1)"},
		{"1/(x*y) + exp(x*y)", "x y", "1/t + exp(t)"},
		{"sin(sqrt(x^2 + y^2))/sqrt(x^2 + y^2)", "x^2 + y^2", "sin(sqrt(t))/sqrt(t)"},
		{"x^2 + y^2 + exp(-x^2 - 2*y^2)", "", ""},
		{"(x + y)^2 + sin(x + 3*y)", "", ""},
		{"x*y + sqrt(x)*sqrt(y)", "sqrt(x) sqrt(y)", "t^2 + t"}, // but √x√y is no whole power of xy
		{"x^2*y^3 + x*y", "", ""},
		{"x^2 + x + y", "", ""},
	} {
		f := criticaltest.Function("f", test.formula, "x", "y")
		u := factors.Through(f.Value)
		if u == nil {
			if test.through != "" {
				t.Errorf("%s: nothing is found, not %s", test.formula, test.through)
			}
			continue
		}
		if _, outer := factors.InTermsOf(f.Value, u); expr.Text(u) != test.through || expr.Text(outer) != test.outer {
			t.Errorf("%s is %s of %s, not %s of %s", test.formula, expr.Text(outer), expr.Text(u), test.outer, test.through)
		}
	}
}
