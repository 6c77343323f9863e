package plotting

import (
	"math"
	"strings"
	"testing"

	"saddle/numerics/reason"
)

func TestCourse(t *testing.T) {
	x := evenly(Range{-2, 2}, 1001)
	for _, c := range []struct {
		f             func(float64) float64
		says, chinese string
	}{
		{func(x float64) float64 { return math.Exp(-x) }, ", falling", "，单调下降"},
		{func(x float64) float64 { return x * x * x }, ", rising", "，单调上升"},
		{func(x float64) float64 { return 3 }, "", ""},
		{func(x float64) float64 { return 3 + 1e-13*math.Sin(99*x) }, "", ""},
		{func(x float64) float64 { return math.NaN() }, "", ""},
		{func(x float64) float64 { return x * x }, ", lowest near 0, highest near -2 and 2", "，在 0 附近最低，在 -2、2 附近最高"},
		{func(x float64) float64 { return x*x*x*x - x*x }, ", lowest near -0.71 and 0.71, highest near -2 and 2", "，在 -0.71、0.71 附近最低，在 -2、2 附近最高"},
		{func(x float64) float64 { return math.Sin(20 * x) }, ", lowest in 13 places, highest in 13 places", "，在 13 处最低，在 13 处最高"},
		{func(x float64) float64 { return math.Sin(200 * x) }, ", lowest in many places, highest in many places", "，在许多处最低，在许多处最高"},
		{func(x float64) float64 { return math.Sin(200*x)/1e3 + 9*x*x }, ", lowest near -0.01, highest near -2", "，在 -0.01 附近最低，在 -2 附近最高"},
		{func(x float64) float64 { return math.Log(math.Abs(x)) }, ", highest near -2 and 2, unbounded below near 0", "，最高：在 -2、2 附近，无下界：在 0 附近"},
		{func(x float64) float64 { return math.Log(x) }, ", rising, unbounded below near 0", "，单调上升，无下界：在 0 附近"},
		{func(x float64) float64 { return 1 / (1 + 100*(x-1)*(x-1)) }, ", lowest near -2, highest near 1", "，在 -2 附近最低，在 1 附近最高"},
	} {
		y := make([]float64, len(x))
		for i, v := range x {
			y[i] = c.f(v)
		}
		says := func(locale reason.Locale) string {
			w := words(locale)
			course := newCourse(line(c.f), x, y)
			return course.says(course.end(-1, w), course.end(1, w), w)
		}
		if got := says(reason.English); got != c.says {
			t.Errorf("%q, want %q", got, c.says)
		}
		if got := says(reason.Chinese); got != c.chinese {
			t.Errorf("%q, want %q", got, c.chinese)
		}
	}
}

// line is a function of one number as curves take it.
func line(f func(float64) float64) func(x, out []float64) {
	return func(x, out []float64) {
		for i, v := range x {
			out[i] = f(v)
		}
	}
}

// What has no end is told so, what nearly ties is no tie, and a domain ends where it ends: values by hand.
func TestCurvesSayTheirEnds(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		f    func(float64) float64
		over Range
		says string
	}{
		{"logarithm", func(x float64) float64 { return math.Log(x) }, Range{0, 3}, "to 3], between about -5.81 and 1.099, rising, unbounded below near 0"},
		{"logarithm of a distance", func(x float64) float64 { return math.Log(math.Abs(x - 1.0/7)) }, Range{-1, 1}, "and 0.1335, highest near -1, unbounded below near 0.14"},
		{"pole", func(x float64) float64 { return 1 / (x - math.Pi/3) }, Range{0, 2}, "unbounded below near 1.05, unbounded above near 1.05"},
		{"poles", math.Tan, Range{-5, 5}, "unbounded below in 4 places, unbounded above in 4 places"},
		{"narrow peak", func(x float64) float64 { return 1 / (1e-6 + x*x) }, Range{-1, 2}, "between 0.25 and 1000000, lowest near 2, highest near 0"},
		{"near tie", func(x float64) float64 { return (x*x-1)*(x*x-1) + 1e-4*x }, Range{-2, 2}, "between -0.0001 and 9, lowest near -1, highest near 2"},
		{"overflow", func(x float64) float64 { return math.Exp(math.Pow(x, 6)) }, Range{-3, 3}, "between 1 and ∞, lowest near 0, highest near -2.99"},
		{"tie", func(x float64) float64 { return (x*x - 1) * (x*x - 1) }, Range{-2, 2}, "between 0 and 9, lowest near -1 and 1, highest near -2 and 2"},
		{"between the points", func(x float64) float64 { return math.Pow(x-1.0/3, 2) }, Range{-500, 4000}, "between 0 and"},
		{"domain", func(x float64) float64 { return math.Sqrt(x*x - 1) }, Range{-3, 3}, "between 0 and 2.828, lowest near -1 and 1, highest near -3 and 3"},
		{"infinite slope", func(x float64) float64 { return -math.Pow(x-0.1, 0.2) }, Range{0, 1}, "and 0, falling"},
		{"gap", func(x float64) float64 {
			if x > 0.3 && x < 0.7 {
				return nan
			}
			return x
		}, Range{0, 1}, "between 0 and 1, rising"},
		{"constant", func(float64) float64 { return 3 }, Range{-2, 2}, "[-2, 2], 3 everywhere"},
		{"floor", func(x float64) float64 { return math.Max(0, x*x-1) }, Range{-2, 2}, "between 0 and 3, lowest near 0, highest near -2 and 2"},
	} {
		f := New(Curve{F: line(c.f), Name: "f", Over: c.over})
		if says := f.Describe(t.Context()); !strings.Contains(strings.ReplaceAll(says, ", 3], ", " to 3], "), c.says) {
			t.Errorf("%s: %q does not say %q", c.name, says, c.says)
		}
	}
}
