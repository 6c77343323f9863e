package plotting

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"saddle/numerics/reason"
)

func parametric(name string, f func(t float64) (x, y float64), over Range) Polyline {
	return Parametric(name, func(t, x, y []float64) {
		for i, v := range t {
			x[i], y[i] = f(v)
		}
	}, over)
}

// A curve in the plane breaks where it goes off or jumps, and the ranges are those of the rest.
func TestParametricCurves(t *testing.T) {
	for _, c := range []struct {
		name         string
		f            func(t float64) (x, y float64)
		breaks       int
		most         float64 // of the range that is shown
		off          bool
		from, to     float64
		chineseClaim string
	}{
		{"hyperbola", func(t float64) (x, y float64) { return t, 1 / t }, 1, 20, true, -2, 2, "（趋于无穷之处除外）"},
		{"tangent", func(t float64) (x, y float64) { return math.Tan(t), t }, 2, 40, true, -2, 2, "（趋于无穷之处除外）"},
		{"stairs", func(t float64) (x, y float64) { return t, math.Floor(t) }, 4, 8, false, -2, 2, "内"},
		{"Lissajous", func(t float64) (x, y float64) { return math.Cos(3 * t), math.Sin(2 * t) }, 0, 3, false, 0, 2 * math.Pi, "内"},
		{"spiral", func(t float64) (x, y float64) { return t * math.Cos(t), t * math.Sin(t) }, 0, 50, false, 0, 20, "内"},
	} {
		line := parametric(c.name, c.f, Range{c.from, c.to})
		breaks := 0
		for i, q := range line.Points {
			broken := !finitePair(q)
			if broken && (i == 0 || finitePair(line.Points[i-1])) {
				breaks++
			}
		}
		if breaks != c.breaks {
			t.Errorf("%s: %d breaks, want %d", c.name, breaks, c.breaks)
		}
		f := New(line)
		if v := laidOut(t, f).p.view; v.x.span() > c.most || v.y.span() > c.most {
			t.Errorf("%s: shown on %v × %v", c.name, v.x, v.y)
		}
		if says := f.Describe(t.Context()); strings.HasSuffix(says, "but for where it goes off") != c.off {
			t.Errorf("%s: %s", c.name, says)
		}
		f.Language = reason.Chinese
		if says := f.Describe(t.Context()); !strings.HasSuffix(says, c.chineseClaim) {
			t.Errorf("%s: %s", c.name, says)
		}
	}
}

// A legend lists what is drawn: no direction in which a saddle does not curve, and what dots are that have no name.
func TestLegendsListWhatIsDrawn(t *testing.T) {
	names := func(m mark) string {
		var all []string
		for _, e := range m.(named).entries() {
			all = append(all, e.name)
		}
		return strings.Join(all, ", ")
	}
	for want, hessian := range map[string][2][2]float64{
		"curves up, saddle":              {{2, 0}, {0, -1e-17}},
		"curves down, saddle":            {{0, 0}, {0, -3}},
		"curves up, curves down, saddle": {{2, 0}, {0, -2}},
		"saddle":                         {},
	} {
		m, err := CriticalPoints{Points: []CriticalPoint{{Kind: Saddle, Hessian: hessian}}}.prepare(&stage{view: view{x: Range{-1, 1}, y: Range{-1, 1}}})
		if err != nil {
			t.Fatal(err)
		}
		if got := names(m); got != want {
			t.Errorf("the legend has %q, want %q", got, want)
		}
	}
	for want, dots := range map[string]Scatter{
		"":     {},
		"a":    {Name: "a", What: reason.Both("ends", "端点")},
		"ends": {What: reason.Both("ends", "端点")},
	} {
		dots.X, dots.Y = []float64{1, 2}, []float64{1, 2}
		f := New(dots)
		if got := names(laidOut(t, f).marks[0]); got != want {
			t.Errorf("the legend has %q, want %q", got, want)
		}
		if says := f.Describe(t.Context()); want == "ends" && !strings.HasPrefix(says, "ends: 2 points") {
			t.Errorf("said of it: %s", says)
		}
	}
}

// Where no point of a curve g = 0 is found the picture says so.
func TestNothingFoundIsSaid(t *testing.T) {
	for want, f := range map[string]func(x, y float64) float64{
		"nothing found": func(x, y float64) float64 { return x*x + y*y + 1 },
		"":              func(x, y float64) float64 { return x*x + y*y - 1 },
	} {
		if got := remarkOf(laidOut(t, New(Implicit{Name: "g", F: field(f)})).marks[0]); got != want {
			t.Errorf("remark %q, want %q", got, want)
		}
	}
}

// What is all one value is said to be so.
func TestAllOneValue(t *testing.T) {
	for want, layer := range map[string]Layer{
		"heat map of a matrix, 2×1 values, all 3":    Heatmap{Values: [][]float64{{3}, {3}}},
		"histogram of values: 4 values, all 1":       Histogram{Values: []float64{1, 1, 1, 1}},
		"histogram of values: 1 value, 1":            Histogram{Values: []float64{1}},
		"histogram of values: 2 values from 1 to 2,": Histogram{Values: []float64{1, 2}},
	} {
		if says := New(layer).Describe(t.Context()); !strings.HasPrefix(says, want) {
			t.Errorf("%q does not begin with %q", says, want)
		}
	}
}

// fillCounter is a canvas that counts what is filled on it.
type fillCounter struct {
	nowhere
	fills *int
}

func (c fillCounter) Fill(vg.Path) { *c.fills++ }

// A picture of very many cells or dots is drawn with no more than its pixels can show.
func TestManyCellsAndDots(t *testing.T) {
	const many = 900
	values := make([][]float64, many)
	var dots Scatter
	for i := range values {
		values[i] = make([]float64, many)
		for j := range values[i] {
			values[i][j] = float64(i * j % 7)
			if j%8 == 0 {
				dots.X, dots.Y = append(dots.X, float64(i)), append(dots.Y, float64(j))
			}
		}
	}
	for _, c := range []struct {
		layer Layer
		most  int
	}{{Heatmap{Values: values}, 640 * 640}, {dots, 130000}, {Scatter{X: []float64{1, 1, 1}, Y: []float64{2, 2, 2}}, 60}} {
		n := 0
		f := New(c.layer)
		d := laidOut(t, f)
		d.p.Canvas.Canvas = fillCounter{fills: &n}
		if err := d.draw(); err != nil {
			t.Fatal(err)
		}
		if n == 0 || n > c.most {
			t.Errorf("%T: %d shapes are filled, at most %d are wanted", c.layer, n, c.most)
		}
	}
	if got := meanOf([][]float64{{1, 5, math.NaN()}, {2, 6, 9}}, 0, 2); got != 3.5 {
		t.Errorf("the mean of a block is %v", got)
	}
	if got := meanOf([][]float64{{math.NaN()}}, 0, 1); !math.IsNaN(got) {
		t.Errorf("the mean of nothing is %v", got)
	}
}
