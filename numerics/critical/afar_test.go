package critical

import (
	"context"
	"testing"

	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

// What is too flat to be seen near the point is not taken for a valley.
func TestFlatterThanSeen(t *testing.T) {
	for k, test := range []struct {
		formula string
		kind    Kind // that it has in truth; where open, it may be undecided
		open    bool
	}{
		{"x^401 + 0*y", SaddlePoint, true},
		{"x^31 + y^2", SaddlePoint, false},
		{"x^2 - y^20", SaddlePoint, false},
		{"x^2 - y^30", SaddlePoint, true},
		{"(y - x^2)^2 - x^20", SaddlePoint, true},
		{"(y - x^2)^2 + x^31", SaddlePoint, true},
		{"(y - x^3)^2 - x^26", SaddlePoint, true},
		{"x^2*y^2 - x^20", SaddlePoint, false},
		{"x^2*(y - x^2)^2 - x^24", SaddlePoint, true},
		{"(x^2 - y^3)^2 + y^7*x", SaddlePoint, false},
		{"x^2 - (y^2)^1.5", SaddlePoint, true},
		{"x^30 + y^2", LocalMinimum, false},
		{"(1 + x)*(y - x^2)^2", LocalMinimum, false},
		{"x^2 - 2*x*y + y^2", LocalMinimum, false},
		{"(y^2 + x^12)*(2 + sin(x - 0.55))", LocalMinimum, false},
	} {
		if exprtest.Skips(k) {
			continue
		}
		v, err := Classify(context.Background(), criticaltest.Function("f", test.formula, "x", "y"), []float64{0, 0})
		if err != nil || v.Kind != test.kind && !(test.open && v.Kind == Undecided) {
			t.Errorf("%s: %s, %v, %v", test.formula, v.Kind, v.Reason, err)
		}
	}
}

// Straight lines in a computed null space are not quite in it: what their terms owe to that decides nothing.
func TestTurnedNullSpace(t *testing.T) {
	for k, test := range []struct {
		form string
		kind Kind
	}{
		{"(a - b)^2", LocalMinimum},
		{"a^4 + b^4 + c^4 - a^2*b^2 - b^2*c^2 - c^2*a^2", LocalMinimum},
		{"(a - b^2)*(a - 2*b^2) + b^4", LocalMinimum},
		{"a^4 + a^2*b^3 + b^6", LocalMinimum},
		{"1 - cos(a*b)", LocalMinimum},
		{"a^9 + 0*b", SaddlePoint},
	} {
		if exprtest.Skips(k) {
			continue
		}
		names := []string{"v", "w", "x", "y", "z"}
		g := expr.NewGraph()
		f := &expr.Function{Name: "f"}
		u := make([]*expr.Node, len(names))
		for i, name := range names {
			u[i] = g.Variable(name, expr.Scalar)
			f.Variables = append(f.Variables, u[i])
			for j := range i {
				u[i] = expr.Add(u[i], expr.Mul(expr.Const(float64((3*i+5*j)%7-3)/7), u[j]))
			}
		}
		for i := range u {
			if i > 0 {
				u[i] = expr.Add(u[i], expr.Mul(expr.Const(0.35), expr.Times(u[0], u[i-1])))
			}
		}
		form := exprtest.Parse(test.form, map[string]*expr.Node{"a": u[1], "b": u[3], "c": u[4]})
		f.Value = expr.Add(form, expr.Mul(expr.Const(0.83), expr.Add(expr.Pow(u[0], expr.Const(2)), expr.Pow(u[2], expr.Const(2)))))
		v, err := Classify(context.Background(), f, make([]float64, len(u)))
		if err != nil || v.Kind != test.kind && v.Kind != Undecided {
			t.Errorf("%s: %s, %v, %v", test.form, v.Kind, v.Reason, err)
		}
	}
}

// A power with a broken exponent of what vanishes at the point is known to an order, and no further.
func TestPowersOfNothing(t *testing.T) {
	for _, test := range []struct {
		formula string
		kind    Kind
		key     string
	}{
		{"((x - 0.1)^2 + (y - 0.2)^2)^1.5", LocalMinimum, "critical.bounded.strict.minimum"},
		{"((x - 0.1)^2 + (y - 0.2)^2)^0.5", NotDifferentiable, "critical.rough.strict.minimum"},
		{"((x - 0.1)^4 + (y - 0.2)^4)^0.5", LocalMinimum, "critical.bounded.strict.minimum"},
		{"sqrt(x - 0.1) + (y - 0.2)*3", NotDifferentiable, "critical.end.steep"},
		{"(x - 0.1)^2 + (y - 0.2)^2 + ((x - 0.1)^2)^1.5", LocalMinimum, "critical.minimum"},
	} {
		v, err := Classify(context.Background(), criticaltest.Function("f", test.formula, "x", "y"), []float64{0.1, 0.2})
		if err != nil || v.Kind != test.kind || v.Reason.Key != test.key {
			t.Errorf("%s: %s, %v, %v", test.formula, v.Kind, v.Reason, err)
		}
	}
}

// A value of its own that the formula beside it tends to is no jump.
func TestPatchedPoints(t *testing.T) {
	patched := func(at float64, beside func(x *expr.Node) *expr.Node) *expr.Function {
		x := expr.NewGraph().Variable("x", expr.Scalar)
		value := expr.Select(expr.Compare(expr.Equal, x, expr.Const(0)), expr.Const(at), beside(x))
		return &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: value}
	}
	bump := func(x *expr.Node) *expr.Node {
		return expr.Apply(expr.Exp, expr.Neg(expr.Div(expr.Const(1), expr.Pow(x, expr.Const(2)))))
	}
	sinc := func(x *expr.Node) *expr.Node { return expr.Div(expr.Apply(expr.Sin, x), x) }
	for _, test := range []struct {
		f    *expr.Function
		kind Kind
		key  string
	}{
		{patched(0, bump), LocalMinimum, "critical.patched.minimum"},
		{patched(1, sinc), LocalMaximum, "critical.maximum"},
		{patched(2, sinc), NotDifferentiable, "critical.jump"},
	} {
		v, err := Classify(context.Background(), test.f, []float64{0})
		if err != nil || v.Kind != test.kind || v.Reason.Key != test.key {
			t.Errorf("%s: %s, %v, %v", expr.Text(test.f.Value), v.Kind, v.Reason, err)
		}
	}
}

// Where the second derivatives jump, and do not decide, the terms on the sides may, or a bound.
func TestJumpingCurvature(t *testing.T) {
	for formula, kind := range map[string]Kind{
		"x*abs(x) + abs(x)^2": Undecided, "abs(x)^3 + x*abs(x)^3/2 + x*abs(x) + x^2": LocalMinimum, "-(abs(x)^3) - x*abs(x) - x^2": LocalMaximum,
		"x*abs(x) + x^2 - abs(x)^3": SaddlePoint,
	} {
		v, err := Classify(context.Background(), criticaltest.Function("f", formula, "x"), []float64{0})
		if err != nil || v.Kind != kind && !(kind == Undecided && v.Kind == LocalMinimum) {
			t.Errorf("%s: %s, %v, %v", formula, v.Kind, v.Reason, err)
		}
	}
}

// A loss that falls without end is flat within rounding far out: that is no critical point to be named.
func TestNoneNearASeparableLoss(t *testing.T) {
	f := criticaltest.Function("f", "log(1 + exp(0 - 0.9*x + 0.5*y)) + log(1 + exp(0 - 0.8*x - 0.2*y)) + log(1 + exp(0 - 0.7*x + 0.3*y)) + log(1 + exp(0 - 0.8*x + 0.5*y))", "x", "y")
	for _, p := range [][]float64{{0, 0}, {10, 0}, {100, 0}, {300, 0}, {500, 0}, {500, 100}, {1000, 3}} {
		v, err := Classify(context.Background(), f, p)
		if err != nil || v.Kind != NotCritical && v.Kind != Undecided || v.Nearby != nil {
			t.Errorf("%v: %s, %v, %v", p, v.Kind, v.Reason, err)
		}
	}
}

// A slope that underflows is none that is known to be zero.
func TestUnderflowingSlope(t *testing.T) {
	for _, test := range []struct {
		formula string
		p       []float64
	}{
		{"log(1 + exp(0 - x)) + y^2", []float64{720, 0}},
		{"log(1 + exp(0 - x)) + y^2", []float64{800, 0}},
		{"log(1 + exp(0 - x)) + log(1 + exp(0 - 2*y))", []float64{800, 900}},
	} {
		v, err := Classify(context.Background(), criticaltest.Function("f", test.formula, "x", "y"), test.p)
		if err != nil || v.Kind != Undecided && v.Kind != NotCritical {
			t.Errorf("%s at %v: %s, %v, %v", test.formula, test.p, v.Kind, v.Reason, err)
		}
	}
}
