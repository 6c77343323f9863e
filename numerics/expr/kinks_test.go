package expr_test

import (
	"fmt"
	"strings"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

func TestKinks(t *testing.T) {
	for _, c := range []struct{ f, want string }{
		{"x^2 + sin(y)", ""},
		{"abs(x) + y", "abs at x, jump 2x, weight 1"},
		{"x abs(x)", "abs at x, jump 2x, weight x"},
		{"max(x, y^2)", "max at x - y^2, jump x - y^2, weight 1"},
		{"if x > 1 then x^2 else y", "if at x - 1, jump x^2 - y, weight 1"},
		{"sqrt(x) + y^1.5 + y^3.5", "power at x, weight 1; power at y, weight 1"},
		{"sqrt(1 + x^2)", ""},
		{"floor(x) y", "floor at x - round(x), jump 1, weight y"},
		{"if x > 1 then abs(y) else 0", "if at x - 1, jump abs(y), weight 1; abs at if x > 1 then y else 1, jump 2y, weight if x > 1 then 1 else 0"},
	} {
		if got := describe(expr.Kinks(exprtest.Function(c.f, "x", "y").Value)); got != c.want {
			t.Errorf("kinks of %s: %q, want %q", c.f, got, c.want)
		}
	}
}

func describe(kinks []expr.Kink) string {
	var words []string
	for _, k := range kinks {
		s := fmt.Sprintf("%s at %s", k.Of, expr.Text(k.At))
		if k.Jump != nil {
			s += ", jump " + expr.Text(k.Jump)
		}
		words = append(words, s+", weight "+expr.Text(k.Weight))
	}
	return strings.Join(words, "; ")
}

func TestKinksInALoopAreAnArray(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(30))
	f := expr.SumOver(g, "i", expr.Const(1), expr.Const(30), func(i *expr.Node) *expr.Node {
		return expr.Apply(expr.Abs, expr.Element(x, expr.Sub(i, expr.Const(1))))
	})
	kinks := expr.Kinks(f)
	if len(kinks) != 1 || kinks[0].At.Shape() != expr.Vector(30) || kinks[0].Weight != nil {
		t.Fatalf("kinks %v", kinks)
	}
	at := expr.Substitute(kinks[0].At, []*expr.Node{x}, []*expr.Node{expr.Fill(x.Shape(), expr.Const(2))})
	if at.Data()[29] != 2 {
		t.Errorf("kink at %v", at.Data())
	}
}
