package plotting

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// A wave is drawn and told with its whole height, also where points evenly apart are in step with it: its height is known by
// its formula.
func TestCurvesShowWaves(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	waves := []float64{50, 100, 125, 250, 500, 1000} // half turns a unit: 1001 points on [-2, 2] are 250 a unit
	for range 12 {
		waves = append(waves, 20+480*random.Float64())
	}
	for _, half := range waves {
		f := func(x float64) float64 { return 3*math.Cos(half*math.Pi*x) + x }
		c := Curve{Name: "f", F: line(f)}
		x, y := c.sampled(Range{-2, 2}, false)
		for from := -2.0; from < 1.9; from += 0.1 {
			var all extent
			for i, v := range x {
				if from <= v && v <= from+0.1 {
					all.include(y[i])
				}
				if y[i] != f(v) {
					t.Fatalf("cos(%g π x): the value at %g is %g, not %g", half, v, y[i], f(v))
				}
			}
			if all.Max-all.Min < 5.7 {
				t.Errorf("cos(%g π x): between %g and %g from %g on", half, all.Min, all.Max, from)
				break
			}
		}
		figure := New(c)
		figure.X = Range{-2, 2}
		if says := figure.Describe(t.Context()); !strings.Contains(says, "lowest") || !strings.Contains(says, "highest") {
			t.Errorf("cos(%g π x): %s", half, says)
		}
	}
}

// What bends, jumps or has poles, but does not wave, keeps its points.
func TestCurvesWithoutWavesKeepTheirPoints(t *testing.T) {
	for name, f := range map[string]func(float64) float64{
		"x^2": func(x float64) float64 { return x * x }, "1/x": func(x float64) float64 { return 1 / x }, "tan": math.Tan, "floor": math.Floor,
		"spike": func(x float64) float64 { return 1 / (1 + 1e4*x*x) }, "3": func(float64) float64 { return 3 },
		"exp": func(x float64) float64 { return math.Exp(40 * x) }, "log": math.Log, "nothing": func(float64) float64 { return math.NaN() },
		"rounding": func(x float64) float64 { return 1 + 1e-14*math.Sin(300*x) },
	} {
		x := evenly(Range{-6, 6}, samplesAlong)
		y := make([]float64, len(x))
		line(f)(x, y)
		if xs, _ := refined(line(f), x, y); len(xs) != len(x) {
			t.Errorf("%s: %d points", name, len(xs))
		}
	}
}
