package program_test

import (
	"fmt"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

func Example() {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	f := expr.Sub(expr.Pow(x, expr.Const(2)), expr.Pow(y, expr.Const(2)))
	p, err := program.Compile([]*expr.Node{x, y}, append([]*expr.Node{f}, expr.Gradient(f, x, y)...))
	if err != nil {
		panic(err)
	}
	out := make([]float64, p.Outputs())
	if err := p.NewMachine().Run([]float64{1, 2}, out); err != nil {
		panic(err)
	}
	fmt.Println(out)
	// Output: [-3 2 -4]
}
