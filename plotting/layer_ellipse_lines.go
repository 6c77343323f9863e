package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// conic is the mark of an Ellipse.
type conic struct {
	Ellipse
	scale float64
	words words
}

func (l Ellipse) prepare(st *stage) (mark, error) {
	return &conic{l, l.scaleIn(st.view), st.words}, nil
}

func (m *conic) rank() int { return rankCurve }

var (
	levelStyle    = draw.LineStyle{Color: risingColor, Width: 2}
	negativeStyle = draw.LineStyle{Color: fallingColor, Width: 2}
	imageStyle    = draw.LineStyle{Color: orange, Width: 2, Dashes: []vg.Length{6, 3}}
	circleStyle   = draw.LineStyle{Color: faintInk, Width: 1.2, Dashes: []vg.Length{1.5, 2.5}}
)

func (m *conic) entries() []entry {
	var list []entry
	e := principals(m.A)
	if !m.HideLevelSet && e[1].value > 0 {
		list = append(list, entry{m.levelName(m.level()), lineSample(levelStyle)})
	}
	if !m.HideLevelSet && e[0].value < 0 {
		list = append(list, entry{m.levelName(-m.level()), lineSample(negativeStyle)})
	}
	if !m.HideImage {
		list = append(list, entry{m.words.say(reason.Both("unit circle", "单位圆")), lineSample(circleStyle)})
		list = append(list, entry{m.words.say(reason.Both("image of the unit circle", "单位圆的像")), lineSample(imageStyle)})
	}
	return append(list, scaleEntries(m.words, m.scale)...)
}

// scaleEntries say at which scale something is drawn, unless that is one.
func scaleEntries(w words, scale float64) []entry {
	if scale == 1 {
		return nil
	}
	return []entry{{w.say(reason.Both("all drawn × %s", "均按 %s 倍缩放绘制"), short(scale, 3)), func(*sheet, vg.Rectangle) {}}}
}

func (m *conic) draw(p *panel) error {
	for _, o := range m.outlines(p.view) {
		style := *o.style
		if o.style == &circleStyle && p.ground != nil {
			style.Color = p.inkUnder(p.at(o.points[0][0], o.points[0][1]))
		}
		m.stroke(p, style, o.points)
	}
	for _, axis := range principals(m.A) {
		if from, to, ok := p.inView(m.axis(p, axis)); ok {
			p.arrow(from, to, draw.LineStyle{Color: ink, Width: 1.6}, 10)
			p.keepClear(from, to)
		}
	}
	return nil
}

// outline is a line of an Ellipse in the figure's plane.
type outline struct {
	style  *draw.LineStyle
	points [][2]float64
}

// outlines are the unit circle, the level set, and the image of the circle,
// whose dashes show a level set that it lies on.
func (m *conic) outlines(v view) []outline {
	var all []outline
	e := principals(m.A)
	if !m.HideImage {
		all = append(all, m.closed(&circleStyle, 1, 1))
	}
	if !m.HideLevelSet {
		all = append(all, m.levelSet(v, e)...)
	}
	if !m.HideImage {
		all = append(all, m.closed(&imageStyle, e[0].value, e[1].value))
	}
	return all
}

// inView is the part of an arrow in the frame; ok is false where it begins
// beyond it.
func (p *panel) inView(from, to vg.Point) (vg.Point, vg.Point, bool) {
	a, b, ok := segment(p.frame, from, to)
	return a, b, ok && a == from && distanceOf(a, b) > 4
}

// annotate names the eigenvectors.
func (m *conic) annotate(p *panel) {
	for i, axis := range principals(m.A) {
		if from, to, ok := p.inView(m.axis(p, axis)); ok {
			p.nameTip(axisName(i, axis), from, to, ink)
		}
	}
}

func axisName(i int, axis principal) string {
	return "λ" + string(rune('₁'+i)) + " = " + short(axis.value, 4)
}

// place is the point u·q₁ + v·q₂ in the figure's plane.
func (m *conic) place(u, v float64) [2]float64 {
	e := principals(m.A)
	x := u*e[0].direction[0] + v*e[1].direction[0]
	y := u*e[0].direction[1] + v*e[1].direction[1]
	return [2]float64{m.At[0] + m.scale*x, m.At[1] + m.scale*y}
}

// closed is an ellipse with half-axes along the eigenvectors.
func (m *conic) closed(style *draw.LineStyle, a, b float64) outline {
	o := outline{style: style}
	for i := range 181 {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 180)
		o.points = append(o.points, m.place(cos*a, sin*b))
	}
	return o
}

// stroke draws what lies in the frame, on a white rim where there is a ground.
func (m *conic) stroke(p *panel, style draw.LineStyle, points [][2]float64) {
	line := make([]vg.Point, len(points))
	for i, q := range points {
		line[i] = p.at(q[0], q[1])
	}
	pieces := clipped(p.frame, line)
	for _, piece := range pieces {
		p.keepClear(piece...)
	}
	if p.bar != nil && style.Width >= levelStyle.Width {
		p.haloed(style, pieces...)
		return
	}
	p.StrokeLines(style, pieces...)
}

func (m *conic) levelSet(v view, e [2]principal) []outline {
	level := m.level()
	half := func(i int) float64 { return math.Sqrt(level / math.Abs(e[i].value)) }
	a, b := e[0].value, e[1].value
	switch {
	case a == 0 && b == 0:
		return nil
	case a == 0:
		return m.open(v, signedStyle(b), func(t float64) (float64, float64) { return t, half(1) })
	case b == 0:
		return m.open(v, signedStyle(a), func(t float64) (float64, float64) { return half(0), t })
	case a*b > 0:
		return []outline{m.closed(signedStyle(a), half(0), half(1))}
	}
	// a < 0 < b
	return append(
		m.open(v, &negativeStyle, func(t float64) (float64, float64) { return half(0) * math.Cosh(t), half(1) * math.Sinh(t) }),
		m.open(v, &levelStyle, func(t float64) (float64, float64) { return half(0) * math.Sinh(t), half(1) * math.Cosh(t) })...,
	)
}

func signedStyle(value float64) *draw.LineStyle {
	if value < 0 {
		return &negativeStyle
	}
	return &levelStyle
}

// open is an open curve and its mirror image.
func (m *conic) open(v view, style *draw.LineStyle, of func(t float64) (u, v float64)) []outline {
	var both []outline
	for _, side := range []float64{1, -1} {
		o := outline{style: style}
		for i := -200; i <= 200; i++ {
			t := float64(i) / 200
			u, w := of(8 * t * t * t * m.beyond(v))
			o.points = append(o.points, m.place(side*u, side*w))
		}
		both = append(both, o)
	}
	return both
}

// beyond is a parameter that takes straight lines out of the view.
func (m *conic) beyond(v view) float64 {
	if e := principals(m.A); e[0].value*e[1].value != 0 {
		return 1 // hyperbolas grow like exp
	}
	return (v.x.span() + v.y.span()) / m.scale
}

// axis is where the arrow of an eigenvector goes, as long as its eigenvalue.
func (m *conic) axis(p *panel, axis principal) (from, to vg.Point) {
	d, tip := axis.direction, m.tip(axis)
	from, to = p.at(m.At[0], m.At[1]), p.at(tip[0], tip[1])
	if distanceOf(from, to) < 18 { // too short to point: keep the direction
		angle := math.Atan2(float64(p.y(d[1])-p.y(0)), float64(p.x(d[0])-p.x(0)))
		to = from.Add(vg.Point{X: vg.Length(18 * math.Cos(angle)), Y: vg.Length(18 * math.Sin(angle))})
	}
	return from, to
}

// tip is where an eigenvector as long as its eigenvalue ends.
func (m *conic) tip(axis principal) [2]float64 {
	length := math.Abs(axis.value) * m.scale
	return [2]float64{m.At[0] + length*axis.direction[0], m.At[1] + length*axis.direction[1]}
}
