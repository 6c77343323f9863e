package minimize

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

// A sum of squares that vanish on a line, and of what only fades along it: there is no minimum, and none is claimed.
func TestWhatFadesHasNoMinimum(t *testing.T) {
	fading := []string{"exp(%s)", "1/(1 + exp(-(%s)))", "atan(%s)", "tanh(%s)", "log(1 + exp(%s))", "exp(%[1]s) + exp(2(%[1]s))"}
	random := rand.New(rand.NewPCG(21, 1))
	said := 0
	const trials = 60
	for trial := range trials {
		a, b, c, d := random.NormFloat64(), random.NormFloat64(), random.NormFloat64(), random.NormFloat64()
		if math.Abs(a*d-b*c) < 0.1 {
			continue
		}
		formula := fmt.Sprintf("((%g) x + (%g) y)^2 + ", a, b) + fmt.Sprintf(fading[trial%len(fading)], fmt.Sprintf("(%g) x + (%g) y", c, d))
		f := exprtest.Function(formula, "x", "y")
		answer, err := From(context.Background(), f, []float64{random.NormFloat64(), random.NormFloat64()}, Options{})
		if err != nil || answer.Kind != critical.Undecided {
			t.Errorf("%s: %v, %s at %v: %s", formula, err, answer.Kind, answer.At, answer.Reason)
		} else if answer.Reason.Key == "minimize.fades" || answer.Reason.Key == "minimize.far" {
			said++
		}
	}
	if said < trials*8/10 {
		t.Errorf("of %d only %d are said to fade, or to need more steps", trials, said)
	}
	t.Logf("of %d %d are said to fade, or to need more steps", trials, said)
}

// What is flat at its minimum, to some order, does not fade.
func TestFlatMinimaDoNotFade(t *testing.T) {
	random := rand.New(rand.NewPCG(22, 1))
	for range 40 {
		a, b := random.NormFloat64(), random.NormFloat64()
		order := 4 + 2*random.IntN(3)
		formula := fmt.Sprintf("(x - y)^2 + ((%g) x + (%g) y - 1)^%d", a, b, order)
		if random.IntN(2) == 0 {
			formula = fmt.Sprintf("(x - y + 0.1 y^2)^2 + (1 - cos((%g) x + (%g) y))^%d", a, b, order/2)
		}
		answer, err := From(context.Background(), exprtest.Function(formula, "x", "y"), []float64{random.NormFloat64(), random.NormFloat64()}, Options{})
		if err != nil || answer.Reason.Key == "minimize.fades" || answer.Value > 1e-9 {
			t.Errorf("%s: %v, %s at %v, %g: %s", formula, err, answer.Kind, answer.At, answer.Value, answer.Reason)
		}
	}
}

// Stretches on which f is constant hold minima, but no strict ones.
func TestFlatStretches(t *testing.T) {
	for _, c := range []struct {
		formula string
		from    []float64
	}{
		{"abs(x - 1) + abs(x + 1) + 0y", []float64{3, 0}},
		{"abs(x - 1) + abs(x + 1) + y^2", []float64{3, 1}},
		{"max(x, 1) + abs(y)", []float64{3, 1}},
		{"min(abs(x - 1) + abs(x + 1), 5) + 0y", []float64{3, 0}},
		{"max(x^2 + y^2, 1)", []float64{3, 1}},
		{"max(x^3 + y, 1)", []float64{1, 1}},
	} {
		f := exprtest.Function(c.formula, "x", "y")
		answer, err := From(context.Background(), f, c.from, Options{})
		if err != nil || answer.Kind != critical.LocalMinimum || slices.Contains([]string{"minimize.straight", "minimize.corner", "minimize.convex.strict"}, answer.Reason.Key) {
			t.Errorf("%s: %v, %s at %v: %s", c.formula, err, answer.Kind, answer.At, answer.Reason)
		}
	}
}

// In many variables a corner is no reason to call a point a minimum, a saddle point or a maximum.
func TestCornersAmongManyVariables(t *testing.T) {
	const n = 80
	zeros, ones := make([]float64, n), slices.Repeat([]float64{1}, n)
	norm1 := func(v *expr.Node) *expr.Node { return expr.Total(magnitude(v)) }
	for name, c := range map[string]struct {
		of   func(v *expr.Node) *expr.Node
		from []float64
		kind critical.Kind
	}{
		"v·v - Σ|v|": {func(v *expr.Node) *expr.Node { return minus(expr.Dot(v, v), norm1(v)) }, zeros, critical.Undecided},
		"Σ|v| - v·v": {func(v *expr.Node) *expr.Node { return minus(norm1(v), expr.Dot(v, v)) }, zeros, critical.Undecided},
		"Σ|v|":       {norm1, ones, critical.LocalMinimum},
		"‖v‖":        {expr.Norm, ones, critical.LocalMinimum},
		"max v":      {expr.MaxOf, ones, critical.Undecided},
		"3 max v min v + v·v": {func(v *expr.Node) *expr.Node {
			return plus(expr.Times(by(3, expr.MaxOf(v)), expr.MinOf(v)), expr.Dot(v, v))
		}, zeros, critical.Undecided},
	} {
		v := expr.NewGraph().Variable("v", expr.Vector(n))
		f := &expr.Function{Name: "f", Variables: []*expr.Node{v}, Value: c.of(v)}
		answer, err := From(context.Background(), f, c.from, Options{})
		if err != nil || answer.Kind != c.kind || answer.Kind == critical.LocalMinimum && answer.Value != 0 {
			t.Errorf("%s: %v, %s, %g: %s", name, err, answer.Kind, answer.Value, answer.Reason)
		}
	}
}

// Far out, where the numbers around a point are the point itself, no value is a bound.
func TestNoBoundIsAttainedFarOut(t *testing.T) {
	v := expr.NewGraph().Variable("v", expr.Vector(30))
	f := &expr.Function{Name: "f", Variables: []*expr.Node{v}, Value: expr.MaxOf(v)}
	answer, err := From(context.Background(), f, slices.Repeat([]float64{1}, 30), Options{})
	if err != nil || answer.Kind != critical.Undecided {
		t.Errorf("%v, %s: %s", err, answer.Kind, answer.Reason)
	}
}
