package constrained_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"saddle/numerics/constrained"
	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/interval"
	"saddle/numerics/solve"
)

// problem reads f and the constraints in the letters x, y, z.
func problem(n int, f string, on ...string) constrained.Problem {
	function, read := exprtest.Reader(f, []string{"x", "y", "z"}[:n]...)
	p := constrained.Problem{Variables: function.Variables, F: function.Value}
	p.On = read(on)
	return p
}

// A random polynomial on a random ellipse is a function of the angle: its critical points are where the derivative by the angle changes
// its sign, from below a minimum, from above a maximum.
func TestPolynomialsOnEllipses(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 30 {
		a, b, turn, u, v := 0.5+2*random.Float64(), 0.5+2*random.Float64(), math.Pi*random.Float64(), random.NormFloat64(), random.NormFloat64()
		c := make([]float64, 9)
		for i := range c {
			c[i] = random.NormFloat64()
		}
		f := fmt.Sprintf("(%g)*x + (%g)*y + (%g)*x^2 + (%g)*x*y + (%g)*y^2 + (%g)*x^3 + (%g)*x^2*y + (%g)*x*y^2 + (%g)*y^3", c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8])
		cos, sin := math.Cos(turn), math.Sin(turn)
		g := fmt.Sprintf("((%g)*(x - (%g)) + (%g)*(y - (%g)))^2/(%g) + ((%g)*(y - (%g)) - (%g)*(x - (%g)))^2/(%g) - 1", cos, u, sin, v, a*a, cos, v, sin, u, b*b)
		p := problem(2, f, g)
		at := func(angle float64) []float64 {
			s, r := a*math.Cos(angle), b*math.Sin(angle)
			return []float64{u + cos*s - sin*r, v + sin*s + cos*r}
		}
		function := &expr.Function{Variables: p.Variables, Value: p.F}
		slope := func(angle float64) float64 {
			const h = 1e-6
			return function.At(at(angle+h)).Float() - function.At(at(angle-h)).Float()
		}
		minima, maxima := turns(slope)
		box := interval.Box{interval.Of(-8, 8), interval.Of(-8, 8)}
		found, err := constrained.Search(context.Background(), p, box, solve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if !found.Proven || len(found.Points) != len(minima)+len(maxima) {
			t.Errorf("%s on %s: proven %t, %d points, %d by sampling", f, g, found.Proven, len(found.Points), len(minima)+len(maxima))
		}
		for _, kind := range []struct {
			kind   critical.Kind
			angles []float64
		}{{critical.LocalMinimum, minima}, {critical.LocalMaximum, maxima}} {
			for _, angle := range kind.angles {
				want := at(angle)
				if !slices.ContainsFunc(found.Points, func(q constrained.Point) bool {
					return q.Kind == kind.kind && q.Proven && math.Hypot(q.At[0]-want[0], q.At[1]-want[1]) < 1e-4
				}) {
					t.Errorf("%s on %s: a %s at %v is missing", f, g, kind.kind, want)
				}
			}
		}
		everywhere, _, whole, err := constrained.Everywhere(context.Background(), p, solve.Options{})
		if err != nil || whole && (!everywhere.Proven || len(everywhere.Points) != len(found.Points)) {
			t.Errorf("%s on %s: without a box %d points, %v", f, g, len(everywhere.Points), err)
		}
	}
}

// turns are the angles at which a function of the angle changes its sign upwards, and downwards.
func turns(slope func(float64) float64) (up, down []float64) {
	const parts = 4000
	for k := range parts {
		from, to := 2*math.Pi*float64(k)/parts, 2*math.Pi*float64(k+1)/parts
		low, high := slope(from), slope(to)
		if low < 0 == (high < 0) {
			continue
		}
		rising := low < 0
		for range 60 {
			middle := (from + to) / 2
			if slope(middle) < 0 == rising {
				from = middle
			} else {
				to = middle
			}
		}
		if rising {
			up = append(up, from)
		} else {
			down = append(down, from)
		}
	}
	return up, down
}

// The multipliers and the place solve ∇f = Σ λ ∇g, with quadratic forms on spheres as a check of the eigenvalues too: the critical values
// of x'Ax on the sphere are the eigenvalues of A, and so are the multipliers.
func TestRayleighQuotients(t *testing.T) {
	p := problem(3, "2*x^2 + 3*y^2 + 5*z^2", "x^2 + y^2 + z^2 - 1")
	found, _, whole, err := constrained.Everywhere(context.Background(), p, solve.Options{})
	if err != nil || !whole || !found.Proven || len(found.Points) != 6 {
		t.Fatalf("%v, whole %t, %+v", err, whole, found)
	}
	for k, q := range found.Points {
		want := []float64{2, 2, 3, 3, 5, 5}[k]
		kind := []critical.Kind{critical.LocalMinimum, critical.LocalMinimum, critical.SaddlePoint, critical.SaddlePoint, critical.LocalMaximum, critical.LocalMaximum}[k]
		if math.Abs(q.Value-want) > 1e-12 || math.Abs(q.Multipliers[0]-want) > 1e-12 || q.Kind != kind {
			t.Errorf("%v: value %g, multipliers %v, %s", q.At, q.Value, q.Multipliers, q.Kind)
		}
	}
}

// Singular points of the set are found where Lagrange's rule finds nothing: a node, which is proven to be alone, and a cusp.
func TestSingularPoints(t *testing.T) {
	for _, c := range []struct {
		f, g   string
		proven bool
	}{
		{"x + 2*y", "x*y", true},
		{"x", "(x^2 + y^2)^2 - x^2 + y^2", true},
		{"x", "y^2 - x^3", false},
		{"y", "x^2 + y^2 - x^2*y", true}, // isolated
	} {
		box := interval.Box{interval.Of(-2, 2), interval.Of(-2, 2)}
		found, err := constrained.Search(context.Background(), problem(2, c.f, c.g), box, solve.Options{})
		if err != nil {
			t.Fatal(err)
		}
		k := slices.IndexFunc(found.Points, func(q constrained.Point) bool { return q.Kind == constrained.Singular })
		if k < 0 || math.Hypot(found.Points[k].At[0], found.Points[k].At[1]) > 1e-9 || found.Proven != c.proven {
			t.Errorf("%s on %s: proven %t, %+v", c.f, c.g, found.Proven, found.Points)
		}
	}
}

// Where f does not change along the set, that is said; where the set goes to infinity, nothing is claimed beyond what is proven.
func TestSets(t *testing.T) {
	same, _, _, err := constrained.Everywhere(context.Background(), problem(2, "x^2 + y^2", "x^2 + y^2 - 1"), solve.Options{})
	if err != nil || !same.Everywhere {
		t.Errorf("%v, %+v", err, same)
	}
	for _, c := range []struct {
		f, g   string
		points int
		whole  bool
	}{
		{"x*y", "x + y - 10", 1, true},
		{"x^2 + y^2", "x*y - 1", 2, true},
		{"x", "x*y - 1", 0, false}, // ∇f and ∇g are parallel at infinity
		{"exp(x)*y", "x - y", 1, false},
		{"x", "x^2 + y^2 + 1", 0, true},
		{"x + y", "x^2 + y^2 - 250000", 2, true},
	} {
		found, _, whole, err := constrained.Everywhere(context.Background(), problem(2, c.f, c.g), solve.Options{})
		if err != nil || whole != c.whole || len(found.Points) != c.points || found.Proven != whole {
			t.Errorf("%s on %s: %v, whole %t, proven %t, %d points", c.f, c.g, err, whole, found.Proven, len(found.Points))
		}
	}
}

func TestTooMany(t *testing.T) {
	box := interval.Box{interval.Of(-2, 2), interval.Of(-2, 2)}
	if _, err := constrained.Search(context.Background(), problem(2, "x", "y", "x", "x - y"), box, solve.Options{}); err == nil {
		t.Error("three constraints of two variables are searched")
	}
}
