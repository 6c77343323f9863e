package native

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/program"
)

// sums are formulas with loops: of neighbours, of rows of a table, of a matrix, within each other.
func sums(g *expr.Graph, r *rand.Rand) (inputs []*expr.Node, y *expr.Node) {
	n := 2 + r.IntN(20)
	x, a := g.Variable("x", expr.Vector(n+2)), g.Variable("A", expr.MatrixShape(n, 3))
	rows := make([]float64, 3*n)
	for k := range rows {
		rows[k] = r.NormFloat64()
	}
	data := expr.Array(expr.MatrixShape(n, 3), rows)
	over := func(from, to int, body func(i *expr.Node) *expr.Node) *expr.Node {
		return expr.SumOver(g, "i", number(float64(from)), number(float64(to)), body)
	}
	near := func(i *expr.Node, shift int) *expr.Node { return expr.Element(x, expr.Add(i, number(float64(shift)))) }
	neighbours := over(0, n-1, func(i *expr.Node) *expr.Node {
		return formula(r, []*expr.Node{near(i, 0), near(i, 1), near(i, 2), i}, 3)
	})
	fitted := over(0, n-1, func(i *expr.Node) *expr.Node {
		row := expr.Row(data, i)
		return square(expr.Sub(expr.Element(row, number(2)), expr.Dot(expr.Slice(row, 0, 2), expr.Slice(x, 0, 2))))
	})
	nested := over(0, n-1, func(i *expr.Node) *expr.Node {
		inner := over(0, 2, func(j *expr.Node) *expr.Node {
			return expr.Mul(expr.Element2(a, i, j), expr.Element(x, j))
		})
		return expr.Mul(inner, formula(r, []*expr.Node{near(i, 1), inner}, 2))
	})
	short := expr.NormSquared(expr.Mul(a, expr.Slice(x, 0, 3)))
	bent := expr.Dot(expr.Slice(x, 0, n), expr.Apply(expr.Abs, expr.Mul(a, expr.Slice(x, 1, 4))))
	return []*expr.Node{x, a}, expr.Sum(neighbours, expr.Mul(fitted, expr.Element(x, number(0))), nested, short, bent)
}

func square(a *expr.Node) *expr.Node { return expr.Mul(a, a) }

// TestCallsAreTheMachines computes values, gradients and Hessians of random sums both ways.
func TestCallsAreTheMachines(t *testing.T) {
	if !callable || !available() {
		t.Skip("no compiler here")
	}
	made, calls, strayed := 0, 0, 0
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 16))
		inputs, y := sums(expr.NewGraph(), r)
		for _, output := range [][]*expr.Node{{y}, expr.Gradient(y, inputs...), {expr.Hessian(y, inputs[0])}, {y, expr.Gradient(y, inputs[0])[0]}} {
			p, err := program.Compile(inputs, output)
			if err != nil {
				t.Fatal(err)
			}
			c := newCall(p)
			if c == nil {
				continue
			}
			made++
			in, want, got, m := make([]float64, p.Inputs), make([]float64, p.Outputs()), make([]float64, p.Outputs()), p.NewMachine()
			for range 4 {
				for k := range in {
					in[k] = r.NormFloat64()
					if r.IntN(40) == 0 {
						in[k] = special[r.IntN(len(special))]
					}
				}
				if err := m.Run(in, want); err != nil {
					t.Fatal(err)
				}
				if calls++; !c.run(in) {
					strayed++
					continue
				}
				c.copyTo(got)
				if !slices.EqualFunc(got, want, sameBits) || !slices.EqualFunc(c.values(), want, sameBits) {
					t.Fatalf("seed %d at %v: %v, want %v", seed, in, got, want)
				}
			}
			c.instance.close()
		}
	}
	if made < 200 || strayed > calls/3 {
		t.Errorf("%d programs have code; %d of %d calls strayed", made, strayed, calls)
	}
}

// TestMachineBecomesCode runs a machine until it has machine code, and on.
func TestMachineBecomesCode(t *testing.T) {
	f := exprtest.Function("100(y - x^2)^2 + (1 - x)^2", "x", "y")
	p, err := program.Compile(f.Variables, []*expr.Node{f.Value, f.Gradient().Value})
	if err != nil {
		t.Fatal(err)
	}
	m, plain := NewMachine(p), p.NewMachine()
	got, want := make([]float64, 3), make([]float64, 3)
	for k := range 2 * (worthACall + worthEach*len(p.Executed())) / m.work {
		at := []float64{math.Sin(float64(k)), math.Cos(float64(k))}
		if m.Run(at, got) != nil || plain.Run(at, want) != nil || !slices.Equal(got, want) {
			t.Fatalf("at %v: %v, want %v", at, got, want)
		}
		if values, err := m.Values(at); err != nil || !slices.Equal(values, want) {
			t.Fatalf("at %v: %v, want %v", at, values, want)
		}
	}
	if callable && available() && m.call == nil {
		t.Error("it has no code")
	}
	if n := testing.AllocsPerRun(100, func() { m.Run([]float64{1, 2}, got) }); n > 0 {
		t.Errorf("a run allocates %g times", n)
	}
}
