package program

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

// dual is a number with its derivatives by x and y, and the largest size met on the way, computed without any
// simplification: what random formulas are tested against.
type dual struct{ v, dx, dy, size float64 }

func (a dual) unary(v, d float64) dual {
	return sized(dual{v, d * a.dx, d * a.dy, a.size * max(1, math.Abs(d))})
}

func binaryDual(a, b dual, v, da, db float64) dual {
	part := func(d, x float64) float64 {
		if x == 0 {
			return 0
		}
		return d * x
	}
	size := max(a.size, b.size) * max(1, math.Abs(da), math.Abs(db))
	return sized(dual{v, part(da, a.dx) + part(db, b.dx), part(da, a.dy) + part(db, b.dy), size})
}

func sized(a dual) dual {
	a.size = max(a.size, math.Abs(a.v), math.Abs(a.dx), math.Abs(a.dy))
	return a
}

// sample is a random formula with its dual value.
type sample struct {
	node *expr.Node
	dual dual
	text string // as it was put together
}

type generator struct {
	next func(n int) int
	x, y sample
}

// formula makes a random formula of at most the given depth.
func (g *generator) formula(depth int) sample {
	if depth == 0 {
		return g.leaf()
	}
	switch k := g.next(12); {
	case k < 6:
		return g.binary(k, g.formula(depth-1), g.formula(depth-1))
	case k < 10:
		return g.unary(g.next(9), g.formula(depth-1))
	case k < 11:
		return g.choice(g.formula(depth-1), g.formula(depth-1), g.formula(depth-1))
	}
	return g.leaf()
}

func (g *generator) leaf() sample {
	switch g.next(3) {
	case 0:
		return g.x
	case 1:
		return g.y
	}
	c := []float64{0, 1, 2, 3, -1, 0.5, -2.5, 1.0 / 3, 0.1, 7}[g.next(10)]
	return sample{expr.Const(c), dual{c, 0, 0, math.Abs(c)}, fmt.Sprint(c)}
}

func (g *generator) binary(k int, a, b sample) sample {
	u, v := a.dual, b.dual
	switch k {
	case 0:
		return sample{expr.Add(a.node, b.node), binaryDual(u, v, u.v+v.v, 1, 1), "(" + a.text + " + " + b.text + ")"}
	case 1:
		return sample{expr.Sub(a.node, b.node), binaryDual(u, v, u.v-v.v, 1, -1), "(" + a.text + " - " + b.text + ")"}
	case 2, 3:
		return sample{expr.Mul(a.node, b.node), binaryDual(u, v, u.v*v.v, v.v, u.v), "(" + a.text + " * " + b.text + ")"}
	case 4:
		return sample{expr.Div(a.node, b.node), binaryDual(u, v, u.v/v.v, 1/v.v, -u.v/v.v/v.v), "(" + a.text + " / " + b.text + ")"}
	}
	if tied(u.v, v.v) {
		u.size = math.NaN()
	}
	if u.v >= v.v {
		return sample{expr.Max(a.node, b.node), binaryDual(u, v, u.v, 1, 0), "max(" + a.text + ", " + b.text + ")"}
	}
	return sample{expr.Max(a.node, b.node), binaryDual(u, v, math.Max(u.v, v.v), 0, 1), "max(" + a.text + ", " + b.text + ")"}
}

func (g *generator) unary(k int, a sample) sample {
	x := a.dual.v
	switch k {
	case 0, 1, 2:
		e := []float64{2, 3, -1, 0.5, -2, 1.5}[g.next(6)]
		return sample{expr.Pow(a.node, expr.Const(e)), a.dual.unary(math.Pow(x, e), e*math.Pow(x, e-1)), fmt.Sprintf("(%s)^%v", a.text, e)}
	case 3:
		return sample{expr.Apply(expr.Exp, a.node), a.dual.unary(math.Exp(x), math.Exp(x)), "exp(" + a.text + ")"}
	case 4:
		return sample{expr.Apply(expr.Log, a.node), a.dual.unary(math.Log(x), 1/x), "log(" + a.text + ")"}
	case 5:
		return sample{expr.Apply(expr.Sin, a.node), a.dual.unary(math.Sin(x), math.Cos(x)), "sin(" + a.text + ")"}
	case 6:
		return sample{expr.Apply(expr.Tanh, a.node), a.dual.unary(math.Tanh(x), 1/math.Cosh(x)/math.Cosh(x)), "tanh(" + a.text + ")"}
	case 7:
		return sample{expr.Neg(a.node), a.dual.unary(-x, -1), "-" + a.text}
	}
	return sample{expr.Apply(expr.Abs, a.node), a.dual.unary(math.Abs(x), sign(x)), "abs(" + a.text + ")"}
}

// tied reports whether rounding may decide between two numbers.
func tied(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return x
}

func (g *generator) choice(c, a, b sample) sample {
	node := expr.Select(expr.Compare(expr.Less, c.node, expr.Const(0.25)), a.node, b.node)
	text := "(if " + c.text + " < 0.25 then " + a.text + " else " + b.text + ")"
	if tied(c.dual.v, 0.25) {
		c.dual.size = math.NaN()
	}
	a.dual.size, b.dual.size = max(a.dual.size, c.dual.size), max(b.dual.size, c.dual.size)
	if c.dual.v < 0.25 {
		return sample{node, a.dual, text}
	}
	return sample{node, b.dual, text}
}

// checkFormula compares value and gradient of a random formula, folded and run, with its dual value, and reads its text.
func checkFormula(t *testing.T, next func(n int) int, x, y float64) {
	graph := expr.NewGraph()
	xs := []*expr.Node{graph.Variable("x", expr.Scalar), graph.Variable("y", expr.Scalar)}
	g := &generator{next, sample{xs[0], dual{x, 1, 0, math.Abs(x)}, "x"}, sample{xs[1], dual{y, 0, 1, math.Abs(y)}, "y"}}
	s := g.formula(5)
	want := []float64{s.dual.v, s.dual.dx, s.dual.dy}
	outputs := append([]*expr.Node{s.node}, expr.Gradient(s.node, xs...)...)
	p, err := Compile(xs, outputs)
	if err != nil {
		t.Fatal(err)
	}
	run := make([]float64, 3)
	p.NewMachine().Run([]float64{x, y}, run)
	again := exprtest.Parse(expr.Text(s.node), map[string]*expr.Node{"x": xs[0], "y": xs[1]})
	for k, n := range outputs {
		folded := expr.Substitute(n, xs, []*expr.Node{expr.Const(x), expr.Const(y)}).Float()
		if finite(s.dual.size) && !similar(run[k], folded, s.dual.size) {
			t.Errorf("%s at (%v, %v): output %d runs to %v and folds to %v", s.text, x, y, k, run[k], folded)
		}
		if finite(want...) && s.dual.size < 1e8 && !similar(run[k], want[k], s.dual.size) {
			t.Errorf("%s at (%v, %v): output %d, %s, is %v, want %v", s.text, x, y, k, expr.Text(n), run[k], want[k])
		}
	}
	if v := expr.Substitute(again, xs, []*expr.Node{expr.Const(x), expr.Const(y)}).Float(); s.dual.size < 1e3 && finite(want...) && math.Abs(v-want[0]) > 1e-3*s.dual.size {
		t.Errorf("%s at (%v, %v) read again is %v, want %v", expr.Text(s.node), x, y, v, want[0])
	}
}

func finite(values ...float64) bool {
	for _, v := range values {
		if v-v != 0 {
			return false
		}
	}
	return true
}

// similar compares with a tolerance relative to the largest number on the way.
func similar(a, b, size float64) bool {
	return a == b || !finite(a, b) && !(finite(a) || finite(b)) || math.Abs(a-b) <= 1e-9*max(1, size)
}

func TestRandomFormulas(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for range 3000 {
		checkFormula(t, random.IntN, random.NormFloat64()*2, random.NormFloat64()*2)
		if t.Failed() {
			return
		}
	}
}

func FuzzFormulas(f *testing.F) {
	f.Add([]byte("expressions"), 0.5, -1.25)
	f.Fuzz(func(t *testing.T, choices []byte, x, y float64) {
		if !finite(x, y) || math.Abs(x) > 30 || math.Abs(y) > 30 {
			return
		}
		k := -1
		checkFormula(t, func(n int) int {
			if len(choices) == 0 {
				return 0
			}
			k++
			return int(choices[k%len(choices)]) % n
		}, x, y)
	})
}
