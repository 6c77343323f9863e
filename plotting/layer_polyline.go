package plotting

import (
	"cmp"

	"gonum.org/v1/plot/vg"

	"saddle/numerics/reason"
)

// Polyline is a line through points, in their order; one that is not finite
// breaks it.
type Polyline struct {
	Name   string
	Points [][2]float64
	Plane  bool // both coordinates are of one kind, as those of a curve in the plane
	Dashed bool
	Dots   bool // at the points too

	tame [2]Range // of the coordinates, without what goes off; the zero value: all
}

func (l Polyline) texts() []string { return []string{l.Name} }

func (l Polyline) reach(b *bounds) {
	b.alike = b.alike || l.Plane
	if e, _ := l.shown(); e.some() {
		b.besideX, b.besideY = append(b.besideX, e.x.Min, e.x.Max), append(b.besideY, e.y.Min, e.y.Max)
		if e.x.above > 0 {
			b.besideX = append(b.besideX, e.x.above)
		}
		if e.y.above > 0 {
			b.besideY = append(b.besideY, e.y.above)
		}
	}
}

func (l Polyline) facts(v view, w words) string {
	name := cmp.Or(l.Name, w.say(reason.Both("line", "折线")))
	var first, last [2]float64
	n := 0
	for _, q := range l.Points {
		if finitePair(q) {
			if n == 0 {
				first = q
			}
			last = q
			n++
		}
	}
	if n == 0 {
		return w.say(noValues, name)
	}
	if l.Plane {
		e, off := l.shown()
		if e.isPoint() {
			return w.say(reason.Both("curve %s, all at %s", "曲线 %s，只有一个点 %s"), name, v.pointIn(first[0], first[1]))
		}
		left, right := e.x.ends()
		low, high := e.y.ends()
		text := w.say(reason.Both("curve %s, within [%s, %s] × [%s, %s]", "曲线 %s，位于 [%s, %s] × [%s, %s] 内"), name, left, right, low, high)
		if off {
			text += w.say(reason.Both(" but for where it goes off", "（趋于无穷之处除外）"))
		}
		return text
	}
	text := w.counted(n, reason.Both("%s through %d point from %s to %s", "%s 过 %d 个点，从 %s 到 %s"), reason.Both("%s through %d points from %s to %s", "%s 过 %d 个点，从 %s 到 %s"), name, n, v.pointIn(first[0], first[1]), v.pointIn(last[0], last[1]))
	text = w.joined(text, l.leftOut(v, w))
	if e := boxOf(l.Points); e.x.Max < v.x.Min || e.x.Min > v.x.Max || e.y.Max < v.y.Min || e.y.Min > v.y.Max {
		text = w.joined(text, w.say(outOfView))
	}
	return text
}

func (l Polyline) leftOut(v view, w words) string {
	return v.leftOut(w, len(l.Points), func(i int) (x, y float64) { return l.Points[i][0], l.Points[i][1] })
}

func (l Polyline) strand(st *stage) *strand {
	if e := boxOf(l.Points); l.Plane && e.isPoint() {
		l.Points, l.Dots = [][2]float64{{e.x.Min, e.y.Min}}, true
	}
	m := &strand{name: l.Name, left: l.leftOut(st.view, st.words), lines: [][][2]float64{l.Points}, style: st.strokes.next(), dots: l.Dots}
	if l.Dashed {
		m.style.Dashes = []vg.Length{6, 4}
	}
	return m
}

func (l Polyline) prepare(st *stage) (mark, error) { return l.strand(st), nil }

// lay implements laid.
func (l Polyline) lay(r *relief, p *panel, st *stage) { l.strand(st).lay(r, p) }
