package search

import (
	"slices"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/interval"
)

// Where branches of f meet, the search says where corners are in which slopes of all signs meet, and where creases are along which
// they do; it leaves no more undecided.
func TestSearchCreases(t *testing.T) {
	tests := []struct {
		formula string
		kinds   []critical.Kind
		creases int
	}{
		{"max(abs(x), abs(y))", []critical.Kind{critical.NotDifferentiable}, 0},
		{"max(x^2, y^2)", []critical.Kind{critical.LocalMinimum}, 0},
		{"max(max(x + y, -x), -y/2)", []critical.Kind{critical.NotDifferentiable}, 0},
		{"max(x, y)", nil, 0},
		{"max(max(x, y), x^2 + y^2 - 3)", []critical.Kind{critical.NotDifferentiable}, 0},
		{"abs(x)*y", []critical.Kind{critical.SaddlePoint}, 1},
		{"abs(x) + x*y", []critical.Kind{critical.NotDifferentiable, critical.NotDifferentiable}, 1},
		{"abs(x*y) + x", []critical.Kind{critical.NotDifferentiable, critical.NotDifferentiable}, 2},
		{"abs(x - y) + (x + y)^2", []critical.Kind{critical.NotDifferentiable}, 0},
		{"abs(x^2 + y^2 - 1) + x", []critical.Kind{critical.LocalMaximum, critical.NotDifferentiable, critical.NotDifferentiable}, 0},
		{"abs(x) + abs(y) + abs(x - y)", []critical.Kind{critical.NotDifferentiable}, 0},
		{"sqrt(x^2 + y^2) + x/2", []critical.Kind{critical.NotDifferentiable}, 0},
		{"-max(-x^2 - y^2, -(x - 1)^2 - y^2)", []critical.Kind{critical.LocalMinimum, critical.LocalMinimum, critical.NotDifferentiable}, 0},
	}
	for _, test := range tests {
		found := mustSearch(t, criticaltest.Function("f", test.formula, "x", "y"), interval.Box{interval.Of(-2, 2), interval.Of(-2, 2)}, Options{})
		var kinds []critical.Kind
		for _, p := range found.Points {
			kinds = append(kinds, p.Kind)
		}
		creases := 0
		for _, r := range found.Regions {
			if r.Reason.Key == "critical.region.crease" {
				creases++
			}
		}
		if !slices.Equal(kinds, test.kinds) || creases != test.creases || len(found.Regions) != creases || found.Proven != (creases == 0) {
			t.Errorf("%s: %v, %d creases of %d regions, proven %t; boxes %d", test.formula, kinds, creases, len(found.Regions), found.Proven, found.Boxes)
			for _, r := range found.Regions {
				t.Logf("   %v %v", r.Hull, r.Reason)
			}
			for _, p := range found.Points {
				t.Logf("   %v %v", p.At, p.Reason)
			}
		}
	}
}

// Points that classify decides do not stay undecided: what is around them is proven ring by ring, or term by term.
func TestSearchClosesDegeneratePoints(t *testing.T) {
	tests := []struct {
		formula string
		kinds   []critical.Kind
	}{
		{"(y - x^2)*(y - 2*x^2)", []critical.Kind{critical.SaddlePoint}},
		{"x^3 - 3*x*y^2 + y^4", []critical.Kind{critical.LocalMinimum, critical.LocalMinimum, critical.SaddlePoint}},
		{"sin(x)^3 + sin(y)^4", []critical.Kind{critical.LocalMinimum, critical.SaddlePoint, critical.SaddlePoint, critical.SaddlePoint, critical.SaddlePoint, critical.LocalMaximum}},
		{"(exp(x) - 3)^4 + (y^3 - 3)^6", []critical.Kind{critical.LocalMinimum, critical.SaddlePoint}},
		{"-(exp(x) - 3)^4 - (y^3 + y - 3)^6", []critical.Kind{critical.LocalMaximum}},
		{"x^2*y - y^3/3", []critical.Kind{critical.SaddlePoint}},
		{"x^4 + x^2*y^2 + y^6", []critical.Kind{critical.LocalMinimum}},
	}
	for _, test := range tests {
		found := mustSearch(t, criticaltest.Function("f", test.formula, "x", "y"), interval.Box{interval.Of(-2, 1.6), interval.Of(-1.5, 2)}, Options{})
		var kinds []critical.Kind
		for _, p := range found.Points {
			kinds = append(kinds, p.Kind)
		}
		if !found.Proven || !slices.Equal(kinds, test.kinds) {
			t.Errorf("%s: %v, proven %t, undecided %v", test.formula, kinds, found.Proven, found.Regions)
		}
	}
}
