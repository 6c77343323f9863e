package plotting

import (
	"image/color"

	"gonum.org/v1/plot/vg/draw"

	"saddle/plotting/isoline"
)

// drawBare draws the level lines alone, each in the colour of its level.
func (l *landscape) drawBare(p *panel, tracer *isoline.Tracer) error {
	l.lines = make([][]isoline.Ring, len(l.levels.values))
	for i, level := range l.levels.values {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		l.lines[i] = tracer.Rings(level)
		p.SetLineStyle(draw.LineStyle{Color: l.lineColor(i), Width: 1.4})
		p.Stroke(linePath(p, l.lines[i]))
	}
	l.drawHoles(p)
	return nil
}

// lineColor is the colour of a line on white: of its level, not too pale.
func (l *landscape) lineColor(i int) color.RGBA {
	return blend(blend(l.colors[i], l.colors[i+1], 0.5), black, 0.15)
}
