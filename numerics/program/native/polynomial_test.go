package native

import (
	"math"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// TestHugePointsEndTheSteps lets a point double where f is a polynomial, which no step needs: the slice ends where f overflows.
func TestHugePointsEndTheSteps(t *testing.T) {
	if !available() {
		t.Skip("no compiler here")
	}
	g := expr.NewGraph()
	x, y, number1 := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar), g.Variable("t", expr.Scalar)
	valley := expr.Sub(y, expr.Mul(x, x))
	f := expr.Add(expr.Mul(number(100), expr.Mul(valley, valley)), expr.Mul(expr.Sub(number(1), x), expr.Mul(x, y)))
	p, err := program.Compile([]*expr.Node{x, y, number1}, []*expr.Node{f, expr.Add(x, x), expr.Neg(y)})
	if err != nil {
		t.Fatal(err)
	}
	r := Recurrence{State: 2, Next: 1, Number: 2, Finite: []int{0, 1, 2}, Least: -1, Stop: -1}
	l := &loop{Recurrence: r, outputs: outputRegisters(p)}
	if l.settle(p.Executed(), p); l.within == nil || len(l.Finite) != 2 {
		t.Fatalf("bound %v, looked at %v", l.within, l.Finite)
	}
	s := NewSteps(p, r)
	defer s.Close()
	for e := -300; e < 1000; e += 13 {
		for _, sign := range []float64{1, -1} {
			start := []float64{math.Ldexp(sign, e), 3}
			report, err := s.Take(start, 0, 20)
			if err != nil {
				t.Fatal(err)
			}
			last := math.Ldexp(sign, e+19) // where f was looked at in the last step
			overflows := math.IsInf(100*(3-last*last)*(3-last*last), 0)
			if overflows && !report.Ended || e < 100 && report.Ended {
				t.Errorf("from %v: ended %v", math.Ldexp(sign, e), report.Ended)
			}
		}
	}
}

// TestBounds is about what is no polynomial of the point.
func TestBounds(t *testing.T) {
	g := expr.NewGraph()
	x, v := g.Variable("x", expr.Scalar), g.Variable("v", expr.Scalar)
	for name, f := range map[string]*expr.Node{
		"a quotient": expr.Div(number(1), x), "a root": expr.Sqrt(x), "exp": expr.Apply(expr.Exp, x), "not of the point": expr.Mul(x, v),
		"too large": expr.Mul(number(1e299), expr.Mul(x, x)),
	} {
		p, err := program.Compile([]*expr.Node{x, v}, []*expr.Node{f})
		if err != nil {
			t.Fatal(err)
		}
		if b, ok := boundOf(p.Executed(), p, outputRegisters(p)[0], []int{0}); ok {
			t.Errorf("%s is finite within %v", name, b)
		}
	}
}
