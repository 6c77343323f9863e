package program

import (
	"math"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

// momentumStep is the step (x, y, v, w) ↦ the next of the averaged momentum rule on Rosenbrock's function.
func momentumStep(b *testing.B) *Program {
	f := exprtest.Function("100(y - x^2)^2 + (1 - x)^2", "x", "y")
	g := f.Variables[0].Graph()
	inputs := append([]*expr.Node{}, f.Variables...)
	var points, averages []*expr.Node
	for k, d := range f.GradientParts() {
		v := g.Variable("v", expr.Scalar)
		inputs = append(inputs, v)
		average := expr.Add(expr.Mul(number(0.9), v), expr.Mul(number(0.1), d))
		averages = append(averages, average)
		points = append(points, expr.Sub(f.Variables[k], expr.Mul(number(0.001), average)))
	}
	p, err := Compile(inputs, append(points, averages...))
	if err != nil {
		b.Fatal(err)
	}
	return p
}

func BenchmarkMomentumStep(b *testing.B) {
	p := momentumStep(b)
	m, x := p.NewMachine(), []float64{-1.2, 1, 0, 0}
	b.ReportMetric(float64(len(p.Code)), "instructions")
	for b.Loop() {
		m.Run(x, x)
	}
}

func BenchmarkMomentumStepByHand(b *testing.B) {
	x, y, v, w := -1.2, 1.0, 0.0, 0.0
	for b.Loop() {
		gx, gy := -400*x*(y-x*x)-2*(1-x), 200*(y-x*x)
		v, w = 0.9*v+0.1*gx, 0.9*w+0.1*gy
		x, y = x-0.001*v, y-0.001*w
	}
	sink = x + y
}

var sink float64

func BenchmarkBlockOfPoints(b *testing.B) {
	f := exprtest.Function("100(y - x^2)^2 + (1 - x)^2 + sin(x) exp(-y^2)", "x", "y")
	p, err := Compile(f.Variables, []*expr.Node{f.Value})
	if err != nil {
		b.Fatal(err)
	}
	const n = 1 << 14
	in, out := columns(2, n), columns(1, n)
	for k := range n {
		in[0][k], in[1][k] = math.Sin(float64(k)), math.Cos(float64(k))
	}
	m := p.NewMachine()
	for b.Loop() {
		m.Block(in, out)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/point")
}

// regression is the mean square of y_i - x_i·θ over rows of a constant table, as a loop or in matrix form.
func regression(rows, cols int, matrixForm bool) *expr.Function {
	g := expr.NewGraph()
	table := make([]float64, rows*cols)
	for k := range table {
		table[k] = math.Sin(float64(k * k % 1000003))
	}
	x := expr.Array(expr.MatrixShape(rows, cols), table)
	y := expr.Array(expr.Vector(rows), table[:rows])
	theta := g.Variable("θ", expr.Vector(cols))
	f := &expr.Function{Name: "L", Variables: []*expr.Node{theta}}
	if matrixForm {
		f.Value = expr.Div(expr.NormSquared(expr.Sub(y, expr.Mul(x, theta))), number(float64(rows)))
		return f
	}
	sum := expr.SumOver(g, "i", number(0), number(float64(rows-1)), func(i *expr.Node) *expr.Node {
		return square(expr.Sub(expr.Element(y, i), expr.Dot(expr.Row(x, i), theta)))
	})
	f.Value = expr.Div(sum, number(float64(rows)))
	return f
}

func BenchmarkRegressionGradientLoop(b *testing.B) {
	benchmarkGradient(b, regression(10000, 1000, false))
}
func BenchmarkRegressionGradientMatrix(b *testing.B) {
	benchmarkGradient(b, regression(10000, 1000, true))
}

func benchmarkGradient(b *testing.B, f *expr.Function) {
	p, err := Compile(f.Variables, []*expr.Node{f.Value, f.Gradient().Value})
	if err != nil {
		b.Fatal(err)
	}
	m, in, out := p.NewMachine(), make([]float64, p.Inputs), make([]float64, p.Outputs())
	for b.Loop() {
		m.Run(in, out)
	}
}

func BenchmarkTraceAndDifferentiate(b *testing.B) {
	for b.Loop() {
		f := exprtest.Function("log(1 + exp(x y)) + x/(3 + cos(y)) + 100(y - x^2)^2", "x", "y")
		if _, err := Compile(f.Variables, []*expr.Node{f.Value, f.Gradient().Value, f.Hessian().Value}); err != nil {
			b.Fatal(err)
		}
	}
}
