package plotting

import (
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// drawnOnNothing is a figure laid out and drawn where nothing shows.
func drawnOnNothing(t *testing.T, f *Figure) *drawing {
	t.Helper()
	canvas := &inspector{width: 1e4, height: 1e4, at: [6]float64{1, 0, 0, 1, 0, 0}}
	s := sheet{Canvas: draw.Canvas{Canvas: canvas}, ctx: t.Context(), words: words(f.Language)}
	w, h := f.size(t.Context())
	d, err := f.drawing(s, vg.Rectangle{Max: vg.Point{X: vg.Length(w), Y: vg.Length(h)}})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.draw(); err != nil {
		t.Fatal(err)
	}
	return d
}

// The card hides neither its window, nor a path's end, nor what is marked; the
// legend stands beside it.
func TestInsetHidesNothing(t *testing.T) {
	ground := Contours{F: field(rosenbrock), Name: "f"}
	for _, at := range [][2]float64{{-1.5, -1.5}, {1.5, -1.5}, {1.5, 1.5}, {-1.5, 1.5}} {
		zoom := New(ground)
		zoom.X, zoom.Y = Range{at[0] - 0.3, at[0] + 0.3}, Range{at[1] - 0.3, at[1] + 0.3}
		f := New(ground, Path{Name: "gd", Points: straight(9, 0, -1.9, 0.1, 0.1)}, Inset{zoom})
		f.X, f.Y = Range{-2, 2}, Range{-2, 2}
		d := drawnOnNothing(t, f)
		var m *card
		for _, drawn := range d.marks {
			if c, ok := drawn.(*card); ok {
				m = c
			}
		}
		box := m.inner.p.frame
		if window := d.p.part(m.inner.p.view); overlap(box, window) {
			t.Errorf("window at %v: the card %v is on it, %v", at, box, window)
		}
		if overlap(box, d.p.reserved) {
			t.Errorf("window at %v: the legend %v is on the card %v", at, d.p.reserved, box)
		}
		for _, q := range [][2]float64{{0, -1.9}, {0.8, -1.1}} {
			if p := d.p.at(q[0], q[1]); within(box, p) {
				t.Errorf("window at %v: the card hides %v", at, q)
			}
		}
	}
}

// Colours mean in the card what they mean beside the colour bar, and lines between its levels are added where few of them are.
func TestInsetSharesLevels(t *testing.T) {
	for _, c := range []struct {
		half float64
		more bool
		f    func(x, y float64) float64
	}{
		{1, false, func(x, y float64) float64 { return x*x + y*y }},
		{1e-3, true, func(x, y float64) float64 { return x*x + y*y }},
		{1e-2, true, func(x, y float64) float64 { return x*x - y*y }},
		{1e-2, true, func(x, y float64) float64 { return 7 + x*x - y*y }},
	} {
		ground := Contours{F: field(c.f), Name: "f"}
		zoom := New(ground)
		zoom.X, zoom.Y = Range{-c.half, c.half}, Range{-c.half, c.half}
		d := drawnOnNothing(t, New(ground, Inset{zoom}))
		var whole, part *landscape
		for _, m := range d.marks {
			switch m := m.(type) {
			case *landscape:
				whole = m
			case *card:
				part = m.inner.marks[0].(*landscape)
			}
		}
		if more := len(part.levels.values) > len(whole.levels.values); part.bare || more != c.more {
			t.Errorf("±%g: bare %v, %d levels beside %d", c.half, part.bare, len(part.levels.values), len(whole.levels.values))
		}
		bandOf := func(l *landscape, v float64) color.RGBA {
			band, _ := slices.BinarySearch(l.levels.values, v)
			return l.colors[band]
		}
		for _, v := range part.samples.sorted {
			if got, want := bandOf(part, v), bandOf(whole, v); got != want {
				t.Fatalf("±%g: %g has the colour %v, beside the bar %v", c.half, v, got, want)
			}
		}
	}
}

func TestInsetTells(t *testing.T) {
	zoom := New(Curve{Name: "f", F: func(x, out []float64) {
		for i := range x {
			out[i] = math.Sin(x[i])
		}
	}})
	zoom.X = Range{0, 0.5}
	if says := New(zoom.Layers[0], Inset{zoom}).Describe(t.Context()); !strings.Contains(says, "enlarged: curve f on [0, 0.5]") {
		t.Error(says)
	}
}

// The lines between window and card cross neither.
func TestTie(t *testing.T) {
	window := vg.Rectangle{Min: vg.Point{X: 10, Y: 10}, Max: vg.Point{X: 20, Y: 20}}
	for _, card := range []vg.Rectangle{
		{Min: vg.Point{X: 50, Y: 50}, Max: vg.Point{X: 90, Y: 90}},
		{Min: vg.Point{X: -90, Y: 50}, Max: vg.Point{X: -40, Y: 90}},
		{Min: vg.Point{X: 0, Y: 50}, Max: vg.Point{X: 40, Y: 90}},
	} {
		lines := tiesBetween(window, card)
		if len(lines) != 2 {
			t.Errorf("%v: %d lines", card, len(lines))
		}
		for _, line := range lines {
			if crosses(window, line[0], line[1]) || crosses(card, line[1], line[0]) {
				t.Errorf("%v: %v crosses", card, line)
			}
		}
	}
}
