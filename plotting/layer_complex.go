package plotting

import (
	"cmp"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// ComplexNumbers are numbers in the complex plane, such as the eigenvalues of a
// matrix, with both axes and the unit circle: powers of the matrix die out
// where all lie inside.
type ComplexNumbers struct {
	Name   string
	Values [][2]float64 // real and imaginary parts
}

func (l ComplexNumbers) texts() []string { return []string{l.Name} }

func (l ComplexNumbers) reach(b *bounds) {
	const room = 1.15
	b.alike, b.equal = true, true
	b.include(-room, -room)
	b.include(room, room)
	for _, z := range l.Values {
		if finitePair(z) {
			b.include(room*z[0], room*z[1])
		}
	}
}

func (l ComplexNumbers) facts(_ view, w words) string {
	largest := 0.0
	for _, z := range l.Values {
		largest = math.Max(largest, math.Hypot(z[0], z[1]))
	}
	const rounding = 1e-12
	where := reason.Both("all inside the unit circle", "都在单位圆内")
	switch {
	case math.Abs(largest-1) <= rounding:
		where = reason.Both("the farthest on the unit circle", "最远的在单位圆上")
	case largest > 1:
		where = reason.Both("not all inside the unit circle", "不都在单位圆内")
	}
	name := cmp.Or(l.Name, w.say(reason.Both("numbers", "数")))
	return w.say(reason.Both("%s: %d in the complex plane, largest size %s, %s", "%s：复平面上 %d 个，最大模 %s，%s"), name, len(l.Values), digits(largest, 4), w.say(where))
}

// argand is the mark of ComplexNumbers.
type argand struct {
	ComplexNumbers
	color color.RGBA
}

func (l ComplexNumbers) prepare(st *stage) (mark, error) {
	return &argand{l, st.strokes.color()}, nil
}

func (m *argand) rank() int { return rankPath }

func (m *argand) entries() []entry {
	return (&dots{Scatter: Scatter{Name: m.Name}, color: m.color}).entries()
}

func (m *argand) draw(p *panel) error {
	thin := draw.LineStyle{Color: grey(0x50), Width: 0.8}
	for _, axis := range [][]vg.Point{
		{{X: p.frame.Min.X, Y: p.y(0)}, {X: p.frame.Max.X, Y: p.y(0)}}, {{X: p.x(0), Y: p.frame.Min.Y}, {X: p.x(0), Y: p.frame.Max.Y}},
	} {
		p.StrokeLines(thin, clipped(p.frame, axis)...)
	}
	const corners = 240
	var circle []vg.Point
	for k := range corners + 1 {
		angle := 2 * math.Pi * float64(k) / corners
		circle = append(circle, p.at(math.Cos(angle), math.Sin(angle)))
	}
	p.StrokeLines(draw.LineStyle{Color: grey(0x50), Width: 1.3, Dashes: []vg.Length{5, 3}}, clipped(p.frame, circle)...)
	for _, z := range m.Values {
		if q := p.at(z[0], z[1]); finite(q) && within(p.frame, q) {
			p.circle(q, 4.5, m.color, paper, 0.8)
			p.keepClear(q)
		}
	}
	return nil
}
