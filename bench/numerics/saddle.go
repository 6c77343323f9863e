package main

import (
	"log"

	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/program/native"
)

var number = expr.Const

func square(a *expr.Node) *expr.Node { return expr.Pow(a, number(2)) }

// valley is Rosenbrock's function of n variables as a student writes it, a sum over an index.
func valley(n int) *expr.Function {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(n))
	sum := expr.SumOver(g, "i", number(0), number(float64(n-2)), func(i *expr.Node) *expr.Node {
		here, next := expr.Element(x, i), expr.Element(x, expr.Add(i, number(1)))
		return expr.Add(square(expr.Sub(number(1), here)), expr.Mul(number(100), square(expr.Sub(next, square(here)))))
	})
	return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: sum}
}

// network is the mean square error of a layer of tanh over the rows.
func network() *expr.Function {
	g := expr.NewGraph()
	w, b := g.Variable("W", expr.MatrixShape(hidden, 2)), g.Variable("b", expr.Vector(hidden))
	c, d := g.Variable("c", expr.Vector(hidden)), g.Variable("d", expr.Scalar)
	var table []float64
	for q := range inputs {
		table = append(table, inputs[q][0], inputs[q][1], targets[q])
	}
	data := expr.Array(expr.MatrixShape(len(inputs), 3), table)
	sum := expr.SumOver(g, "i", number(0), number(float64(len(inputs)-1)), func(i *expr.Node) *expr.Node {
		row := expr.Row(data, i)
		layer := expr.Apply(expr.Tanh, expr.Add(expr.Mul(w, expr.Slice(row, 0, 2)), b))
		return square(expr.Sub(expr.Add(expr.Dot(c, layer), d), expr.Element(row, number(2))))
	})
	return &expr.Function{Name: "L", Variables: []*expr.Node{w, b, c, d}, Value: expr.Div(sum, number(float64(len(inputs))))}
}

// logistic is the mean of log(1 + exp(-y w·x)) over the rows.
func logistic() *expr.Function {
	g := expr.NewGraph()
	w := g.Variable("w", expr.Vector(features))
	var table []float64
	for q, row := range samples {
		table = append(append(table, row[:]...), labels[q])
	}
	data := expr.Array(expr.MatrixShape(len(samples), features+1), table)
	sum := expr.SumOver(g, "i", number(0), number(float64(len(samples)-1)), func(i *expr.Node) *expr.Node {
		row := expr.Row(data, i)
		margin := expr.Mul(expr.Element(row, number(features)), expr.Dot(w, expr.Slice(row, 0, features)))
		return expr.Apply(expr.Log, expr.Add(number(1), expr.Apply(expr.Exp, expr.Neg(margin))))
	})
	return &expr.Function{Name: "L", Variables: []*expr.Node{w}, Value: expr.Div(sum, number(float64(len(samples))))}
}

func plane(value func(x, y *expr.Node) *expr.Node) *expr.Function {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	return &expr.Function{Name: "f", Variables: []*expr.Node{x, y}, Value: value(x, y)}
}

func banana(x, y *expr.Node) *expr.Node {
	return expr.Add(square(expr.Sub(number(1), x)), expr.Mul(number(100), square(expr.Sub(y, square(x)))))
}

func himmelblau(x, y *expr.Node) *expr.Node {
	a := expr.Sub(expr.Add(square(x), y), number(11))
	b := expr.Sub(expr.Add(x, square(y)), number(7))
	return expr.Add(square(a), square(b))
}

// doubleWell has a saddle at the origin.
func doubleWell(x, y *expr.Node) *expr.Node {
	return expr.Add(expr.Div(square(expr.Sub(square(x), number(1))), number(4)), expr.Div(square(y), number(2)))
}

// waving has an exponential, a sine and a hyperbolic tangent.
func waving(x, y *expr.Node) *expr.Node {
	hill := expr.Apply(expr.Exp, expr.Neg(expr.Add(square(x), square(y))))
	return expr.Add(hill, expr.Mul(expr.Apply(expr.Sin, expr.Mul(number(3), x)), expr.Apply(expr.Tanh, y)))
}

// valleyWritten is valley with its terms written out, as the language has sums of few terms.
func valleyWritten(n int) *expr.Function {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(n))
	at := func(i int) *expr.Node { return expr.Element(x, number(float64(i))) }
	var terms []*expr.Node
	for i := range n - 1 {
		terms = append(terms, square(expr.Sub(number(1), at(i))), expr.Mul(number(100), square(expr.Sub(at(i+1), square(at(i))))))
	}
	return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: expr.Sum(terms...)}
}

// machineOf prepares an expression.
func machineOf(variables []*expr.Node, y *expr.Node) *native.Machine {
	p, err := program.Compile(variables, []*expr.Node{y})
	if err != nil {
		log.Fatal(err)
	}
	return native.NewMachine(p)
}

// evaluated runs an expression at a point.
func evaluated(variables []*expr.Node, y *expr.Node, at []float64) work {
	m := machineOf(variables, y)
	return work{call: func() []float64 {
		values, err := m.Values(at)
		if err != nil {
			log.Fatal(err)
		}
		return values
	}}
}

// gridOf samples a function as a picture does.
func gridOf(f *expr.Function) work {
	const side = 200
	p, err := program.Compile(f.Variables, []*expr.Node{f.Value})
	if err != nil {
		log.Fatal(err)
	}
	s := native.NewPoints(p)
	lines := lattice(side)
	x, y, z := make([]float64, side*side), make([]float64, side*side), make([]float64, side*side)
	for k := range z {
		x[k], y[k] = lines[k%side], lines[k/side]
	}
	in, out := [][]float64{x, y}, [][]float64{z}
	return work{call: func() []float64 {
		if err := s.Block(nil, in, out); err != nil {
			log.Fatal(err)
		}
		return z
	}}
}
