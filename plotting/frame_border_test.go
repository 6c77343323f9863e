package plotting

import (
	"math"
	"testing"
)

// At a hole of its domain a curve keeps to the values around; at an end it comes to the value there.
func TestCurvesBesideHoles(t *testing.T) {
	for name, k := range map[string]struct {
		f         func(x float64) float64
		low, high float64 // of the values within 0.1 of 0
	}{
		"(1 - cos(x))/x^2":     {func(x float64) float64 { return 2 * math.Pow(math.Sin(x/2), 2) / (x * x) }, 0.499, 0.5},
		"(x - sin(x))/x^3":     {func(x float64) float64 { return (x - math.Sin(x)) / (x * x * x) }, 0.166, 0.167},
		"(exp(x) - 1 - x)/x^2": {func(x float64) float64 { return (math.Expm1(x) - x) / (x * x) }, 0.48, 0.52},
		"sqrt(x)":              {math.Sqrt, 0, 0.32},
		"x log(x)":             {func(x float64) float64 { return x * math.Log(x) }, -0.24, 0},
		"1/log(x)":             {func(x float64) float64 { return 1 / math.Log(x) }, -0.5, 0},
	} {
		curve := Curve{F: func(x, out []float64) {
			for i, v := range x {
				out[i] = k.f(v)
			}
		}}
		xs, ys := curve.sampled(Range{-1, 1}, false)
		low, high := math.Inf(1), math.Inf(-1)
		for i, y := range ys {
			if math.Abs(xs[i]) < 0.1 && !math.IsNaN(y) {
				low, high = math.Min(low, y), math.Max(high, y)
			}
		}
		if low < k.low || high > k.high || k.low == 0 && low != 0 || k.high == 0 && high < -1e-2 {
			t.Errorf("%s is between %g and %g beside 0, not %g and %g", name, low, high, k.low, k.high)
		}
	}
}
