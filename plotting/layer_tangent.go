package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// Tangent is the plane that touches the graph of a function of two variables at
// a point: on a surface the plane itself, among contours the line along which
// it is level, which touches the level line there.
type Tangent struct {
	Name  string // empty: said from the point
	At    [2]float64
	Value float64
	Slope [2]float64 // the gradient
}

func (l Tangent) texts() []string { return []string{l.Name} }

func (l Tangent) reach(b *bounds) {
	b.alike = true
	b.besideX, b.besideY = append(b.besideX, l.At[0]), append(b.besideY, l.At[1])
}

func (l Tangent) facts(_ view, w words) string {
	return w.say(reason.Both("tangent plane at %s: value %s, slopes %s and %s", "%s 处的切平面：函数值 %s，斜率 %s 与 %s"),
		pointText(l.At[0], l.At[1]), digits(l.Value, 4), digits(l.Slope[0], 4), digits(l.Slope[1], 4))
}

// touch is the mark of a Tangent.
type touch struct {
	Tangent
	style draw.LineStyle
}

func (l Tangent) mark(st *stage) *touch {
	if l.Name == "" {
		l.Name = st.words.say(reason.Both("tangent at %s", "%s 处的切线（切平面）"), pointText(l.At[0], l.At[1]))
	}
	m := &touch{l, st.strokes.next()}
	m.style.Dashes = nil
	return m
}

func (l Tangent) prepare(st *stage) (mark, error) { return l.mark(st), nil }
func (m *touch) rank() int                        { return rankCurve }
func (m *touch) entries() []entry                 { return []entry{{m.Name, lineSample(m.style)}} }

func (m *touch) draw(p *panel) error {
	at := p.at(m.At[0], m.At[1])
	size := math.Hypot(m.Slope[0], m.Slope[1])
	if !finite(at) || math.IsNaN(size) || math.IsInf(size, 0) {
		return nil
	}
	if size > 0 { // else the plane is level everywhere
		reach := p.view.x.span() + p.view.y.span()
		dx, dy := -m.Slope[1]/size*reach, m.Slope[0]/size*reach
		pieces := clipped(p.frame, []vg.Point{p.at(m.At[0]-dx, m.At[1]-dy), p.at(m.At[0]+dx, m.At[1]+dy)})
		for _, piece := range pieces {
			p.keepClear(piece...)
		}
		p.haloed(m.style, pieces...)
	}
	if within(p.frame, at) {
		p.remarkDot(at)
		p.keepOpen(at)
	}
	return nil
}

// The plane on a surface is a square piece of this share of the box, in as many
// cells along a side.
const (
	tangentShare = 0.5
	tangentCells = 10
)

// lay implements laid: the plane hides and is hidden as the surface is; its net
// shows through where the surface hides it.
func (l Tangent) lay(r *relief, _ *panel, st *stage) {
	m := l.mark(st)
	x, y, ok := m.piece(r)
	if !ok {
		return
	}
	ink := m.style.Color
	xs, ys := evenly(x, tangentCells*tangentFine+1), evenly(y, tangentCells*tangentFine+1)
	for i := range len(xs) - 1 {
		for j := range len(ys) - 1 {
			m.addPatch(r, Range{xs[i], xs[i+1]}, Range{ys[j], ys[j+1]})
		}
	}
	net := draw.LineStyle{Color: ink, Width: 0.6}
	for k := range tangentCells + 1 {
		t := float64(k) / tangentCells
		a, b := x.Min+t*x.span(), y.Min+t*y.span()
		style := net
		if k == 0 || k == tangentCells {
			style.Width = 1.8
		}
		for _, line := range [][2][2]float64{{{a, y.Min}, {a, y.Max}}, {{x.Min, b}, {x.Max, b}}} {
			points := []vg.Point{m.on(r, line[0]), m.on(r, line[1])}
			r.captions = append(r.captions, func(p *panel) { p.StrokeLines(style, points) })
		}
	}
	at := m.on(r, m.At)
	r.captions = append(r.captions, func(p *panel) { p.remarkDot(at) })
}

// tangentFine is into how many parts a cell is cut to be hidden in parts.
const tangentFine = 3

var tangentFill = hex(0xFBE3CC)

// height is that of the plane.
func (m *touch) height(x, y float64) float64 {
	return m.Value + m.Slope[0]*(x-m.At[0]) + m.Slope[1]*(y-m.At[1])
}

// on is a point of the plane on the sheet.
func (m *touch) on(r *relief, q [2]float64) vg.Point {
	return r.space.at(q[0], q[1], m.height(q[0], q[1]))
}

// piece is the part of the plane that is drawn: around the point, in the box.
func (m *touch) piece(r *relief) (x, y Range, ok bool) {
	s := r.space
	if !(s.x.contains(m.At[0]) && s.y.contains(m.At[1]) && s.z.contains(m.Value)) || !m.holds(s.x, 0, s.z) || !m.holds(s.y, 1, s.z) {
		return x, y, false
	}
	x, y = Range{m.At[0], m.At[0]}.grownBy(tangentShare/2*s.x.span()), Range{m.At[1], m.At[1]}.grownBy(tangentShare/2*s.y.span())
	x, y = Range{max(x.Min, s.x.Min), min(x.Max, s.x.Max)}, Range{max(y.Min, s.y.Min), min(y.Max, s.y.Max)}
	least, most := m.Value, m.Value
	for _, q := range [][2]float64{{x.Min, y.Min}, {x.Max, y.Min}, {x.Min, y.Max}, {x.Max, y.Max}} {
		z := m.height(q[0], q[1])
		least, most = min(least, z), max(most, z)
	}
	k := 1.0 // so that it ends within the box
	if most > s.z.Max {
		k = min(k, (s.z.Max-m.Value)/(most-m.Value))
	}
	if least < s.z.Min {
		k = min(k, (m.Value-s.z.Min)/(m.Value-least))
	}
	if math.IsInf(most-least, 0) {
		return x, y, false
	}
	toward := func(r Range, at float64) Range { return Range{at + k*(r.Min-at), at + k*(r.Max-at)} }
	x, y = toward(x, m.At[0]), toward(y, m.At[1])
	room := s.z.grown(1e-6)
	for _, q := range [][2]float64{{x.Min, y.Min}, {x.Max, y.Min}, {x.Min, y.Max}, {x.Max, y.Max}} {
		ok = room.contains(m.height(q[0], q[1])) // else its slope is beyond what numbers hold
		if !ok {
			break
		}
	}
	return x, y, ok
}

// holds reports whether heights along an axis are computed well enough to be
// drawn: rounding of the place does not show.
func (m *touch) holds(along Range, axis int, heights Range) bool {
	far := math.Abs(m.At[axis]) + along.span()
	return math.Abs(m.Slope[axis])*far*1e-15 < 1e-3*heights.span()
}

// addPatch adds a part of the plane, before or behind the surface at its place.
func (m *touch) addPatch(r *relief, x, y Range) {
	a, b := x.middle(), y.middle()
	behind := (m.height(a, b)-r.height(a, b))*r.space.below() > 0
	near := r.space.nearness(a, b) + nearer
	if behind {
		near -= 2 * nearer
	}
	corners := [4][3]float64{}
	for k, q := range [][2]float64{{x.Min, y.Min}, {x.Max, y.Min}, {x.Max, y.Max}, {x.Min, y.Max}} {
		corners[k] = [3]float64{q[0], q[1], m.height(q[0], q[1])}
	}
	clr := tangentFill
	r.parts = append(r.parts, part{near, func(s *sheet) { s.shape(r.space.patch(corners), clr, clr, 0.5) }})
}
