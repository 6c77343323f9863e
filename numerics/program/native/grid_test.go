package native

import (
	"math"
	"math/rand/v2"
	goruntime "runtime"
	"slices"
	"sync/atomic"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// overPoints are formulas of two numbers, some with loops over numbers and over a table.
func overPoints(g *expr.Graph, r *rand.Rand) (inputs []*expr.Node, y *expr.Node) {
	x, z := g.Variable("x", expr.Scalar), g.Variable("z", expr.Scalar)
	y = formula(r, []*expr.Node{x, z}, 4)
	if r.IntN(2) == 0 {
		return []*expr.Node{x, z}, y
	}
	n := 2 + r.IntN(9)
	rows := make([]float64, 3*n)
	for k := range rows {
		rows[k] = r.NormFloat64()
	}
	data := expr.Array(expr.MatrixShape(n, 3), rows)
	series := expr.SumOver(g, "i", number(1), number(float64(n)), func(i *expr.Node) *expr.Node {
		return formula(r, []*expr.Node{x, z, i}, 2)
	})
	fitted := expr.SumOver(g, "j", number(0), number(float64(n-1)), func(j *expr.Node) *expr.Node {
		row := expr.Row(data, j)
		nested := expr.SumOver(g, "k", number(0), number(2), func(k *expr.Node) *expr.Node { return expr.Mul(expr.Element2(data, j, k), z) })
		return square(expr.Sub(expr.Element(row, number(2)), expr.Add(expr.Mul(expr.Element(row, number(0)), x), nested)))
	})
	return []*expr.Node{x, z}, expr.Sum(y, series, fitted)
}

// TestGridsAreTheMachines computes values and gradients of random formulas at blocks of points both ways.
func TestGridsAreTheMachines(t *testing.T) {
	if !callable || !available() {
		t.Skip("no compiler here")
	}
	made, points, strayed := 0, 0, 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 17))
		inputs, y := overPoints(expr.NewGraph(), r)
		for _, output := range [][]*expr.Node{{y}, expr.Gradient(y, inputs...)} {
			p, err := program.Compile(inputs, output)
			if err != nil {
				t.Fatal(err)
			}
			g := newGrid(p)
			if g == nil {
				continue
			}
			made++
			n := 1 + r.IntN(side)
			in, want, got := block(p.Inputs, n), block(p.Outputs(), n), block(p.Outputs(), n)
			for _, x := range in {
				for k := range x {
					x[k] = 3 * r.NormFloat64()
					if r.IntN(40) == 0 {
						x[k] = special[r.IntN(len(special))]
					}
				}
			}
			m := p.NewMachine()
			if m.Block(in, want) != nil || g.block(m, in, got, 0, n) != nil {
				t.Fatal("interrupted")
			}
			for k := range want {
				if !slices.EqualFunc(got[k], want[k], sameBits) {
					t.Fatalf("seed %d, %d points: output %d is\n%v, want\n%v", seed, n, k, got[k], want[k])
				}
			}
			points += n
			for _, x := range g.from(strayedPairsAt)[:n] {
				if x != 0 {
					strayed++
				}
			}
			g.instance.close()
		}
	}
	if made < 200 || strayed > points/3 {
		t.Errorf("%d programs have code; %d of %d points strayed", made, strayed, points)
	}
	t.Logf("%d programs; %d of %d points strayed", made, strayed, points)
}

func block(arrays, n int) [][]float64 {
	b := make([][]float64, arrays)
	for k := range b {
		b[k] = make([]float64, n)
	}
	return b
}

// TestBlocksBecomeCode computes blocks until there is machine code, by several goroutines, to the digits of the program's own machine.
func TestBlocksBecomeCode(t *testing.T) {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	value := expr.SumOver(g, "k", number(1), number(40), func(k *expr.Node) *expr.Node {
		return expr.Add(expr.Apply(expr.Sin, expr.Mul(k, expr.Mul(x, y))), expr.Apply(expr.Exp, expr.Neg(expr.Mul(k, square(y)))))
	})
	p, err := program.Compile([]*expr.Node{x, y}, []*expr.Node{value})
	if err != nil {
		t.Fatal(err)
	}
	const n = 20_001
	in, want := block(2, n), block(1, n)
	for k := range n {
		in[0][k], in[1][k] = math.Sin(float64(k)), math.Cos(float64(3*k))
	}
	if p.NewMachine().Block(in, want) != nil {
		t.Fatal("interrupted")
	}
	s := NewPoints(p)
	for range 3 {
		got := block(1, n)
		if err := s.Block(nil, in, got); err != nil || !slices.EqualFunc(got[0], want[0], sameBits) {
			t.Fatalf("other digits, %v", err)
		}
	}
	m, ok := s.idle.Get().(*Machine)
	for !ok { // the race detector drops some of what is put into a pool
		if err := s.Block(nil, in, block(1, n)); err != nil {
			t.Fatal(err)
		}
		m, ok = s.idle.Get().(*Machine)
	}
	if callable && available() && m.grid == nil {
		t.Error("there is no code")
	}
	stopsSoon(t, s, in, n)
}

// stopsSoon interrupts a block at the second look: less than two milliseconds' work is done by then on each processor.
func stopsSoon(t *testing.T, s *Points, in [][]float64, n int) {
	t.Helper()
	var looks atomic.Int64
	got := block(1, n)
	for k := range got[0] {
		got[0][k] = math.NaN()
	}
	err := s.Block(func() bool { return looks.Add(1) > 1 }, in, got)
	done := 0
	for _, v := range got[0] {
		if v == v {
			done++
		}
	}
	if most := goruntime.GOMAXPROCS(0) * 4 * mostWork / s.work; err != program.ErrInterrupted || done > most {
		t.Errorf("%d of %d points are done, %v", done, n, err)
	}
}
