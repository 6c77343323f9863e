package search

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"

	"saddle/numerics/critical"
	"saddle/numerics/critical/criticaltest"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// landscape is a function with what a search of a box must find.
type landscape struct {
	name, formula string
	vars          []string
	box           interval.Box
	want          [3]int // minima, saddles, maxima, all proven
	undecided     int    // boxes that may remain; 0 means that completeness is proven
}

var (
	x1  = []string{"x"}
	xy  = []string{"x", "y"}
	xyz = []string{"x", "y", "z"}
)

// span is the same range for every variable.
func span(n int, lo, hi float64) interval.Box {
	box := make(interval.Box, n)
	for i := range box {
		box[i] = interval.Of(lo, hi)
	}
	return box
}

// What every search below must come to was worked out by hand or with sympy.
var landscapes = []landscape{
	{"himmelblau, moved", "((x-0.7)^2 + (y+1/3) - 11)^2 + ((x-0.7) + (y+1/3)^2 - 7)^2", xy, span(2, -7, 7), [3]int{4, 4, 1}, 0},
	{"six-hump camel", "(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (4*y^2 - 4)*y^2", xy, interval.Box{interval.Of(-3, 3), interval.Of(-2, 2)}, [3]int{6, 7, 2}, 0},
	{"egg box", "sin(x)*sin(y)", xy, span(2, 0.5, 6), [3]int{2, 1, 2}, 0},
	{"waves in space", "sin(x) + sin(y) + sin(z)", xyz, span(3, 0, 6.5), [3]int{1, 6, 1}, 0},
	{"a rational hill", "x/(1 + x^2 + y^2)", xy, span(2, -9, 10), [3]int{1, 0, 1}, 0},
	{"mixed exponentials", "exp(x-y) + exp(y-x) + exp(-x-y) + (x+y)^2", xy, span(2, -4, 5), [3]int{1, 0, 0}, 0},
	{"an exponential valley", "exp(x) + exp(-2*x) + (y-x)^2", xy, span(2, -5, 6), [3]int{1, 0, 0}, 0},
	{"the square of a logarithm near one", "log(x^6 + 1)^2", x1, span(1, -3, 3), [3]int{1, 0, 0}, 0},
	{"the cosine of a logarithm near one", "cos(log(x^4 + 1))", x1, span(1, -1, 1), [3]int{0, 0, 1}, 0},
	{"the square of an exponential near one", "(exp(x^6) - 1)^2", x1, span(1, -3, 3), [3]int{1, 0, 0}, 0},
	{"the square of a root near one", "(sqrt(x^6 + 1) - 1)^2", x1, span(1, -3, 3), [3]int{1, 0, 0}, 0},
	{"the square of a cosine near one", "(1 - cos(x^3))^2", x1, span(1, -1, 1), [3]int{1, 0, 0}, 0},
	{"a power of an arctangent of a logarithm", "atan(log(x^2 + 1))^4", x1, span(1, -3, 3), [3]int{1, 0, 0}, 0},
	{"a gradient that rounding moves", "exp(-tanh(sin(x + 6))^2)", x1, span(1, -3, 3), [3]int{2, 0, 2}, 0},
	{"a valley along no axis", "x^2 - 2*x*y + y^2 + y^4", xy, span(2, -2, 2), [3]int{1, 0, 0}, 0},
	{"a valley at a third", "(x - 1/3)^2*(x + y) + (y - x)^4", xy, span(2, -3, 3), [3]int{1, 1, 0}, 0},
	{"a cubic valley", "-2*x^4 + 4*x^3 + 4*y^3/5 + (x - y)^2", xy, span(2, -3, 3), [3]int{0, 2, 1}, 0},
	{"a pole", "x + 1/x", x1, span(1, -3, 3), [3]int{1, 0, 1}, 0},
	{"a pole off the grid", "x + 1/(3*x - 1)", x1, span(1, -3, 3), [3]int{1, 0, 1}, 0},
	{"two poles", "1/(x^2 - 1)", x1, span(1, -3, 3), [3]int{0, 0, 1}, 0},
	{"curves of poles", "x + y + 1/(x*y)", xy, span(2, -3, 3), [3]int{1, 0, 0}, 0},
	{"a quotient", "(x^2 + 1)/(x - 1)", x1, span(1, -3, 4), [3]int{1, 0, 1}, 0},
	{"a quotient off the grid", "(x^2 + 1)/(3*x - 1)", x1, span(1, -3, 4), [3]int{1, 0, 1}, 0},
	{"an exponential over a pole", "exp(x)/x", x1, span(1, -3, 3), [3]int{1, 0, 0}, 0},
	{"a logarithm of a size", "log(abs(x)) - x^2/2", x1, span(1, -3, 3), [3]int{0, 0, 2}, 1},
	{"a quotient of two", "(x^2 + y^2 + 1)/(x*y)", xy, span(2, -3, 3), [3]int{}, 0},
	{"poles of a tangent", "tan(x) - 2*x", x1, span(1, -3, 3), [3]int{2, 0, 2}, 0},
	{"a logarithm", "x*log(x)", x1, span(1, -1, 3), [3]int{1, 0, 0}, 0},
	{"a gradient beyond the domain", "log(x) - x^2", x1, span(1, -3, 3), [3]int{0, 0, 1}, 0},
	{"a domain between", "log(x) + log(1 - x) - y^2", xy, span(2, -2, 2), [3]int{0, 0, 1}, 0},
	{"a root", "sqrt(x) - x", x1, span(1, -1, 3), [3]int{0, 0, 1}, 0},
	{"a broken power", "x^1.5 - x", x1, span(1, -1, 3), [3]int{1, 0, 0}, 0},
	{"half a ball", "sqrt(1 - x^2 - y^2)", xy, span(2, -2, 2), [3]int{0, 0, 1}, 0},
	{"a gradient beyond two domains", "log(x)*log(y) + x + y", xy, span(2, -3, 3), [3]int{0, 1, 0}, 0},
	{"a minimum at the corner", "x^2 + y^2", xy, span(2, 0, 1), [3]int{1, 0, 0}, 0},
	{"a minimum on the edge", "(x-1)^2 + (y-0.1)^2", xy, interval.Box{interval.Of(-1, 1), interval.Of(0, 1)}, [3]int{1, 0, 0}, 0},
	{"a minimum just outside", "(x-1.00001)^2 + y^2", xy, span(2, -1, 1), [3]int{0, 0, 0}, 0},
	{"a maximum at π/2", "sin(x)", x1, interval.Box{interval.Of(0, math.Pi/2)}, [3]int{0, 0, 1}, 0},
	{"a slope", "x + 2*y + 0.1*sin(x)", xy, span(2, -50, 50), [3]int{0, 0, 0}, 0},
	{"flat units", "(x^2 + y^2)*10^(-12)", xy, span(2, -2, 1), [3]int{1, 0, 0}, 0},
	{"steep units", "(x^4 - x^2 + y^2)*10^12", xy, span(2, -2, 3), [3]int{2, 1, 0}, 0},
	{"a large box", "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", xy, span(2, -1e6, 1e6), [3]int{4, 4, 1}, 0},
	{"a far box", "(x - 10^6)^2 + (y - 2*10^(-6))^2 + (x*y - 2)^2", xy, span(2, -3, 2e6), [3]int{1, 0, 0}, 0},
	{"goldstein-price", "(1+(x+y+1)^2*(19-14*x+3*x^2-14*y+6*x*y+3*y^2))*(30+(2*x-3*y)^2*(18-32*x+12*x^2+48*y-36*x*y+27*y^2))", xy, span(2, -1.1, 1), [3]int{2, 2, 1}, 0},
	{"mccormick", "sin(x+y) + (x-y)^2 - 1.5*x + 2.5*y + 1", xy, interval.Box{interval.Of(-3, 4), interval.Of(-4, 4)}, [3]int{2, 2, 0}, 0},

	{"a monkey saddle, moved", "(x-1/3)^3 - 3*(x-1/3)*(y-1/7)^2", xy, span(2, -1, 1), [3]int{0, 1, 0}, 0},
	{"a degenerate point beside others", "x^4 - y^3 + 3*y", xy, span(2, -3, 3), [3]int{1, 1, 0}, 0},
	{"peano's surface", "(y - x^2)*(y - 3*x^2)", xy, span(2, -1, 1.1), [3]int{0, 1, 0}, 0},
	{"a curve of minima", "(1 - x*y)^2", xy, span(2, -3, 3), [3]int{2, 1, 0}, 0},
	{"a circle of minima", "(x^2 + y^2 - 1)^2", xy, span(2, -2, 2), [3]int{1, 0, 1}, 0},
	{"a line of minima", "x^2 + 0*y", xy, span(2, -1, 1), [3]int{1, 0, 0}, 0},
	{"a constant", "3 + 0*x", x1, span(1, -1, 1), [3]int{}, 9},
	{"a corner", "abs(x) + abs(y)", xy, span(2, -1, 2), [3]int{}, 0},
	{"two corners and a saddle", "abs(x^2 - 1) + y^2", xy, span(2, -3, 3), [3]int{0, 1, 0}, 0},
	{"a corner that is a slope", "3*x + abs(x)", x1, span(1, -1, 2), [3]int{0, 0, 0}, 0},
	{"a cone", "sqrt(x^2 + y^2)", xy, span(2, -1, 2), [3]int{}, 0},
	{"a hole", "sin(x)/x", x1, span(1, -1, 6), [3]int{1, 0, 0}, 1},
}

// A search finds the points that there are, no others, and claims a proof only where it has one.
func TestSearchLandscapes(t *testing.T) {
	for _, l := range landscapes {
		t.Run(l.name, func(t *testing.T) {
			f := criticaltest.Function(l.name, l.formula, l.vars...)
			limit := 20000
			if l.undecided > 0 {
				limit = 5000
			}
			found, err := Points(context.Background(), f, l.box, Options{Boxes: limit})
			if err != nil {
				t.Fatal(err)
			}
			var got [3]int
			for _, p := range found.Points {
				if k := kindOrder[p.Kind]; p.Proven && k < 3 {
					got[k]++
				}
				checkPoint(t, f, l.box, p)
			}
			if got != l.want {
				t.Errorf("proven minima, saddles, maxima: %v, want %v; points %v, undecided %v", got, l.want, places(found), found.Undecided)
			}
			if found.Proven != (l.undecided == 0) || len(found.Undecided) > l.undecided {
				t.Errorf("proven %t, undecided %v after %d boxes", found.Proven, found.Undecided, found.Boxes)
			}
		})
	}
}

// Regions where f jumps are left undecided; choices and signs that only bend it are not.
func TestSearchJumps(t *testing.T) {
	g := expr.NewGraph()
	x, y, c := g.Variable("x", expr.Scalar), g.Variable("y", expr.Scalar), expr.Const
	square := expr.Add(expr.Pow(x, c(2)), expr.Pow(y, c(2)))
	beyond := expr.Compare(expr.Greater, x, c(1))
	tests := map[string]struct {
		value *expr.Node
		jumps bool
	}{
		"a step up":         {expr.Select(beyond, expr.Add(square, c(3)), square), true},
		"a cliff of a hill": {expr.Select(beyond, expr.Sub(c(5), x), square), true},
		"a tangent beyond":  {expr.Select(beyond, expr.Add(expr.Mul(c(2), x), expr.Sub(expr.Pow(y, c(2)), c(1))), square), false},
		"stairs":            {expr.Add(square, expr.Apply(expr.Floor, expr.Add(x, c(0.5)))), true},
		"a written |x|":     {expr.Add(square, expr.Mul(expr.Times(c(0.1), x), expr.Apply(expr.Sign, expr.Sub(x, c(7))))), false},
		"a bend":            {expr.Add(square, expr.Max(x, c(1))), false},
	}
	for name, test := range tests {
		f := &expr.Function{Name: "f", Variables: []*expr.Node{x, y}, Value: test.value}
		found, err := Points(context.Background(), f, span(2, -3, 3.1), Options{Boxes: 4000})
		if err != nil {
			t.Fatal(err)
		}
		if found.Proven == test.jumps || len(found.Regions) != len(found.Undecided) || len(found.Points) != 1 {
			t.Errorf("%s: proven %t, points %v, undecided %v", name, found.Proven, places(found), found.Undecided)
		}
		for _, r := range found.Regions {
			if !strings.Contains(r.Reason.String(), "jump") {
				t.Errorf("%s: %v: %v", name, r.Hull, r.Reason)
			}
		}
	}
}

// A jump on a line is traced to its place, and reported once.
func TestSearchTracesJumps(t *testing.T) {
	g := expr.NewGraph()
	x, c := g.Variable("x", expr.Scalar), expr.Const
	value := expr.Select(expr.Compare(expr.Less, x, c(1)), expr.Pow(x, c(2)), expr.Sub(c(5), x))
	found, err := Points(context.Background(), &expr.Function{Name: "f", Variables: []*expr.Node{x}, Value: value}, span(1, -3, 3), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if found.Proven || len(found.Regions) != 1 || len(found.Undecided) != 1 || len(found.Points) != 1 {
		t.Fatalf("proven %t, regions %v", found.Proven, found.Regions)
	}
	if r := found.Undecided[0][0]; !(r.Lo <= 1 && r.Hi >= 1 && r.Hi-r.Lo < 1e-4) || found.Regions[0].Reason.Key != "critical.region.jump" {
		t.Errorf("%v", found.Regions)
	}
}

func TestSearchRefusesManyVariables(t *testing.T) {
	g := expr.NewGraph()
	u := g.Variable("u", expr.Vector(MostVariables+1))
	f := &expr.Function{Name: "f", Variables: []*expr.Node{u}, Value: expr.NormSquared(u)}
	var tooMany *SizeError
	if _, err := Points(context.Background(), f, span(MostVariables+1, -1, 1), Options{}); !errors.As(err, &tooMany) {
		t.Errorf("%v", err)
	}
}

// checkPoint checks that a point is in the box, and that a proven one is critical and lies within its enclosure.
func checkPoint(t *testing.T, f *expr.Function, box interval.Box, p Found) {
	t.Helper()
	for i, x := range p.At {
		if slack := 1e-12 * (1 + math.Abs(x)); x < box[i].Lo-slack || x > box[i].Hi+slack {
			t.Errorf("%v is outside", p.At)
		}
		if p.Proven && (x < p.Within[i].Lo || x > p.Within[i].Hi) {
			t.Errorf("%v is not within %v", p.At, p.Within)
		}
	}
	if v, err := critical.Classify(context.Background(), f, p.At); err != nil || p.Proven && v.Kind != p.Kind {
		t.Errorf("%v is %v, classified as %v: %v", p.At, p.Kind, v.Kind, v.Reason)
	}
}

func places(found *Findings) [][]float64 {
	var all [][]float64
	for _, p := range found.Points {
		all = append(all, p.At)
	}
	return all
}
