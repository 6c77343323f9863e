package search

import (
	"slices"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/interval"
)

// Corners of functions of two variables are listed where slopes of all signs meet, the curves on which a function is not differentiable
// or ends are told.
func TestSearchBorders(t *testing.T) {
	tests := []struct {
		formula string
		corners [][]float64
		borders []Border
	}{
		{"abs(x) + abs(y)", [][]float64{{0, 0}}, []Border{{"x", false}, {"y", false}}},
		{"abs(x) + y^2", [][]float64{{0, 0}}, []Border{{"x", false}}},
		{"(x - 1)^2 + (y - 0.1)^2 + 0.5*(abs(x) + abs(y))", [][]float64{{0.75, 0}}, []Border{{"x", false}, {"y", false}}},
		{"sqrt(x^2 + y^2)", [][]float64{{0, 0}}, nil},
		{"sqrt((x - 1)^2 + y^2) + sqrt((x + 1)^2 + y^2)*2 + y", [][]float64{{-1, 0}, {1, 0}}, nil},
		{"x*log(x) + y^2", nil, []Border{{"x", true}}},
		{"sqrt(x + y) + x^2", nil, []Border{{"x + y", true}}},
		{"x^2 + y^2 + abs(x - 5)", nil, nil},
		{"x^2*abs(x) + y^2", nil, nil},
	}
	for _, test := range tests {
		found := mustSearch(t, criticaltest.Function("f", test.formula, "x", "y"), interval.Box{interval.Of(-2, 2.1), interval.Of(-1.9, 2)}, Options{Boxes: 20000})
		if !slices.Equal(found.Borders, test.borders) {
			t.Errorf("%s: borders %v, want %v", test.formula, found.Borders, test.borders)
		}
		var corners [][]float64
		for _, p := range found.Points {
			if p.Kind == critical.NotDifferentiable {
				corners = append(corners, p.At)
			}
		}
		slices.SortFunc(corners, slices.Compare)
		same := func(a, b []float64) bool { return criticaltest.CloseTo(a, b, 1e-9) }
		if !slices.EqualFunc(corners, test.corners, same) {
			t.Errorf("%s: corners %v, want %v", test.formula, corners, test.corners)
		}
	}
}
