package expr_test

import (
	"testing"

	"saddle/numerics/expr"
)

// squares is Σ (x_i - c)² over 30 entries, a loop.
func squares(g *expr.Graph) (x, c, f *expr.Node) {
	x, c = g.Variable("x", expr.Vector(30)), g.Variable("c", expr.Scalar)
	f = expr.SumOver(g, "i", expr.Const(0), expr.Const(29), func(i *expr.Node) *expr.Node {
		return expr.Pow(expr.Sub(expr.Element(x, i), c), expr.Const(2))
	})
	return x, c, f
}

// TestSubstituteDoesNotCaptureIndices puts an expression in the index of one loop into the body of another.
func TestSubstituteDoesNotCaptureIndices(t *testing.T) {
	g := expr.NewGraph()
	x, c, f := squares(g)
	y := g.Variable("y", expr.Vector(30))
	outer := expr.SumOver(g, "i", expr.Const(0), expr.Const(29), func(i *expr.Node) *expr.Node {
		return expr.Mul(i, expr.Substitute(f, []*expr.Node{x, c}, []*expr.Node{y, expr.Element(y, i)}))
	})
	point := make([]float64, 30)
	want := 0.0
	for k := range point {
		point[k] = float64(k*k%7) - 2
	}
	for i := range point {
		for j := range point {
			want += float64(i) * (point[j] - point[i]) * (point[j] - point[i])
		}
	}
	if got := expr.Substitute(outer, []*expr.Node{y}, []*expr.Node{expr.Array(expr.Vector(30), point)}).Float(); !agree(got, want, 1e-14) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestSubstituteIntoAnotherGraph(t *testing.T) {
	x, c, f := squares(expr.NewGraph())
	g := expr.NewGraph()
	z := g.Variable("z", expr.Scalar)
	h := expr.Substitute(f, []*expr.Node{x, c}, []*expr.Node{expr.Fill(x.Shape(), z), expr.Const(1)})
	if h.Graph() != g {
		t.Fatal("the result is in the wrong graph")
	}
	if got := expr.Substitute(expr.Gradient(h, z)[0], []*expr.Node{z}, []*expr.Node{expr.Const(3)}).Float(); got != 120 {
		t.Errorf("derivative %v, want 120", got)
	}
}

func TestDerivativeInsideAFunction(t *testing.T) {
	g := expr.NewGraph()
	x, u := g.Variable("x", expr.Scalar), g.Variable("x", expr.Scalar)
	slope := func(at *expr.Node) *expr.Node {
		f := expr.Mul(expr.Pow(u, expr.Const(3)), x) // u³ x, where x is held
		return expr.Substitute(expr.Gradient(f, u)[0], []*expr.Node{u}, []*expr.Node{at})
	}
	h := slope(expr.Pow(x, expr.Const(2))) // 3 x⁴ x
	if got := expr.Text(expr.Gradient(h, x)[0]); got != "15x^4" {
		t.Errorf("derivative %s, want 15x^4", got)
	}
}

func TestLoopsWithoutVariablesAreNumbers(t *testing.T) {
	g := expr.NewGraph()
	sum := expr.SumOver(g, "i", expr.Const(1), expr.Const(100), func(i *expr.Node) *expr.Node {
		return expr.SumOver(g, "j", expr.Const(1), i, func(j *expr.Node) *expr.Node { return expr.Mul(i, j) })
	})
	if got := sum.Float(); got != 12920425 {
		t.Errorf("%v, want 12920425", got)
	}
	table := expr.MapOver(g, "i", expr.Const(1), expr.Const(20), func(i *expr.Node) *expr.Node {
		return expr.Stack(i, expr.Pow(i, expr.Const(2)))
	})
	if !table.IsConst() || table.Shape() != expr.MatrixShape(20, 2) || table.Data()[39] != 400 {
		t.Errorf("the table is %v", table.Data())
	}
}

func TestEmptyRanges(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	body := func(i *expr.Node) *expr.Node { return expr.Mul(i, x) }
	if sum := expr.SumOver(g, "i", expr.Const(1), expr.Const(0), body); !sum.IsConst() || sum.Float() != 0 {
		t.Errorf("an empty sum is %s", expr.Text(sum))
	}
	if list := expr.MapOver(g, "i", expr.Const(1), expr.Const(0), body); list.Shape().Size() != 0 {
		t.Errorf("an empty list has the shape %v", list.Shape())
	}
}
