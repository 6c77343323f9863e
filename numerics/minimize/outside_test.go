package minimize

import (
	"context"
	"math"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

// A start where f has no value is called that, not a fall without end.
func TestOutsideStart(t *testing.T) {
	x := expr.NewGraph().Variable("x", expr.Scalar)
	f := &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: expr.Times(x, expr.Apply(expr.Log, x))}
	for _, start := range []float64{-1, math.Inf(1)} {
		a, err := From(context.Background(), f, []float64{start}, Options{})
		if err != nil || a.Kind != critical.Undecided || a.Reason.Key != "minimize.outside" {
			t.Errorf("from %g: %v, %v", start, a, err)
		}
	}
}
