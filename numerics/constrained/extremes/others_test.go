package extremes_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/constrained/extremes"
	"saddle/numerics/expr"
)

// Whether an extreme is attained at more places than are listed, by hand.
func TestOthers(t *testing.T) {
	for _, k := range []struct {
		f                string
		on, within       []string
		minimum, maximum extremes.Others
	}{
		{f: "x^2 + y^2", minimum: extremes.NoOthers, maximum: extremes.NoOthers},
		{f: "x^4 + y^4", minimum: extremes.NoOthers, maximum: extremes.NoOthers},
		{f: "x*y - x - y", minimum: extremes.SomeOthers, maximum: extremes.NoOthers}, // (x-1)(y-1) - 1 on [-1, 1]²
		{f: "x^2*y^2", minimum: extremes.MaybeOther, maximum: extremes.NoOthers},
		{f: "(x - y)^2", minimum: extremes.MaybeOther, maximum: extremes.NoOthers},
		{f: "max(x, y)", minimum: extremes.NoOthers, maximum: extremes.SomeOthers},
		{f: "abs(x - 0.5) + abs(x + 0.5)", minimum: extremes.SomeOthers, maximum: extremes.SomeOthers},
		{f: "x + y", within: []string{"-x", "-y", "x + y - 0.5"}, minimum: extremes.NoOthers, maximum: extremes.MaybeOther},
		{f: "x + 2*y", within: []string{"-x", "-y", "x + y - 0.5"}, minimum: extremes.NoOthers, maximum: extremes.NoOthers},
		{f: "x*y", on: []string{"x^2 + y^2 - 1"}, minimum: extremes.NoOthers, maximum: extremes.NoOthers},
	} {
		r := find(t, problem(2, k.f, k.on, k.within, -1, 1))
		if r.Minimum.Others != k.minimum || r.Maximum.Others != k.maximum {
			t.Errorf("%s on %v within %v: others %v of the minimum, %v of the maximum", k.f, k.on, k.within, r.Minimum.Others, r.Maximum.Others)
		}
	}
}

// Where an extreme is said to be attained at its candidates alone, no other point of a box comes as near to it.
func TestNoOthersOfRandomFormulas(t *testing.T) {
	random := rand.New(rand.NewPCG(41, 42))
	told := 0
	for range 16 {
		f := formula(random, 2)
		p := problem(2, f, nil, nil, -1, 1)
		r, function := find(t, p), &expr.Function{Variables: p.Variables, Value: p.F}
		for _, end := range []extremes.End{r.Minimum, r.Maximum} {
			if end.State != extremes.Attained || end.Others != extremes.NoOthers {
				continue
			}
			told++
			for k := range 41 * 41 {
				at := []float64{float64(k%41)/20 - 1, float64(k/41)/20 - 1}
				if v := function.At(at).Float(); math.Abs(v-end.Value) < 1e-14 && nearest(r, at, end.Value) > 1e-3 {
					t.Errorf("%s: %g only at candidates, but at %v too", f, end.Value, at)
					break
				}
			}
		}
	}
	if told < 5 {
		t.Errorf("only %d of 32 are told", told)
	}
}

// nearest is how far the nearest candidate with a value is.
func nearest(r *extremes.Result, at []float64, value float64) float64 {
	distance := math.Inf(1)
	for _, c := range r.Candidates {
		if extremes.Same(c.Value, value) {
			distance = math.Min(distance, math.Hypot(c.At[0]-at[0], c.At[1]-at[1]))
		}
	}
	return distance
}

// A candidate that the search of the inside finds on the edge of the box is said to be there.
func TestWhereOnEdges(t *testing.T) {
	for _, c := range find(t, problem(2, "sin(3*x)*(y - 1)^2 + x*(y - 1)", nil, nil, -1, 1)).Candidates {
		edges := 0
		for _, x := range c.At {
			if math.Abs(x) == 1 {
				edges++
			}
		}
		if want := []extremes.Where{extremes.Inside, extremes.Edge, extremes.Corner}[edges]; c.Where != want {
			t.Errorf("%v is said to be %s", c.At, c.Where)
		}
	}
}

// A value that is exceeded in the region, near a pole or where f ends, is not called an extreme; one that is taken nowhere is no candidate.
func TestNoExtremesThatAreExceeded(t *testing.T) {
	for _, c := range []struct {
		f        string
		n        int
		lo, hi   float64
		min, max extremes.State
	}{
		{"cos(y)*(-9 - x^(2/3))", 2, -1, 1, extremes.Attained, extremes.Attained}, // -9 cos 1 at (0, ±1)
		{"(0.001/(-x))^5", 1, -1, 0, extremes.Attained, extremes.NotAttained},
		{"atan(100/x)", 1, -1, 0, extremes.Open, extremes.Attained}, // -π/2 is a limit; atan(-100) at -1
		{"atan(100/x) + 0*y", 2, 0, 1, extremes.Attained, extremes.Open},
		{"min(-124, y/(-x))", 2, 0, 3, extremes.Open, extremes.Attained},
	} {
		r := find(t, problem(c.n, c.f, nil, nil, c.lo, c.hi))
		if r.Minimum.State != c.min || r.Maximum.State != c.max {
			t.Errorf("%s: minimum %+v, maximum %+v", c.f, r.Minimum, r.Maximum)
		}
	}
}
