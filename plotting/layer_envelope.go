package plotting

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// envelope is the mark of the band of a Series, between its low and its high values.
type envelope struct {
	x, low, high []float64
	edge         draw.LineStyle // of its line: the edges are thin ones like it
}

func (m *envelope) fill() color.RGBA {
	const share = 0.4
	return blend(paper, opaque(m.edge.Color), share)
}

// drawEdges draws the edges, by which bands that lie over each other are told apart.
func (m *envelope) drawEdges(p *panel) {
	above, below := m.sides(p)
	edge := m.edge
	edge.Width = 0.8
	p.StrokeLines(edge, above, below)
}

func (m *envelope) rank() int { return rankNetting }

// sides are the edges of the band as far as it goes.
func (m *envelope) sides(p *panel) (above, below []vg.Point) {
	for i, x := range m.x {
		if math.IsNaN(m.low[i]) || math.IsInf(m.low[i], 1) {
			break // too many runs have diverged
		}
		at := p.x(x)
		if !finite(vg.Point{X: at}) {
			continue // not above zero on a logarithmic axis
		}
		above = append(above, vg.Point{X: at, Y: p.inside(m.high[i])})
		below = append(below, vg.Point{X: at, Y: p.inside(m.low[i])})
	}
	return above, below
}

func (m *envelope) draw(p *panel) error {
	above, below := m.sides(p)
	if len(above) < 2 {
		return nil
	}
	around := slices.Clone(above)
	for _, q := range slices.Backward(below) {
		around = append(around, q)
	}
	p.shape(polygon(around...), m.fill(), nil, 0)
	if p.bar == nil && p.ground == nil {
		p.gridLines()
	}
	return nil
}

// inside is the height of a value in the frame, at its border where the value is outside.
func (p *panel) inside(v float64) vg.Length {
	y := p.y(bounded(v, p.view.y))
	if math.IsNaN(float64(y)) {
		return p.frame.Min.Y // not above zero on a logarithmic axis
	}
	return min(max(y, p.frame.Min.Y), p.frame.Max.Y)
}

// across is inside along x.
func (p *panel) across(v float64) vg.Length {
	x := p.x(bounded(v, p.view.x))
	if math.IsNaN(float64(x)) {
		return p.frame.Min.X
	}
	return min(max(x, p.frame.Min.X), p.frame.Max.X)
}

// opaque is a colour as one without transparency.
func opaque(c color.Color) color.RGBA {
	r, g, b, _ := c.RGBA()
	return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}
}
