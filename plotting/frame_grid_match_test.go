package plotting

import (
	"context"
	"math"
	"testing"

	"gonum.org/v1/plot/vg/draw"
)

// Frames that share an axis in a row or a column have the same ends along it, whatever else is in the grid.
func TestPanelsThatShareAnAxisLineUp(t *testing.T) {
	plane := func(x, y Range) *Figure {
		f := New(Contours{F: field(saddle), Name: "g"})
		f.X, f.Y = x, y
		return f
	}
	curve := func(scale float64, x, y Range) *Figure {
		f := New(Curve{Name: "a long name", F: func(x, out []float64) {
			for i := range x {
				out[i] = scale * x[i]
			}
		}})
		f.X, f.Y = x, y
		return f
	}
	two, one := Range{-2, 2}, Range{-1, 1}
	surface := New(Surface{F: field(saddle), Name: "g"})
	for name, f := range map[string]*Figure{
		"a curve under a landscape":  Grid(1, plane(two, one), curve(1e4, two, Range{})),
		"a curve beside a landscape": Grid(2, plane(two, one), curve(1, two, one)),
		"beside a surface":           Grid(2, plane(two, two), surface, curve(1, two, Range{}), curve(1e5, two, Range{})),
		"landscapes":                 Grid(2, plane(two, one), plane(one, one), plane(two, two), curve(1, one, two)),
		"a surface first":            Grid(2, surface, curve(1e5, one, two), plane(two, two), curve(1, one, one)),
	} {
		c, err := f.compose(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		drawings := c.parts
		if drawings == nil {
			s := sheet{Canvas: draw.Canvas{Canvas: nowhere{}}, ctx: context.Background()}
			if drawings, err = f.arranged(s, f.below(c.area())); err != nil {
				t.Fatal(err)
			}
		}
		for i, a := range drawings {
			for j, b := range drawings[:i] {
				if a == nil || b == nil {
					continue
				}
				if i/f.columns == j/f.columns && a.p.view.y == b.p.view.y && (a.p.frame.Min.Y != b.p.frame.Min.Y || a.p.frame.Max.Y != b.p.frame.Max.Y) {
					t.Errorf("%s: %d and %d share y, but stand at %v and %v", name, j, i, b.p.frame, a.p.frame)
				}
				if i%f.columns == j%f.columns && a.p.view.x == b.p.view.x && (a.p.frame.Min.X != b.p.frame.Min.X || a.p.frame.Max.X != b.p.frame.Max.X) {
					t.Errorf("%s: %d and %d share x, but stand at %v and %v", name, j, i, b.p.frame, a.p.frame)
				}
			}
			if a != nil && a.p.view.alike {
				size := a.p.frame.Size()
				if ratio := float64(size.X/size.Y) / (a.p.view.x.span() / a.p.view.y.span()); math.Abs(ratio-1) > 0.02 {
					t.Errorf("%s: axes to one scale are drawn at %g", name, ratio)
				}
			}
		}
		checkDrawing(t, name, f)
	}
}
