package plotting

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// Polar shows the second derivative uᵀAu in every direction u: the distance
// from the middle is its size, the colour its sign. Unlike the image of the
// unit circle it does not hide the sign.
type Polar struct {
	A  [2][2]float64
	At [2]float64
	// Scale is the length of one in the figure's plane. 0: one where that is seen
	// well in the view, else a round number that is told.
	Scale float64
}

func (Polar) texts() []string { return nil }

func (l Polar) reach(b *bounds) {
	b.alike, b.equal = true, true
	around, scale := &b.box, l.Scale
	if scale == 0 {
		around, scale = &b.soft, 1
		b.near = append(b.near, l.At)
		b.readable = l.radius() < mostReadable && l.radius() > 1/mostReadable
	}
	r := 1.15 * scale * l.radius()
	around.include(l.At[0]-r, l.At[1]-r)
	around.include(l.At[0]+r, l.At[1]+r)
}

// radius is the largest size of the second derivative; one where it is zero.
func (l Polar) radius() float64 {
	e := principals(l.A)
	if r := math.Max(math.Abs(e[0].value), math.Abs(e[1].value)); r > 0 {
		return r
	}
	return 1
}

// scaleIn is the scale that it is drawn at in a view.
func (l Polar) scaleIn(v view) float64 {
	if l.Scale != 0 {
		return l.Scale
	}
	return scaleAt(l.At, v, l.radius(), l.radius())
}

func (l Polar) facts(v view, w words) string {
	e := principals(l.A)
	return w.say(reason.Both("second derivative against direction, between %s and %s", "各方向的二阶导数，介于 %s 与 %s 之间"), digits(e[0].value, 4), digits(e[1].value, 4)) + w.scaled(l.scaleIn(v)) + w.unlessShown(v, l.At)
}

// rose is the mark of a Polar.
type rose struct {
	Polar
	words words
}

func (l Polar) prepare(st *stage) (mark, error) {
	l.Scale = l.scaleIn(st.view)
	return &rose{l, st.words}, nil
}
func (m *rose) rank() int { return rankCurve }

func (m *rose) entries() []entry {
	e := principals(m.A)
	list := curvatureEntries(m.words, e[1].value > 0, e[0].value < 0)
	return append(list, scaleEntries(m.words, m.Scale)...)
}

// curvatureEntries say what the two colours of curvature mean.
func curvatureEntries(w words, up, down bool) []entry {
	var list []entry
	if up {
		list = append(list, entry{w.say(reason.Both("curves up", "向上弯曲（曲率为正）")), lineSample(levelStyle)})
	}
	if down {
		list = append(list, entry{w.say(reason.Both("curves down", "向下弯曲（曲率为负）")), lineSample(negativeStyle)})
	}
	return list
}

func (m *rose) draw(p *panel) error {
	e := principals(m.A)
	middle := p.at(m.At[0], m.At[1])
	line := []vg.Point{middle}
	sign := 0.0
	const parts = 720
	for i := 0; i <= parts; i++ {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / parts)
		r := e[0].value*cos*cos + e[1].value*sin*sin
		if r*sign < 0 {
			p.lobe(line, *signedStyle(sign))
			line = []vg.Point{middle}
		}
		if r != 0 {
			sign = r
		}
		u, v := m.Scale*math.Abs(r)*cos, m.Scale*math.Abs(r)*sin
		x := u*e[0].direction[0] + v*e[1].direction[0]
		y := u*e[0].direction[1] + v*e[1].direction[1]
		line = append(line, p.at(m.At[0]+x, m.At[1]+y))
	}
	p.lobe(line, *signedStyle(sign))
	for _, axis := range e {
		m.drawAxis(p, axis)
	}
	return nil
}

// lobe draws the directions of one sign: their middle, then their ends in turn.
func (p *panel) lobe(line []vg.Point, style draw.LineStyle) {
	middle, ends := line[0], line[1:]
	p.SetColor(blend(paper, style.Color.(color.RGBA), 0.15))
	if inside := clippedShape(p.frame, line); len(inside) > 2 {
		p.Fill(polygon(inside...))
	}
	for i := 0; i < len(ends); i += 12 {
		p.keepClear(middle, ends[i])
	}
	for _, piece := range clipped(p.frame, ends) {
		p.StrokeLines(style, piece)
		p.keepClear(piece...)
	}
}

// annotate names the eigenvectors.
func (m *rose) annotate(p *panel) {
	for i, axis := range principals(m.A) {
		if from, to := m.axis(p, axis); within(p.frame, to) {
			p.nameTip(axisName(i, axis), from, to, ink)
		}
	}
}

func (m *rose) axis(p *panel, axis principal) (from, to vg.Point) {
	d, r := axis.direction, m.Scale*math.Abs(axis.value)
	return p.at(m.At[0], m.At[1]), p.at(m.At[0]+r*d[0], m.At[1]+r*d[1])
}

func (m *rose) drawAxis(p *panel, axis principal) {
	from, to := m.axis(p, axis)
	if a, b, ok := segment(p.frame, from, to); ok && distanceOf(from, to) > 4 {
		p.StrokeLines(draw.LineStyle{Color: ink, Width: 1.2, Dashes: []vg.Length{3, 3}}, []vg.Point{a, b})
		p.keepClear(a, b)
		if b == to {
			p.circle(to, 3, ink, paper, 1)
		}
	}
}
