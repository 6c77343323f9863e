package program

import (
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
)

// randomTerm is a smooth function of some numbers.
func randomTerm(r *rand.Rand, reads []*expr.Node) *expr.Node {
	pick := func() *expr.Node { return reads[r.IntN(len(reads))] }
	sum := expr.Const(0)
	for range 1 + r.IntN(3) {
		a, b := pick(), pick()
		var t *expr.Node
		switch r.IntN(6) {
		case 0:
			t = square(expr.Sub(a, square(b)))
		case 1:
			t = expr.Mul(expr.Apply(expr.Sin, a), b)
		case 2:
			t = expr.Apply(expr.Exp, expr.Mul(number(0.3), expr.Sub(a, b)))
		case 3:
			t = expr.Sqrt(expr.Add(number(1), square(expr.Add(a, b))))
		case 4:
			t = expr.Select(expr.Compare(expr.Less, a, b), expr.Mul(a, square(b)), expr.Mul(b, square(a)))
		default:
			t = expr.Div(a, expr.Add(number(2), square(b)))
		}
		sum = expr.Add(sum, expr.Mul(number(float64(1+r.IntN(5))/2), t))
	}
	return sum
}

// randomSum is a sum over an index, written out or not, of terms in a few entries of a vector x, a matrix A and a number b,
// with now and then a part that reads everything.
func randomSum(r *rand.Rand, n int) *expr.Function {
	g := expr.NewGraph()
	x, a, b := g.Variable("x", expr.Vector(n)), g.Variable("A", expr.MatrixShape(5, 4)), g.Variable("b", expr.Scalar)
	data := make([]float64, n)
	for k := range data {
		data[k] = r.NormFloat64()
	}
	table := expr.Array(expr.Vector(n), data)
	entry := func(i *expr.Node, shift float64) *expr.Node { return expr.Element(x, expr.Add(i, number(shift))) }
	value := expr.SumOver(g, "i", number(2), number(float64(n-3)), func(i *expr.Node) *expr.Node {
		mirror := expr.Element(x, expr.Sub(number(float64(n-1)), i))
		reads := []*expr.Node{entry(i, 0), entry(i, float64(r.IntN(5)-2)), mirror, expr.Element(table, i), b, x.Entries()[3]}
		r.Shuffle(len(reads), func(i, j int) { reads[i], reads[j] = reads[j], reads[i] })
		return randomTerm(r, reads[:1+r.IntN(len(reads))])
	})
	if r.IntN(2) == 0 {
		rows := expr.SumOver(g, "i", number(0), number(3), func(i *expr.Node) *expr.Node {
			return randomTerm(r, []*expr.Node{expr.Element2(a, i, number(2)), expr.Element2(a, expr.Add(i, number(1)), number(0)), b})
		})
		value = expr.Sub(value, expr.Div(rows, number(7)))
	}
	if r.IntN(2) == 0 {
		left, right := expr.Slice(x, 1, n), expr.Slice(x, 0, n-1)
		terms := expr.AddEach(square(expr.Sub(left, square(right))), expr.Apply(expr.Cos, expr.Mul(b, right)))
		value = expr.Add(value, expr.Div(expr.Total(terms), number(3)))
	}
	if r.IntN(4) == 0 {
		value = expr.Add(value, expr.Sqrt(expr.Add(number(1), expr.Dot(x, x))))
	}
	return &expr.Function{Name: "f", Variables: []*expr.Node{x, a, b}, Value: value}
}

// TestHessiansOfSums compares with Hessian-vector products along every axis, and holds that both halves are equal.
func TestHessiansOfSums(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 16))
		n := 18 + r.IntN(20)
		if seed%10 == 0 {
			n = 260 // an array that is not spelled out
		}
		f := randomSum(r, n)
		size := f.Dimension()
		x := make([]float64, size)
		for k := range x {
			x[k] = r.NormFloat64()
		}
		got := run(t, f.Variables, f.Hessian().Value, x)
		hvp := f.HVP()
		p, err := Compile(hvp.Variables, []*expr.Node{hvp.Value})
		if err != nil {
			t.Fatal(err)
		}
		m, in, want := p.NewMachine(), append(x, make([]float64, size)...), make([]float64, size)
		for j := range size {
			in[size+j] = 1
			if err := m.Run(in, want); err != nil {
				t.Fatal(err)
			}
			in[size+j] = 0
			for i := range size {
				if !near(got[i*size+j], want[i], 1e-12) || math.Float64bits(got[i*size+j]) != math.Float64bits(got[j*size+i]) {
					t.Fatalf("seed %d, %d variables: entry (%d, %d) is %g, mirrored %g, want %g", seed, size, i, j, got[i*size+j], got[j*size+i], want[i])
				}
			}
		}
	}
}

// run is a value at a point.
func run(t *testing.T, inputs []*expr.Node, value *expr.Node, x []float64) []float64 {
	t.Helper()
	p, err := Compile(inputs, []*expr.Node{value})
	if err != nil {
		t.Fatal(err)
	}
	out := make([]float64, p.Outputs())
	if err := p.NewMachine().Run(x, out); err != nil {
		t.Fatal(err)
	}
	return out
}

// The Hessian of Rosenbrock's function costs as much as its entries: one loop, no row after row.
func TestHessianOfASumIsOneLoop(t *testing.T) {
	f := rosenbrock(1000, false)
	p, err := Compile(f.Variables, []*expr.Node{f.Hessian().Value})
	if err != nil {
		t.Fatal(err)
	}
	loops := 0
	for _, in := range p.Code {
		if in.Op == Begin {
			loops++
		}
		if in.Op == Gather || in.Vector {
			t.Errorf("%s of %d entries", in.Op, in.N)
		}
	}
	if loops != 1 || len(p.Code) > 40 {
		t.Errorf("%d loops in %d instructions", loops, len(p.Code))
	}
}
