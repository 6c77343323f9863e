package factors

import (
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr"
)

func TestCleared(t *testing.T) {
	tests := []struct{ formula, want string }{
		{"x^2 + y^2", ""},
		{"log(x) - x^2/2", "(1 - x^2, 0)"},
		{"exp(x)/x", "(x exp(x) - exp(x), 0)"},
		{"1/sqrt(x^2 + 1)", ""},
		{"x/3 + 2/y^2", "(1/3, -4)"},
	}
	for _, test := range tests {
		got := ""
		if c := Cleared(criticaltest.Function("f", test.formula, "x", "y").Gradient().Value, false); c != nil {
			got = expr.Text(c)
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.formula, got, test.want)
		}
	}
}
