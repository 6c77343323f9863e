package plotting

import (
	"math"
	"strings"
	"testing"
)

// What a picture says of numbers that differ little tells them apart, and what cannot be drawn is counted.
func TestToldExactly(t *testing.T) {
	inf := math.Inf(1)
	offset := []float64{1e8, 1e8 + 1, 1e8 + 2}
	sign := func(x, y, out []float64) {
		for i := range out {
			out[i] = math.Copysign(1, x[i]*y[i])
		}
	}
	five := func(_, _, out []float64) {
		for i := range out {
			out[i] = 5
		}
	}
	for _, c := range []struct {
		layer Layer
		says  string
	}{
		{curve(func(x float64) float64 { return 1e8 + math.Sin(10*x) }), "between 99999999 and 100000001"},
		{Series{Values: offset, Listed: true, First: 1}, "3 values from 100000000 to 100000002"},
		{Histogram{Values: offset}, "from 100000000 to 100000002, median 100000001"},
		{Heatmap{Values: [][]float64{offset}}, "from 100000000 to 100000002"},
		{Bars{Values: offset}, "3 bars from 100000000 to 100000002"},
		{Scatter{X: offset, Y: offset}, "within [100000000, 100000002]²"},
		{Path{Points: [][2]float64{{1e8, 1}, {1e8 + 1, 2}}}, "from (100000000, 1) to (100000001, 2)"},
		{Series{Values: []float64{1, inf, 3}, Listed: true, First: 1}, "3 values from 1 to 3, 1 not finite"},
		{Heatmap{Values: [][]float64{{1, inf}, {2, math.NaN()}}}, "largest in row 2, column 1, 2 not finite"},
		{Scatter{X: []float64{1, 2, inf}, Y: []float64{1, 2, 3}}, "3 points, within [1, 2] × [1, 3], 1 not finite"},
		{Bars{Values: []float64{1, 2, inf, -inf}}, "from 1 to 2, 1 of them negative, 2 not finite"},
		{Bars{Values: []float64{1e10, 1, -1e10}}, "1 of them negative, their sizes on a logarithmic axis"},
		{Bars{Values: []float64{1, 10, 1e4}}, "from 1 to 10000, 0 of them negative on a logarithmic axis"},
		{Surface{F: sign, Name: "f"}, "surface of f on [-2, 2]², of the values -1, 1"},
		{Surface{F: five, Name: "f"}, "surface of f on [-2, 2]², 5 everywhere"},
		{Polyline{Name: "p", Plane: true, Points: [][2]float64{{1, 2}, {1, 2}}}, "curve p, all at (1, 2)"},
		{Contours{Name: "f", F: func(x, y, out []float64) {
			for i := range out {
				out[i] = 1e300 * (x[i]*x[i] - y[i]*y[i])
			}
		}}, "from -4e300 near (0, -2) and (0, 2) to 4e300 near (-2, 0) and (2, 0)"},
	} {
		if says := New(c.layer).Describe(t.Context()); !strings.Contains(says, c.says) {
			t.Errorf("%q does not say %q", says, c.says)
		}
	}
}

// An offset has few digits, also where the values lie on both sides of a power of ten.
func TestOffsetIsRound(t *testing.T) {
	for _, c := range []struct{ low, high, step, want float64 }{
		{99999999, 100000001, 0.25, 1e8},
		{999999.5, 1000001.5, 0.5, 1e6},
		{-1000000001, -999999999, 0.5, -1e9},
	} {
		if got := offsetOf(c.low, c.high, c.step); got != c.want {
			t.Errorf("off %v to %v: %v, want %v", c.low, c.high, got, c.want)
		}
	}
}

// Numbers that are spread evenly stay on a linear axis, however small the least of them happens to be.
func TestEvenNumbersAreLinear(t *testing.T) {
	var even, powers []float64
	for k := range 2000 {
		even = append(even, float64(k+1))
		powers = append(powers, math.Exp(-float64(k)/20))
	}
	for _, c := range []struct {
		layer Layer
		log   bool
	}{
		{Series{Values: even, Listed: true}, false},
		{Series{Values: powers, Listed: true}, true},
		{Bars{Values: even}, false},
		{Bars{Values: powers[:400]}, true},
	} {
		if v := New(c.layer).view(t.Context()); v.logY != c.log {
			t.Errorf("%T of %d: logarithmic is %v", c.layer, len(even), v.logY)
		}
	}
	for _, c := range []struct {
		values []float64
		log    bool
	}{{even, false}, {powers, true}} {
		m, _ := Heatmap{Values: [][]float64{c.values}}.prepare(nil)
		if m.(*warmth).log != c.log {
			t.Errorf("heat map: logarithmic is %v", !c.log)
		}
	}
}

// A list is shown down to its least value, a run to what is not rounding, and it is told where it goes below.
func TestBelowTheFrame(t *testing.T) {
	var values []float64
	for k := range 101 {
		values = append(values, math.Pow(10, -float64(k)))
	}
	if v := New(Series{Values: values, Listed: true}).view(t.Context()); v.y.Min > 1e-100 {
		t.Errorf("the list is shown from %g", v.y.Min)
	}
	f := New(Series{Values: values, Name: "f"})
	if says := f.Describe(t.Context()); !strings.Contains(says, "below the frame from step 32 on") {
		t.Errorf("said of the run: %s", says)
	}
}

// Runs that go off begin in view, all that begin near each other.
func TestRunsBeginInView(t *testing.T) {
	var f Figure
	for k := -5; k <= 5; k++ {
		var points [][2]float64
		for i := range 30 {
			points = append(points, [2]float64{math.Pow(0.8, float64(i)), float64(k) / 10 * math.Pow(1.2, float64(i))})
		}
		f.Layers = append(f.Layers, Path{Points: points})
	}
	v := f.view(t.Context())
	for _, l := range f.Layers {
		if start := l.(Path).Points[0]; !v.shows(start) {
			t.Errorf("%v is out of view %s", start, v.box())
		}
	}
}

// Whole numbers of a small range have a bin each.
func TestBinsOfWholeNumbers(t *testing.T) {
	var values []float64
	for k := range 100 {
		values = append(values, float64(k%11))
	}
	if edges := binsOf([][]float64{values}, 0, false, false); len(edges) != 12 || edges[0] != -0.5 || edges[11] != 10.5 {
		t.Errorf("edges %v", edges)
	}
}

// A bar without an end is written where it would stand, the marks of one point are dots.
func TestWithoutSize(t *testing.T) {
	for _, c := range []struct {
		layer Layer
		text  string
	}{
		{Bars{Values: []float64{1, math.Inf(1)}}, "∞"},
		{Bars{Values: []float64{1, math.Inf(-1)}}, "−∞"},
		{Bars{Values: []float64{1e6, -1}}, "negative (their size)"},
	} {
		picture, err := New(c.layer).SVG(t.Context())
		if err != nil || !strings.Contains(string(picture.Data), ">"+c.text+"<") {
			t.Errorf("%v: no %q in the picture, %v", c.layer, c.text, err)
		}
	}
	line := Polyline{Plane: true, Points: [][2]float64{{1, 2}, {1, 2}}}
	st := &stage{view: view{x: Range{0, 2}, y: Range{1, 3}}, strokes: strokes{}}
	if m := line.strand(st); !m.dots || len(m.lines[0]) != 1 {
		t.Error("a curve of one point is no dot")
	}
}
