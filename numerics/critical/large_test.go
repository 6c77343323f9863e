package critical

import (
	"context"
	"math"
	"strings"
	"testing"

	"saddle/numerics/expr"
)

// weighted is Σ wᵢ xᵢ² + x₁⁴ in 10 000 variables, the weights between 1 and 2 but for the two given.
func weighted(first, last float64) *expr.Function {
	n := 10000
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(n))
	weights := make([]float64, n)
	for i := range weights {
		weights[i] = 1 + float64(i%97)/97
	}
	weights[0], weights[n-1] = first, last
	value := expr.Add(expr.Dot(expr.Array(expr.Vector(n), weights), expr.Pow(x, expr.Const(2))), expr.Pow(expr.Element(x, expr.Const(0)), expr.Const(4)))
	return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: value}
}

func TestClassifyLarge(t *testing.T) {
	tests := []struct {
		first, last float64
		kind        Kind
		reason      string
	}{
		{0.5, 3, LocalMinimum, "from 1 to 6"},
		{-0.5, 3, SaddlePoint, "from -1 to 6"},
		{0, 3, LocalMinimum, "below which it is nowhere"},
	}
	for _, test := range tests {
		v, err := Classify(context.Background(), weighted(test.first, test.last), make([]float64, 10000))
		if err != nil {
			t.Fatal(err)
		}
		if v.Kind != test.kind || !strings.Contains(v.Reason.String(), test.reason) {
			t.Errorf("%g: %s: %v", test.first, v.Kind, v.Reason)
		}
		if test.kind == SaddlePoint && math.Abs(math.Abs(v.Falling[0])-1) > 1e-6 {
			t.Errorf("falls along %g in the first entry", v.Falling[0])
		}
	}
	open := weighted(0, 3)
	open.Value = expr.Add(open.Value, expr.Pow(expr.Element(open.Variables[0], expr.Const(0)), expr.Const(3)))
	if v, err := Classify(context.Background(), open, make([]float64, 10000)); err != nil || v.Kind != Undecided || !strings.Contains(v.Reason.String(), "not told from zero") {
		t.Errorf("%v, %v", v, err)
	}
	at := make([]float64, 10000)
	at[5] = 0.1
	if v, err := Classify(context.Background(), weighted(1, 1), at); err != nil || v.Kind != NotCritical || math.Abs(v.Falling[5]+1) > 1e-12 {
		t.Errorf("%v, %v", v.Kind, err)
	}
}

func TestRateLarge(t *testing.T) {
	r, err := Rate(weighted(0.5, 3), make([]float64, 10000))
	if err != nil || math.Abs(r.Limit-1.0/3) > 1e-8 || math.Abs(r.Kappa-6) > 1e-6 || math.Abs(r.Best-2.0/7) > 1e-8 {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err = Rate(weighted(-0.5, 3), make([]float64, 10000)); err != nil || !math.IsNaN(r.Best) || math.Abs(r.Limit-1.0/3) > 1e-8 {
		t.Errorf("%+v, %v", r, err)
	}
}
