package main

import (
	"context"
	"log"

	"saddle/numerics/critical/search"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
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

// evaluator runs an expression at a point.
func evaluator(variables []*expr.Node, y *expr.Node, at []float64) func() {
	p, err := program.Compile(variables, []*expr.Node{y})
	if err != nil {
		log.Fatal(err)
	}
	m, out := p.NewMachine(), make([]float64, p.Outputs())
	return func() { m.Run(at, out) }
}

func gradientOf(f *expr.Function, at []float64) func() {
	return evaluator(f.Variables, f.Gradient().Value, at)
}

func hessianOf(f *expr.Function, at []float64) func() {
	return evaluator(f.Variables, f.Hessian().Value, at)
}

func productOf(f *expr.Function, at, v []float64) func() {
	h := f.HVP()
	return evaluator(h.Variables, h.Value, append(append([]float64(nil), at...), v...))
}

// momentumOn is a whole run, with what a run compiles and records.
func momentumOn(f *expr.Function, start []float64, eta float64) func() {
	return func() {
		o := descent.Options{Steps: steps, Settings: map[string]float64{"η": eta, "β": beta}}
		if _, err := descent.Run(context.Background(), descent.Named("heavy_ball"), f, start, o); err != nil {
			log.Fatal(err)
		}
	}
}

func eigenvalues(a mat.Matrix) func() {
	return func() {
		if _, err := spectral.Symmetric(a); err != nil {
			log.Fatal(err)
		}
	}
}

func searched() {
	found, err := search.Points(context.Background(), plane(himmelblau), interval.Box{{Lo: -5, Hi: 5}, {Lo: -5, Hi: 5}}, search.Options{})
	if err != nil || len(found.Points) != 9 || !found.Proven {
		log.Fatal("the search of Himmelblau's function fails")
	}
}
