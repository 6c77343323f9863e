package plotting

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
)

// envelope is the mark of the band of a Series, between its low and its high values.
type envelope struct {
	x, low, high []float64
	fill         color.RGBA
}

func (m *envelope) rank() int { return rankNetting }

func (m *envelope) draw(p *panel) error {
	var above, below []vg.Point
	for i, x := range m.x {
		if math.IsNaN(m.low[i]) || math.IsInf(m.low[i], 1) {
			break // too many runs have diverged
		}
		at := p.x(x)
		above = append(above, vg.Point{X: at, Y: p.inside(m.high[i])})
		below = append(below, vg.Point{X: at, Y: p.inside(m.low[i])})
	}
	if len(above) < 2 {
		return nil
	}
	for i := len(below) - 1; i >= 0; i-- {
		above = append(above, below[i])
	}
	p.shape(polygon(above...), m.fill, nil, 0)
	if p.bar == nil && p.ground == nil {
		p.gridLines()
	}
	return nil
}

// inside is the height of a value in the frame, at its border where the value is outside.
func (p *panel) inside(v float64) vg.Length {
	y := p.y(bounded(v, p.view.y))
	if math.IsNaN(float64(y)) {
		return p.frame.Min.Y // below zero on a logarithmic axis
	}
	return min(max(y, p.frame.Min.Y), p.frame.Max.Y)
}

// opaque is a colour as one without transparency.
func opaque(c color.Color) color.RGBA {
	r, g, b, _ := c.RGBA()
	return color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), 255}
}
