package program

import (
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
)

var number = expr.Const

func square(a *expr.Node) *expr.Node { return expr.Pow(a, number(2)) }

// rosenbrock is Σ 100 (x_(i+1) - x_i²)² + (1 - x_i)², written out when unrolled is set.
func rosenbrock(n int, written bool) *expr.Function {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(n))
	loops := g
	if written {
		loops = nil
	}
	f := expr.SumOver(loops, "i", number(1), number(float64(n-1)), func(i *expr.Node) *expr.Node {
		a, b := expr.Element(x, expr.Sub(i, number(1))), expr.Element(x, i)
		return expr.Add(expr.Mul(number(100), square(expr.Sub(b, square(a)))), square(expr.Sub(number(1), a)))
	})
	return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: f}
}

// tanhLoss is the mean of (y - c·tanh(w x + b))² over 40 rows.
func tanhLoss(written bool) *expr.Function {
	g := expr.NewGraph()
	data := make([]float64, 120)
	for k := range data {
		data[k] = math.Sin(float64(k * k))
	}
	d := expr.Named(expr.Array(expr.MatrixShape(40, 3), data), "D")
	w, b, c := g.Variable("w", expr.Vector(2)), g.Variable("b", expr.Scalar), g.Variable("c", expr.Scalar)
	loops := g
	if written {
		loops = nil
	}
	f := expr.SumOver(loops, "i", number(1), number(40), func(i *expr.Node) *expr.Node {
		row := expr.Row(d, expr.Sub(i, number(1)))
		z := expr.Add(expr.Dot(w, expr.Stack(row.Entries()[:2]...)), b)
		return square(expr.Sub(row.Entries()[2], expr.Mul(c, expr.Apply(expr.Tanh, z))))
	})
	return &expr.Function{Name: "L", Variables: []*expr.Node{w, b, c}, Value: expr.Div(f, number(40))}
}

// nested is Σ_i Σ_(j≤i) exp(x_i x_j / 9) max(x_i, j).
func nested(written bool) *expr.Function {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(20))
	loops := g
	if written {
		loops = nil
	}
	at := func(i *expr.Node) *expr.Node { return expr.Element(x, expr.Sub(i, number(1))) }
	f := expr.SumOver(loops, "i", number(1), number(20), func(i *expr.Node) *expr.Node {
		return expr.SumOver(loops, "j", number(1), i, func(j *expr.Node) *expr.Node {
			return expr.Mul(expr.Apply(expr.Exp, expr.Div(expr.Mul(at(i), at(j)), number(9))), expr.Max(at(i), expr.Div(j, number(10))))
		})
	})
	return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: f}
}

// mapped is prod(v) + max(v) with v_i = 1 + x_i sin(i)/9, and the length of another map.
func mapped(written bool) *expr.Function {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(25))
	loops := g
	if written {
		loops = nil
	}
	over := func(body func(i, xi *expr.Node) *expr.Node) *expr.Node {
		return expr.MapOver(loops, "i", number(1), number(25), func(i *expr.Node) *expr.Node {
			return body(i, expr.Element(x, expr.Sub(i, number(1))))
		})
	}
	v := over(func(i, xi *expr.Node) *expr.Node {
		return expr.Add(number(1), expr.Div(expr.Mul(xi, expr.Apply(expr.Sin, i)), number(9)))
	})
	pairs := over(func(i, xi *expr.Node) *expr.Node { return expr.Stack(expr.Mul(i, xi), square(xi)) })
	return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: expr.Sum(expr.Total(expr.Apply(expr.Log, expr.Times(v, v))), expr.MaxOf(v), expr.Norm(pairs))}
}

// guarded is a sum of squared differences of neighbours whose first term, and whose terms with a negative entry, differ.
func guarded(written bool) *expr.Function {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(24))
	loops := g
	if written {
		loops = nil
	}
	f := expr.SumOver(loops, "i", number(0), number(23), func(i *expr.Node) *expr.Node {
		xi := expr.Element(x, i)
		first := expr.Or(expr.Compare(expr.Equal, i, number(0)), expr.Compare(expr.Less, xi, number(0)))
		previous := number(0)
		if !written || i.Float() > 0 {
			previous = expr.Element(x, expr.Sub(i, number(1)))
		}
		return expr.Select(first, square(xi), expr.Mul(expr.Sqrt(xi), square(expr.Sub(xi, previous))))
	})
	return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: f}
}

// TestLoopsAgreeWithWrittenOutSums compares value, gradient, Hessian and Hessian-vector product.
func TestLoopsAgreeWithWrittenOutSums(t *testing.T) {
	for name, f := range map[string]func(bool) *expr.Function{
		"rosenbrock": func(written bool) *expr.Function { return rosenbrock(30, written) },
		"tanh loss":  tanhLoss, "nested": nested, "mapped": mapped, "guarded": guarded,
	} {
		loop, written := f(false), f(true)
		random := rand.New(rand.NewPCG(3, 4))
		x := make([]float64, 2*loop.Dimension())
		for k := range x {
			x[k] = random.NormFloat64()
		}
		got, want := everything(t, loop, x), everything(t, written, x)
		for k := range want {
			if !near(got[k], want[k], 1e-12) {
				t.Errorf("%s: output %d of %d is %v, written out %v", name, k, len(want), got[k], want[k])
			}
		}
	}
}

// near compares with a tolerance that is absolute below 1.
func near(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*max(1, math.Abs(a), math.Abs(b))
}

// everything runs value, gradient, Hessian and Hessian-vector product, the direction behind the point in x.
func everything(t *testing.T, f *expr.Function, x []float64) []float64 {
	t.Helper()
	hvp := f.HVP()
	p, err := Compile(hvp.Variables, []*expr.Node{f.Value, f.Gradient().Value, f.Hessian().Value, hvp.Value})
	if err != nil {
		t.Fatal(err)
	}
	out := make([]float64, p.Outputs())
	if err := p.NewMachine().Run(x, out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestLargeRosenbrock(t *testing.T) {
	const n = 1000
	f := rosenbrock(n, false)
	hvp := f.HVP()
	p, err := Compile(hvp.Variables, []*expr.Node{f.Value, f.Gradient().Value, hvp.Value})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Code) > 200 {
		t.Errorf("%d instructions for a loop", len(p.Code))
	}
	x := make([]float64, 2*n)
	for k := range x {
		x[k] = math.Cos(float64(k))
	}
	out := make([]float64, p.Outputs())
	if err := p.NewMachine().Run(x, out); err != nil {
		t.Fatal(err)
	}
	gradient, product := out[1:n+1], out[n+1:]
	for k := range n {
		g, h := rosenbrockRow(x[:n], x[n:], k)
		if !agree(gradient[k], g, 1e-12) || !agree(product[k], h, 1e-12) {
			t.Fatalf("entry %d: gradient %v, want %v; product %v, want %v", k, gradient[k], g, product[k], h)
		}
	}
}

// rosenbrockRow is entry k of the gradient at x and of the Hessian times d.
func rosenbrockRow(x, d []float64, k int) (g, h float64) {
	if k > 0 {
		g += 200 * (x[k] - x[k-1]*x[k-1])
		h += 200*d[k] - 400*x[k-1]*d[k-1]
	}
	if k < len(x)-1 {
		g += -400*x[k]*(x[k+1]-x[k]*x[k]) - 2*(1-x[k])
		h += (1200*x[k]*x[k]-400*x[k+1]+2)*d[k] - 400*x[k]*d[k+1]
	}
	return g, h
}

func TestInterruptStopsALoop(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	f := expr.SumOver(g, "i", number(1), number(1e12), func(i *expr.Node) *expr.Node { return expr.Apply(expr.Sin, expr.Mul(i, x)) })
	p, err := Compile([]*expr.Node{x}, []*expr.Node{f})
	if err != nil {
		t.Fatal(err)
	}
	m := p.NewMachine()
	m.SetInterrupt(func() bool { return true })
	if err := m.Run([]float64{1}, make([]float64, 1)); err != ErrInterrupted {
		t.Errorf("a run ended with %v", err)
	}
	if err := m.Block([][]float64{make([]float64, 100)}, [][]float64{make([]float64, 100)}); err != ErrInterrupted {
		t.Errorf("a block ended with %v", err)
	}
}
