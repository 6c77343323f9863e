package plotting

import (
	"cmp"
	"image/color"

	"gonum.org/v1/plot/vg"

	"saddle/numerics/reason"
)

// Scatter is data: a dot at each (X[i], Y[i]).
type Scatter struct {
	Name string
	X, Y []float64
	// What says what the dots are, where they have no name of their own; the zero value: data, which a legend leaves out.
	What reason.Text
	// Above tells that the dots lie over curves, as points that were found on them.
	Above bool
}

func (l Scatter) texts() []string { return []string{l.Name} }

// called is the name of the dots, or what they are; empty: neither is known.
func (l Scatter) called(w words) string { return cmp.Or(l.Name, w.say(l.What)) }

func (l Scatter) reach(b *bounds) {
	for _, e := range []struct {
		to          *extent
		values      []float64
		logarithmic bool
	}{{&b.x, l.X, b.logX}, {&b.y, l.Y, b.logY}} {
		var own extent
		own.include(e.values...)
		if own.some {
			room := own.withRoom(0.05, e.logarithmic)
			e.to.include(room.Min, room.Max)
		}
	}
}

func (l Scatter) facts(v view, w words) string {
	name := cmp.Or(l.called(w), w.say(reason.Both("data", "数据")))
	var x, y extent
	x.include(l.X...)
	y.include(l.Y...)
	within := ""
	switch {
	case !x.some || !y.some:
	case x.span() == 0 && y.span() == 0:
		within = w.say(reason.Both(", at %s", "，位于 %s"), v.pointIn(x.Min, y.Min))
	default:
		within = w.say(reason.Both(", within ", "，范围 ")) + view{x: x.Range, y: y.Range}.box()
	}
	return w.counted(min(len(l.X), len(l.Y)), reason.Both("%s: %d point", "%s：%d 个点"), reason.Both("%s: %d points", "%s：%d 个点"), name, min(len(l.X), len(l.Y))) + w.joined(within+l.infinite(w), l.leftOut(v, w))
}

// infinite tells of points that are not finite; empty: there are none.
func (l Scatter) infinite(w words) string {
	n := 0
	for i := range min(len(l.X), len(l.Y)) {
		n += one(!finitePair([2]float64{l.X[i], l.Y[i]}))
	}
	if n == 0 {
		return ""
	}
	return w.say(notFinite, n)
}

func (l Scatter) leftOut(v view, w words) string {
	return v.leftOut(w, min(len(l.X), len(l.Y)), func(i int) (x, y float64) { return l.X[i], l.Y[i] })
}

// dots is the mark of a Scatter.
type dots struct {
	Scatter
	color color.RGBA
	name  string
	left  string // how many points have no place on the axes
}

func (m *dots) remark() string { return m.left }

func (l Scatter) prepare(st *stage) (mark, error) {
	return &dots{l, st.strokes.color(), l.called(st.words), l.leftOut(st.view, st.words)}, nil
}

// rank puts few dots over the lines, which would hide them; many would hide the lines.
func (m *dots) rank() int {
	if m.Above || len(m.X) <= fewValues {
		return rankPoint
	}
	return rankField
}

func (m *dots) entries() []entry {
	return []entry{{m.name, func(s *sheet, box vg.Rectangle) {
		s.circle(vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2}, 3.5, m.color, paper, 0.8)
	}}}
}

func (m *dots) draw(p *panel) error {
	radius := 3.5
	if len(m.X) > 300 {
		radius = 2
	}
	var hidden cover
	if len(m.X) > manyDots {
		hidden = cover{}
	}
	for i := range min(len(m.X), len(m.Y)) {
		if i%1000 == 0 && p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		if q := p.at(m.X[i], m.Y[i]); finite(q) && within(p.frame, q) && !hidden.at(q) {
			p.circle(q, radius, m.color, paper, 0.6)
			p.keepClear(q)
		}
	}
	return nil
}

// manyDots is from how many dots on those are left out that others cover all but for their edges.
const manyDots = 20000

// cover is where dots stand, in squares smaller than a dot; nil: it does not matter.
type cover map[[2]int]struct{}

// at reports whether a dot stands in the square of a point already, and notes it.
func (c cover) at(q vg.Point) bool {
	const side = 1.5
	if c == nil {
		return false
	}
	square := [2]int{int(q.X / side), int(q.Y / side)}
	_, found := c[square]
	c[square] = struct{}{}
	return found
}
