package search

import (
	"context"
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/interval"
)

// TestPoles: a search is decided around poles, and finds what lies beside them.
func TestPoles(t *testing.T) {
	for _, test := range []struct {
		formula string
		points  int
		proven  bool
	}{
		{"1/(x^2 + y^2) + x", 1, true},
		{"1/((x - 1)^2 + y^2) + 1/((x + 1)^2 + y^2)", 1, true},
		{"1/sqrt(x^2 + y^2) + x^2", 2, true},
		{"(x^2 + y^2)^(-1.5) + x^2 + y", 3, true},
		{"log(x^2 + y^2) + x", 1, true},
		{"tan(x)*y + x^2", 1, true},
		{"tan(x) + y^2", 0, true},
		{"1/(x - y) + x^2 + y^2", 1, true},
		{"sqrt(x^2 + y^2) + x^2", 1, true},           // a corner, where the minimum is
		{"1/(x^2 + y^2) + sqrt(x^2)", 0, false},      // and one beside a pole
		{"(x^2 + y^2)^0.75 + y/2", 1, false},         // its gradient is not bounded, or not defined, at its minimum
		{"x*(x^2 + y^2)^(-1) + 0*y", 0, false},       // the gradient without denominators is flat at the pole
		{"(1/(x^2 + 1) - 1)^2 + (y - 1)^2", 1, true}, // no pole at all, but a degenerate minimum
	} {
		found, err := Points(context.Background(), criticaltest.Function("f", test.formula, "x", "y"), interval.Box{interval.Of(-3, 3), interval.Of(-3, 3)}, Options{})
		if err != nil || found.Proven != test.proven || test.proven && len(found.Points) != test.points {
			t.Errorf("%s: %d points, proven %t, %v, %v", test.formula, len(found.Points), found.Proven, found.Undecided, err)
		}
	}
}
