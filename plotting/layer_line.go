package plotting

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// Line is a thin dashed line across the frame at a value: y = At, or x = At if
// it is vertical. It marks a limit, a predicted time, the point of expansion.
type Line struct {
	Name     string
	At       float64
	Vertical bool
}

func (l Line) texts() []string { return []string{l.Name} }

func (l Line) reach(b *bounds) {
	if l.Vertical {
		b.besideX = append(b.besideX, l.At)
		return
	}
	b.besideY = append(b.besideY, l.At)
}

func (l Line) facts(v view, w words) string {
	axis, shown := "y", v.y
	if l.Vertical {
		axis, shown = "x", v.x
	}
	text := w.say(reason.Both("line at %s = %s", "直线 %s = %s"), axis, digits(l.At, 4))
	if l.Name != "" {
		text = w.say(reason.Both("%s at %s = %s", "%s，位于 %s = %s"), l.Name, axis, digits(l.At, 4))
	}
	if !shown.contains(l.At) {
		return w.joined(text, w.say(outOfView))
	}
	return text
}

// ruler is the mark of a Line.
type ruler struct{ Line }

func (l Line) prepare(*stage) (mark, error) { return &ruler{l}, nil }
func (m *ruler) rank() int                  { return rankField }

func (m *ruler) draw(p *panel) error {
	style := draw.LineStyle{Color: grey(0x50), Width: 1.2, Dashes: []vg.Length{4, 3}}
	low, high := p.frame.Min, p.frame.Max
	if m.Vertical {
		x := p.x(m.At)
		if x >= low.X && x <= high.X {
			p.StrokeLines(style, []vg.Point{{X: x, Y: low.Y}, {X: x, Y: high.Y}})
			p.nameRule(m.Name, vg.Point{X: x + 5, Y: high.Y - 8})
		}
		return nil
	}
	if y := p.y(m.At); y >= low.Y && y <= high.Y {
		p.StrokeLines(style, []vg.Point{{X: low.X, Y: y}, {X: high.X, Y: y}})
		p.nameRule(m.Name, vg.Point{X: low.X + 6, Y: y + 8})
	}
	return nil
}

// nameRule writes a name inside the frame near a point.
func (p *panel) nameRule(name string, at vg.Point) {
	if name == "" {
		return
	}
	name = elided(name, smallSize, float64(p.frame.Size().X)-12)
	size := vg.Point{X: vg.Length(textWidth(name, smallSize)), Y: smallSize}
	right := at.Sub(vg.Point{Y: size.Y / 2})
	left := right.Sub(vg.Point{X: size.X + 10})
	boxes := []vg.Rectangle{p.inFrame(right, size), p.inFrame(left, size)}
	if right.X+size.X > p.frame.Max.X-4 {
		boxes = boxes[1:]
	}
	p.writeIn(p.cheapest(boxes), name, smallSize, ink)
}
