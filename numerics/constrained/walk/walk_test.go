package walk_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/constrained/extremes"
	"saddle/numerics/constrained/walk"
	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/interval"
)

// problem reads f and constraints in the letters x, y, z.
func problem(n int, f string, on, within []string) walk.Problem {
	function, read := exprtest.Reader(f, []string{"x", "y", "z"}[:n]...)
	p := walk.Problem{Variables: function.Variables, F: function.Value}
	p.On = read(on)
	p.Within = read(within)
	return p
}

func from(t *testing.T, p walk.Problem, start ...float64) *walk.Answer {
	t.Helper()
	a, err := walk.From(context.Background(), p, start, walk.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestKnown(t *testing.T) {
	for _, c := range []struct {
		n           int
		f           string
		on, within  []string
		start       []float64
		at          []float64
		multipliers []float64
	}{
		{2, "x^2 + 4*y^2 - 2*x + 8*y", []string{"x + 2*y - 7"}, nil, []float64{0, 0}, []float64{5, 1}, []float64{8}},
		{2, "x + y", []string{"x^2 + y^2 - 2"}, nil, []float64{1, 0.3}, []float64{-1, -1}, []float64{-0.5}},
		{2, "(x - 2)^2 + (y - 1)^2", nil, []string{"x^2 - y", "x + y - 2"}, []float64{0, 0}, []float64{1, 1}, []float64{2.0 / 3, 2.0 / 3}},
		{2, "x^2 + y^2", nil, []string{"1 - x - y"}, []float64{5, -3}, []float64{0.5, 0.5}, []float64{1}},
		{2, "x^2 + y^2 - x", nil, []string{"x^2 + y^2 - 1"}, []float64{-1, 0}, []float64{0.5, 0}, []float64{0}},
		{3, "-x*y*z", []string{"x + 2*y + 2*z - 72"}, nil, []float64{10, 10, 10}, []float64{24, 12, 12}, []float64{-144}},
		{2, "-3*x - 2*y", nil, []string{"x + y - 4", "x + 3*y - 6", "-x", "-y"}, []float64{1, 1}, []float64{4, 0}, []float64{3, 0, 0, 1}},
		{2, "x*y", []string{"x^2 + y^2 - 2"}, nil, []float64{0, 0}, nil, []float64{-0.5}}, // the start is where ∇g = 0
		{2, "100*(y - x^2)^2 + (1 - x)^2", nil, []string{"x^2 + y^2 - 2"}, []float64{-1, 1}, []float64{1, 1}, []float64{0}},
	} {
		a := from(t, problem(c.n, c.f, c.on, c.within), c.start...)
		if a.Kind != critical.LocalMinimum || c.at != nil && !near(a.At, c.at) || !near(a.Multipliers, c.multipliers) {
			t.Errorf("%s: %s at %v, multipliers %v, %s", c.f, a.Kind, a.At, a.Multipliers, a.Reason)
		}
	}
}

func near(p, q []float64) bool {
	for i, x := range q {
		if !(math.Abs(p[i]-x) <= 1e-7*(1+math.Abs(x))) {
			return false
		}
	}
	return len(p) == len(q)
}

// Nothing is claimed where there is no minimum, no point, or no value.
func TestNothingIsClaimed(t *testing.T) {
	for _, c := range []struct {
		f          string
		on, within []string
		start      []float64
		key        string
	}{
		{"x", []string{"x - y"}, nil, []float64{1, 0}, "walk.unbounded"},
		{"x", []string{"x^2 + y^2 + 1"}, nil, []float64{1, 0}, "walk.infeasible"},
		{"x", nil, []string{"x^2 + y^2 - 1", "3 - x"}, []float64{0, 0}, "walk.infeasible"},
		{"log(x)", []string{"x - y"}, nil, []float64{-1, 0}, "walk.start"},
		{"x^2 + y^2", []string{"x^2 + y^2 - 1"}, nil, []float64{1, 1}, "walk.flat"},
		{"(x - 1)^2 + (y - 2)^2", nil, []string{"abs(x) + abs(y) - 1"}, []float64{100, -50}, "walk.corner"},
		{"x", []string{"y^2 - x^3"}, nil, []float64{1, 1}, ""}, // a cusp has no multipliers
	} {
		a := from(t, problem(2, c.f, c.on, c.within), c.start...)
		if a.Kind != critical.Undecided || c.key != "" && a.Reason.Key != c.key {
			t.Errorf("%s on %v %v: %s at %v, %s", c.f, c.on, c.within, a.Kind, a.At, a.Reason.Key)
		}
	}
}

// Of convex problems the local minimum is the least value, which extremes proves by other means.
func TestConvex(t *testing.T) {
	random := rand.New(rand.NewPCG(21, 22))
	for range 30 {
		a, b, c := 1+random.Float64(), 1+random.Float64(), random.Float64()-0.5
		f := fmt.Sprintf("(%g)*x^2 + (%g)*y^2 + (%g)*x*y + (%g)*x + (%g)*y", a, b, c, 5*random.NormFloat64(), 5*random.NormFloat64())
		within := []string{fmt.Sprintf("x^2 + (%g)*y^2 - 2", 1+random.Float64()), fmt.Sprintf("x + (%g)*y - 1", random.NormFloat64())}
		p := problem(2, f, nil, within)
		found := from(t, p, random.NormFloat64(), random.NormFloat64())
		r, err := extremes.Find(context.Background(), extremes.Problem{Variables: p.Variables, F: p.F, Within: p.Within, Box: interval.Box{interval.Of(-3, 3), interval.Of(-3, 3)}})
		if err != nil {
			t.Fatal(err)
		}
		if found.Kind != critical.LocalMinimum || !r.Minimum.Proven || math.Abs(found.Value-r.Minimum.Value) > 1e-7*(1+math.Abs(found.Value)) {
			t.Errorf("%s within %v: %s %g (%s), least %g", f, within, found.Kind, found.Value, found.Reason, r.Minimum.Value)
		}
	}
}

// What is called a minimum is one: no point of the set around it is lower.
func TestMinimaAreMinima(t *testing.T) {
	random := rand.New(rand.NewPCG(23, 24))
	minima := 0
	for range 60 {
		c := make([]float64, 7)
		for i := range c {
			c[i] = random.NormFloat64()
		}
		f := fmt.Sprintf("(%g)*x + (%g)*y + (%g)*x^2 + (%g)*x*y + (%g)*y^2 + (%g)*x^3 + (%g)*y^3", c[0], c[1], c[2], c[3], c[4], c[5], c[6])
		p := problem(2, f, []string{"x^2 + 2*y^2 - 3"}, nil)
		a := from(t, p, 3*random.NormFloat64(), 3*random.NormFloat64())
		if a.Kind != critical.LocalMinimum {
			t.Logf("%s: %s, %s", f, a.Kind, a.Reason)
			continue
		}
		minima++
		function := &expr.Function{Variables: p.Variables, Value: p.F}
		angle := math.Atan2(a.At[1]*math.Sqrt2, a.At[0])
		for _, turn := range []float64{-1e-2, -1e-3, 1e-3, 1e-2} {
			beside := []float64{math.Sqrt(3) * math.Cos(angle+turn), math.Sqrt(1.5) * math.Sin(angle+turn)}
			if function.At(beside).Float() < a.Value-1e-12 {
				t.Errorf("%s: %v is lower than %v", f, beside, a.At)
			}
		}
	}
	if minima < 58 {
		t.Errorf("only %d of 60 walks end at a minimum", minima)
	}
}

func TestStart(t *testing.T) {
	if _, err := walk.From(context.Background(), problem(2, "x + y", nil, nil), []float64{1}, walk.Options{}); err == nil {
		t.Error("a start of one number is taken")
	}
}
