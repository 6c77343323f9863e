package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
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
	levelStyle    = draw.LineStyle{Color: blue, Width: 2}
	negativeStyle = draw.LineStyle{Color: vermillion, Width: 2}
	imageStyle    = draw.LineStyle{Color: green, Width: 2, Dashes: []vg.Length{6, 3}}
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
		list = append(list, entry{m.words.say("unit circle"), lineSample(circleStyle)})
		list = append(list, entry{m.words.say("image of the unit circle"), lineSample(imageStyle)})
	}
	if m.scale != 1 {
		list = append(list, entry{m.words.say("all drawn × %s", short(m.scale, 3)), func(*sheet, vg.Rectangle) {}})
	}
	return list
}

func (m *conic) draw(p *panel) error {
	e := principals(m.A)
	if !m.HideImage {
		m.drawCircle(p)
	}
	if !m.HideLevelSet {
		m.drawLevelSet(p, e)
	}
	if !m.HideImage { // its dashes show a level set that it lies on
		m.curve(p, imageStyle, func(sin, cos float64) (float64, float64) { return cos * e[0].value, sin * e[1].value })
	}
	for _, axis := range e {
		if from, to, ok := p.inView(m.axis(p, axis)); ok {
			p.arrow(from, to, draw.LineStyle{Color: ink, Width: 1.6}, 10)
			p.keepClear(from, to)
		}
	}
	return nil
}

// inView is the part of an arrow in the frame; ok is false where it begins
// beyond it.
func (p *panel) inView(from, to vg.Point) (vg.Point, vg.Point, bool) {
	a, b, ok := segment(p.frame, from, to)
	return a, b, ok && a == from && distanceOf(a, b) > 4
}

// drawCircle draws the unit circle, fainter than what comes of it.
func (m *conic) drawCircle(p *panel) {
	line := make([]vg.Point, 181)
	for i := range line {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / 180)
		line[i] = m.place(p, cos, sin)
	}
	style := circleStyle
	if p.ground != nil {
		style.Color = p.inkUnder(line[0])
	}
	for _, piece := range clipped(p.frame, line) {
		p.StrokeLines(style, piece)
		p.keepClear(piece...)
	}
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

// place is the point u·q₁ + v·q₂ in the panel.
func (m *conic) place(p *panel, u, v float64) vg.Point {
	e := principals(m.A)
	x := u*e[0].direction[0] + v*e[1].direction[0]
	y := u*e[0].direction[1] + v*e[1].direction[1]
	return p.at(m.At[0]+m.scale*x, m.At[1]+m.scale*y)
}

// curve draws a closed line given in the coordinates of the eigenvectors.
func (m *conic) curve(p *panel, style draw.LineStyle, of func(sin, cos float64) (u, v float64)) {
	line := make([]vg.Point, 181)
	for i := range line {
		u, v := of(math.Sincos(2 * math.Pi * float64(i) / 180))
		line[i] = m.place(p, u, v)
	}
	m.stroke(p, style, line)
}

// stroke draws what lies in the frame, on a white rim where there is a ground.
func (m *conic) stroke(p *panel, style draw.LineStyle, line []vg.Point) {
	pieces := clipped(p.frame, line)
	for _, piece := range pieces {
		p.keepClear(piece...)
	}
	if p.bar != nil {
		p.haloed(style, pieces...)
		return
	}
	p.StrokeLines(style, pieces...)
}

func (m *conic) drawLevelSet(p *panel, e [2]principal) {
	level := m.level()
	half := func(i int) float64 { return math.Sqrt(level / math.Abs(e[i].value)) }
	a, b := e[0].value, e[1].value
	switch {
	case a == 0 && b == 0:
	case a == 0:
		m.lines(p, signedStyle(b), func(t float64) (float64, float64) { return t, half(1) })
	case b == 0:
		m.lines(p, signedStyle(a), func(t float64) (float64, float64) { return half(0), t })
	case a*b > 0:
		m.curve(p, signedStyle(a), func(sin, cos float64) (float64, float64) { return cos * half(0), sin * half(1) })
	default: // a < 0 < b
		m.lines(p, negativeStyle, func(t float64) (float64, float64) { return half(0) * math.Cosh(t), half(1) * math.Sinh(t) })
		m.lines(p, levelStyle, func(t float64) (float64, float64) { return half(0) * math.Sinh(t), half(1) * math.Cosh(t) })
	}
}

func signedStyle(value float64) draw.LineStyle {
	if value < 0 {
		return negativeStyle
	}
	return levelStyle
}

// lines draws an open curve and its mirror image.
func (m *conic) lines(p *panel, style draw.LineStyle, of func(t float64) (u, v float64)) {
	for _, side := range []float64{1, -1} {
		var line []vg.Point
		for i := -200; i <= 200; i++ {
			t := float64(i) / 200
			u, v := of(8 * t * t * t * m.beyond(p))
			line = append(line, m.place(p, side*u, side*v))
		}
		m.stroke(p, style, line)
	}
}

// beyond is a parameter that takes straight lines out of the frame.
func (m *conic) beyond(p *panel) float64 {
	if e := principals(m.A); e[0].value*e[1].value != 0 {
		return 1 // hyperbolas grow like exp
	}
	return (p.view.x.span() + p.view.y.span()) / m.scale
}

// axis is where the arrow of an eigenvector goes, as long as its eigenvalue.
func (m *conic) axis(p *panel, axis principal) (from, to vg.Point) {
	d := axis.direction
	length := math.Abs(axis.value) * m.scale
	from = p.at(m.At[0], m.At[1])
	to = p.at(m.At[0]+length*d[0], m.At[1]+length*d[1])
	if distanceOf(from, to) < 18 { // too short to point: keep the direction
		angle := math.Atan2(float64(p.y(d[1])-p.y(0)), float64(p.x(d[0])-p.x(0)))
		to = from.Add(vg.Point{X: vg.Length(18 * math.Cos(angle)), Y: vg.Length(18 * math.Sin(angle))})
	}
	return from, to
}
