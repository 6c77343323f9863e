package plotting

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// Shade hatches the part of the plane where a function is above zero: what lies
// outside a region.
type Shade struct{ F Field }

func (l Shade) texts() []string { return nil }

func (Shade) reach(b *bounds) { b.alike, b.ground = true, true }

func (Shade) facts(_ view, w words) string {
	return w.say(reason.Both("hatched outside the region", "区域之外画阴影线"))
}

// hatching is the mark of a Shade.
type hatching struct{ Shade }

func (l Shade) prepare(*stage) (mark, error) { return &hatching{l}, nil }
func (m *hatching) rank() int                { return rankNetting }

func (m *hatching) draw(p *panel) error {
	const apart = 9
	r := p.frame
	for c := r.Min.Y - r.Max.X; c < r.Max.Y-r.Min.X; c += apart {
		a, b, ok := segment(r, vg.Point{X: r.Min.X, Y: r.Min.X + c}, vg.Point{X: r.Max.X, Y: r.Max.X + c})
		if ok {
			m.along(p, a, b)
		}
	}
	return nil
}

// along draws the parts of a line that are outside.
func (m *hatching) along(p *panel, a, b vg.Point) {
	const parts = 300
	x, y, u := make([]float64, parts+1), make([]float64, parts+1), make([]float64, parts+1)
	points := make([]vg.Point, parts+1)
	for k := range points {
		t := vg.Length(k) / parts
		points[k] = vg.Point{X: a.X + t*(b.X-a.X), Y: a.Y + t*(b.Y-a.Y)}
		x[k] = p.view.x.Min + p.view.x.span()*float64((points[k].X-p.frame.Min.X)/p.frame.Size().X)
		y[k] = p.view.y.Min + p.view.y.span()*float64((points[k].Y-p.frame.Min.Y)/p.frame.Size().Y)
	}
	m.F(x, y, u)
	halo, style := draw.LineStyle{Color: grey(0xd8), Width: 1.6}, draw.LineStyle{Color: grey(0x30), Width: 0.7} // on dark colours too
	for from := 0; from <= parts; from++ {
		to := from
		for to <= parts && u[to] > 0 {
			to++
		}
		if to-from > 1 {
			p.StrokeLines(halo, []vg.Point{points[from], points[to-1]})
			p.StrokeLines(style, []vg.Point{points[from], points[to-1]})
		}
		from = max(from, to)
	}
}
