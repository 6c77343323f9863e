package extremes_test

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"saddle/numerics/constrained/extremes"
	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
	"saddle/numerics/interval"
)

// problem reads f and constraints in the letters x, y, z; the box is the same in each, none where both ends are 0.
func problem(n int, f string, on, within []string, lo, hi float64) extremes.Problem {
	function, read := exprtest.Reader(f, []string{"x", "y", "z"}[:n]...)
	p := extremes.Problem{Variables: function.Variables, F: function.Value}
	p.On = read(on)
	p.Within = read(within)
	if lo < hi {
		for range n {
			p.Box = append(p.Box, interval.Of(lo, hi))
		}
	}
	return p
}

func find(t *testing.T, p extremes.Problem) *extremes.Result {
	t.Helper()
	r, err := extremes.Find(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// cubic is a random polynomial of two letters.
func cubic(random *rand.Rand) string {
	text := "0"
	for _, term := range []string{"x", "y", "x^2", "x*y", "y^2", "x^3", "x^2*y", "x*y^2", "y^3"} {
		text += fmt.Sprintf(" + (%g)*%s", math.Round(random.NormFloat64()*100)/100, term)
	}
	return text
}

// A polynomial on a circle: its extremes are those of its values at the angles, found by sampling and refined.
func TestOnCircles(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 25 {
		f, radius := cubic(random), 0.5+2*random.Float64()
		p := problem(2, f, []string{fmt.Sprintf("x^2 + y^2 - (%g)", radius*radius)}, nil, 0, 0)
		function := &expr.Function{Variables: p.Variables, Value: p.F}
		low, high := refined(0, 2*math.Pi, func(a float64) float64 {
			return function.At([]float64{radius * math.Cos(a), radius * math.Sin(a)}).Float()
		})
		expect(t, f, find(t, p), low, high)
	}
}

// A polynomial on a disk: the extremes are those on the circle, or inside, where sampling finds them too.
func TestInDisks(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 10))
	for range 15 {
		f := cubic(random)
		p := problem(2, f, nil, []string{"x^2 + y^2 - 1"}, 0, 0)
		function := &expr.Function{Variables: p.Variables, Value: p.F}
		low, high := math.Inf(1), math.Inf(-1)
		const rings = 60
		for k := range rings + 1 {
			r := float64(k) / rings
			for j := range 240 {
				a := 2 * math.Pi * float64(j) / 240
				v := function.At([]float64{r * math.Cos(a), r * math.Sin(a)}).Float()
				low, high = math.Min(low, v), math.Max(high, v)
			}
		}
		r := find(t, p)
		if !r.Proven() || r.Minimum.Value > low+1e-9 || r.Minimum.Value < low-0.02 || r.Maximum.Value < high-1e-9 || r.Maximum.Value > high+0.02 {
			t.Errorf("%s: proven %t, %g..%g, sampled %g..%g", f, r.Proven(), r.Minimum.Value, r.Maximum.Value, low, high)
		}
	}
}

// refined are the least and greatest value of a function of one number, by sampling and golden sections.
func refined(from, to float64, f func(float64) float64) (low, high float64) {
	best := func(f func(float64) float64) float64 {
		const parts = 5000
		at := from
		for k := range parts + 1 {
			if x := from + (to-from)*float64(k)/parts; f(x) < f(at) {
				at = x
			}
		}
		a, b := at-(to-from)/parts, at+(to-from)/parts
		for range 100 {
			c, d := b-(b-a)*0.618, a+(b-a)*0.618
			if f(c) < f(d) {
				b = d
			} else {
				a = c
			}
		}
		return f((a + b) / 2)
	}
	return best(f), -best(func(x float64) float64 { return -f(x) })
}

func expect(t *testing.T, what string, r *extremes.Result, low, high float64) {
	t.Helper()
	if !r.Proven() || math.Abs(r.Minimum.Value-low) > 1e-8*(1+math.Abs(low)) || math.Abs(r.Maximum.Value-high) > 1e-8*(1+math.Abs(high)) {
		t.Errorf("%s: proven %t, %.12g..%.12g, want %.12g..%.12g", what, r.Proven(), r.Minimum.Value, r.Maximum.Value, low, high)
	}
}

// A linear function over a random polytope is extreme at a corner: all intersections of two sides are looked at.
func TestOverPolytopes(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	for range 20 {
		c := [2]float64{random.NormFloat64(), random.NormFloat64()}
		var sides [][3]float64 // a x + b y ≤ d
		var within []string
		for k := range 3 + random.IntN(3) {
			angle := 2*math.Pi*float64(k)/3 + 0.5*random.Float64()
			s := [3]float64{math.Cos(angle), math.Sin(angle), 0.5 + random.Float64()}
			sides, within = append(sides, s), append(within, fmt.Sprintf("(%g)*x + (%g)*y - (%g)", s[0], s[1], s[2]))
		}
		low, high := math.Inf(1), math.Inf(-1)
		for i, p := range sides {
			for _, q := range sides[:i] {
				d := p[0]*q[1] - p[1]*q[0]
				x, y := (p[2]*q[1]-p[1]*q[2])/d, (p[0]*q[2]-p[2]*q[0])/d
				if !slices.ContainsFunc(sides, func(s [3]float64) bool { return s[0]*x+s[1]*y > s[2]+1e-9 }) {
					v := c[0]*x + c[1]*y
					low, high = math.Min(low, v), math.Max(high, v)
				}
			}
		}
		expect(t, fmt.Sprint(c, within), find(t, problem(2, fmt.Sprintf("(%g)*x + (%g)*y", c[0], c[1]), nil, within, 0, 0)), low, high)
	}
}

func TestRegions(t *testing.T) {
	for _, c := range []struct {
		n          int
		f          string
		on, within []string
		lo, hi     float64
		low, high  float64
		where      [2]extremes.Where
	}{
		{2, "x^2 + y^2", nil, nil, -1, 2, 0, 8, [2]extremes.Where{extremes.Inside, extremes.Corner}},
		{1, "x^3 - 3*x", nil, nil, -1.5, 3, -2, 18, [2]extremes.Where{extremes.Inside, extremes.Edge}},
		{2, "x^4 + y^4", nil, nil, -1, 1, 0, 2, [2]extremes.Where{extremes.Inside, extremes.Corner}},
		{2, "abs(x) + abs(y)", nil, nil, -1, 2, 0, 4, [2]extremes.Where{extremes.CornerOfF, extremes.Corner}},
		{2, "abs(x) + abs(y)", []string{"x^2 + y^2 - 1"}, nil, 0, 0, 1, math.Sqrt2, [2]extremes.Where{extremes.CornerOfF, extremes.Constraint}},
		{2, "(x^2 + y^2 - 1)^2", nil, nil, -2, 2, 0, 49, [2]extremes.Where{extremes.Inside, extremes.Corner}},
		{2, "x*y", nil, nil, 0, 1, 0, 1, [2]extremes.Where{extremes.Corner, extremes.Corner}},
		{2, "x", []string{"y^2 - x^3"}, nil, -1, 1, 0, 1, [2]extremes.Where{extremes.Constraint, extremes.Corner}},
		{3, "x*y*z", []string{"x + y + z - 3"}, nil, 0, 3, 0, 1, [2]extremes.Where{extremes.Corner, extremes.Constraint}},
		{3, "x + y + z", nil, []string{"x^2 + y^2 + z^2 - 3"}, 0, 0, -3, 3, [2]extremes.Where{extremes.Constraint, extremes.Constraint}},
		{2, "exp(-x^2 - y^2)*(x + y)", nil, nil, -2, 2, -math.Exp(-0.5), math.Exp(-0.5), [2]extremes.Where{extremes.Inside, extremes.Inside}},
		{2, "3", nil, nil, -1, 1, 3, 3, [2]extremes.Where{extremes.Corner, extremes.Corner}},
	} {
		r := find(t, problem(c.n, c.f, c.on, c.within, c.lo, c.hi))
		expect(t, c.f, r, c.low, c.high)
		for k, end := range []extremes.End{r.Minimum, r.Maximum} {
			i := slices.IndexFunc(r.Candidates, func(q extremes.Candidate) bool { return slices.Equal(q.At, end.At) })
			if i < 0 || r.Candidates[i].Where != c.where[k] {
				t.Errorf("%s on %v %v: end %d is %v, %+v", c.f, c.on, c.within, k, end, r.Candidates)
			}
		}
	}
}

// On sets that go to infinity an extreme is attained or shown not to be, or nothing is said.
func TestUnbounded(t *testing.T) {
	for _, c := range []struct {
		n          int
		f          string
		on, within []string
		min, max   extremes.State
		low        float64
	}{
		{2, "x^2 + y^2", []string{"x*y - 1"}, nil, extremes.Attained, extremes.NotAttained, 2},
		{2, "x^2 + y^2", []string{"x + 2*y - 5"}, nil, extremes.Attained, extremes.NotAttained, 5},
		{2, "x", []string{"x - y"}, nil, extremes.NotAttained, extremes.NotAttained, 0},
		{3, "x^2 + y^2 + z^2", []string{"x*y*z - 4"}, nil, extremes.Attained, extremes.Open, 3 * math.Cbrt(16)},
		{2, "x^2 + y^2", nil, []string{"1 - x - y"}, extremes.Attained, extremes.NotAttained, 0.5},
		{2, "exp(x)", []string{"x - y"}, nil, extremes.Open, extremes.Open, 0},
		{2, "1/(1 + x^2)", []string{"x - y"}, nil, extremes.Open, extremes.Attained, 0},
	} {
		r := find(t, problem(c.n, c.f, c.on, c.within, 0, 0))
		if r.Minimum.State != c.min || r.Maximum.State != c.max {
			t.Errorf("%s on %v %v: %v, %v; %+v", c.f, c.on, c.within, r.Minimum, r.Maximum, r.Candidates)
		}
		if c.min == extremes.Attained && (!r.Minimum.Proven || math.Abs(r.Minimum.Value-c.low) > 1e-9) {
			t.Errorf("%s: %+v", c.f, r.Minimum)
		}
	}
}

// What a polynomial is on a set on which it does not change is proven at once: it is a multiple of the equations and a number.
func TestLevel(t *testing.T) {
	for _, c := range []struct {
		n      int
		f      string
		on     []string
		level  float64
		others extremes.Others
	}{
		{2, "x^2 + y^2", []string{"x^2 + y^2 - 1"}, 1, extremes.SomeOthers},
		{2, "(x^2 + y^2)^2 - 3", []string{"2*x^2 + 2*y^2 - 1"}, -2.75, extremes.SomeOthers},
		{3, "x + y + z", []string{"x + y + z - 3"}, 3, extremes.SomeOthers},
		{3, "x^2 + y^2 - z^2", []string{"x^2 + y^2 - 1", "z^2 - 2"}, -1, extremes.MaybeOther},
		{2, "x^2 + y^2 + 5", []string{"x^2 + y^2"}, 5, extremes.MaybeOther},
	} {
		r := find(t, problem(c.n, c.f, c.on, nil, 0, 0))
		for _, end := range []extremes.End{r.Minimum, r.Maximum} {
			if !end.Proven || math.Abs(end.Value-c.level) > 1e-12 || end.Others != c.others {
				t.Errorf("%s on %v: %+v", c.f, c.on, end)
			}
		}
	}
	r := find(t, problem(2, "x", []string{"x^2 + y^2 - 1"}, nil, 0, 0))
	expect(t, "x", r, -1, 1)
}

// At poles and ends of the domain f is not attained, or proven to be, by what it is beside them; at roots it may have an extreme.
func TestPolesAndRoots(t *testing.T) {
	const none = math.MaxFloat64 // not attained
	for _, c := range []struct {
		n         int
		f         string
		lo, hi    float64
		low, high float64
	}{
		{1, "1/x", -1, 1, none, none},
		{1, "1/x", 0, 1, 1, none},
		{1, "-1/x", -1, 1, none, none},
		{1, "log(x)", 0, 1, none, 0},
		{1, "-log(x)", 0, 1, 0, none},
		{1, "x*log(x)", 0, 1, -1 / math.E, 0},
		{1, "1/sqrt(x)", 0, 1, 1, none},
		{1, "tan(x)", 0, 2, none, none},
		{1, "x^x", 0, 1, math.Exp(-1 / math.E), 1},
		{1, "sqrt(abs(x))", -1, 1, 0, 1},
		{1, "sqrt(x)", -1, 1, 0, 1},
		{1, "x^(2/3)", 0, 8, 0, 4},
		{1, "sqrt(1 - x^2) + x", -2, 2, -1, math.Sqrt2},
		{1, "log(sin(x))", 0, 3, none, 0},
		{2, "x*log(x) + y*log(y)", 0, 1, -2 / math.E, 0},
		{2, "sqrt(x*y)", 0, 1, 0, 1},
	} {
		r := find(t, problem(c.n, c.f, nil, nil, c.lo, c.hi))
		for k, end := range []extremes.End{r.Minimum, r.Maximum} {
			want := []float64{c.low, c.high}[k]
			if !end.Proven || (end.State == extremes.NotAttained) != (want == none) || want != none && math.Abs(end.Value-want) > 1e-9 {
				t.Errorf("%s: end %d is %+v, want %g", c.f, k, end, want)
			}
		}
	}
	if r := find(t, problem(1, "x - floor(x)", nil, nil, 0.5, 1)); r.Minimum.Value != 0 || r.Maximum.Proven {
		t.Errorf("%+v, %+v", r.Minimum, r.Maximum)
	}
	for _, open := range []string{"asin(x)", "x - 2*asin(x)", "acos(x)"} { // an end of the domain inside the box is no candidate
		if r := find(t, problem(1, open, nil, nil, -2, 2)); r.Minimum.State == extremes.NotAttained || r.Maximum.State == extremes.NotAttained {
			t.Errorf("%s: %+v, %+v", open, r.Minimum, r.Maximum)
		}
	}
}

func TestEmpty(t *testing.T) {
	r := find(t, problem(2, "x", []string{"x^2 + y^2 + 1"}, nil, 0, 0))
	if !r.Empty || len(r.Candidates) > 0 {
		t.Errorf("%+v", r)
	}
	r = find(t, problem(2, "x", nil, []string{"x^2 + y^2 - 1", "3 - x"}, -5, 5))
	if !r.Empty {
		t.Errorf("%+v", r)
	}
}

// Beside a pole, or where the logarithm ends, f goes beyond every candidate: that end is not attained.
func TestNothingIsAttainedBesidePoles(t *testing.T) {
	for _, c := range []struct {
		f                string
		minimum, maximum extremes.State
	}{
		{"1/x", extremes.Attained, extremes.NotAttained},
		{"-1/x", extremes.NotAttained, extremes.Attained},
		{"log(x)", extremes.NotAttained, extremes.Attained},
		{"1/(x - 0.3)", extremes.NotAttained, extremes.NotAttained},
		{"1/(x - 0.3)^2", extremes.Attained, extremes.NotAttained},
		{"1 + x", extremes.Attained, extremes.Attained},
	} {
		r := find(t, problem(1, c.f, nil, nil, 0, 1))
		if r.Minimum.State != c.minimum || r.Maximum.State != c.maximum {
			t.Errorf("%s: minimum %+v, maximum %+v", c.f, r.Minimum, r.Maximum)
		}
	}
}
