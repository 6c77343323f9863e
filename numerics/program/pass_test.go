package program

import (
	"math/rand/v2"
	"slices"
	"testing"

	"saddle/numerics/expr"
)

// A gradient over a large table is the same, to the last bit, whether its rows are taken a few at a time or twice all at once.
func TestPassIsTheProducts(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 30))
	some := func(n int) []float64 {
		x := make([]float64, n)
		for k := range x {
			x[k] = r.NormFloat64()
		}
		return x
	}
	residuals := map[string]func(y, v *expr.Node) *expr.Node{
		"squares":  func(y, v *expr.Node) *expr.Node { return expr.NormSquared(expr.Sub(y, v)) },
		"logistic": func(y, v *expr.Node) *expr.Node { return expr.Total(expr.Apply(expr.Exp, expr.Times(y, v))) },
		"itself": func(y, v *expr.Node) *expr.Node {
			return expr.Div(expr.NormSquared(v), expr.Add(expr.Const(1), expr.Dot(y, v)))
		},
	}
	passes := 0
	for _, shape := range [][2]int{{10_001, 100}, {1000, 333}, {70_000, 3}} {
		rows, columns := shape[0], shape[1]
		for name, of := range residuals {
			g := expr.NewGraph()
			x, y := expr.Array(expr.MatrixShape(rows, columns), some(rows*columns)), expr.Array(expr.Vector(rows), some(rows))
			theta := g.Variable("θ", expr.Vector(columns))
			f := &expr.Function{Name: "L", Variables: []*expr.Node{theta}, Value: of(y, expr.Mul(x, theta))}
			p, err := Compile(f.Variables, []*expr.Node{f.Gradient().Value})
			if err != nil {
				t.Fatal(err)
			}
			for k, in := range p.fused {
				if in.Op == Product && passEnd(p.fused, k) > 0 {
					passes++
				}
			}
			at := some(columns)
			for k := range at {
				at[k] /= 100
			}
			got, want := make([]float64, columns), make([]float64, columns)
			if err := p.NewMachine().Run(at, got); err != nil {
				t.Fatal(err)
			}
			m := p.NewMachine()
			copy(m.registers, at)
			for k := range p.fused { // one by one, there is no pass
				m.execute(p.fused[k : k+1])
			}
			copy(want, m.array(p.Results[0].Register, p.Results[0].Size))
			if !slices.Equal(got, want) {
				t.Errorf("%s, %v: the gradient differs", name, shape)
			}
		}
	}
	if passes < 5 {
		t.Errorf("only %d gradients take a pass", passes)
	}
}

// What reads other rows, or one of them alone, is no pass.
func TestIsPass(t *testing.T) {
	product := Instruction{Op: Product, Dst: 100, A: -1, B: 0, C: 10, N: 50, M: 1}
	sum := Instruction{Op: TransposedProduct, Dst: 400, A: -1, B: 200, C: 50, N: 10}
	for name, test := range map[string]struct {
		between Instruction
		pass    bool
	}{
		"with a table":        {Instruction{Op: Sub, Vector: true, Dst: 200, A: -2, B: 100, N: 50, M: 3}, true},
		"with a number":       {Instruction{Op: Mul, Vector: true, Dst: 200, A: 100, B: 90, N: 50, M: 1}, true},
		"with one of the row": {Instruction{Op: Mul, Vector: true, Dst: 200, A: 100, B: 103, N: 50, M: 1}, false},
		"with the next row":   {Instruction{Op: Sub, Vector: true, Dst: 200, A: 101, B: 100, N: 50, M: 3}, false},
		"with the sum":        {Instruction{Op: Mul, Vector: true, Dst: 200, A: 100, B: 405, N: 50, M: 1}, false},
		"over the factor":     {Instruction{Op: Mul, Vector: true, Dst: 5, A: 100, B: 90, N: 50, M: 1}, false},
	} {
		if isPass([]Instruction{product, test.between, sum}) != test.pass {
			t.Errorf("%s: a pass is %v", name, !test.pass)
		}
	}
}
