package expr_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
)

// matrixFormulas are numbers made of a square matrix a and a vector v, each of which goes through another operation.
var matrixFormulas = map[string]func(a, v *expr.Node) *expr.Node{
	"quadratic":   func(a, v *expr.Node) *expr.Node { return expr.Mul(expr.Transpose(v), expr.Mul(a, v)) },
	"length":      func(a, v *expr.Node) *expr.Node { return expr.Norm(expr.Mul(a, v)) },
	"solve":       func(a, v *expr.Node) *expr.Node { return expr.Dot(v, expr.Solve(a, v)) },
	"inverse":     func(a, v *expr.Node) *expr.Node { return expr.Trace(expr.Mul(expr.Inverse(a), expr.Outer(v, v))) },
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
	"product": func(a, v *expr.Node) *expr.Node { return expr.Prod(expr.AddEach(v, expr.Const(1))) },
	"powers": func(a, v *expr.Node) *expr.Node {
		return expr.Mean(expr.Div(expr.PowEach(expr.AddEach(expr.Times(v, v), expr.Const(1)), expr.Const(1.5)), expr.Apply(expr.Cosh, v)))
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

// TestMatrixDerivatives compares gradients, Hessian-vector products and second directional derivatives with differences,
// once with every entry spelled out and once with arrays that stay whole.
func TestMatrixDerivatives(t *testing.T) {
	for name, formula := range matrixFormulas {
		for _, n := range []int{3, 17, 33} {
			if n == 33 && !rowwise[name] {
				continue
			}
			checkDerivatives(t, name, matrixFunction(n, formula))
		}
	}
}

// rowwise are the formulas that read rows, tested also where a row is too long to be spelled out.
var rowwise = map[string]bool{"network": true, "vector sum": true, "matrix row": true}

// matrixFunction has the diagonal of a moved away from zero, so that a is regular. With n = 17, a is one opaque node.
func matrixFunction(n int, formula func(a, v *expr.Node) *expr.Node) *expr.Function {
	g := expr.NewGraph()
	a, v := g.Variable("a", expr.MatrixShape(n, n)), g.Variable("v", expr.Vector(n))
	regular := expr.Add(a, expr.Mul(expr.Const(3), expr.Identity(n)))
	return &expr.Function{Name: "f", Variables: []*expr.Node{a, v}, Value: formula(regular, v)}
}

func checkDerivatives(t *testing.T, name string, f *expr.Function) {
	t.Helper()
	n := f.Dimension()
	random := rand.New(rand.NewPCG(uint64(n), 2))
	x, d := make([]float64, n), make([]float64, n)
	for k := range x {
		x[k], d[k] = random.NormFloat64()/4, random.NormFloat64()/4
	}
	const h = 1e-5
	along := func(s float64) []float64 {
		y := make([]float64, n)
		for k := range y {
			y[k] = x[k] + s*d[k]
		}
		return y
	}
	gradient := f.Gradient()
	slope := dot(gradient.At(x).Data(), d)
	if want := (f.At(along(h)).Float() - f.At(along(-h)).Float()) / (2 * h); !agree(slope, want, 1e-7) {
		t.Errorf("%s in %d variables: slope %v, by differences %v", name, n, slope, want)
	}
	product := f.HVP().At(append(append([]float64{}, x...), d...)).Data()
	up, down := gradient.At(along(h)).Data(), gradient.At(along(-h)).Data()
	for k := range product {
		if want := (up[k] - down[k]) / (2 * h); !agree(product[k], want, 1e-6) {
			t.Errorf("%s in %d variables: entry %d of the Hessian-vector product is %v, by differences %v", name, n, k, product[k], want)
		}
	}
	if got := expr.Directional(f.Value, f.Variables, f.Parts(d), 1); !agree(expr.Substitute(got, f.Variables, f.Parts(x)).Float(), slope, 1e-12) {
		t.Errorf("%s in %d variables: derivative along d is not the slope", name, n)
	}
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for k := range a {
		sum += a[k] * b[k]
	}
	return sum
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
