package descent_test

import (
	"context"
	"fmt"

	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

func Example() {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	f := &expr.Function{Name: "f", Variables: []*expr.Node{x, y}, Value: expr.Sub(expr.Pow(x, expr.Const(2)), expr.Pow(y, expr.Const(2)))}
	r, err := descent.Run(context.Background(), descent.Named("gd"), f, []float64{0.1, 0.1}, descent.Options{Steps: 2})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.3f %s\n", r.Points.At(2), r.Status)
	// Output: [0.064 0.144] steps used
}
