package extremes_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"saddle/numerics/constrained/extremes"
	"saddle/numerics/expr"
)

// formula is a random one of x and y, with corners.
func formula(random *rand.Rand, depth int) string {
	if depth == 0 {
		return []string{"x", "y", "x", fmt.Sprintf("(%g)", math.Round(random.NormFloat64()*20)/10)}[random.IntN(4)]
	}
	a, b := formula(random, depth-1), formula(random, depth-1)
	return []string{
		"(" + a + " + " + b + ")", "(" + a + ")*(" + b + ")", "sin(" + a + ")", "exp(-(" + a + ")^2)", "abs(" + a + ")", "max(" + a + ", " + b + ")",
		"(" + a + ")/(1 + (" + b + ")^2)", "(" + a + ")^2", "sqrt(1 + (" + a + ")^2)",
	}[random.IntN(9)]
}

// Nothing that is proven is beaten by a point of the region, and most is proven.
func TestRandomFormulas(t *testing.T) {
	random := rand.New(rand.NewPCG(31, 32))
	proven, all := 0, 0
	for range 24 {
		f := formula(random, 2)
		on, within, in := region(random.IntN(3))
		p := problem(2, f, on, within, -1.5, 2)
		function := &expr.Function{Variables: p.Variables, Value: p.F}
		r := find(t, p)
		low, high := math.Inf(1), math.Inf(-1)
		for k := range 60 * 60 {
			if x, y, ok := in(float64(k%60)/59, float64(k/60)/59); ok {
				v := function.At([]float64{x, y}).Float()
				low, high = math.Min(low, v), math.Max(high, v)
			}
		}
		for side, end := range []extremes.End{r.Minimum, r.Maximum} {
			sampled, sign := low, 1.0
			if side == 1 {
				sampled, sign = high, -1
			}
			all++
			if end.Proven {
				proven++
			}
			if end.State == extremes.Attained && end.Proven && sign*sampled < sign*end.Value-1e-8*(1+math.Abs(sampled)) {
				t.Errorf("%s on %v within %v: %+v, but there is %g", f, on, within, end, sampled)
			}
		}
	}
	if 10*proven < 8*all {
		t.Errorf("only %d of %d are proven", proven, all)
	}
}

// region is a box, a disk in it, or an ellipse, with a way over its points.
func region(k int) (on, within []string, in func(a, b float64) (x, y float64, ok bool)) {
	box := func(a, b float64) (x, y float64, ok bool) { return -1.5 + 3.5*a, -1.5 + 3.5*b, true }
	switch k {
	case 0:
		return nil, nil, box
	case 1:
		return nil, []string{"x^2 + y^2 - 1"}, func(a, b float64) (x, y float64, ok bool) {
			x, y, _ = box(a, b)
			return x, y, x*x+y*y <= 1
		}
	}
	return []string{"x^2 + 2*y^2 - 1"}, nil, func(a, b float64) (x, y float64, ok bool) {
		angle := 2 * math.Pi * (a + b/60)
		return math.Cos(angle), math.Sin(angle) / math.Sqrt2, true
	}
}
