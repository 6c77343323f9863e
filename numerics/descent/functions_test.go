package descent

import (
	"context"
	"math"
	"testing"

	"saddle/numerics/expr"
)

var number = expr.Const

func square(a *expr.Node) *expr.Node { return expr.Pow(a, number(2)) }

// inThePlane makes a function of x and y.
func inThePlane(name string, value func(x, y *expr.Node) *expr.Node) *expr.Function {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	return &expr.Function{Name: name, Variables: []*expr.Node{x, y}, Value: value(x, y)}
}

// functions are those of the trajectories.
var functions = map[string]*expr.Function{
	"seed_saddle": inThePlane("f", func(x, y *expr.Node) *expr.Node { return expr.Sub(square(x), square(y)) }),
	"double_well": inThePlane("f", func(x, y *expr.Node) *expr.Node {
		return expr.Add(square(expr.Sub(square(x), number(1))), square(y))
	}),
	"rosenbrock": inThePlane("f", func(x, y *expr.Node) *expr.Node {
		return expr.Add(square(expr.Sub(number(1), x)), expr.Mul(number(100), square(expr.Sub(y, square(x)))))
	}),
	"d2l_bowl":   quadratic(1, 2),
	"d2l_valley": quadratic(0.1, 2),
}

// quadratic is a x² + b y².
func quadratic(a, b float64) *expr.Function {
	return inThePlane("f", func(x, y *expr.Node) *expr.Node {
		return expr.Add(expr.Mul(number(a), square(x)), expr.Mul(number(b), square(y)))
	})
}

func mustRun(t *testing.T, rule *Rule, f *expr.Function, start []float64, o Options) *Record {
	t.Helper()
	r, err := Run(context.Background(), rule, f, start, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func near(got, want []float64, tolerance float64) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		if !(math.Abs(got[i]-want[i]) <= tolerance*math.Max(1, math.Abs(want[i]))) {
			return false
		}
	}
	return true
}
