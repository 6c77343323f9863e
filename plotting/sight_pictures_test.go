package plotting

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/plot/vg"
)

// recorder is a canvas that notes what is drawn in which colour.
type recorder struct {
	nowhere
	at    color.RGBA
	drawn []stroke
}

// stroke is a path in a colour.
type stroke struct {
	clr  color.RGBA
	path vg.Path
}

func (c *recorder) SetColor(clr color.Color) { c.at = opaque(clr) }
func (c *recorder) Stroke(p vg.Path)         { c.drawn = append(c.drawn, stroke{c.at, p}) }
func (c *recorder) Fill(p vg.Path)           { c.drawn = append(c.drawn, stroke{c.at, p}) }

// coloured are the colours of a sample that mean something: neither the card nor its rim.
func (c *recorder) coloured() []color.RGBA {
	var colors []color.RGBA
	for _, s := range c.drawn {
		if s.clr != paper && s.clr != frameInk && !slices.Contains(colors, s.clr) {
			colors = append(colors, s.clr)
		}
	}
	return colors
}

// shape is what a sample looks like without its colours.
func (c *recorder) shape() string {
	text := ""
	for _, s := range c.drawn {
		for _, step := range s.path {
			text += fmt.Sprintf("%d%.1f,%.1f,%.1f ", step.Type, step.Pos.X, step.Pos.Y, step.Radius)
		}
		text += "; "
	}
	return text
}

// categories are pictures with things that are told apart, and how many entries their legends have.
func categories() map[string]struct {
	figure  *Figure
	entries int
} {
	bowl := Contours{F: field(func(x, y float64) float64 { return x*x + y*y }), Name: "f"}
	paths := func(ground ...Layer) *Figure {
		f := New(ground...)
		for i := range 4 {
			sin, cos := math.Sincos(float64(i))
			f.Add(Path{Name: fmt.Sprintf("run %d", i), Points: straight(9, 0, 0, 0.1*cos, 0.1*sin)})
		}
		return f
	}
	var seeds, counts, curves, lines []Layer
	for i := range 4 {
		values := []float64{1 + float64(i), 2, 3 + float64(i)}
		name := fmt.Sprint("thing ", i)
		seeds = append(seeds, Series{Name: name, Values: values, Low: values, High: []float64{5, 6, 7}, Runs: 3})
		counts = append(counts, Histogram{Name: name, Values: values})
		curves = append(curves, Curve{Name: name, F: func(x, out []float64) { copy(out, x) }})
		lines = append(lines, Polyline{Name: name, Points: [][2]float64{{0, 0}, {1, float64(i)}}})
	}
	kinds := New(bowl)
	for kind := range Kind(4) {
		kinds.Add(CriticalPoints{Points: []CriticalPoint{{At: [2]float64{float64(kind) - 1.5, 1}, Kind: kind}}})
	}
	ends := Basins{F: func(x, y []float64, end []int, steps []float64) {
		for i := range x {
			end[i], steps[i] = int(math.Abs(x[i])*3)%6, 10
		}
	}}
	for i := range 6 {
		ends.Ends = append(ends.Ends, [2]float64{float64(i) - 2, 0})
		ends.Names = append(ends.Names, fmt.Sprint("end ", i))
		ends.Kinds = append(ends.Kinds, Minimum)
	}
	return map[string]struct {
		figure  *Figure
		entries int
	}{
		"paths on a sequential map": {paths(bowl), 4},
		"paths on a diverging map":  {paths(Contours{F: field(saddle), Name: "f"}), 4},
		"paths on paper":            {paths(), 4},
		"paths on lines":            {paths(Contours{F: bowl.F, Unfilled: true}), 4},
		"basins":                    {New(ends), 6},
		"kinds":                     {kinds, 4},
		"seeds":                     {New(seeds...), 4},
		"histograms":                {New(counts...), 4},
		"curves":                    {New(curves...), 4},
		"polylines":                 {New(lines...), 4},
		"signs of curvature":        {New(Polar{A: [2][2]float64{{2, 0}, {0, -1}}}), 2},
		"ellipses":                  {New(Ellipse{A: [2][2]float64{{2, 0}, {0, 1}}}), 2},
	}
}

// What a legend tells apart, readers without long or middle cones tell apart too: by colours that differ by 12 or more in
// CIEDE2000, or, of marks in one colour, by their shape.
func TestLegendsAreToldApart(t *testing.T) {
	const enough = 12
	for name, c := range categories() {
		d := drawnOnNothing(t, c.figure)
		if n := len(d.legend.entries); n < c.entries {
			t.Errorf("%s: %d entries in the legend, want %d", name, n, c.entries)
		}
		var samples []*recorder
		for _, e := range d.legend.entries {
			r := &recorder{}
			s := d.p.sheet
			s.Canvas.Canvas = r
			e.sample(&s, vg.Rectangle{Max: vg.Point{X: 26, Y: 12}})
			samples = append(samples, r)
		}
		for i, a := range samples {
			for j, b := range samples[:i] {
				if a.shape() != b.shape() && slices.Equal(a.coloured(), b.coloured()) {
					continue // in one colour, of another shape
				}
				most := 0.0
				for _, p := range a.coloured() {
					for _, q := range b.coloured() {
						most = max(most, apart(p, q))
					}
				}
				if most < enough {
					t.Errorf("%s: %q and %q differ by %.1f", name, d.legend.entries[i].name, d.legend.entries[j].name, most)
				}
			}
		}
	}
}

// Bands around medians that lie over each other are told apart by their edges.
func TestBandsAreToldApart(t *testing.T) {
	const enough = 12
	d := drawnOnNothing(t, categories()["seeds"].figure)
	edges := []color.RGBA{paper}
	for _, m := range d.marks {
		if line, ok := m.(*record); ok {
			r := &recorder{}
			p := *d.p
			p.Canvas.Canvas = r
			line.band.drawEdges(&p)
			edges = append(edges, r.drawn[0].clr)
		}
	}
	if len(edges) != 5 {
		t.Fatalf("%d bands", len(edges)-1)
	}
	for i, a := range edges {
		for j, b := range edges[:i] {
			if far := apart(a, b); far < enough {
				t.Errorf("edges %d and %d, %v and %v, differ by %.1f", i, j, a, b, far)
			}
		}
	}
}
