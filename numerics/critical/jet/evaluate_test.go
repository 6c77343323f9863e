package jet

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"saddle/numerics/expr"
)

// functions of two variables, with points; what expr differentiates and evaluates must lie in the balls.
func expressions(x, y *expr.Node) map[string]*expr.Node {
	c := expr.Const
	exp := func(a *expr.Node) *expr.Node { return expr.Apply(expr.Exp, a) }
	sin := func(a *expr.Node) *expr.Node { return expr.Apply(expr.Sin, a) }
	v := expr.Stack(x, y)
	a := expr.Matrix([][]*expr.Node{{expr.Add(c(3), x), y}, {sin(x), c(2)}})
	long := expr.SumOver(x.Graph(), "i", c(1), c(30), func(i *expr.Node) *expr.Node {
		return expr.Div(expr.Pow(expr.Sub(x, i), c(2)), expr.Add(i, expr.Pow(y, c(2))))
	})
	return map[string]*expr.Node{
		"x² - y²":           expr.Sub(expr.Pow(x, c(2)), expr.Pow(y, c(2))),
		"x exp(-x² - y²)":   expr.Times(x, exp(expr.Neg(expr.Add(expr.Pow(x, c(2)), expr.Pow(y, c(2)))))),
		"sin(x y) / (2+y)":  expr.Div(sin(expr.Times(x, y)), expr.Add(c(2), y)),
		"tanh(x)³ + cosh y": expr.Add(expr.Pow(expr.Apply(expr.Tanh, x), c(3)), expr.Apply(expr.Cosh, y)),
		"atan(x) asin(y/4)": expr.Times(expr.Apply(expr.Atan, x), expr.Apply(expr.Asin, expr.Div(y, c(4)))),
		"acos(x/4) log10":   expr.Times(expr.Apply(expr.Acos, expr.Div(x, c(4))), expr.Apply(expr.Log10, expr.Add(c(5), y))),
		"norm":              expr.Norm(v),
		"(2+x)^y":           expr.Pow(expr.Add(c(2), x), y),
		"tan(x/3) sqrt":     expr.Times(expr.Apply(expr.Tan, expr.Div(x, c(3))), expr.Sqrt(expr.Add(c(4), y))),
		"solve":             expr.Dot(expr.Solve(a, v), v),
		"inverse":           expr.Total(expr.Inverse(a)),
		"det":               expr.Det(a),
		"loop":              long,
		"if":                expr.Select(expr.Compare(expr.Greater, x, y), expr.Times(x, x), exp(y)),
		"max, min, abs":     expr.Add(expr.Max(x, y), expr.Times(expr.Min(x, y), expr.Apply(expr.Abs, y))),
		"mod, floor":        expr.Add(expr.Times(x, expr.Mod(expr.Times(c(3), y), c(1))), expr.Apply(expr.Floor, x)),
		"0.1x² - 1/3":       expr.Sub(expr.Times(c(0.1), expr.Pow(x, c(2))), expr.Div(x, c(3))),
	}
}

func TestEvaluateAgreesWithExpr(t *testing.T) {
	points := [][]float64{{0.3, 0.7}, {-1.1, 0.4}, {2, -0.5}, {1.25, 1.75}}
	s := NewSpace(2, 2)
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	variables := []*expr.Node{x, y}
	for name, f := range expressions(x, y) {
		gradient := expr.Gradient(f, x, y)
		hessian := append(expr.Gradient(gradient[0], x, y), expr.Gradient(gradient[1], x, y)...)
		for _, p := range points {
			at := []*expr.Node{expr.Const(p[0]), expr.Const(p[1])}
			number := func(n *expr.Node) float64 { return expr.Substitute(n, variables, at).Float() }
			result, err := s.Evaluate(f, s.At(variables, p), nil)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			a := result.Entries[0]
			compare(t, name, a[0], number(f))
			for i, d := range gradient {
				compare(t, name+" gradient", s.Gradient(a)[i], number(d))
			}
			for i, d := range hessian {
				compare(t, name+" Hessian", s.Hessian(a)[i], number(d))
			}
		}
	}
}

// compare allows expr its own rounding, of the size of the ball's radius.
func compare(t *testing.T, name string, got Ball, want float64) {
	t.Helper()
	if !(math.Abs(got.Mid-want) <= 4*got.Rad+1e-15*math.Abs(want)) || !(got.Rad <= 1e-11*(1+math.Abs(want))) {
		t.Errorf("%s: %v, expr says %.17g", name, got, want)
	}
}

func TestEdges(t *testing.T) {
	s := NewSpace(1, 3)
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	c := expr.Const
	abs := expr.Apply(expr.Abs, x)
	tests := []struct {
		name        string
		f           *expr.Node
		at          float64
		edge        bool
		left, right []float64 // coefficients 0 to 2 beside the point
	}{
		{"|x|", abs, 0, true, []float64{0, -1, 0}, []float64{0, 1, 0}},
		{"|x|", abs, 2, false, []float64{2, 1, 0}, []float64{2, 1, 0}},
		{"|x| x²", expr.Times(abs, expr.Pow(x, c(2))), 0, true, []float64{0, 0, 0}, []float64{0, 0, 0}},
		{"|x - 0.1|", expr.Apply(expr.Abs, expr.Sub(x, c(0.1))), 0.1, true, []float64{0, -1, 0}, []float64{0, 1, 0}},
		{"max(x², x)", expr.Max(expr.Pow(x, c(2)), x), 1, true, []float64{1, 1, 0}, []float64{1, 2, 1}},
		{"max(x², x³)", expr.Max(expr.Pow(x, c(2)), expr.Pow(x, c(3))), 0, true, []float64{0, 0, 1}, []float64{0, 0, 1}},
		{"floor(x)", expr.Apply(expr.Floor, x), 3, true, []float64{2, 0, 0}, []float64{3, 0, 0}},
		{"round(x)", expr.Apply(expr.Round, x), 2.5, true, []float64{2, 0, 0}, []float64{3, 0, 0}},
		{"sign(x) x", expr.Times(expr.Apply(expr.Sign, x), x), 0, true, []float64{0, -1, 0}, []float64{0, 1, 0}},
		{"if x == 0", expr.Select(expr.Compare(expr.Equal, x, c(0)), c(5), x), 0, true, []float64{0, 1, 0}, []float64{0, 1, 0}},
	}
	for _, test := range tests {
		at := s.At([]*expr.Node{x}, []float64{test.at})
		for side, want := range map[float64][]float64{-1: test.left, 1: test.right} {
			result, err := s.Evaluate(test.f, at, []float64{side})
			if err != nil || result.Edge != test.edge {
				t.Errorf("%s: edge %t, %v", test.name, result.Edge, err)
			}
			for k := range want {
				if got := result.Entries[0][k]; math.Abs(got.Mid-want[k]) > 1e-15 {
					t.Errorf("%s on side %g: coefficient %d is %v, want %g", test.name, side, k, got, want[k])
				}
			}
		}
	}
}

func TestUndefinedStaysUndefined(t *testing.T) {
	s := NewSpace(1, 2)
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	for name, f := range map[string]*expr.Node{
		"x / |x|":    expr.Div(x, expr.Apply(expr.Abs, x)),
		"x log x":    expr.Times(x, expr.Apply(expr.Log, x)),
		"√x²":        expr.Pow(expr.Pow(x, expr.Const(2)), expr.Const(0.25)),
		"x sin(1/x)": expr.Times(x, expr.Apply(expr.Sin, expr.Div(expr.Const(1), x))),
	} {
		result, err := s.Evaluate(f, s.At([]*expr.Node{x}, []float64{0}), nil)
		if err != nil || result.Entries[0].Finite() {
			t.Errorf("%s at 0: %v, %v", name, result.Entries, err)
		}
	}
}

// √(x² + y²) has a value at 0 and no gradient.
func TestRootOfAForm(t *testing.T) {
	s := NewSpace(2, 2)
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	result, err := s.Evaluate(expr.Norm(expr.Stack(x, y)), s.At([]*expr.Node{x, y}, []float64{0, 0}), nil)
	if a := result.Entries[0]; err != nil || a[0] != (Ball{}) || a[1].Finite() || a[2].Finite() {
		t.Errorf("%v, %v", result.Entries, err)
	}
}

// (x² + y²)^1.5 has two derivatives at 0 although the power has not.
func TestPowerOfAForm(t *testing.T) {
	s := NewSpace(2, 2)
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	f := expr.Pow(expr.Add(expr.Pow(x, expr.Const(2)), expr.Pow(y, expr.Const(2))), expr.Const(1.5))
	result, err := s.Evaluate(f, s.At([]*expr.Node{x, y}, []float64{0, 0}), nil)
	if err != nil || !result.Entries[0].Finite() || result.Entries[0].Norm() != 0 {
		t.Errorf("%v, %v", result.Entries, err)
	}
}

func TestUnsupported(t *testing.T) {
	s := NewSpace(2, 1)
	g := expr.NewGraph()
	v := g.Variable("v", expr.Vector(2))
	f := expr.Total(expr.Eigenvalues(expr.Mul(v, expr.Transpose(v))))
	var unsupported *UnsupportedError
	if _, err := s.Evaluate(f, s.At([]*expr.Node{v}, []float64{1, 2}), nil); !errors.As(err, &unsupported) {
		t.Errorf("%v", err)
	}
}

// The work counts the passes of loops and the entries of arrays.
func TestWork(t *testing.T) {
	// Three products: 1·1, 1·x, x·1.
	g := expr.NewGraph()
	x := g.Variable("x", expr.Scalar)
	if work := Work(1, 1, expr.Apply(expr.Sin, x)); work != 6 {
		t.Errorf("sin(x) is worth %g", work)
	}
	long := expr.SumOver(g, "i", expr.Const(1), expr.Const(1000), func(i *expr.Node) *expr.Node { return expr.Apply(expr.Sin, expr.Mul(i, x)) })
	if work := Work(1, 1, long); work < 6000 || work > 12000 {
		t.Errorf("a sum of 1000 terms is worth %g", work)
	}
}

// One space serves many evaluations: each comes to what a space of its own gives, and what earlier ones gave stays as it was.
func TestSpaceServesManyEvaluations(t *testing.T) {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	shared := NewSpace(2, 2)
	other := shared.With(nil)
	wanted, got := map[string][]Jet{}, map[string][]Jet{}
	for name, f := range expressions(x, y) {
		for k, s := range []*Space{NewSpace(2, 2), shared, other} {
			for _, p := range [][]float64{{0.3, 0.7}, {1.1, -0.4}} {
				result, err := s.Evaluate(f, s.At([]*expr.Node{x, y}, p), nil)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if k == 0 {
					wanted[name] = append(wanted[name], slices.Clone(result.Entries[0]))
					continue
				}
				got[name] = append(got[name], result.Entries[0])
			}
		}
	}
	for name, series := range got {
		for k, a := range series {
			if want := wanted[name][k%2]; fmt.Sprint(a) != fmt.Sprint(want) {
				t.Errorf("%s, evaluation %d: %v, want %v", name, k, a, want)
			}
		}
	}
}

// What an evaluation came to stays when the space is used again.
func TestResultsStay(t *testing.T) {
	g := expr.NewGraph()
	x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
	variables := []*expr.Node{x, y}
	for name, f := range expressions(x, y) {
		shared := NewSpace(2, 2)
		evaluated := func(s *Space, at float64) Jet {
			result, err := s.Evaluate(f, s.At(variables, []float64{at, at / 3}), nil)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			return result.Entries[0]
		}
		first, second := evaluated(shared, 0.7), evaluated(shared, 0.9)
		for at, seen := range map[float64]Jet{0.7: first, 0.9: second} {
			if alone := evaluated(NewSpace(2, 2), at); fmt.Sprint(seen) != fmt.Sprint(alone) {
				t.Errorf("%s at %v is %v, in a space of its own %v", name, at, seen, alone)
			}
		}
	}
}
