package critical

import (
	"testing"

	"saddle/numerics/critical/criticaltest"
)

// Several operations that jump at one place may cancel; then f does not jump.
func TestLeaps(t *testing.T) {
	tests := []struct {
		formula string
		at      []float64
		want    bool
	}{
		{"floor(x) + (x - floor(x))^2", []float64{1}, false},
		{"floor(x) + (x - floor(x))^2", []float64{0}, false},
		{"floor(x) + (x - floor(x))^3 + x", []float64{-2}, false},
		{"floor(x) + ceil(-x)", []float64{3}, false},
		{"floor(x)", []float64{3}, true},
		{"floor(x)", []float64{0.5}, false},
		{"floor(x)*x", []float64{0}, false},
		{"floor(x)*0.000000001 + 1", []float64{1}, true},
		{"floor(x) + 1000000*x", []float64{1}, true},
		{"sign(x)", []float64{0}, true},
		{"sign(x)*x", []float64{0}, false},
		{"abs(x)^0.05", []float64{0}, false},
		{"sqrt(abs(x))*sign(x)", []float64{0}, false},
		{"sign(x - y)*(x + y)", []float64{1, 1}, true},
		{"sign(x - y)*(x + y)", []float64{1, -1}, false},
		{"sign(x)*y", []float64{0, 0}, false},
		{"floor(x) + (x - floor(x))^2 + y^2", []float64{1, 0.3}, false},
	}
	for _, test := range tests {
		variables := []string{"x", "y"}[:len(test.at)]
		if got := Leaps(criticaltest.Function("f", test.formula, variables...), test.at); got != test.want {
			t.Errorf("%s at %v: jumps %t", test.formula, test.at, got)
		}
	}
}
