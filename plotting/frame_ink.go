package plotting

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// inkAt is a colour that reads on the ground at a point of the plane.
func (p *panel) inkAt(x, y float64) color.RGBA {
	if p.ground == nil {
		return ink
	}
	return contrast(p.ground.colorAt(x, y), 0.8)
}

// inkUnder is inkAt for a point of the panel, in one of two strengths so that
// lines do not change colour at every band.
func (p *panel) inkUnder(q vg.Point) color.RGBA {
	if p.ground == nil {
		return ink
	}
	size := p.frame.Size()
	x := p.view.x.Min + float64((q.X-p.frame.Min.X)/size.X)*p.view.x.span()
	y := p.view.y.Min + float64((q.Y-p.frame.Min.Y)/size.Y)*p.view.y.span()
	if light(p.ground.colorAt(x, y)) {
		return grey(0x28)
	}
	return grey(0xDC)
}

// contrast is a colour that reads on a ground: t of the way to black on a
// light one, to white on a dark one.
func contrast(ground color.RGBA, t float64) color.RGBA {
	if light(ground) {
		return blend(ground, black, t)
	}
	return blend(ground, paper, t)
}

func light(c color.RGBA) bool {
	return 0.3*float64(c.R)+0.59*float64(c.G)+0.11*float64(c.B) > 115
}
