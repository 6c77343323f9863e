package critical

import (
	"context"
	"math"
	"testing"

	"saddle/numerics/critical/criticaltest"
)

func TestSlopesBeyondTheRange(t *testing.T) {
	for _, test := range []struct {
		formula string
		at      []float64
	}{
		{"sqrt(x^2 + y^2)", []float64{3e200, 4e200}},
		{"sqrt(x^2 + y^2)", []float64{3e-200, 4e-200}},
		{"x^2 + y^2", []float64{3e200, 4e200}},
	} {
		v, err := Classify(context.Background(), criticaltest.Function("f", test.formula, "x", "y"), test.at)
		if err != nil {
			t.Fatal(err)
		}
		if v.Kind != NotCritical || math.Abs(v.Falling[0]+0.6) > 1e-15 || math.Abs(v.Rising[1]-0.8) > 1e-15 {
			t.Errorf("%s at %v: %s, falls along %v", test.formula, test.at, v.Kind, v.Falling)
		}
	}
}
