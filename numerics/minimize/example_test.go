package minimize_test

import (
	"context"
	"fmt"

	"saddle/numerics/expr"
	"saddle/numerics/minimize"
)

func Example() {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	bowl := expr.Add(expr.Pow(expr.Sub(x, expr.Const(1)), expr.Const(2)), expr.Pow(y, expr.Const(2)))
	f := &expr.Function{Name: "f", Variables: []*expr.Node{x, y}, Value: bowl}
	answer, err := minimize.From(context.Background(), f, []float64{5, 5}, minimize.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.3f %s\n", answer.At, answer.Kind)
	// Output: [1.000 0.000] local minimum
}
