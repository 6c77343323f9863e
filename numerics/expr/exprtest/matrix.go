package exprtest

import (
	"math"

	"saddle/numerics/expr"
)

// MatrixFormulas are numbers made of a square matrix a and a vector v, each of which goes through another operation.
var MatrixFormulas = map[string]func(a, v *expr.Node) *expr.Node{
	"quadratic": func(a, v *expr.Node) *expr.Node { return expr.Mul(expr.Transpose(v), expr.Mul(a, v)) },
	"length":    func(a, v *expr.Node) *expr.Node { return expr.Norm(expr.Mul(a, v)) },
	"solve":     func(a, v *expr.Node) *expr.Node { return expr.Dot(v, expr.Solve(a, v)) },
	"inverse": func(a, v *expr.Node) *expr.Node {
		return expr.Trace(expr.Mul(expr.Inverse(a), expr.Mul(v, expr.Transpose(v))))
	},
	"determinant": func(a, v *expr.Node) *expr.Node { return expr.Mul(expr.Det(a), expr.Total(v)) },
	"eigenvalues": func(a, v *expr.Node) *expr.Node {
		return expr.Dot(v, expr.Eigenvalues(expr.Add(a, expr.Transpose(a))))
	},
	"eigenvectors": func(a, v *expr.Node) *expr.Node {
		return expr.NormSquared(expr.Times(expr.Mul(expr.Eigenvectors(a), v), v))
	},
	"cube":    func(a, v *expr.Node) *expr.Node { return expr.Trace(expr.Pow(a, expr.Const(3))) },
	"entries": func(a, v *expr.Node) *expr.Node { return expr.Total(expr.Apply(expr.Tanh, expr.Times(a, a))) },
	"rows": func(a, v *expr.Node) *expr.Node {
		row := expr.Row(a, expr.Const(1))
		return expr.Dot(expr.Column(a, expr.Const(0)), expr.Times(row, expr.Apply(expr.Exp, v)))
	},
	"slices": func(a, v *expr.Node) *expr.Node {
		n := v.Shape().Size()
		return expr.Dot(expr.Slice(v, 1, n), expr.Apply(expr.Sin, expr.Slice(v, 0, n-1)))
	},
	"diagonal": func(a, v *expr.Node) *expr.Node {
		return expr.Norm(expr.Mul(expr.DiagonalMatrix(v), expr.Diagonal(a)))
	},
	"extremes": func(a, v *expr.Node) *expr.Node {
		return expr.Add(expr.Mul(expr.MaxOf(v), expr.MinOf(expr.Flatten(a))), expr.Total(expr.Max(v, expr.Diagonal(a))))
	},
	"product": func(a, v *expr.Node) *expr.Node { return product(expr.AddEach(v, expr.Const(1)).Entries()) },
	"powers": func(a, v *expr.Node) *expr.Node {
		each := expr.Div(expr.PowEach(expr.AddEach(expr.Times(v, v), expr.Const(1)), expr.Const(1.5)), expr.Apply(expr.Cosh, v))
		return expr.Div(expr.Total(each), expr.Const(float64(v.Shape().Size())))
	},
	"network": func(a, v *expr.Node) *expr.Node {
		return overRows(a, v, func(x, y *expr.Node) *expr.Node {
			return expr.Pow(expr.Sub(y, expr.Dot(v, expr.Apply(expr.Tanh, expr.Add(expr.Mul(a, x), v)))), expr.Const(2))
		})
	},
	"vector sum": func(a, v *expr.Node) *expr.Node {
		return expr.NormSquared(overRows(a, v, func(x, y *expr.Node) *expr.Node {
			return expr.Mul(expr.Dot(x, v), expr.Add(expr.Mul(a, x), expr.Mul(y, v)))
		}))
	},
	"matrix row": func(a, v *expr.Node) *expr.Node {
		n := v.Shape().Size()
		return expr.SumOver(v.Graph(), "i", expr.Const(0), expr.Const(float64(n-1)), func(i *expr.Node) *expr.Node {
			return expr.Mul(expr.Element(v, i), expr.Dot(expr.Row(a, i), expr.Column(a, i)))
		})
	},
	"stack": func(a, v *expr.Node) *expr.Node {
		return expr.NormSquared(expr.Stack(expr.Mul(a, v), v, expr.Total(v)))
	},
}

// ReadsRows reports whether a formula reads rows at a symbolic index, and so should be tried with rows that are too long to
// be spelled out.
func ReadsRows(name string) bool { return rowwise[name] }

var rowwise = map[string]bool{"network": true, "vector sum": true, "matrix row": true}

// MatrixFunction makes a formula a function of a and v. The diagonal of a is moved away from zero, so that a is regular.
// From n = 17 on, a is one opaque node.
func MatrixFunction(n int, formula func(a, v *expr.Node) *expr.Node) *expr.Function {
	g := expr.NewGraph()
	a, v := g.Variable("a", expr.MatrixShape(n, n)), g.Variable("v", expr.Vector(n))
	regular := expr.Add(a, expr.Mul(expr.Const(3), expr.Identity(n)))
	return &expr.Function{Name: "f", Variables: []*expr.Node{a, v}, Value: formula(regular, v)}
}

// overRows sums a formula in x and y over the rows (x, y) of a table, in a loop.
func overRows(a, v *expr.Node, body func(x, y *expr.Node) *expr.Node) *expr.Node {
	n := v.Shape().Size()
	table := make([]float64, 20*(n+1))
	for k := range table {
		table[k] = math.Sin(float64(k * k))
	}
	data := expr.Array(expr.MatrixShape(20, n+1), table)
	return expr.SumOver(v.Graph(), "i", expr.Const(1), expr.Const(20), func(i *expr.Node) *expr.Node {
		row := expr.Row(data, expr.Sub(i, expr.Const(1)))
		return body(expr.Slice(row, 0, n), expr.Element(row, expr.Const(float64(n))))
	})
}

func product(factors []*expr.Node) *expr.Node {
	result := expr.Const(1)
	for _, factor := range factors {
		result = expr.Mul(result, factor)
	}
	return result
}
