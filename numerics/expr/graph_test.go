package expr_test

import (
	"errors"
	"strings"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

func TestEqualFormulasAreOneNode(t *testing.T) {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	if expr.Mul(x, y) != expr.Mul(y, x) {
		t.Error("x y is not y x")
	}
	if expr.Add(x, expr.Mul(expr.Const(2), y)) != expr.Add(expr.Mul(y, expr.Const(2)), x) {
		t.Error("x + 2y is not 2y + x")
	}
	if expr.Sub(x, y) == expr.Sub(y, x) || expr.Add(x, expr.Const(1)) == expr.Add(x, expr.Const(2)) {
		t.Error("different sums are one node")
	}
	if g.Variable("x", expr.Scalar) == x {
		t.Error("a new variable is an old one")
	}
}

func TestConstructorsReportWhatDoesNotFit(t *testing.T) {
	g := expr.NewGraph()
	v, w, a := g.Variable("v", expr.Vector(2)), g.Variable("w", expr.Vector(3)), g.Variable("A", expr.MatrixShape(2, 2))
	truth := expr.Truth(true)
	for name, c := range map[string]struct {
		build func()
		want  string
	}{
		"two lengths":       {func() { expr.Add(v, w) }, "the shapes do not fit: + of 2 entries and 3 entries"},
		"two vectors":       {func() { expr.Mul(v, v) }, "the shapes do not fit: * of 2 entries and 2 entries"},
		"matrix and vector": {func() { expr.Mul(a, w) }, "the shapes do not fit: * of 2×2 and 3 entries"},
		"matrix and number": {func() { expr.Add(a, expr.Const(1)) }, "the shapes do not fit: + of 2×2 and a number"},
		"power of a matrix": {func() { expr.Pow(a, expr.Const(0.5)) }, "the shapes do not fit: ^ of 2×2 and a number"},
		"index":             {func() { expr.Element(v, expr.Const(2)) }, "index 3 is outside 1..2"},
		"index in a loop": {func() {
			expr.SumOver(g, "i", expr.Const(0), expr.Const(30), func(i *expr.Node) *expr.Node { return expr.Element(v, i) })
		}, "index 31 is outside 1..2"},
		"truth":  {func() { expr.Add(truth, v) }, "+ needs a number, not a truth"},
		"number": {func() { expr.And(truth, v) }, "and needs a truth, not a number"},
		"unknown": {func() {
			expr.Gradient(g.Unknown("f", expr.Scalar, v), v)
		}, "there is no derivative of f"},
	} {
		if err := expr.Catch(c.build); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
	if err := expr.Catch(func() { expr.Add(v, v) }); err != nil {
		t.Errorf("a sum that fits: %v", err)
	}
}

func TestGuardedIndexIsNoError(t *testing.T) {
	g := expr.NewGraph()
	v := g.Variable("v", expr.Vector(30))
	err := expr.Catch(func() {
		expr.SumOver(g, "i", expr.Const(0), expr.Const(29), func(i *expr.Node) *expr.Node {
			return expr.Select(expr.Compare(expr.Greater, i, expr.Const(0)), expr.Element(v, expr.Sub(i, expr.Const(1))), expr.Const(0))
		})
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTwoGraphsDoNotMix(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("nodes of two graphs were added")
		}
	}()
	expr.Add(expr.NewGraph().Variable("x", expr.Scalar), expr.NewGraph().Variable("y", expr.Scalar))
}

func TestInterruptStopsADerivative(t *testing.T) {
	f := exprtest.Function("exp(sin(x y) cos(x/y))/(1 + x^2 + y^4)", "x", "y")
	calls := 0
	f.Variables[0].Graph().SetInterrupt(func() bool { calls++; return calls > 2 })
	err := expr.Catch(func() { nestedDirectional(f.Value, f.Variables, f.Variables, 100) })
	if !errors.Is(err, expr.ErrInterrupted) || calls != 3 {
		t.Errorf("ended with %v after %d calls", err, calls)
	}
}

func TestInterruptStopsALongSum(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	terms := make([]*expr.Node, 20_000)
	for k := range terms {
		terms[k] = expr.Apply(expr.Sin, expr.Mul(expr.Const(float64(k+1)), x))
	}
	calls := 0
	g.SetInterrupt(func() bool { calls++; return calls > 2 })
	if err := expr.Catch(func() { expr.Sum(terms...) }); !errors.Is(err, expr.ErrInterrupted) || calls != 3 {
		t.Errorf("ended with %v after %d calls", err, calls)
	}
}

func TestLongFormulasAreCut(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	y := x
	for range 100 {
		y = expr.Add(expr.Pow(y, expr.Const(2)), expr.Mul(x, y))
	}
	if got := expr.Length(y); got != 1e9 {
		t.Errorf("length %d", got)
	}
	for _, s := range []string{expr.Text(y), expr.LaTeX(y)} {
		if len(s) > 1<<20 || !strings.Contains(s, "…") && !strings.Contains(s, `\ldots`) {
			t.Errorf("a formula of %d bytes", len(s))
		}
	}
}

func TestTruths(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	positive := expr.Compare(expr.Greater, x, expr.Const(0))
	yes, no := expr.Truth(true), expr.Truth(false)
	for name, c := range map[string]struct{ got, want *expr.Node }{
		"and true": {expr.And(positive, yes), positive}, "and false": {expr.And(positive, no), no},
		"or true": {expr.Or(yes, positive), yes}, "or false": {expr.Or(no, positive), positive},
		"not not": {expr.Not(expr.Not(positive)), positive}, "or itself": {expr.Or(positive, positive), positive},
	} {
		if c.got != c.want && c.got.Truth() != c.want.Truth() {
			t.Errorf("%s is %s", name, expr.Text(c.got))
		}
	}
	for _, c := range []struct {
		relation expr.Relation
		a, b     float64
		want     bool
	}{
		{expr.Near, 1, 1 + 1e-10, true}, {expr.Near, 0, 1e-10, true}, {expr.Near, 1e9, 1e9 + 0.5, true}, {expr.Near, 1, 1.1, false},
		{expr.LessEqual, 1, 1, true}, {expr.Unequal, 1, 1, false}, {expr.GreaterEqual, 0, 1, false},
	} {
		if got := expr.Compare(c.relation, expr.Const(c.a), expr.Const(c.b)); !got.IsTruth() || got.Truth() != c.want {
			t.Errorf("%v %v %v is %v", c.a, c.relation, c.b, got.Truth())
		}
	}
	v := expr.Array(expr.Vector(2), []float64{1, 2})
	if w := expr.Array(expr.Vector(2), []float64{1, 3}); expr.Compare(expr.Equal, v, w).Truth() || !expr.Compare(expr.Unequal, v, w).Truth() {
		t.Error("arrays that differ in one entry are equal")
	}
	if both := expr.Or(expr.And(positive, expr.Compare(expr.Less, x, expr.Const(1))), expr.Not(positive)); expr.Text(both) != "x > 0 and x < 1 or not x > 0" {
		t.Errorf("a condition reads %s", expr.Text(both))
	}
}
