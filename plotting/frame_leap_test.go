package plotting

import (
	"context"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

func curve(f func(float64) float64) Curve {
	return Curve{Name: "f", F: func(x, out []float64) {
		for i, v := range x {
			out[i] = f(v)
		}
	}}
}

func laidOut(t *testing.T, f *Figure) *drawing {
	t.Helper()
	d, err := f.drawing(sheet{Canvas: draw.Canvas{Canvas: nowhere{}}, ctx: context.Background()}, vg.Rectangle{Max: vg.Point{X: 640, Y: 480}})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// piecesOf are the lines as which a figure draws its one curve, and how many of them are dots.
func piecesOf(t *testing.T, f *Figure) (lines [][]vg.Point, dots int) {
	t.Helper()
	d := laidOut(t, f)
	for _, m := range d.marks {
		if g, ok := m.(*graph); ok {
			lines = g.lines(d.p)
		}
	}
	for _, line := range lines {
		if isDot(line) {
			dots++
		}
	}
	return lines, dots
}

// Where a function jumps its curve breaks, a value between two jumps is a dot, and what is steep is not broken.
func TestCurveBreaksWhereItJumps(t *testing.T) {
	for _, c := range []struct {
		name         string
		f            func(float64) float64
		pieces, dots int
		says         string
	}{
		{"stairs", math.Floor, 7, 1, "jumps in 6 places"},
		{"sign", func(x float64) float64 { return float64(one(x > 0) - one(x < 0)) }, 3, 1, "jumps near 0"},
		{"off the points", func(x float64) float64 { return float64(one(x > 0.123)) }, 2, 0, "jumps near 0.12"},
		{"steep", func(x float64) float64 { return math.Copysign(math.Pow(math.Abs(x), 0.1), x) }, 1, 0, "rising"},
		{"root", math.Cbrt, 1, 0, "rising"},
		{"corner", math.Abs, 1, 0, "highest near -3 and 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := New(curve(c.f))
			f.X = Range{-3, 3}
			lines, dots := piecesOf(t, f)
			if len(lines) != c.pieces || dots != c.dots {
				t.Errorf("%d pieces, %d of them dots, want %d and %d", len(lines), dots, c.pieces, c.dots)
			}
			if says := f.Describe(context.Background()); !strings.HasSuffix(says, c.says) {
				t.Errorf("said of it: %s", says)
			}
		})
	}
}

// A curve that is not in view, or nowhere, says so in the picture and in its sentence.
func TestCurveOutOfView(t *testing.T) {
	square := curve(func(x float64) float64 { return x * x })
	for _, c := range []struct {
		name string
		f    Curve
		y    Range
		says string
	}{
		{"above", square, Range{-9, -5}, "out of view"},
		{"below", square, Range{5, 9}, "out of view"},
		{"partly", square, Range{3, 9}, ""},
		{"passing", curve(func(x float64) float64 { return math.Copysign(5, x) }), Range{-1, 1}, ""},
		{"nowhere", curve(func(float64) float64 { return math.NaN() }), Range{}, "nowhere defined"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := New(c.f)
			f.X, f.Y = Range{-2, 2}, c.y
			d := laidOut(t, f)
			if got := remarkOf(d.marks[0]); got != c.says {
				t.Errorf("remark %q, want %q", got, c.says)
			}
			if says := f.Describe(context.Background()); strings.Contains(says, "view") != (c.says == "out of view") {
				t.Errorf("said of it: %s", says)
			}
		})
	}
}

// A logarithmic axis shows the part of a curve that is above zero, not its end alone.
func TestLogarithmicAxisOfACurveThatCrossesZero(t *testing.T) {
	for _, f := range []func(float64) float64{
		func(x float64) float64 { return x*x - 1 },
		func(x float64) float64 { return x },
		func(x float64) float64 { return x * x },
		func(x float64) float64 { return max(x, 0) },
	} {
		for _, r := range []Range{{-1, 10}, {0, 10}} {
			fig := New(curve(f))
			fig.X, fig.LogY = r, Logarithmic
			y := laidOut(t, fig).p.view.y
			if !(y.Min > 0 && y.Min < 0.5 && y.Max > f(10)) {
				t.Errorf("on %v the axis goes from %v to %v", r, y.Min, y.Max)
			}
		}
	}
}

// A list is shown whole, however far its last value is from the others.
func TestListIsShownWhole(t *testing.T) {
	values := []float64{-1, 2, 3, 100, 1e5}
	f := New(Series{Values: values, Listed: true, First: 1})
	if y := laidOut(t, f).p.view.y; !(y.Min < -1 && y.Max > 1e5) {
		t.Errorf("the axis goes from %v to %v", y.Min, y.Max)
	}
}

// What is said of a narrow range tells its ends apart, and the axis takes the round number off that lies in it.
func TestNarrowRange(t *testing.T) {
	f := New(curve(func(x float64) float64 { return 5 + 1e-9*math.Sin(x) }))
	f.X = Range{0, 10}
	if says := f.Describe(context.Background()); !strings.Contains(says, "between 4.999999999 and 5.000000001") {
		t.Errorf("said of it: %s", says)
	}
	if note := laidOut(t, f).p.yScale.note; note != "×10^−9 + 5" {
		t.Errorf("the axis takes off %q", note)
	}
	for _, c := range []struct{ low, high, step, want float64 }{
		{1e8, 1e8 + 1, 0.2, 1e8},
		{999.9999, 1000.0001, 5e-5, 1000},
		{100000.3, 100001.2, 0.1, 100000},
		{-5.000000001, -4.999999999, 5e-10, -5},
	} {
		if got := offsetOf(c.low, c.high, c.step); got != c.want {
			t.Errorf("off %v to %v: %v, want %v", c.low, c.high, got, c.want)
		}
	}
}

// Where a wave is finer than the points of a curve nobody counts its crests.
func TestFineWaveIsNotCounted(t *testing.T) {
	f := New(curve(func(x float64) float64 { return math.Sin(1 / x) }))
	f.X = Range{-0.5, 0.5}
	if says := f.Describe(context.Background()); !strings.Contains(says, "highest in many places") {
		t.Errorf("said of it: %s", says)
	}
	f = New(curve(func(x float64) float64 { return math.Sin(x) }))
	f.X = Range{0, 40}
	if says := f.Describe(context.Background()); !strings.Contains(says, "highest in 7 places") {
		t.Errorf("said of it: %s", says)
	}
}

// Numbers asked for on an axis are written where they do not run into each other.
func TestGivenTicksKeepApart(t *testing.T) {
	f := New(curve(func(x float64) float64 { return x }))
	f.X, f.Y = Range{-1, 1}, Range{-1, 1}
	f.XTicks, f.YTicks = []float64{1, 0.002, 0.001, 0, -1}, []float64{-1, 0, 0.003, 1}
	p := laidOut(t, f).p
	for _, c := range []struct {
		s    scale
		want string
	}{{p.xScale, "−1 0   1"}, {p.yScale, "−1 0  1"}} {
		var labels []string
		for _, t := range c.s.ticks {
			labels = append(labels, t.label)
		}
		if got := strings.Join(labels, " "); got != c.want {
			t.Errorf("written: %q, want %q", got, c.want)
		}
	}
}
