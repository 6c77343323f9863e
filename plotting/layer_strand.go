package plotting

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// strand is the mark of layers that are lines through points: polylines and
// curves given by an equation.
type strand struct {
	name  string
	lines [][][2]float64
	style draw.LineStyle
	dots  bool   // at the points too
	left  string // how many points have no place on the axes, or that there are none
}

func (m *strand) remark() string { return m.left }

func (m *strand) rank() int { return rankCurve }

func (m *strand) entries() []entry {
	if len(m.lines) == 0 && m.left == "" {
		return nil
	}
	return []entry{{m.name, lineSample(m.style)}}
}

func (m *strand) draw(p *panel) error {
	for _, points := range m.lines {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		line := make([]vg.Point, len(points))
		for i, q := range points {
			line[i] = p.at(bounded(q[0], p.view.x), bounded(q[1], p.view.y))
		}
		pieces := clipped(p.frame, line)
		for _, piece := range pieces {
			p.keepClear(piece...)
		}
		if p.bar != nil {
			p.haloed(m.style, pieces...)
		} else {
			p.StrokeLines(m.style, pieces...)
		}
		for _, q := range line {
			if m.dots && finite(q) && within(p.frame, q) {
				p.stepDot(q, m.style.Color)
			}
		}
	}
	return nil
}

// lay puts the lines on a surface.
func (m *strand) lay(r *relief, p *panel) {
	for _, points := range m.lines {
		d := &drape{relief: r, style: m.style}
		for _, piece := range clipped(p.view.rectangle(), p.view.flat(points)) {
			if p.ctx.Err() != nil {
				return
			}
			for _, stretch := range d.stretches(piece) {
				d.addStretch(stretch)
			}
		}
	}
}
