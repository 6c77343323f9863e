package native

import (
	"math/rand/v2"
	"slices"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// network is the mean square error of a layer of tanh over the rows of a table, divided by something random.
func network(g *expr.Graph, hidden, n int, r *rand.Rand) (inputs []*expr.Node, y *expr.Node) {
	w, b := g.Variable("W", expr.MatrixShape(hidden, 2)), g.Variable("b", expr.Vector(hidden))
	c, d := g.Variable("c", expr.Vector(hidden)), g.Variable("d", expr.Scalar)
	table := make([]float64, 3*n)
	for k := range table {
		table[k] = r.NormFloat64()
	}
	data := expr.Array(expr.MatrixShape(n, 3), table)
	bend := []expr.Func{expr.Tanh, expr.Sin, expr.Exp}[r.IntN(3)]
	sum := expr.SumOver(g, "i", number(0), number(float64(n-1)), func(i *expr.Node) *expr.Node {
		row := expr.Row(data, i)
		layer := expr.Apply(bend, expr.Add(expr.Mul(w, expr.Slice(row, 0, 2)), b))
		return square(expr.Sub(expr.Add(expr.Dot(c, layer), d), expr.Element(row, number(2))))
	})
	return []*expr.Node{w, b, c, d}, expr.Div(sum, expr.Add(number(float64(n)), square(d)))
}

// TestStretchesAreTheMachines computes Hessians, steps of Newton's method and random sums with their loops as calls, and without.
func TestStretchesAreTheMachines(t *testing.T) {
	if !callable || !available() {
		t.Skip("no compiler here")
	}
	made, ran, strayed := 0, 0, 0
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 18))
		inputs, y := network(expr.NewGraph(), 2+r.IntN(5), 8+r.IntN(20), r)
		if seed%2 == 1 {
			inputs, y = sums(expr.NewGraph(), r)
		}
		f := expr.Function{Name: "f", Variables: inputs, Value: y}
		gradient, hessian := f.Gradient().Value, f.Hessian().Value
		for _, output := range [][]*expr.Node{{hessian}, {y, gradient, hessian}, {expr.Eigenvalues(hessian), gradient}} {
			p, err := program.Compile(inputs, output)
			if err != nil {
				t.Fatal(err)
			}
			plain, m := p.NewMachine(), p.NewMachine()
			found := stretchesOf(p, []int{mostWork, 10_000, 3_000}[r.IntN(3)])
			for begin, s := range found {
				made++
				m.SetLoop(begin, func(registers []float64) (int, bool) {
					operations, done := s.run(registers)
					if ran++; !done {
						strayed++
					}
					return operations, done
				})
			}
			in, want, got := make([]float64, p.Inputs), make([]float64, p.Outputs()), make([]float64, p.Outputs())
			for range 3 {
				for k := range in {
					in[k] = r.NormFloat64()
					if r.IntN(60) == 0 {
						in[k] = append(special, 1e8)[r.IntN(len(special)+1)]
					}
				}
				if plain.Run(in, want) != nil || m.Run(in, got) != nil {
					t.Fatal("interrupted")
				}
				if !slices.EqualFunc(got, want, sameBits) {
					t.Fatalf("seed %d at %v: %v, want %v", seed, in, got, want)
				}
			}
			for _, s := range found {
				s.instance.close()
			}
		}
	}
	t.Logf("%d loops; %d of %d strayed", made, strayed, ran)
	if made < 60 || strayed == 0 || strayed > ran/3 {
		t.Errorf("%d loops have code; %d of %d calls strayed", made, strayed, ran)
	}
}

// TestLoopsBecomeCode runs a machine whose program has no call until its loops are machine code, and on.
func TestLoopsBecomeCode(t *testing.T) {
	inputs, y := network(expr.NewGraph(), 6, 30, rand.New(rand.NewPCG(1, 18)))
	f := expr.Function{Name: "f", Variables: inputs, Value: y}
	p, err := program.Compile(inputs, []*expr.Node{f.Hessian().Value})
	if err != nil {
		t.Fatal(err)
	}
	m, plain := NewMachine(p), p.NewMachine()
	in, got, want := make([]float64, p.Inputs), make([]float64, p.Outputs()), make([]float64, p.Outputs())
	for k := range 2*(worthACall+worthEach*len(p.Executed()))/m.work + 2 {
		in[k%len(in)] += 0.1
		if m.Run(in, got) != nil || plain.Run(in, want) != nil || !slices.Equal(got, want) {
			t.Fatalf("at %v: %v, want %v", in, got, want)
		}
	}
	if callable && available() && (m.call != nil || len(m.loops) == 0) {
		t.Errorf("%d loops have code; a call: %t", len(m.loops), m.call != nil)
	}
	if n := testing.AllocsPerRun(10, func() { m.Run(in, got) }); n > 0 {
		t.Errorf("a run allocates %g times", n)
	}
	calls := 0
	m.SetInterrupt(func() bool { calls++; return calls > 2 })
	for range 100_000_000/m.work + 2 {
		if err = m.Run(in, got); err != nil {
			break
		}
	}
	if err != program.ErrInterrupted {
		t.Errorf("an interrupt gives %v", err)
	}
}

// TestStretchesShareMemory compiles the loops of a program as long as their copies of a table have room.
func TestStretchesShareMemory(t *testing.T) {
	if !callable || !available() {
		t.Skip("no compiler here")
	}
	const n = 300_000
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	table := make([]float64, 2*n)
	for k := range table {
		table[k] = float64(k % 17)
	}
	data := expr.Array(expr.MatrixShape(n, 2), table)
	var sums []*expr.Node
	for k := range 3 {
		sums = append(sums, expr.SumOver(g, "i", number(0), number(float64(n-1-k)), func(i *expr.Node) *expr.Node {
			return square(expr.Sub(expr.Element2(data, i, number(0)), expr.Mul(x, expr.Element2(data, i, number(1)))))
		}))
	}
	p, err := program.Compile([]*expr.Node{x}, sums)
	if err != nil {
		t.Fatal(err)
	}
	found, memory := stretchesOf(p, 100*n), 0
	for _, s := range found {
		memory += 8 * len(s.numbers)
		s.instance.close()
	}
	if len(found) != 1 || memory > mostMemory {
		t.Errorf("%d loops have %d bytes", len(found), memory)
	}
}
