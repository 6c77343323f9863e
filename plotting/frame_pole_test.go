package plotting

import (
	"math"
	"strings"
	"testing"
)

// The range of a curve holds its peaks, however narrow, and leaves out poles.
func TestCurveShowsPeaksNotPoles(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(x float64) float64
		r    Range
		high float64 // of the peak; 0: a pole
	}{
		{"1/(1+x²)", func(x float64) float64 { return 1 / (1 + x*x) }, Range{-100, 100}, 1},
		{"exp(-x)", func(x float64) float64 { return math.Exp(-x) }, Range{0, 50}, 1},
		{"exp(x)", math.Exp, Range{0, 50}, math.Exp(50)},
		{"narrow bell", func(x float64) float64 { return 3 * math.Exp(-1e4*x*x) }, Range{-2, 2}, 3},
		{"triangle", func(x float64) float64 { return max(0, 1-20*math.Abs(x)) }, Range{-2, 2}, 1},
		{"block", func(x float64) float64 { return map[bool]float64{true: 7}[math.Abs(x-1) < 0.03] }, Range{-2, 2}, 7},
		{"cusp", func(x float64) float64 { return max(0, 1-math.Sqrt(math.Abs(x)*9)) }, Range{-2, 2}, 1},
		{"1/x", func(x float64) float64 { return 1 / x }, Range{-5, 5}, 0},
		{"1/x²", func(x float64) float64 { return 1 / (x - 0.1234567) / (x - 0.1234567) }, Range{-5, 5}, 0},
		{"1/√|x|³", func(x float64) float64 { return math.Pow(math.Abs(x-1./3), -1.5) }, Range{-100, 100}, 0},
		{"tan", math.Tan, Range{-20, 20}, 0},
		{"gamma", math.Gamma, Range{-3, 3}, 0},
	} {
		curve := Curve{Name: "f", F: func(x, out []float64) {
			for i := range x {
				out[i] = c.f(x[i])
			}
		}}
		low, high := curve.limits(curve.sampled(c.r, false))
		if c.high > 0 && math.Abs(high-c.high) > 1e-9*c.high {
			t.Errorf("%s is shown up to %g, not %g", c.name, high, c.high)
		}
		if c.high == 0 && high > 1000 {
			t.Errorf("%s is shown up to %g", c.name, high)
		}
		upsideDown := Curve{F: func(x, out []float64) {
			for i := range x {
				out[i] = -c.f(x[i])
			}
		}}
		if l, h := upsideDown.limits(upsideDown.sampled(c.r, false)); c.high > 0 && (l != -high || h != -low) {
			t.Errorf("-%s is shown from %g to %g, not from %g to %g", c.name, l, h, -high, -low)
		}
		f := New(curve)
		f.X = c.r
		if told := strings.Contains(f.Describe(t.Context()), "unbounded"); told != (c.high == 0) {
			t.Errorf("%s: %s", c.name, f.Describe(t.Context()))
		}
	}
}

// So do the levels of a landscape, and a surface.
func TestLandscapeShowsPeaksNotPoles(t *testing.T) {
	for name, c := range map[string]struct {
		f    func(x, y float64) float64
		high float64
	}{
		"bell":      {func(x, y float64) float64 { return math.Exp(-200 * ((x-0.1)*(x-0.1) + y*y)) }, 0.95},
		"mountain":  {func(x, y float64) float64 { return 1e6 / (1 + 300*(x*x+y*y)) }, 0.95e6},
		"exp(5x)":   {func(x, y float64) float64 { return math.Exp(5 * x) }, math.Exp(10)},
		"1/r²":      {func(x, y float64) float64 { return 1 / (x*x + y*y) }, 0},
		"1/r⁴, off": {func(x, y float64) float64 { return math.Pow(math.Hypot(x-0.123, y+0.77), -4) }, 0},
		"1/(xy)":    {func(x, y float64) float64 { return 1 / math.Abs(x*y) }, 0},
	} {
		l := landscapeOf(t, c.f, Range{-2, 2})
		if s := l.samples; c.high > 0 && s.high < c.high || c.high == 0 && s.high > 2e4 {
			t.Errorf("%s is shown up to %g", name, s.high)
		}
	}
}
