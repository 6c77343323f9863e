package solve_test

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/solve"
)

// box is the same interval so often.
func box(lo, hi float64, n int) interval.Box {
	x := make(interval.Box, n)
	for i := range x {
		x[i] = interval.Of(lo, hi)
	}
	return x
}

// solved are the solutions of as many equations in x₁, x₂, …
func solved(t *testing.T, x interval.Box, equations func(v []*expr.Node) []*expr.Node) *solve.Result {
	t.Helper()
	graph := expr.NewGraph()
	var variables []*expr.Node
	for i := range x {
		variables = append(variables, graph.Variable("x"+expr.Subscript(i+1), expr.Scalar))
	}
	s := solve.System{Variables: variables, Charts: []solve.Chart{{Equations: equations(variables)}}}
	found, err := solve.Search(context.Background(), s, x, solve.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// The roots of a product of linear factors are its numbers.
func TestProducts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		var want []float64
		for range 1 + random.IntN(6) {
			want = append(want, math.Round(random.NormFloat64()*100)/100)
		}
		slices.Sort(want)
		want = slices.Compact(want)
		found := solved(t, box(-6, 6, 1), func(v []*expr.Node) []*expr.Node {
			product := expr.Const(1)
			for _, a := range want {
				product = expr.Times(product, expr.Sub(v[0], expr.Const(a)))
			}
			return []*expr.Node{product}
		})
		if !found.Proven || len(found.Solutions) != len(want) {
			t.Fatalf("%v: proven %t, %v", want, found.Proven, found.Solutions)
		}
		for k, a := range want {
			if !(math.Abs(found.Solutions[k].At[0]-a) < 1e-12) {
				t.Errorf("%v: got %v", want, found.Solutions[k].At)
			}
		}
	}
}

// A product of lines in x, and a parabola in y over it, meet where the lines say.
func TestTwoEquations(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		a, b, c, d := random.NormFloat64(), random.NormFloat64(), random.NormFloat64(), random.NormFloat64()
		angle := random.Float64() * math.Pi
		found := solved(t, box(-8, 8, 2), func(v []*expr.Node) []*expr.Node {
			// in turned coordinates: (u - a)(u - b) = 0, w = c u + d
			u := expr.Add(expr.Times(expr.Const(math.Cos(angle)), v[0]), expr.Times(expr.Const(math.Sin(angle)), v[1]))
			w := expr.Sub(expr.Times(expr.Const(math.Cos(angle)), v[1]), expr.Times(expr.Const(math.Sin(angle)), v[0]))
			line := expr.Sub(w, expr.Add(expr.Times(expr.Const(c), u), expr.Const(d)))
			return []*expr.Node{expr.Times(expr.Sub(u, expr.Const(a)), expr.Sub(u, expr.Const(b))), line}
		})
		inside := 0
		for _, u := range []float64{a, b} {
			w := c*u + d
			x, y := math.Cos(angle)*u-math.Sin(angle)*w, math.Sin(angle)*u+math.Cos(angle)*w
			if math.Max(math.Abs(x), math.Abs(y)) > 8 {
				continue
			}
			inside++
			if !slices.ContainsFunc(found.Solutions, func(q solve.Solution) bool {
				return q.Proven && math.Hypot(q.At[0]-x, q.At[1]-y) < 1e-9
			}) {
				t.Errorf("(%g, %g) is missing: %v", x, y, found.Solutions)
			}
		}
		if !found.Proven || len(found.Solutions) != inside {
			t.Errorf("proven %t, %d of %d", found.Proven, len(found.Solutions), inside)
		}
	}
}

// A double root is found and, of one equation, proven; of two it is left undecided.
func TestMultiple(t *testing.T) {
	square := func(x *expr.Node) *expr.Node { return expr.Pow(expr.Sub(x, expr.Const(0.5)), expr.Const(2)) }
	one := solved(t, box(-2, 2, 1), func(v []*expr.Node) []*expr.Node { return []*expr.Node{square(v[0])} })
	if !one.Proven || len(one.Solutions) != 1 || one.Solutions[0].At[0] != 0.5 {
		t.Errorf("one equation: proven %t, %v", one.Proven, one.Solutions)
	}
	two := solved(t, box(-2, 2, 2), func(v []*expr.Node) []*expr.Node {
		return []*expr.Node{square(v[0]), expr.Add(v[1], v[0])}
	})
	if !two.Proven || len(two.Solutions) != 1 || !two.Solutions[0].Proven {
		t.Errorf("two equations: proven %t, %v", two.Proven, two.Solutions)
	}
}

// Multiple solutions of one equation are proven and placed to the last digit: those of polynomials, written out or not, and where one
// factor of a product has a simple zero and the others have none. Where two factors vanish together nothing is claimed.
func TestMultipleOfOne(t *testing.T) {
	third := expr.Div(expr.Const(1), expr.Const(3))
	power := func(u *expr.Node, k float64) *expr.Node { return expr.Pow(u, expr.Const(k)) }
	exponential := func(x *expr.Node) *expr.Node { return power(expr.Sub(expr.Apply(expr.Exp, x), expr.Const(2)), 2) }
	for name, c := range map[string]struct {
		of     func(x *expr.Node) *expr.Node
		want   []float64
		proven bool
	}{
		"(x - 1/3)³": {func(x *expr.Node) *expr.Node { return power(expr.Sub(x, third), 3) }, []float64{1. / 3}, true},
		"x² - 2x/3 + 1/9": {func(x *expr.Node) *expr.Node {
			return expr.Add(expr.Sub(power(x, 2), expr.Div(expr.Times(expr.Const(2), x), expr.Const(3))), expr.Div(expr.Const(1), expr.Const(9)))
		}, []float64{1. / 3}, true},
		"(x² - 2)²": {func(x *expr.Node) *expr.Node { return power(expr.Sub(power(x, 2), expr.Const(2)), 2) }, []float64{-math.Sqrt2, math.Sqrt2}, true},
		"sin(x)²":   {func(x *expr.Node) *expr.Node { return power(expr.Apply(expr.Sin, x), 2) }, []float64{-math.Pi, 0, math.Pi}, true},
		"(eˣ - 2)² (x - 1)": {func(x *expr.Node) *expr.Node {
			return expr.Times(exponential(x), expr.Sub(x, expr.Const(1)))
		}, []float64{math.Ln2, 1}, true},
		"(eˣ - 2)² (x - log 2)": {func(x *expr.Node) *expr.Node {
			return expr.Times(exponential(x), expr.Sub(x, expr.Const(math.Ln2)))
		}, []float64{math.Ln2}, false},
	} {
		found := solved(t, box(-4, 4, 1), func(v []*expr.Node) []*expr.Node { return []*expr.Node{c.of(v[0])} })
		if found.Proven != c.proven || len(found.Solutions) != len(c.want) {
			t.Errorf("%s: proven %t, %v", name, found.Proven, found.Solutions)
			continue
		}
		for k, x := range c.want {
			if c.proven && !(math.Abs(found.Solutions[k].At[0]-x) <= 0x1p-51*math.Abs(x)) {
				t.Errorf("%s: %v, want %.17g", name, found.Solutions[k].At, x)
			}
		}
	}
}

// A whole curve of solutions is not listed point by point, nor is anything said to be proven.
func TestCurveOfSolutions(t *testing.T) {
	found := solved(t, box(-2, 2, 2), func(v []*expr.Node) []*expr.Node {
		circle := expr.Sub(expr.NormSquared(expr.Stack(v...)), expr.Const(1))
		return []*expr.Node{circle, expr.Times(circle, expr.Add(v[0], expr.Const(3)))}
	})
	if found.Proven || len(found.Undecided) == 0 || !found.Undecided[0].Many || len(found.Solutions) > 0 {
		t.Errorf("proven %t, %d solutions, %d regions", found.Proven, len(found.Solutions), len(found.Undecided))
	}
}

// Where there is none, that is proven; where the equations have no value, there is none either.
func TestNone(t *testing.T) {
	none := solved(t, box(-5, 5, 2), func(v []*expr.Node) []*expr.Node {
		return []*expr.Node{expr.Add(expr.NormSquared(expr.Stack(v...)), expr.Const(1e-3)), v[1]}
	})
	if !none.Proven || len(none.Solutions) != 0 {
		t.Errorf("proven %t, %v", none.Proven, none.Solutions)
	}
	logarithm := solved(t, box(-5, 5, 1), func(v []*expr.Node) []*expr.Node { return []*expr.Node{expr.Apply(expr.Log, v[0])} })
	if !logarithm.Proven || len(logarithm.Solutions) != 1 || logarithm.Solutions[0].At[0] != 1 {
		t.Errorf("proven %t, %v", logarithm.Proven, logarithm.Solutions)
	}
}

func TestCount(t *testing.T) {
	x := expr.NewGraph().Variable("x", expr.Scalar)
	s := solve.System{Variables: []*expr.Node{x}, Charts: []solve.Chart{{Equations: []*expr.Node{x, x}}}}
	if _, err := solve.Search(context.Background(), s, box(0, 1, 1), solve.Options{}); err == nil {
		t.Error("two equations in one unknown are solved")
	}
}

// A long formula has derivatives that grow without end: none are made that are not asked for.
func TestLongFormula(t *testing.T) {
	found := solved(t, box(0.5, 2, 1), func(v []*expr.Node) []*expr.Node {
		u := v[0]
		for k := range 6 {
			u = expr.Times(expr.Apply(expr.Sin, expr.Add(u, expr.Const(float64(k)))), expr.Apply(expr.Exp, expr.Neg(expr.Times(u, u))))
		}
		return []*expr.Node{expr.Sub(u, expr.Const(5))}
	})
	if !found.Proven || len(found.Solutions) != 0 {
		t.Errorf("proven %t, %v", found.Proven, found.Solutions)
	}
}

// A pole is no solution, and where there is one it is proven: x = tan x has one between two poles.
func TestPoles(t *testing.T) {
	tangent := solved(t, box(0.5, 8, 1), func(v []*expr.Node) []*expr.Node {
		return []*expr.Node{expr.Sub(expr.Apply(expr.Tan, v[0]), v[0])}
	})
	if !tangent.Proven || len(tangent.Solutions) != 2 || math.Abs(tangent.Solutions[0].At[0]-4.493409457909064) > 1e-12 {
		t.Errorf("proven %t, %v", tangent.Proven, tangent.Solutions)
	}
	reciprocal := solved(t, box(-1, 1, 1), func(v []*expr.Node) []*expr.Node { return []*expr.Node{expr.Div(expr.Const(1), v[0])} })
	if !reciprocal.Proven || len(reciprocal.Solutions) != 0 {
		t.Errorf("proven %t, %v", reciprocal.Proven, reciprocal.Solutions)
	}
}
