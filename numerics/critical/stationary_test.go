package critical_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/critical/search"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// TestStationaryDerivatives compares the derivatives of the critical point of random functions of x, y with letters a, b,
// up to the third order, with differences of the order below.
func TestStationaryDerivatives(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		g := expr.NewGraph()
		a, b := g.Variable("a", expr.Scalar), g.Variable("b", expr.Scalar)
		x, y := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar)
		point := stationary(nil).Point(bowl(random, x, y, a, b), []*expr.Node{x, y})
		value := expr.Add(expr.Dot(point, point), expr.Mul(a, point.Entries()[0]))
		at := []float64{0.3 + random.Float64(), random.Float64()}
		for order := range 3 {
			next := expr.Gradient(value, a)[0]
			if order == 1 {
				next = expr.Directional(value, []*expr.Node{a, b}, []*expr.Node{expr.Const(1), expr.Const(-0.5)}, 1)
			}
			got := run(t, next, a, b, at)[0]
			want := slope(t, value, a, b, at, order == 1)
			if math.Abs(got-want) > 1e-6*(1+math.Abs(want)) {
				t.Errorf("order %d: %g, by differences %g", order+1, got, want)
			}
			value = next
		}
	}
}

// bowl is a random function with one critical point in x, y, whose Hessian there is regular.
func bowl(random *rand.Rand, x, y, a, b *expr.Node) *expr.Node {
	c := func() *expr.Node { return expr.Const(random.Float64()) }
	square := func(n *expr.Node) *expr.Node { return expr.Pow(n, expr.Const(2)) }
	terms := []*expr.Node{
		square(expr.Sub(x, expr.Mul(a, c()))), square(expr.Sub(y, expr.Mul(b, expr.Mul(x, c())))), expr.Mul(c(), expr.Pow(x, expr.Const(4))),
		expr.Mul(c(), expr.Apply(expr.Exp, expr.Mul(a, y))), expr.Mul(c(), expr.Apply(expr.Cosh, expr.Sub(x, b))),
	}
	return expr.Sum(terms...)
}

// stationary finds the critical point that Newton's method reaches from the origin.
func stationary(missing error) *critical.Stationary {
	return &critical.Stationary{Text: "p", Missing: missing, Find: func(f *expr.Function, _, _ []float64) ([]float64, error) {
		approach, err := critical.Near(context.Background(), f, make([]float64, f.Dimension()))
		if err != nil {
			return nil, nil
		}
		return approach.At, nil
	}}
}

func run(t *testing.T, n, a, b *expr.Node, at []float64) []float64 {
	t.Helper()
	p, err := program.Compile([]*expr.Node{a, b}, []*expr.Node{n})
	if err != nil {
		t.Fatal(err)
	}
	out := make([]float64, p.Outputs())
	if err := p.NewMachine().Run(at, out); err != nil {
		t.Fatal(err)
	}
	return out
}

// slope is the difference quotient of fourth order along a, or along (1, -½).
func slope(t *testing.T, n, a, b *expr.Node, at []float64, slanted bool) float64 {
	const h = 1e-3
	value := func(step float64) float64 {
		moved := []float64{at[0] + step*h, at[1]}
		if slanted {
			moved[1] -= step * h / 2
		}
		return run(t, n, a, b, moved)[0]
	}
	return (value(-2) - 8*value(-1) + 8*value(1) - value(2)) / (12 * h)
}

// TestStationaryWithout asks for derivatives where the theorem gives none.
func TestStationaryWithout(t *testing.T) {
	for name, f := range map[string]func(x, a *expr.Node) *expr.Node{
		"a singular Hessian": func(x, a *expr.Node) *expr.Node { return expr.Pow(expr.Sub(x, a), expr.Const(4)) },
		"a fold": func(x, a *expr.Node) *expr.Node {
			return expr.Sub(expr.Pow(x, expr.Const(3)), expr.Mul(expr.Sub(a, expr.Const(1)), x))
		},
		"a corner": func(x, a *expr.Node) *expr.Node {
			return expr.Add(expr.Apply(expr.Abs, expr.Sub(x, a)), expr.Mul(expr.Const(0.1), expr.Pow(x, expr.Const(2))))
		},
		"no point": func(x, a *expr.Node) *expr.Node { return expr.Mul(x, a) },
	} {
		g := expr.NewGraph()
		a, b, x := g.Variable("a", expr.Scalar), g.Variable("b", expr.Scalar), g.Variable("x", expr.Scalar)
		missing := errors.New("none")
		point := stationary(missing).Point(f(x, a), []*expr.Node{x})
		derivative := expr.Gradient(point, a)[0]
		if got := run(t, derivative, a, b, []float64{1, 0})[0]; !math.IsNaN(got) {
			t.Errorf("%s: the derivative is %g", name, got)
		}
		named := false
		for _, n := range expr.Opaques(derivative) {
			named = named || n.Opaque().Missing == missing
		}
		if !named {
			t.Errorf("%s: nothing says why there is no derivative", name)
		}
	}
}

// TestStationaryProvesNothing searches a function that holds a point that is computed: nothing of it is proven.
func TestStationaryProvesNothing(t *testing.T) {
	g := expr.NewGraph()
	a, x := g.Variable("a", expr.Scalar), g.Variable("x", expr.Scalar)
	y := expr.Add(expr.Pow(expr.Sub(x, a), expr.Const(2)), expr.Pow(x, expr.Const(4)))
	point := stationary(nil).Point(y, []*expr.Node{x})
	f := &expr.Function{Name: "f", Variables: []*expr.Node{a}, Value: expr.Pow(expr.Sub(point, expr.Const(0.5)), expr.Const(2))}
	found, err := search.Points(context.Background(), f, interval.Box{interval.Of(0, 2)}, search.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if found.Proven || len(found.Points) != 1 || found.Points[0].Proven || math.Abs(found.Points[0].At[0]-0.75) > 1e-7 {
		t.Errorf("found %+v", found)
	}
}
