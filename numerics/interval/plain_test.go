package interval

import (
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// polynomial is some polynomial of two variables.
func polynomial(r *rand.Rand, x, y *expr.Node, depth int) *expr.Node {
	if depth == 0 {
		return []*expr.Node{x, y, expr.Const(float64(r.IntN(9)-4) / 2)}[r.IntN(3)]
	}
	a, b := polynomial(r, x, y, depth-1), polynomial(r, x, y, depth-1)
	return []func(a, b *expr.Node) *expr.Node{expr.Add, expr.Sub, expr.Mul}[r.IntN(3)](a, b)
}

// compiled is a program of two variables.
func compiled(t *testing.T, of func(x, y *expr.Node) []*expr.Node) *program.Program {
	t.Helper()
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	p, err := program.Compile([]*expr.Node{x, y}, of(x, y))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A polynomial taken by steps comes to what its instructions come to when they are read, and to the same where one of its outputs is left out.
func TestStepsOfPolynomials(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	bySteps := 0
	for range 300 {
		p := compiled(t, func(x, y *expr.Node) []*expr.Node {
			return []*expr.Node{polynomial(r, x, y, 4), polynomial(r, x, y, 4)}
		})
		steps, read, part := NewMachine(p), NewMachine(p), NewMachine(p)
		if steps.steps != nil {
			bySteps++
		}
		read.steps = nil
		part.OnlyDoubts(0)
		for range 10 {
			in := []Interval{random(r), random(r)}
			in[r.IntN(2)].Doubts = Doubts(r.IntN(2))
			a, b, c := make([]Interval, 2), make([]Interval, 2), make([]Interval, 2)
			steps.Run(in, a)
			read.Run(in, b)
			part.Run(in, c)
			if a[0] != b[0] || a[1] != b[1] || c[1] != b[1] {
				t.Fatalf("on %v: %v by steps, %v as read, %v in part", in, a, b, c)
			}
		}
	}
	if bySteps < 200 {
		t.Errorf("only %d polynomials have steps", bySteps)
	}
}

// What is not a polynomial keeps its doubts.
func TestOnlyDoubtsOfARoot(t *testing.T) {
	m := NewMachine(compiled(t, func(x, y *expr.Node) []*expr.Node { return []*expr.Node{expr.Sqrt(x), y} }))
	m.OnlyDoubts(0)
	out := make([]Interval, 2)
	m.Run([]Interval{Of(-1, 1), Of(2, 3)}, out)
	if out[0].Doubts&Partial == 0 || out[1] != Of(2, 3) {
		t.Errorf("√x on [-1, 1] and y on [2, 3] are %v", out)
	}
}
