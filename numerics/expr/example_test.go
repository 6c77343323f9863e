package expr_test

import (
	"fmt"

	"saddle/numerics/expr"
)

func Example() {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	f := expr.Sub(expr.Pow(x, expr.Const(2)), expr.Pow(y, expr.Const(2)))
	d := expr.Gradient(f, x, y)
	at := expr.Substitute(d[0], []*expr.Node{x, y}, []*expr.Node{expr.Const(1), expr.Const(2)})
	fmt.Println(expr.Text(f), "|", expr.Text(d[0]), "|", expr.Text(d[1]), "|", expr.Text(at))
	// Output: x^2 - y^2 | 2x | -2y | 2
}
