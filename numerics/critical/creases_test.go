package critical

import (
	"slices"
	"testing"

	"saddle/numerics/critical/criticaltest"
)

// Where branches of f meet, the search says where corners are in which slopes of all signs meet, and where creases are along which
// they do; it leaves no more undecided.
func TestSearchCreases(t *testing.T) {
	tests := []struct {
		formula string
		kinds   []Kind
		creases int
	}{
		{"max(abs(x), abs(y))", []Kind{NotDifferentiable}, 0},
		{"max(x^2, y^2)", []Kind{LocalMinimum}, 0},
		{"max(max(x + y, -x), -y/2)", []Kind{NotDifferentiable}, 0},
		{"max(x, y)", nil, 0},
		{"max(max(x, y), x^2 + y^2 - 3)", []Kind{NotDifferentiable}, 0},
		{"abs(x)*y", []Kind{SaddlePoint}, 1},
		{"abs(x) + x*y", []Kind{NotDifferentiable, NotDifferentiable}, 1},
		{"abs(x*y) + x", []Kind{NotDifferentiable, NotDifferentiable}, 2},
		{"abs(x - y) + (x + y)^2", []Kind{NotDifferentiable}, 0},
		{"abs(x^2 + y^2 - 1) + x", []Kind{LocalMaximum, NotDifferentiable, NotDifferentiable}, 0},
		{"abs(x) + abs(y) + abs(x - y)", []Kind{NotDifferentiable}, 0},
		{"sqrt(x^2 + y^2) + x/2", []Kind{NotDifferentiable}, 0},
		{"-max(-x^2 - y^2, -(x - 1)^2 - y^2)", []Kind{LocalMinimum, LocalMinimum, NotDifferentiable}, 0},
	}
	for _, test := range tests {
		found := mustSearch(t, criticaltest.Function("f", test.formula, "x", "y"), []Range{{-2, 2}, {-2, 2}}, SearchOptions{})
		var kinds []Kind
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
		kinds   []Kind
	}{
		{"(y - x^2)*(y - 2*x^2)", []Kind{SaddlePoint}},
		{"x^3 - 3*x*y^2 + y^4", []Kind{LocalMinimum, LocalMinimum, SaddlePoint}},
		{"sin(x)^3 + sin(y)^4", []Kind{LocalMinimum, SaddlePoint, SaddlePoint, SaddlePoint, SaddlePoint, LocalMaximum}},
		{"(exp(x) - 3)^4 + (y^3 - 3)^6", []Kind{LocalMinimum, SaddlePoint}},
		{"-(exp(x) - 3)^4 - (y^3 + y - 3)^6", []Kind{LocalMaximum}},
		{"x^2*y - y^3/3", []Kind{SaddlePoint}},
		{"x^4 + x^2*y^2 + y^6", []Kind{LocalMinimum}},
	}
	for _, test := range tests {
		found := mustSearch(t, criticaltest.Function("f", test.formula, "x", "y"), []Range{{-2, 1.6}, {-1.5, 2}}, SearchOptions{})
		var kinds []Kind
		for _, p := range found.Points {
			kinds = append(kinds, p.Kind)
		}
		if !found.Proven || !slices.Equal(kinds, test.kinds) {
			t.Errorf("%s: %v, proven %t, undecided %v", test.formula, kinds, found.Proven, found.Regions)
		}
	}
}
