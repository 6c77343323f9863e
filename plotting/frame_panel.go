package plotting

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// panel is the part of a sheet that one set of axes takes.
type panel struct {
	sheet
	view     view
	frame    vg.Rectangle
	busy     []vg.Point     // where marks are that a legend should not cover
	open     []vg.Point     // that a legend must not cover
	claimed  []vg.Rectangle // where texts stand among the marks
	reserved vg.Rectangle   // for the legend
	cards    []vg.Rectangle // of insets
	xScale   scale
	yScale   scale
	bar      *colorBar
	ground   interface{ colorAt(x, y float64) color.RGBA } // nil: white

	xLabel, yLabel string
	xTicks, yTicks []float64 // that are asked for
	legendAt       string

	legendHeight float64 // of the legend's rows above the frame
	margins      margins

	status                bool // keep the line above the frame free on its right
	hideX, hideY, hideBar bool // what a neighbour in a grid shows
}

// x, y and at place values in the frame.
func (p *panel) x(v float64) vg.Length {
	return p.frame.Min.X + p.frame.Size().X*vg.Length(share(p.view.x, p.view.logX, v))
}

func (p *panel) y(v float64) vg.Length {
	return p.frame.Min.Y + p.frame.Size().Y*vg.Length(p.heightOf(v))
}

// heightOf is the height of a value in the frame, from 0 to 1.
func (p *panel) heightOf(v float64) float64 {
	if p.view.unitY > 0 {
		return shareOfSymmetric(p.view.y, p.view.unitY, v)
	}
	return share(p.view.y, p.view.logY, v)
}

func (p *panel) at(x, y float64) vg.Point { return vg.Point{X: p.x(x), Y: p.y(y)} }

// keepClear notes points that a legend should not cover.
func (p *panel) keepClear(line ...vg.Point) {
	for i, q := range line {
		if i > 0 {
			n := int(distanceOf(line[i-1], q) / 5)
			for k := 1; k < n; k++ {
				t := vg.Length(k) / vg.Length(n)
				p.busy = append(p.busy, line[i-1].Add(q.Sub(line[i-1]).Scale(t)))
			}
		}
		p.busy = append(p.busy, q)
	}
}

// keepOpen notes a point that a legend must not cover: a critical point, an end
// of a path.
func (p *panel) keepOpen(at vg.Point) {
	p.busy, p.open = append(p.busy, at), append(p.open, at)
}

// margins are the room around a frame.
type margins struct{ left, right, bottom, top float64 }

// widen makes room for other margins too, and reports whether that was needed.
func (m *margins) widen(n margins) bool {
	before := *m
	m.left, m.right = max(m.left, n.left), max(m.right, n.right)
	m.bottom, m.top = max(m.bottom, n.bottom), max(m.top, n.top)
	return *m != before
}
