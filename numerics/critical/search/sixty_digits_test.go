package search

import (
	"testing"

	"saddle/numerics/critical/criticaltest"
)

// Beside a hole of the domain, where rounding makes the gradient zero, no point is taken for critical, and none fills a curve.
func TestSearchBesideHoles(t *testing.T) {
	for formula, want := range map[string]int{
		"(1 - cos(x))/x^2":           0, // on -5..5; f' = 0 is at ±2π and in the hole
		"sin(x)/x":                   2, // tan(x) = x at ±4.49
		"(x - sin(x))/x^3":           0,
		"x/(exp(x) - 1)":             0,
		"(exp(x) - 1 - x)/x^2":       0,
		"sin(x)/x - x^2/100":         0,
		"(exp(x) - 1)/x + (x - 3)^2": 1,
	} {
		found := mustSearch(t, criticaltest.Function("f", formula, "x"), span(1, -5, 5), Options{})
		if len(found.Points) != want || found.Continuum || found.Proven {
			t.Errorf("%s: points %v, continuum %t, proven %t", formula, places(found), found.Continuum, found.Proven)
		}
	}
}
