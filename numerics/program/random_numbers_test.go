package program

import (
	"math"
	"slices"
	"testing"

	"saddle/numerics/expr"
)

// draws compiles a normal number, a uniform vector, the normal number again and rows of a table.
func draws(t *testing.T, rows int) (*Machine, []float64) {
	t.Helper()
	g := expr.NewGraph()
	table := expr.Array(expr.MatrixShape(5, 2), []float64{0, 0, 1, 10, 2, 20, 3, 30, 4, 40})
	normal := g.Random(expr.Normal, expr.Scalar, 1)
	p, err := Compile(nil, []*expr.Node{
		normal, g.Random(expr.Uniform, expr.Vector(3), 2), expr.Sub(g.Random(expr.Normal, expr.Scalar, 1), normal),
		g.SampleRows(table, rows, 3),
	})
	if err != nil {
		t.Fatal(err)
	}
	return p.NewMachine(), make([]float64, p.Outputs())
}

func TestRandomNumbersFollowTheSeed(t *testing.T) {
	m, out := draws(t, 3)
	run := func() []float64 {
		if err := m.Run(nil, out); err != nil {
			t.Fatal(err)
		}
		return slices.Clone(out)
	}
	first, second := run(), run()
	m.Seed(1)
	if again := run(); !slices.Equal(again, first) {
		t.Errorf("after the same seed %v, first %v", again, first)
	}
	if slices.Equal(first, second) {
		t.Error("two runs drew the same numbers")
	}
	if first[4] != 0 {
		t.Error("two draws of one id differ")
	}
	for _, u := range first[1:4] {
		if u < 0 || u >= 1 {
			t.Errorf("uniform number %v", u)
		}
	}
}

func TestSampledRowsAreDistinct(t *testing.T) {
	m, out := draws(t, 5)
	for range 20 {
		m.Run(nil, out)
		rows := out[5:]
		seen := map[float64]bool{}
		for k := 0; k < len(rows); k += 2 {
			if rows[k+1] != 10*rows[k] || seen[rows[k]] {
				t.Fatalf("rows %v", rows)
			}
			seen[rows[k]] = true
		}
	}
	m, out = draws(t, 12)
	m.Run(nil, out)
	for k := 5; k < len(out); k += 2 {
		if out[k+1] != 10*out[k] || math.IsNaN(out[k]) {
			t.Fatalf("rows %v", out[5:])
		}
	}
}

func TestCompileRefusesWhatIsNotGiven(t *testing.T) {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	if _, err := Compile([]*expr.Node{x}, []*expr.Node{expr.Mul(x, y)}); err == nil || err.Error() != "program: y is not an input" {
		t.Errorf("error %v", err)
	}
}

func TestOutputsOfEveryKind(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(2))
	truth := expr.Compare(expr.Less, expr.Element(x, number(0)), expr.Element(x, number(1)))
	p, err := Compile([]*expr.Node{x}, []*expr.Node{
		number(7), truth, expr.Array(expr.Vector(2), []float64{8, 9}), x, expr.Not(truth), expr.Mul(x, expr.Transpose(x)), expr.Truth(true),
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []float64{7, 1, 8, 9, 2, 3, 0, 4, 6, 6, 9, 1}
	out := make([]float64, p.Outputs())
	p.NewMachine().Run([]float64{2, 3}, out)
	if !slices.Equal(out, want) {
		t.Errorf("outputs %v, want %v", out, want)
	}
	in, block := [][]float64{{2, 2}, {3, 3}}, columns(p.Outputs(), 2)
	p.NewMachine().Block(in, block)
	for k := range block {
		if block[k][1] != want[k] {
			t.Errorf("output %d in a block %v, want %v", k, block[k][1], want[k])
		}
	}
}
