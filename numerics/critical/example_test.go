package critical_test

import (
	"context"
	"fmt"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
)

func Example() {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	f := &expr.Function{Name: "f", Variables: []*expr.Node{x, y}, Value: expr.Sub(expr.Pow(x, expr.Const(2)), expr.Pow(y, expr.Const(2)))}
	v, err := critical.Classify(context.Background(), f, []float64{0, 0})
	if err != nil {
		panic(err)
	}
	fmt.Println(v.Kind, v.Eigenvalues, "falls along", v.Falling)
	// Output: saddle point [-2 2] falls along [0 1]
}
