package plotting

import (
	"math"
	"testing"
)

// TestDomains looks at what is shown of functions that are undefined on much of
// the default range.
func TestDomains(t *testing.T) {
	for _, test := range []struct {
		name string
		f    func(x float64) float64
		want Range
	}{
		{"everywhere", math.Cos, Range{-2, 2}},
		{"but for a little", func(x float64) float64 { return math.Sqrt(x + 1.5) }, Range{-2, 2}},
		{"from 0 on", math.Log, Range{-0.167, 3.833}},
		{"up to -1", func(x float64) float64 { return math.Sqrt(-1 - x) }, Range{-4.833, -0.833}},
		{"a short one", math.Asin, Range{-1.167, 1.167}},
		{"far away", func(x float64) float64 { return math.Log(x - 300) }, Range{283.3, 683.3}},
		{"nowhere", func(float64) float64 { return math.NaN() }, Range{-2, 2}},
	} {
		curve := Curve{F: func(x, out []float64) {
			for i := range x {
				out[i] = test.f(x[i])
			}
		}}
		if got := New(curve).view(t.Context()).x; math.Abs(got.Min-test.want.Min) > 0.1 || math.Abs(got.Max-test.want.Max) > 0.1 {
			t.Errorf("%s: curve on %v, want %v", test.name, got, test.want)
		}
		given := New(curve)
		given.X = Range{-1, 5}
		if given.view(t.Context()).x != given.X {
			t.Errorf("%s: the given range is not kept", test.name)
		}
	}
	corner := Contours{F: func(x, y, out []float64) {
		for i := range x {
			out[i] = math.Log(x[i]) + math.Sqrt(y[i]-1)
		}
	}}
	if v := New(corner).view(t.Context()); v.x.Min > 0 || v.x.Max < 3 || v.y.Min > 1 || v.y.Min < 0.5 || v.y.Max < 4 {
		t.Errorf("a corner is shown on %v × %v", v.x, v.y)
	}
	if v := New(corner, Path{Points: [][2]float64{{1, 2}, {2, 3}}}).view(t.Context()); v.x.Max > 2.5 {
		t.Errorf("beside a path it is shown on %v", v.x)
	}
}
