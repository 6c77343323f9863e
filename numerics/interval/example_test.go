package interval_test

import (
	"fmt"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

func Example() {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	f := expr.Sub(expr.Pow(x, expr.Const(2)), expr.Pow(y, expr.Const(2)))
	p, err := program.Compile([]*expr.Node{x, y}, []*expr.Node{f})
	if err != nil {
		panic(err)
	}
	out := make([]interval.Interval, 1)
	interval.NewMachine(p).Run([]interval.Interval{interval.Of(2, 3), interval.Of(0, 1)}, out)
	fmt.Println("x² - y² is nowhere zero in [2, 3] × [0, 1]:", out[0].Lo > 0)
	// Output: x² - y² is nowhere zero in [2, 3] × [0, 1]: true
}
