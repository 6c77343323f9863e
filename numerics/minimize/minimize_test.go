package minimize

import (
	"context"
	"math"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

var number = expr.Const

func square(a *expr.Node) *expr.Node { return expr.Pow(a, number(2)) }

// vectorFunction makes a function of one vector of n entries.
func vectorFunction(n int, value func(x []*expr.Node) *expr.Node) *expr.Function {
	x := expr.NewGraph().Variable("x", expr.Vector(n))
	return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: value(x.Entries())}
}

func rosenbrock(x []*expr.Node) *expr.Node {
	sum := number(0)
	for i := range len(x) - 1 {
		valley := square(expr.Sub(x[i+1], square(x[i])))
		sum = expr.Add(sum, expr.Add(expr.Mul(number(100), valley), square(expr.Sub(number(1), x[i]))))
	}
	return sum
}

func saddleWithWells(x []*expr.Node) *expr.Node {
	return expr.Add(square(x[0]), expr.Sub(expr.Div(expr.Pow(x[1], number(4)), number(4)), square(x[1])))
}

func himmelblau(x []*expr.Node) *expr.Node {
	a := expr.Sub(expr.Add(square(x[0]), x[1]), number(11))
	b := expr.Sub(expr.Add(x[0], square(x[1])), number(7))
	return expr.Add(square(a), square(b))
}

func TestFrom(t *testing.T) {
	for _, c := range []struct {
		name  string
		f     *expr.Function
		start []float64
		value float64
	}{
		{"Rosenbrock in ten dimensions", vectorFunction(10, rosenbrock), make([]float64, 10), 0},
		{"Rosenbrock's own start", vectorFunction(2, rosenbrock), []float64{-1.2, 1}, 0},
		{"the exact saddle point", vectorFunction(2, saddleWithWells), []float64{0, 0}, -1},
		{"on the way into the saddle point", vectorFunction(2, saddleWithWells), []float64{1, 0}, -1},
		{"Himmelblau's maximum", vectorFunction(2, himmelblau), []float64{-0.270844590667, -0.923038522085}, 0},
		{"eighty dimensions", vectorFunction(80, rosenbrock), make([]float64, 80), 0},
	} {
		a, err := From(context.Background(), c.f, c.start, Options{})
		if err != nil {
			t.Fatal(c.name, err)
		}
		if a.Kind != critical.LocalMinimum || math.Abs(a.Value-c.value) > 1e-8 {
			t.Errorf("%s: %s with f = %g at %v, %s", c.name, a.Kind, a.Value, a.At, a.Reason)
		}
	}
}

func TestNoMinimumIsClaimedWhereThereIsNone(t *testing.T) {
	down := vectorFunction(2, func(x []*expr.Node) *expr.Node { return expr.Sub(square(x[0]), square(x[1])) })
	a, err := From(context.Background(), down, []float64{0.1, 0.1}, Options{Steps: 200})
	if err != nil || a.Kind == critical.LocalMinimum {
		t.Errorf("x² - y² has %s at %v, %v", a.Kind, a.At, err)
	}
}

func TestInterruptKeepsThePoint(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	a, err := From(ctx, vectorFunction(2, rosenbrock), []float64{-1.2, 1}, Options{})
	if err != nil || a.Reason.Key != "minimize.interrupted" || len(a.At) != 2 {
		t.Errorf("%+v, %v", a, err)
	}
}

// The loss of a network with more parameters than rows is zero on a surface: its minima are not strict, and found to be so in
// any number of parameters.
func TestMoreParametersThanRows(t *testing.T) {
	for _, hidden := range []int{4, 40} {
		g := expr.NewGraph()
		w, c := g.Variable("w", expr.Vector(hidden)), g.Variable("c", expr.Vector(hidden))
		loss := number(0)
		for i, want := range []float64{0.5, -0.25, 1} {
			out := expr.Dot(c, expr.Apply(expr.Tanh, expr.Mul(w, number(float64(i+1)))))
			loss = expr.Add(loss, square(expr.Sub(out, number(want))))
		}
		f := &expr.Function{Name: "L", Variables: []*expr.Node{w, c}, Value: loss}
		start := make([]float64, 2*hidden)
		for k := range start {
			start[k] = math.Sin(float64(k * k))
		}
		a, err := From(context.Background(), f, start, Options{})
		if err != nil || a.Kind != critical.LocalMinimum || a.Reason.Key != "critical.bounded.surface.minimum" {
			t.Errorf("%d parameters: %s, %s, %v", 2*hidden, a.Kind, a.Reason, err)
		}
	}
}

// TestSlopeIsNotCalledZero: far out, where f has no digits left, the gradient is large all the same.
func TestSlopeIsNotCalledZero(t *testing.T) {
	f := vectorFunction(2, func(x []*expr.Node) *expr.Node {
		return expr.Add(square(expr.Sub(x[1], square(x[0]))), square(expr.Sub(number(1), x[0])))
	})
	a, err := From(context.Background(), f, []float64{1e10, -2}, Options{})
	if err != nil || a.GradientNorm < 1 || a.Reason.Key != "minimize.slope" {
		t.Errorf("%v, ‖∇f‖ = %g: %s", err, a.GradientNorm, a.Reason)
	}
}
