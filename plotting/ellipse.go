package plotting

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Ellipse shows a symmetric matrix in the plane: the level set dᵀAd = 1 as a
// solid line, the image {Au : |u| = 1} of the unit circle dashed, and the
// eigenvectors as arrows of length |λ|.
//
// The level set is an ellipse with half-axes 1/√λ when both eigenvalues are
// positive (of dᵀAd = -1 when both are negative), the two hyperbolas
// dᵀAd = ±1 when they differ in sign, two parallel lines when one is zero.
// Where it would be far larger or smaller than the image, another level is
// drawn and named.
type Ellipse struct {
	Name string
	A    [2][2]float64
	At   [2]float64
	// Scale is the length of a unit of the matrix' plane in the figure's. 0: one
	// where nothing else decides what is in view, else as large as fits.
	Scale        float64
	HideLevelSet bool
	HideImage    bool
}

func (l Ellipse) texts() []string { return []string{l.Name} }

func (l Ellipse) reach(b *bounds) {
	b.alike, b.equal = true, true
	around, scale := &b.box, l.Scale
	if scale == 0 {
		around, scale = &b.soft, 1
		b.near = append(b.near, l.At)
	}
	r := 1.15 * scale * l.radius()
	around.include(l.At[0]-r, l.At[1]-r)
	around.include(l.At[0]+r, l.At[1]+r)
}

// radius is how far the figure reaches from its middle, in the matrix' plane.
func (l Ellipse) radius() float64 {
	e := principals(l.A)
	r := math.Max(math.Abs(e[0].value), math.Abs(e[1].value))
	level := l.level()
	for _, p := range e {
		if p.value != 0 && !l.HideLevelSet {
			half := math.Sqrt(level / math.Abs(p.value))
			if e[0].value*e[1].value < 0 { // a hyperbola goes on: show it to twice its vertex
				half *= 1.6
			}
			r = math.Max(r, half)
		}
	}
	if r == 0 {
		return 1
	}
	return r
}

// level is the c of the level set dᵀAd = c: 1, or a power of ten that makes
// its size like the image's.
func (l Ellipse) level() float64 {
	e := principals(l.A)
	a, b := math.Abs(e[0].value), math.Abs(e[1].value)
	small, large := min(a, b), max(a, b)
	if small == 0 {
		small = large
	}
	if small == 0 || l.HideImage {
		return 1
	}
	size := math.Sqrt(1 / small)
	if ratio := large / size; ratio < 6 && ratio > 1./6 {
		return 1
	}
	return math.Pow(10, math.Round(math.Log10(large*large*small)))
}

func (l Ellipse) facts(_ view, w words) string {
	e := principals(l.A)
	kind := "%s with λ₁ = %s, λ₂ = %s"
	return w.say(kind, w.say(l.shape()), digits(e[0].value, 4), digits(e[1].value, 4))
}

// shape names the level set.
func (l Ellipse) shape() string {
	e := principals(l.A)
	a, b := e[0].value, e[1].value
	switch {
	case a == 0 && b == 0:
		return "no level set"
	case a == 0 || b == 0:
		return "parallel lines"
	case a*b < 0:
		return "hyperbolas"
	case a == b:
		return "circle"
	}
	return "ellipse"
}

// conic is the mark of an Ellipse.
type conic struct {
	Ellipse
	scale float64
	words words
}

func (l Ellipse) prepare(st *stage) (mark, error) {
	m := &conic{l, l.Scale, st.words}
	if m.scale == 0 {
		m.scale = 1
		room := 0.4 * min(st.view.x.span(), st.view.y.span())
		if r := l.radius(); r > 1.1*room || r < 0.2*room {
			m.scale = room / r
		}
	}
	return m, nil
}

func (m *conic) rank() int { return rankCurve }

var (
	levelStyle    = draw.LineStyle{Color: blue, Width: 2}
	negativeStyle = draw.LineStyle{Color: vermillion, Width: 2}
	imageStyle    = draw.LineStyle{Color: green, Width: 2, Dashes: []vg.Length{6, 3}}
	circleStyle   = draw.LineStyle{Color: faintInk, Width: 1}
)

func (m *conic) entries() []entry {
	var list []entry
	e := principals(m.A)
	level := func(sign string) string {
		if m.scale != 1 {
			return m.words.say("level set") + map[string]string{"": "", "−": " (−)"}[sign]
		}
		return "dᵀA d = " + sign + short(m.level(), 4)
	}
	if !m.HideLevelSet && e[1].value > 0 {
		list = append(list, entry{level(""), lineSample(levelStyle)})
	}
	if !m.HideLevelSet && e[0].value < 0 {
		list = append(list, entry{level("−"), lineSample(negativeStyle)})
	}
	if !m.HideImage {
		list = append(list, entry{m.words.say("image of the unit circle"), lineSample(imageStyle)})
	}
	return list
}

func (m *conic) draw(p *panel) error {
	e := principals(m.A)
	if !m.HideImage {
		m.curve(p, circleStyle, func(sin, cos float64) (float64, float64) { return cos, sin })
	}
	if !m.HideLevelSet {
		m.drawLevelSet(p, e)
	}
	if !m.HideImage { // its dashes show a level set that it lies on
		m.curve(p, imageStyle, func(sin, cos float64) (float64, float64) { return cos * e[0].value, sin * e[1].value })
	}
	for i, axis := range e {
		m.drawAxis(p, axis, "λ"+string(rune('₁'+i))+" = "+short(axis.value, 4))
	}
	return nil
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

// drawAxis draws an eigenvector, as long as its eigenvalue, with its name
// beyond the tip.
func (m *conic) drawAxis(p *panel, axis principal, name string) {
	d := axis.direction
	length := math.Abs(axis.value) * m.scale
	from := p.at(m.At[0], m.At[1])
	to := p.at(m.At[0]+length*d[0], m.At[1]+length*d[1])
	if distanceOf(from, to) < 18 { // too short to point: keep the direction
		angle := math.Atan2(float64(p.y(d[1])-p.y(0)), float64(p.x(d[0])-p.x(0)))
		to = from.Add(vg.Point{X: vg.Length(18 * math.Cos(angle)), Y: vg.Length(18 * math.Sin(angle))})
	}
	p.arrow(from, to, draw.LineStyle{Color: ink, Width: 1.6}, 10)
	p.keepClear(from, to)
	p.nameTip(name, from, to, ink)
}

// nameTip writes a name beyond an arrow's tip, moved into the frame if it
// would leave it.
func (p *panel) nameTip(name string, from, to vg.Point, clr color.Color) {
	angle := math.Atan2(float64(to.Y-from.Y), float64(to.X-from.X))
	sin, cos := math.Sincos(angle)
	at := to.Add(vg.Point{X: vg.Length(7 * cos), Y: vg.Length(7 * sin)})
	width := vg.Length(textWidth(name, labelSize))
	left := at.X - width*vg.Length((1-cos)/2)
	if left < p.frame.Min.X+5 || left+width > p.frame.Max.X-5 { // beside the tip there is no room
		left = min(max(left, p.frame.Min.X+5), p.frame.Max.X-5-width)
		at.Y += 14
	}
	y := min(max(at.Y, p.frame.Min.Y+10), p.frame.Max.Y-10)
	p.writeOnPicture(name, labelSize, clr, vg.Point{X: left, Y: y}, anchor{0, (1 - sin) / 2})
	p.keepClear(vg.Point{X: left, Y: y}, vg.Point{X: left + width, Y: y})
}
