package plotting

import (
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// Kind is what a critical point is.
type Kind int

// The kinds of critical points; Degenerate is one that the Hessian does not
// decide.
const (
	Minimum Kind = iota
	Maximum
	Saddle
	Degenerate
)

var kindNames = []reason.Text{reason.Both("minimum", "极小值点"), reason.Both("maximum", "极大值点"), reason.Both("saddle", "鞍点"), reason.Both("degenerate", "退化点")}

// CriticalPoint is a point to be marked by its kind.
type CriticalPoint struct {
	At    [2]float64
	Kind  Kind
	Label string // beside the mark
	// Hessian, if not zero, adds arrows along its eigenvectors, as long as
	// √|λ| tells: outwards where the function falls, inwards where it rises.
	// They are drawn at saddles.
	Hessian [2][2]float64
}

// CriticalPoints marks points on a landscape: a minimum ◉, a maximum ▲, a
// saddle ✕, a degenerate point ◇. The ring of a minimum is wide enough for the
// end of a path that has arrived there.
type CriticalPoints struct {
	Points  []CriticalPoint
	OnCurve bool // they lie on the graph of a function of one variable
}

func (l CriticalPoints) texts() []string {
	var texts []string
	for _, q := range l.Points {
		texts = append(texts, q.Label)
	}
	return texts
}

func (l CriticalPoints) reach(b *bounds) {
	if l.OnCurve {
		for _, q := range l.Points {
			b.beside = append(b.beside, Range{q.At[0], q.At[0]})
			reachOnCurve(b, [][2]float64{q.At})
		}
		return
	}
	b.alike = true
	for _, q := range l.Points {
		b.near = append(b.near, q.At)
	}
}

func (l CriticalPoints) facts(v view, w words) string {
	var facts []string
	for kind, name := range kindNames {
		var places []string
		for _, q := range l.Points {
			if int(q.Kind) == kind && v.shows(q.At) {
				places = append(places, v.pointIn(q.At[0], q.At[1]))
			}
		}
		if len(places) > 0 {
			facts = append(facts, w.say(name)+" "+strings.Join(places, " "))
		}
	}
	return strings.Join(facts, w.say(reason.Comma))
}

// beacons is the mark of CriticalPoints.
type beacons struct {
	points []CriticalPoint
	words  words
}

func (l CriticalPoints) prepare(st *stage) (mark, error) {
	m := &beacons{words: st.words}
	for _, q := range l.Points {
		if st.view.shows(q.At) {
			m.points = append(m.points, q)
		}
	}
	return m, nil
}

func (m *beacons) rank() int { return rankPoint }

// pointed reports whether a point has arrows along which the function curves.
func (q CriticalPoint) pointed() bool { return q.Kind == Saddle && q.Hessian != [2][2]float64{} }

func (m *beacons) entries() []entry {
	var list []entry
	up, down := false, false
	for _, q := range m.points {
		if !q.pointed() {
			continue
		}
		for _, axis := range q.curved() {
			up, down = up || axis.value > 0, down || axis.value < 0
		}
	}
	list = append(list, curvatureEntries(m.words, up, down)...)
	for kind, name := range kindNames {
		for _, q := range m.points {
			if int(q.Kind) != kind {
				continue
			}
			list = append(list, entry{m.words.say(name), func(s *sheet, box vg.Rectangle) {
				s.beacon(Kind(kind), vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2})
			}})
			break
		}
	}
	return list
}

func (m *beacons) draw(p *panel) error {
	for _, q := range m.points {
		if q.pointed() {
			p.saddleArrows(q)
		}
	}
	for _, q := range m.points {
		at := p.at(q.At[0], q.At[1])
		p.beacon(q.Kind, at)
		p.keepOpen(at)
		if q.Label != "" {
			p.labelBeside(q.Label, at)
		}
	}
	return nil
}

var kindColors = []color.RGBA{black, black, black, purple}

// beacon draws the mark of a kind with a white edge.
func (s *sheet) beacon(kind Kind, at vg.Point) {
	corner := func(x, y float64) vg.Point { return at.Add(vg.Point{X: vg.Length(x), Y: vg.Length(y)}) }
	clr := kindColors[kind]
	switch kind {
	case Minimum:
		s.circle(at, 7.6, nil, paper, 3.8)
		s.circle(at, 7.6, nil, clr, 1.8)
		s.circle(at, 3.5, paper, nil, 0)
		s.circle(at, 2.6, clr, nil, 0)
	case Maximum:
		s.shape(polygon(corner(0, 7.5), corner(-7, -5), corner(7, -5)), paper, nil, 0)
		s.shape(polygon(corner(0, 5.2), corner(-4.7, -3.6), corner(4.7, -3.6)), clr, nil, 0)
	case Saddle:
		cross := [][]vg.Point{{corner(-4, -4), corner(4, 4)}, {corner(-4, 4), corner(4, -4)}}
		rim := [][]vg.Point{{corner(-5.2, -5.2), corner(5.2, 5.2)}, {corner(-5.2, 5.2), corner(5.2, -5.2)}}
		s.StrokeLines(draw.LineStyle{Color: paper, Width: 5.5}, rim...)
		s.StrokeLines(draw.LineStyle{Color: clr, Width: 2.6}, cross...)
	default:
		s.shape(polygon(corner(0, 7.5), corner(-7.5, 0), corner(0, -7.5), corner(7.5, 0)), paper, nil, 0)
		s.shape(polygon(corner(0, 4.8), corner(-4.8, 0), corner(0, -4.8), corner(4.8, 0)), paper, clr, 2)
	}
}

// curved are the directions in which the function curves by more than rounding.
func (q CriticalPoint) curved() (axes []principal) {
	e := principals(q.Hessian)
	most := math.Max(math.Abs(e[0].value), math.Abs(e[1].value))
	for _, axis := range e {
		if math.Abs(axis.value) > 1e-12*most {
			axes = append(axes, axis)
		}
	}
	return axes
}

// saddleArrows draws the four ways from a saddle.
func (p *panel) saddleArrows(q CriticalPoint) {
	axes := q.curved()
	most := 0.0
	for _, axis := range axes {
		most = max(most, math.Abs(axis.value))
	}
	middle := p.at(q.At[0], q.At[1])
	for _, axis := range axes {
		length := max(16, 38*math.Sqrt(math.Abs(axis.value)/most))
		dx, dy := axis.direction[0]/p.view.x.span()*float64(p.frame.Size().X), axis.direction[1]/p.view.y.span()*float64(p.frame.Size().Y)
		unit := vg.Point{X: vg.Length(dx / math.Hypot(dx, dy)), Y: vg.Length(dy / math.Hypot(dx, dy))}
		for _, side := range []vg.Length{1, -1} {
			near, far := middle.Add(unit.Scale(9*side)), middle.Add(unit.Scale(side*vg.Length(9+length)))
			style := draw.LineStyle{Color: fallingColor, Width: 2}
			if axis.value > 0 {
				near, far = far, near
				style.Color = risingColor
			}
			if within(p.frame, near) && within(p.frame, far) {
				p.arrow(near, far, style, 9)
				p.keepClear(near, far)
			}
		}
	}
}

// saddlesIn lists the saddles that are marked in a view.
func (l CriticalPoints) saddlesIn(v view) [][2]float64 {
	var saddles [][2]float64
	for _, q := range l.Points {
		if q.Kind == Saddle && v.shows(q.At) {
			saddles = append(saddles, q.At)
		}
	}
	return saddles
}

// lay implements laid.
func (l CriticalPoints) lay(r *relief, _ *panel, _ *stage) {
	for _, q := range l.Points {
		q.lay(r)
	}
}

func (q CriticalPoint) lay(r *relief) {
	v := r.space
	z := r.height(q.At[0], q.At[1])
	if math.IsNaN(z) {
		return
	}
	at := v.at(q.At[0], q.At[1], z+r.lift())
	r.parts = append(r.parts, part{v.nearness(q.At[0], q.At[1]) + 4*nearer, func(s *sheet) { s.beacon(q.Kind, at) }})
	if q.Label != "" {
		r.captions = append(r.captions, func(p *panel) { p.labelBeside(q.Label, at) })
	}
}
