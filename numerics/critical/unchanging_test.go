package critical

import (
	"context"
	"testing"

	"saddle/numerics/critical/criticaltest"
)

// A function that the laws of its functions make a number is flat, and one that differs little from it is not.
func TestClassifyByLaws(t *testing.T) {
	for _, c := range []struct {
		formula string
		at      []float64
		kind    Kind
		strict  bool
	}{
		{"sin(x)^2 + cos(x)^2", []float64{0}, LocalMinimum, false},
		{"exp(-sin(x)^2)*exp(-cos(x)^2)", []float64{0.7}, LocalMinimum, false},
		{"cosh(x)^2 - sinh(x)^2", []float64{1}, LocalMinimum, false},
		{"sin(2*x) - 2*sin(x)*cos(x)", []float64{0.3}, LocalMinimum, false},
		{"log(x) + log(1/x)", []float64{1.24}, LocalMinimum, false},
		{"atan(x) + atan(1/x)", []float64{1.5}, LocalMinimum, false},
		{"tanh(x) - (exp(x) - exp(-x))/(exp(x) + exp(-x))", []float64{1.24}, LocalMinimum, false},
		{"sin(x)^2 + cos(x)^2 + y^2", []float64{0, 0}, LocalMinimum, false},
		{"sin(x)^2 + cos(x)^2 - y^4", []float64{2, 0}, LocalMaximum, false},
		{"sin(x)^2 + cos(x)^2 + 1e-6*x^6", []float64{0}, LocalMinimum, true},
		{"sin(x)^2 + cos(x)^2 + 1e-6*x^5", []float64{0}, SaddlePoint, false},
		{"sin(x - y)^2 + cos(x - y)^2 + 1e-3*x^4", []float64{0, 0}, LocalMinimum, false},
	} {
		v, err := Classify(context.Background(), criticaltest.Function("f", c.formula, []string{"x", "y"}[:len(c.at)]...), c.at)
		if err != nil || v.Kind != c.kind || v.Strict != c.strict || !c.strict && v.Kind != SaddlePoint && v.Isolated {
			t.Errorf("%s: %s, strict %t, isolated %t, %v, %v", c.formula, v.Kind, v.Strict, v.Isolated, v.Reason, err)
		}
	}
}
