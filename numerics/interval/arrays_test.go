package interval

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// Every operation on arrays, with indices that are known and ones that depend on the box, holds what programs compute.
func TestArrays(t *testing.T) {
	g := expr.NewGraph()
	x, u := g.Variable("x", expr.Scalar), g.Variable("u", expr.Vector(70))
	a, b := g.Variable("A", expr.MatrixShape(9, 9)), g.Variable("b", expr.Vector(9))
	c := expr.Const
	strong := expr.Add(a, expr.Times(c(30), expr.Identity(9)))
	picked := expr.SumOver(g, "i", c(1), c(70), func(i *expr.Node) *expr.Node {
		return expr.Mul(i, expr.Pow(expr.Sub(expr.Element(u, expr.Sub(i, c(1))), x), c(2)))
	})
	outputs := []*expr.Node{
		expr.Solve(strong, b),
		expr.Inverse(strong),
		expr.Det(strong),
		expr.Mul(a, b),
		expr.Total(u),
		picked,
		expr.Gradient(picked, u)[0],
		expr.Element(u, expr.Apply(expr.Floor, expr.Mul(c(10), x))),
		expr.Eigenvalues(a),
	}
	p, err := program.Compile([]*expr.Node{x, u, a, b}, outputs)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(7, 8))
	machine, boxes := p.NewMachine(), NewMachine(p)
	in, out := make([]float64, p.Inputs), make([]float64, p.Outputs())
	boxIn, boxOut := make([]Interval, p.Inputs), make([]Interval, p.Outputs())
	for range 60 {
		width := math.Exp(-12 * r.Float64())
		for i := range boxIn {
			boxIn[i] = Of(0, width).plus(4 * r.Float64())
		}
		boxes.Run(boxIn, boxOut)
		for range 10 {
			for i := range in {
				in[i] = inside(r, boxIn[i])
			}
			if err := machine.Run(in, out); err != nil {
				t.Fatal(err)
			}
			for k, y := range out {
				if slack := 1e-11 * (1 + math.Abs(y)); !(boxOut[k].Lo <= y+slack && y-slack <= boxOut[k].Hi) {
					t.Fatalf("output %d: %v misses %g", k, boxOut[k], y)
				}
			}
		}
	}
	for k, y := range boxOut[:100] {
		if !y.Finite() || y.Doubts != 0 {
			t.Errorf("output %d of a well-conditioned system: %v", k, y)
		}
	}
}

func (a Interval) plus(x float64) Interval { return Of(a.Lo+x, a.Hi+x) }

// A loop that ends where the box says, and random numbers, are not enclosed.
func TestUnknowable(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	last := expr.Apply(expr.Floor, x)
	sum := expr.SumOver(g, "i", expr.Const(1), last, func(i *expr.Node) *expr.Node { return expr.Mul(i, x) })
	p, err := program.Compile([]*expr.Node{x}, []*expr.Node{sum})
	if err != nil {
		t.Fatal(err)
	}
	m, out := NewMachine(p), make([]Interval, 1)
	m.Run([]Interval{Of(2.5, 2.75)}, out)
	if !out[0].Contains(7.5) || out[0].Doubts != 0 || out[0].Width() > 1 {
		t.Errorf("1·x + 2·x on [2.5, 2.75] = %v", out[0])
	}
	m.Run([]Interval{Of(2.5, 3.5)}, out)
	if out[0] != entire(Partial|Edge) {
		t.Errorf("a sum of two or three terms = %v", out[0])
	}
}

func TestRunAllocatesNothing(t *testing.T) {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	f := &expr.Function{Name: "f", Variables: []*expr.Node{x, y}, Value: expr.Add(expr.Apply(expr.Sin, expr.Mul(x, y)),
		expr.Add(expr.Apply(expr.Exp, expr.Pow(x, expr.Const(1.3))), expr.Apply(expr.Asin, y)))}
	p, err := program.Compile(f.Variables, []*expr.Node{f.Value, f.Gradient().Value, f.Hessian().Value})
	if err != nil {
		t.Fatal(err)
	}
	m, in, out := NewMachine(p), []Interval{Of(1, 2), Of(0, 0.5)}, make([]Interval, p.Outputs())
	if n := testing.AllocsPerRun(100, func() { m.Run(in, out) }); n != 0 {
		t.Errorf("%g allocations a run", n)
	}
}

func BenchmarkRun(b *testing.B) {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	c := expr.Const
	first := expr.Sub(expr.Add(expr.Pow(x, c(2)), y), c(11))
	second := expr.Sub(expr.Add(expr.Pow(y, c(2)), x), c(7))
	f := &expr.Function{Name: "f", Variables: []*expr.Node{x, y}, Value: expr.Add(expr.Pow(first, c(2)), expr.Pow(second, c(2)))}
	p, err := program.Compile(f.Variables, []*expr.Node{f.Value, f.Gradient().Value, f.Hessian().Value})
	if err != nil {
		b.Fatal(err)
	}
	m, in, out := NewMachine(p), []Interval{Of(1, 2), Of(0, 0.5)}, make([]Interval, p.Outputs())
	for b.Loop() {
		m.Run(in, out)
	}
	b.ReportMetric(float64(len(p.Code)), "instructions")
}

// What is under a logarithm is positive wherever else it stands, but not where a choice may pass the logarithm by.
func TestDomainsReachAhead(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	u := expr.Add(x, expr.Const(3))
	barrier, inverse := expr.Apply(expr.Log, u), expr.Pow(u, expr.Const(-1))
	chosen := expr.Select(expr.Compare(expr.Less, x, expr.Const(0)), expr.Const(1), barrier)
	for name, value := range map[string]*expr.Node{"always": barrier, "by choice": chosen} {
		p, err := program.Compile([]*expr.Node{x}, []*expr.Node{value, inverse})
		if err != nil {
			t.Fatal(err)
		}
		m, out := NewMachine(p), make([]Interval, 2)
		m.Run([]Interval{Of(-3.5, -2.5)}, out)
		if everywhere := out[1].Lo == -inf; everywhere != (name == "by choice") {
			t.Errorf("%s: 1/(x + 3) beside log(x + 3) = %v", name, out[1])
		}
	}
}

// TestTransposedProduct holds the gradient of a sum of squares over a large table, which programs compute from one copy of it.
func TestTransposedProduct(t *testing.T) {
	const rows, columns = 1 << 12, 4
	r := rand.New(rand.NewPCG(3, 5))
	data, wanted := make([]float64, rows*columns), make([]float64, rows)
	for k := range data {
		data[k] = r.NormFloat64()
	}
	for k := range wanted {
		wanted[k] = r.NormFloat64()
	}
	theta := expr.NewGraph().Variable("θ", expr.Vector(columns))
	residual := expr.Sub(expr.Array(expr.Vector(rows), wanted), expr.Mul(expr.Array(expr.MatrixShape(rows, columns), data), theta))
	p, err := program.Compile([]*expr.Node{theta}, []*expr.Node{expr.Gradient(expr.NormSquared(residual), theta)[0]})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(p.Code, func(in program.Instruction) bool { return in.Op == program.TransposedProduct }) {
		t.Fatal("the program has no transposed product")
	}
	box, out := make([]Interval, columns), make([]Interval, columns)
	at, value := make([]float64, columns), make([]float64, columns)
	for k := range box {
		at[k] = r.NormFloat64()
		box[k] = Of(at[k]-1e-3, at[k]+1e-3)
	}
	NewMachine(p).Run(box, out)
	if err := p.NewMachine().Run(at, value); err != nil {
		t.Fatal(err)
	}
	for k, v := range value {
		if !out[k].Contains(v) || out[k].Hi-out[k].Lo > 1e3 {
			t.Errorf("entry %d is %v, held by %v", k, v, out[k])
		}
	}
}
