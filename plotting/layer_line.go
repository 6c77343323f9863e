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
		}
		return nil
	}
	if y := p.y(m.At); y >= low.Y && y <= high.Y {
		p.StrokeLines(style, []vg.Point{{X: low.X, Y: y}, {X: high.X, Y: y}})
	}
	return nil
}

// annotate writes the name along the line, where the other marks leave room.
func (m *ruler) annotate(p *panel) {
	low, high := p.frame.Min, p.frame.Max
	if m.Vertical {
		if x := p.x(m.At); x >= low.X && x <= high.X {
			p.nameRule(m.Name, func(name vg.Point) []vg.Point { return besideUpright(x, low.Y, high.Y, name) })
		}
		return
	}
	if y := p.y(m.At); y >= low.Y && y <= high.Y {
		p.nameRule(m.Name, func(name vg.Point) []vg.Point { return besideLevel(y, low.X, high.X, name) })
	}
}

// besideUpright are the lower left corners for a name beside an upright line,
// from its top to its foot, each to the right and to the left of it.
func besideUpright(x, foot, top vg.Length, name vg.Point) (corners []vg.Point) {
	for _, y := range []vg.Length{top - 8, (foot + top) / 2, foot + 8} {
		for _, left := range []vg.Length{x + 5, x - 5 - name.X} {
			corners = append(corners, vg.Point{X: left, Y: y - name.Y/2})
		}
	}
	return corners
}

// besideLevel are the lower left corners for a name beside a level line: at its
// ends and in its middle, each above it and below.
func besideLevel(y, left, right vg.Length, name vg.Point) (corners []vg.Point) {
	for _, x := range []vg.Length{left + 6, right - 6 - name.X, (left + right - name.X) / 2} {
		for _, middle := range []vg.Length{y + 8, y - 8} {
			corners = append(corners, vg.Point{X: x, Y: middle - name.Y/2})
		}
	}
	return corners
}

// nameRule writes a name inside the frame, at the first of some corners for a
// name of its size where it covers the least.
func (p *panel) nameRule(name string, corners func(size vg.Point) []vg.Point) {
	if name == "" {
		return
	}
	name = elided(name, smallSize, float64(p.frame.Size().X)-12)
	size := vg.Point{X: vg.Length(textWidth(name, smallSize)), Y: smallSize}
	var boxes []vg.Rectangle
	for _, corner := range corners(size) {
		if box := p.inFrame(corner, size); box.Min.X == corner.X {
			boxes = append(boxes, box)
		}
	}
	if len(boxes) == 0 {
		boxes = []vg.Rectangle{p.inFrame(p.frame.Max, size)}
	}
	p.writeIn(p.cheapest(boxes), name, smallSize, ink)
}
