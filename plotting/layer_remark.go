package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// Remark is a text at a point, which a dot marks unless it is Bare.
type Remark struct {
	At   [2]float64
	Text string
	Bare bool // the text stands at the point itself
}

func (l Remark) texts() []string { return []string{l.Text} }

func (l Remark) reach(b *bounds) {
	b.besideX, b.besideY = append(b.besideX, l.At[0]), append(b.besideY, l.At[1])
}

func (l Remark) facts(v view, w words) string {
	at := v.pointIn(l.At[0], l.At[1])
	if l.Text == "" {
		return w.say(reason.Both("a mark at %s", "标记 %s"), at) + w.unlessShown(v, l.At)
	}
	return w.say(reason.Both("“%s” at %s", "“%s”位于 %s"), l.Text, at) + w.unlessShown(v, l.At)
}

// sticker is the mark of a Remark.
type sticker struct{ Remark }

func (l Remark) prepare(*stage) (mark, error) { return &sticker{l}, nil }
func (m *sticker) rank() int                  { return rankPoint }
func (m *sticker) entries() []entry           { return nil }

func (m *sticker) draw(p *panel) error {
	if at := p.at(m.At[0], m.At[1]); finite(at) && within(p.frame, at) {
		p.keepOpen(at)
		if !m.Bare {
			p.remarkDot(at)
		}
	}
	return nil
}

func (s *sheet) remarkDot(at vg.Point) {
	s.circle(at, 5.2, paper, nil, 0)
	s.circle(at, 3.8, ink, nil, 0)
}

func (m *sticker) annotate(p *panel) {
	if at := p.at(m.At[0], m.At[1]); finite(at) && within(p.frame, at) {
		p.remark(m.Text, at, m.Bare)
	}
}

// remark writes a text beside a point, or with its middle there.
func (p *panel) remark(text string, at vg.Point, bare bool) {
	switch {
	case text == "":
	case bare:
		text = elided(text, labelSize, float64(p.frame.Size().X)-12)
		size := vg.Point{X: vg.Length(textWidth(text, labelSize)), Y: labelSize}
		var boxes []vg.Rectangle
		for _, dy := range []vg.Length{0, 14, -14, 28, -28} {
			boxes = append(boxes, p.inFrame(at.Sub(size.Scale(0.5)).Add(vg.Point{Y: dy}), size))
		}
		p.writeIn(p.cheapest(boxes), text, labelSize, ink)
	default:
		p.labelBeside(text, at)
	}
}

// lay implements laid.
func (l Remark) lay(r *relief, _ *panel, _ *stage) {
	s, ok := r.foothold(l.At[0], l.At[1])
	if !ok {
		return
	}
	if !l.Bare {
		r.parts = append(r.parts, part{s.nearness + 4*nearer, func(sh *sheet) { sh.remarkDot(s.at) }})
	}
	r.captions = append(r.captions, func(p *panel) { p.remark(l.Text, s.at, l.Bare) })
}

// Pointer is an arrow from one point to another, with a text at its start.
type Pointer struct {
	From, To [2]float64
	Text     string
}

func (l Pointer) texts() []string { return []string{l.Text} }

func (l Pointer) reach(b *bounds) {
	b.besideX, b.besideY = append(b.besideX, l.From[0], l.To[0]), append(b.besideY, l.From[1], l.To[1])
}

func (l Pointer) facts(v view, w words) string {
	text := w.say(reason.Both("arrow from %s to %s", "箭头从 %s 指向 %s"), v.pointIn(l.From[0], l.From[1]), v.pointIn(l.To[0], l.To[1]))
	if l.Text != "" {
		text += w.say(reason.Both(": “%s”", "：“%s”"), l.Text)
	}
	return text + w.unlessShown(v, l.To)
}

// dart is the mark of a Pointer.
type dart struct{ Pointer }

func (l Pointer) prepare(*stage) (mark, error) { return &dart{l}, nil }
func (m *dart) rank() int                      { return rankPoint }
func (m *dart) entries() []entry               { return nil }

var dartStyle = draw.LineStyle{Color: ink, Width: 1.8}

// ends are those of the part in the frame; ok is false where it shows nothing.
func (m *dart) ends(p *panel) (from, to vg.Point, ok bool) {
	a, b := p.at(bounded(m.From[0], p.view.x), bounded(m.From[1], p.view.y)), p.at(bounded(m.To[0], p.view.x), bounded(m.To[1], p.view.y))
	if !finite(a) || !finite(b) {
		return a, b, false
	}
	from, to, ok = segment(p.frame, a, b)
	return from, to, ok && distanceOf(from, to) > 2
}

func (m *dart) draw(p *panel) error {
	if from, to, ok := m.ends(p); ok {
		p.arrow(from, to, dartStyle, 10)
		p.keepClear(thickly(from, to)...)
	}
	return nil
}

func (m *dart) annotate(p *panel) {
	if from, to, ok := m.ends(p); ok && m.Text != "" {
		p.nameTip(m.Text, to, from, ink)
	}
}

// lay implements laid: the arrow lies on the surface.
func (l Pointer) lay(r *relief, p *panel, _ *stage) {
	d := &drape{relief: r, style: dartStyle}
	for _, piece := range clipped(p.view.rectangle(), p.view.flat([][2]float64{l.From, l.To})) {
		for _, stretch := range d.stretches(piece) {
			d.addStretch(stretch)
			d.addArrow(stretch)
			from, to := stretch[0].at, stretch[len(stretch)-1].at
			if l.Text != "" && math.Hypot(float64(from.X-to.X), float64(from.Y-to.Y)) > 2 {
				d.captions = append(d.captions, func(p *panel) { p.nameTip(l.Text, to, from, ink) })
			}
		}
	}
}
