package plotting

import (
	"gonum.org/v1/plot/vg/draw"
)

// netting is the mark of Contours over a ground that another layer fills: the
// level lines alone, in one colour.
type netting struct {
	land  *landscape
	style draw.LineStyle
}

func (n *netting) rank() int        { return rankNetting }
func (n *netting) entries() []entry { return []entry{{n.land.name, lineSample(n.style)}} }

func (n *netting) draw(p *panel) error {
	tracer := n.land.tracer()
	rim := n.style
	rim.Color, rim.Width, rim.Dashes = paper, n.style.Width+1, nil
	for _, level := range n.land.levels.values {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		lines := linePath(p, tracer.Rings(level))
		for _, style := range []draw.LineStyle{rim, n.style} {
			p.SetLineStyle(style)
			p.Stroke(lines)
		}
	}
	return nil
}
