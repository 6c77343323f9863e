package bound

import (
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

var bounds = []struct {
	formula string
	least   float64
	known   bool
	zero    []float64 // a point where the equations hold
}{
	{"(x - 1)^2 + (x y - 2)^2/4", 0, true, []float64{1, 2}},
	{"3 + 2 (x - 1)^4 + abs(y)", 3, true, []float64{1, 0}},
	{"exp((x - y)^2) - 7", -6, true, []float64{2, 2}},
	{"sqrt(1 + x^2 + y^2)", 1, true, []float64{0, 0}},
	{"log(2 + (x + y)^2)", math.Ln2, true, []float64{1, -1}},
	{"1 - 1/(1 + x^2 + y^2)", 0, true, []float64{0, 0}},
	{"1 - exp(-x^2 - y^2)", 0, true, []float64{0, 0}},
	{"cosh(x - 2) - cos(y)", 0, true, []float64{2, 0}},
	{"exp(x) (y - 1)^2", 0, true, []float64{5, 1}},
	{"(2 + (x - y)^2)^2", 4, true, []float64{3, 3}},
	{"(x^2 + y^2)^1.5", 0, true, []float64{0, 0}},
	{"x^3 + y^2", 0, false, nil},
	{"x y^2", 0, false, nil},
	{"exp(x) + y^2", 0, false, nil},
	{"1/(x^2 - 1) + y^2", 0, false, nil},
	{"x^2 - y^2", 0, false, nil},
	{"(x^2 - 1)^3", -1, true, []float64{0, 3}},
	{"(1 - cos(x)) (1 - cos(y))", 0, true, []float64{0, 3}},
	{"(cos(x) - 1) (exp(-y^2) - 1)", 0, true, []float64{0, 3}},
	{"(cos(x) - 1) (1 - cosh(y)) abs(x - y)", 0, true, []float64{0, 3}},
	{"(cos(x) - 1) cosh(y) (y - 1)", 0, false, nil},
}

// TestLeast: nothing is below a bound, and where the equations hold the bound is attained.
func TestLeast(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, test := range bounds {
		f := exprtest.Function(test.formula, "x", "y")
		b, ok := Least(f.Value)
		if ok != test.known {
			t.Errorf("%s: %v, %t", test.formula, b.Value, ok)
		}
		if !ok {
			continue
		}
		if math.Abs(b.Value.Mid()-test.least) > 1e-12 || b.Value.Width() > 1e-12 {
			t.Errorf("%s: %v, want %g", test.formula, b.Value, test.least)
		}
		for _, e := range b.Equations {
			if r := expr.Substitute(e, f.Variables, f.Parts(test.zero)).Float(); r != 0 {
				t.Errorf("%s: an equation is worth %g at %v", test.formula, r, test.zero)
			}
		}
		if v := f.At(test.zero).Float(); math.Abs(v-test.least) > 1e-12 {
			t.Errorf("%s is %g at %v", test.formula, v, test.zero)
		}
		for range 200 {
			at := []float64{3 * random.NormFloat64(), 3 * random.NormFloat64()}
			if v := f.At(at).Float(); v < b.Value.Lo {
				t.Errorf("%s is %g at %v", test.formula, v, at)
			}
		}
		if greatest, ok := Greatest(expr.Neg(f.Value)); !ok || math.Abs(greatest.Value.Mid()+test.least) > 1e-12 {
			t.Errorf("the negative of %s: %v, %t", test.formula, greatest.Value, ok)
		}
	}
}

// TestLoops: a long sum over data gives an equation for each of its terms.
func TestLoops(t *testing.T) {
	g := expr.NewGraph()
	w := g.Variable("w", expr.Vector(30))
	loss := expr.SumOver(g, "i", expr.Const(0), expr.Const(19), func(i *expr.Node) *expr.Node {
		return expr.Pow(expr.Sub(expr.Element(w, i), i), expr.Const(2))
	})
	b, ok := Least(expr.Add(expr.Div(loss, expr.Const(20)), expr.Const(2)))
	if !ok || b.Value.Mid() != 2 {
		t.Fatal(b, ok)
	}
	at := make([]float64, 30)
	for i := range at {
		at[i] = float64(i)
	}
	count := 0
	for _, e := range b.Equations {
		for _, r := range expr.Substitute(e, []*expr.Node{w}, []*expr.Node{expr.Array(expr.Vector(30), at)}).Data() {
			if count++; r != 0 {
				t.Errorf("equation %d is worth %g", count, r)
			}
		}
	}
	if count != 20 {
		t.Errorf("%d equations", count)
	}
}
