package program

import (
	"math/rand/v2"
	"slices"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

// TestArraysAgreeWithFolding compares value, gradient and Hessian-vector product of formulas on arrays, run and folded.
func TestArraysAgreeWithFolding(t *testing.T) {
	for name, formula := range exprtest.MatrixFormulas {
		for _, n := range []int{2, 17, 33} {
			if n == 33 && !exprtest.ReadsRows(name) {
				continue
			}
			f := exprtest.MatrixFunction(n, formula)
			hvp := f.HVP()
			p, err := Compile(hvp.Variables, []*expr.Node{f.Value, f.Gradient().Value, hvp.Value})
			if err != nil {
				t.Fatal(err)
			}
			x := normals(2 * f.Dimension())
			out := make([]float64, p.Outputs())
			p.NewMachine().Run(x, out)
			point := x[:f.Dimension()]
			want := slices.Concat(f.At(point).Data(), f.Gradient().At(point).Data(), hvp.At(x).Data())
			for k := range want {
				if !near(out[k], want[k], 1e-11) {
					t.Errorf("%s in %d variables: output %d is %v, folded %v", name, f.Dimension(), k, out[k], want[k])
					break
				}
			}
		}
	}
}

func normals(n int) []float64 {
	random := rand.New(rand.NewPCG(uint64(n), 9))
	x := make([]float64, n)
	for k := range x {
		x[k] = random.NormFloat64() / 4
	}
	return x
}

// TestBlockOfLoops compares blocks with single runs where loops index registers and tables, and where arrays stay whole.
func TestBlockOfLoops(t *testing.T) {
	for name, f := range map[string]*expr.Function{
		"rosenbrock": rosenbrock(30, false), "tanh loss": tanhLoss(false), "nested": nested(false), "mapped": mapped(false),
		"matrix": exprtest.MatrixFunction(17, exprtest.MatrixFormulas["network"]),
		"rows":   exprtest.MatrixFunction(33, exprtest.MatrixFormulas["matrix row"]),
	} {
		p, err := Compile(f.Variables, []*expr.Node{f.Value, f.Gradient().Value})
		if err != nil {
			t.Fatal(err)
		}
		const points = 7
		in, out := columns(p.Inputs, points), columns(p.Outputs(), points)
		values := normals(p.Inputs * points)
		for k := range in {
			copy(in[k], values[k*points:])
		}
		m := p.NewMachine()
		if err := m.Block(in, out); err != nil {
			t.Fatal(err)
		}
		for i := range points {
			x, y := column(in, i), make([]float64, p.Outputs())
			m.Run(x, y)
			if block := column(out, i); !slices.Equal(block, y) {
				t.Errorf("%s: point %d is not what it is alone", name, i)
			}
		}
	}
}

func column(c [][]float64, i int) []float64 {
	x := make([]float64, len(c))
	for k := range c {
		x[k] = c[k][i]
	}
	return x
}

func TestJacobian(t *testing.T) {
	for _, c := range []struct{ rows, cols int }{{3, 3}, {20, 3}, {3, 20}, {20, 20}, {20, 40}, {40, 20}} {
		f := swirl(c.rows, c.cols)
		p, err := Compile(f.Variables, []*expr.Node{f.Jacobian().Value})
		if err != nil {
			t.Fatal(err)
		}
		x := normals(c.cols)
		out := make([]float64, p.Outputs())
		p.NewMachine().Run(x, out)
		const h = 1e-6
		for j := range x {
			up, down := slices.Clone(x), slices.Clone(x)
			up[j] += h
			down[j] -= h
			a, b := f.At(up).Data(), f.At(down).Data()
			for i := range a {
				if want := (a[i] - b[i]) / (2 * h); !near(out[i*c.cols+j], want, 1e-7) {
					t.Fatalf("%d×%d: entry (%d, %d) is %v, by differences %v", c.rows, c.cols, i, j, out[i*c.cols+j], want)
				}
			}
		}
	}
}

// swirl is a vector of so many rows, sin(A x) x₁, in so many variables.
func swirl(rows, cols int) *expr.Function {
	x := expr.NewGraph().Variable("x", expr.Vector(cols))
	a := expr.Array(expr.Shape{Rank: 2, Rows: rows, Cols: cols}, normals(rows*cols))
	return &expr.Function{Name: "F", Variables: []*expr.Node{x},
		Value: expr.Mul(expr.Apply(expr.Sin, expr.Mul(a, x)), expr.Element(x, number(0)))}
}

// TestTableIsKeptOnce takes the gradient of a sum of squares over data: their transpose is no table of its own.
func TestTableIsKeptOnce(t *testing.T) {
	const rows, columns = 331, 67
	f := leastSquares(rows, columns)
	gradient := f.Gradient()
	p, err := Compile(f.Variables, []*expr.Node{f.Value, gradient.Value})
	if err != nil {
		t.Fatal(err)
	}
	large := 0
	for _, table := range p.Tables {
		if len(table) == rows*columns {
			large++
		}
	}
	if large != 1 {
		t.Errorf("%d tables of the data, want 1", large)
	}
	x, out := normals(columns), make([]float64, p.Outputs())
	if err := p.NewMachine().Run(x, out); err != nil {
		t.Fatal(err)
	}
	want := append(f.At(x).Data(), gradient.At(x).Data()...)
	for k := range want {
		if !near(out[k], want[k], 1e-11) {
			t.Errorf("output %d is %v, folded %v", k, out[k], want[k])
		}
	}
}

func leastSquares(rows, columns int) *expr.Function {
	theta := expr.NewGraph().Variable("θ", expr.Vector(columns))
	data := expr.Array(expr.MatrixShape(rows, columns), normals(rows*columns))
	residual := expr.Sub(expr.Array(expr.Vector(rows), normals(rows)), expr.Mul(data, theta))
	return &expr.Function{Name: "L", Variables: []*expr.Node{theta}, Value: expr.NormSquared(residual)}
}
