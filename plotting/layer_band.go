package plotting

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// Band shades the part of the frame where one coordinate lies in a range: x, or
// y if it is Level. On a landscape it is hatched, so that what is under it shows.
type Band struct {
	Name  string
	Over  Range
	Level bool
}

func (l Band) texts() []string { return []string{l.Name} }

func (l Band) reach(b *bounds) {
	if l.Level {
		b.besideY = append(b.besideY, l.Over.Min, l.Over.Max)
		return
	}
	b.besideX = append(b.besideX, l.Over.Min, l.Over.Max)
}

func (l Band) facts(_ view, w words) string {
	axis := "x"
	if l.Level {
		axis = "y"
	}
	lo, hi := l.Over.ends()
	text := w.say(reason.Both("band %s in [%s, %s]", "阴影带 %s ∈ [%s, %s]"), axis, lo, hi)
	if l.Name != "" {
		text = l.Name + ": " + text
	}
	return text
}

// ribbon is the mark of a Band.
type ribbon struct{ Band }

func (l Band) prepare(*stage) (mark, error) { return &ribbon{l}, nil }
func (m *ribbon) rank() int                 { return rankNetting }

var bandFill = blend(paper, orange, 0.22)

// box is the part of the frame that is shaded; ok is false where there is none.
func (m *ribbon) box(p *panel) (r vg.Rectangle, ok bool) {
	r = p.frame
	if m.Level {
		r.Min.Y, r.Max.Y = p.inside(m.Over.Min), p.inside(m.Over.Max)
	} else {
		r.Min.X, r.Max.X = p.across(m.Over.Min), p.across(m.Over.Max)
	}
	return r, finite(r.Min) && finite(r.Max) && r.Min.X < r.Max.X && r.Min.Y < r.Max.Y
}

func (m *ribbon) draw(p *panel) error {
	r, ok := m.box(p)
	if !ok {
		return nil
	}
	if p.bar == nil && p.ground == nil {
		p.rectangle(r, bandFill)
		p.gridLines()
		return nil
	}
	const apart = 8
	style := draw.LineStyle{Color: grey(0x28), Width: 0.8}
	for c := r.Min.Y - r.Max.X; c < r.Max.Y-r.Min.X; c += apart {
		a, b, ok := segment(r, vg.Point{X: r.Min.X, Y: r.Min.X + c}, vg.Point{X: r.Max.X, Y: r.Max.X + c})
		if ok {
			p.StrokeLines(style, []vg.Point{a, b})
		}
	}
	p.shape(r.Path(), nil, style.Color, 1)
	return nil
}

func (m *ribbon) annotate(p *panel) {
	if r, ok := m.box(p); ok {
		p.nameRule(m.Name, func(name vg.Point) []vg.Point { return besideUpright(r.Min.X, r.Min.Y, r.Max.Y, name) })
	}
}
