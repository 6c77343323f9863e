package descent

import (
	"math"
	"testing"

	"saddle/numerics/expr"
)

// TestContraction compares with what is known of a quadratic function with λ = 1 and 9.
func TestContraction(t *testing.T) {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	f := &expr.Function{Name: "f", Variables: []*expr.Node{x, y}, Value: expr.Add(x, y)}
	for _, test := range []struct {
		rule     string
		settings map[string]float64
		want     float64 // NaN: none
	}{
		{"gd", map[string]float64{"η": 0.1}, 0.9},
		{"gd", map[string]float64{"η": 0.2}, 0.8},
		{"gd", map[string]float64{"η": 0.22}, 0.98},
		{"gd", map[string]float64{"η": 0.3}, 1.7},
		{"heavy_ball", map[string]float64{"η": 0.25, "β": 0.25}, 0.5}, // Polyak's best: η = (2/(1+3))², β = ((3-1)/(3+1))²
		{"newton", nil, 0},
		{"adam", nil, math.NaN()},
		{"rmsprop", nil, math.NaN()},
		{"adagrad", nil, math.NaN()},
		{"lion", nil, math.NaN()},
		{"noisy_gd", nil, math.NaN()},
	} {
		got, ok := Contraction(Named(test.rule), f, []float64{5, 4, 4, 5}, test.settings)
		if ok == math.IsNaN(test.want) || ok && math.Abs(got-test.want) > 1e-6 {
			t.Errorf("%s %v: factor %g, %v; want %g", test.rule, test.settings, got, ok, test.want)
		}
	}
}
