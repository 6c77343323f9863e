package plotting

import (
	"math"
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
		{func(x float64) float64 { return math.Sin(200*x)/1e3 + 9*x*x }, ", lowest near 0, highest near -2 and 2", "，在 0 附近最低，在 -2、2 附近最高"},
		{func(x float64) float64 { return math.Log(math.Abs(x)) }, ", lowest near 0, highest near -2 and 2", "，在 0 附近最低，在 -2、2 附近最高"},
		{func(x float64) float64 { return math.Log(x) }, ", rising", "，单调上升"},
		{func(x float64) float64 { return 1 / (1 + 100*(x-1)*(x-1)) }, ", lowest near -2, highest near 1", "，在 -2 附近最低，在 1 附近最高"},
	} {
		y := make([]float64, len(x))
		for i, v := range x {
			y[i] = c.f(v)
		}
		if got := course(x, y, words(reason.English)); got != c.says {
			t.Errorf("%q, want %q", got, c.says)
		}
		if got := course(x, y, words(reason.Chinese)); got != c.chinese {
			t.Errorf("%q, want %q", got, c.chinese)
		}
	}
}
