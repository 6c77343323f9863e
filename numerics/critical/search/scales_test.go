package search

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/interval"
)

// A search finds the same points in boxes of every size, around the origin and far from it, and of functions of every height.
func TestSearchScales(t *testing.T) {
	tests := []struct {
		formula string
		vars    []string
		want    map[critical.Kind]int
	}{
		{"X^3 - 3*X", x1, map[critical.Kind]int{critical.LocalMinimum: 1, critical.LocalMaximum: 1}},
		{"sin(X)^3", x1, map[critical.Kind]int{critical.LocalMinimum: 1, critical.LocalMaximum: 1, critical.SaddlePoint: 1}},
		{"X^2 + 2*cos(X)", x1, map[critical.Kind]int{critical.LocalMinimum: 1}},
		{"(X - 1/3)^6", x1, map[critical.Kind]int{critical.LocalMinimum: 1}},
		{"abs(X - 0.5) + X^2", x1, map[critical.Kind]int{critical.LocalMinimum: 0, critical.NotDifferentiable: 1}},
		{"X^4 - X^2 + Y^2", xy, map[critical.Kind]int{critical.LocalMinimum: 2, critical.SaddlePoint: 1}},
		{"X^4 + (Y - 0.3)^4", xy, map[critical.Kind]int{critical.LocalMinimum: 1}},
		{"(X - Y)^2 + (X - Y)^3", xy, map[critical.Kind]int{critical.LocalMinimum: 1, critical.LocalMaximum: 1}},
	}
	for _, test := range tests {
		for _, size := range []float64{1e-8, 1e-4, 1, 1e4, 1e8} {
			for _, height := range []float64{1e-100, 1, 1e100} {
				formula := strings.NewReplacer("X", fmt.Sprintf("(x/10^(%.0f))", math.Log10(size)), "Y", fmt.Sprintf("(y/10^(%.0f))", math.Log10(size))).Replace(test.formula)
				formula = fmt.Sprintf("10^(%.0f)*(%s)", math.Log10(height), formula)
				found := mustSearch(t, criticaltest.Function("f", formula, test.vars...), span(len(test.vars), -2*size, 1.9*size), Options{Boxes: 20000})
				count := map[critical.Kind]int{}
				for _, p := range found.Points {
					count[p.Kind]++
				}
				if count[critical.LocalMinimum] != test.want[critical.LocalMinimum] && test.want[critical.NotDifferentiable] == 0 || count[critical.LocalMaximum] != test.want[critical.LocalMaximum] || count[critical.SaddlePoint] != test.want[critical.SaddlePoint] ||
					count[critical.NotDifferentiable] != test.want[critical.NotDifferentiable] || count[critical.Undecided] > 0 {
					t.Errorf("%s, size %g, height %g: %v, want %v; %v", test.formula, size, height, count, test.want, places(found))
				}
			}
		}
	}
}

// In a huge box small things are seen as well.
func TestSearchHugeBoxes(t *testing.T) {
	for _, test := range []struct {
		formula string
		points  int
		lo, hi  float64
	}{
		{"x^3 - 3*x", 1, 0.9999999, 1e9}, {"10^200*(x^4 - x^2)", 3, -1e5, 1e5},
	} {
		found, err := Points(context.Background(), criticaltest.Function("f", test.formula, "x"), interval.Box{interval.Of(test.lo, test.hi)}, Options{})
		if err != nil || !found.Proven || len(found.Points) != test.points {
			t.Errorf("%s: proven %t, %v, %v", test.formula, found.Proven, places(found), err)
		}
	}
	found, err := Points(context.Background(), criticaltest.Function("f", "(x^2 + y^2)^2 - 2*x^2", "x", "y"), interval.Box{interval.Of(-1e8, 3e9), interval.Of(-1e8, 3e9)}, Options{})
	if err != nil || len(found.Points) != 3 {
		t.Errorf("%v, undecided %v, %v", places(found), found.Undecided, err)
	}
}
