package program_test

import (
	"errors"
	"math"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// cube is x³ and x²y of two numbers, computed outside the program, with its derivatives as formulas.
func cube() *expr.Opaque {
	return &expr.Opaque{
		Text: "cube", Shape: expr.Vector(2),
		Value: func(in, out []float64) error {
			out[0], out[1] = in[0]*in[0]*in[0], in[0]*in[0]*in[1]
			return nil
		},
		Pull: func(n, a *expr.Node) []*expr.Node {
			x, y, u, v := n.Args()[0], n.Args()[1], a.Entries()[0], a.Entries()[1]
			square := expr.Mul(x, x)
			byX := expr.Add(expr.Mul(expr.Mul(expr.Const(3), square), u), expr.Mul(expr.Mul(expr.Const(2), expr.Mul(x, y)), v))
			return []*expr.Node{byX, expr.Mul(square, v)}
		},
	}
}

// TestOpaque takes values and derivatives of a formula with a part that is computed, of the first order in reverse, of
// higher ones forward, at one point and at many, in a loop too.
func TestOpaque(t *testing.T) {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	c := cube().Call(expr.Apply(expr.Sin, x), y)
	value := expr.Mul(c.Entries()[0], c.Entries()[1]) // sin⁵x · y
	inLoop := expr.SumOver(g, "i", expr.Const(1), expr.Const(40), func(i *expr.Node) *expr.Node {
		return cube().Call(expr.Mul(i, x), y).Entries()[1] // i²x²y
	})
	outputs := []*expr.Node{
		value, expr.Gradient(value, x)[0], expr.Gradient(value, y)[0],
		expr.Directional(value, []*expr.Node{x}, []*expr.Node{expr.Const(1)}, 1),
		expr.Directional(value, []*expr.Node{x}, []*expr.Node{expr.Const(1)}, 3),
		inLoop, expr.Gradient(inLoop, x)[0],
	}
	p, err := program.Compile([]*expr.Node{x, y}, outputs)
	if err != nil {
		t.Fatal(err)
	}
	want := func(x, y float64) []float64 {
		s, c := math.Sin(x), math.Cos(x)
		third := 60*s*s*c*c*c*y - 65*s*s*s*s*c*y
		const squares = 22140 // Σ i² to 40
		return []float64{math.Pow(s, 5) * y, 5 * math.Pow(s, 4) * c * y, math.Pow(s, 5), 5 * math.Pow(s, 4) * c * y, third, squares * x * x * y, 2 * squares * x * y}
	}
	m := p.NewMachine()
	out := make([]float64, p.Outputs())
	xs, ys := []float64{0.3, 1, -2, 0.5, 7}, []float64{1, -2, 0.25, 3, 1}
	block := make([][]float64, p.Outputs())
	for k := range block {
		block[k] = make([]float64, len(xs))
	}
	if err := m.Block([][]float64{xs, ys}, block); err != nil {
		t.Fatal(err)
	}
	for i := range xs {
		if err := m.Run([]float64{xs[i], ys[i]}, out); err != nil {
			t.Fatal(err)
		}
		for k, w := range want(xs[i], ys[i]) {
			if math.Abs(out[k]-w) > 1e-12*(1+math.Abs(w)) || block[k][i] != out[k] {
				t.Errorf("output %d at (%g, %g): %g, in a block %g, want %g", k, xs[i], ys[i], out[k], block[k][i], w)
			}
		}
	}
	constant := expr.Substitute(outputs[1], []*expr.Node{x, y}, []*expr.Node{expr.Const(0.3), expr.Const(1)})
	if w := want(0.3, 1)[1]; math.Abs(constant.Float()-w) > 1e-14 {
		t.Errorf("of constants %g, want %g", constant.Float(), w)
	}
}

// TestOpaqueIsNotEnclosed runs a computed value over intervals: it may be anything, and doubtful.
func TestOpaqueIsNotEnclosed(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	p, err := program.Compile([]*expr.Node{x}, []*expr.Node{cube().Call(x, x).Entries()[0]})
	if err != nil {
		t.Fatal(err)
	}
	out := make([]interval.Interval, 1)
	interval.NewMachine(p).Run([]interval.Interval{interval.Of(1, 2)}, out)
	if !math.IsInf(out[0].Lo, -1) || !math.IsInf(out[0].Hi, 1) || out[0].Doubts == 0 {
		t.Errorf("enclosed in %v", out[0])
	}
}

// TestOpaqueWithout asks for the derivative of what has none, and ends a program by an error of what it calls.
func TestOpaqueWithout(t *testing.T) {
	why := errors.New("it is drawn by lot")
	o := &expr.Opaque{Text: "lot", Shape: expr.Scalar, Refusal: why, Value: func(_, _ []float64) error { return why }}
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	err := expr.Catch(func() { expr.Gradient(expr.Mul(x, o.Call(x)), x) })
	if !errors.Is(err, why) {
		t.Errorf("the derivative is refused by %v", err)
	}
	if err := expr.Catch(func() { expr.Gradient(expr.Mul(x, o.Call(g.Variable("y", expr.Scalar))), x) }); err != nil {
		t.Errorf("a derivative that does not need it: %v", err)
	}
	p, err := program.Compile([]*expr.Node{x}, []*expr.Node{o.Call(x)})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.NewMachine().Run([]float64{1}, []float64{0}); !errors.Is(err, program.ErrInterrupted) {
		t.Errorf("the program ends with %v", err)
	}
}
