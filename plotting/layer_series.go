package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// Series is values against the step: f, ‖∇f‖ or a component of a run. The
// axis is logarithmic where positive values pass a factor of a thousand.
// Values that are not finite leave a gap; a cross marks the last value of a
// series that ends with them.
type Series struct {
	Name   string
	Values []float64
	First  int   // the step of Values[0]
	Steps  []int // of the values, where they are not one after the other from First on; nil: they are
	Dashed bool  // a reference, such as a predicted rate
	Listed bool  // the values are entries of a list, not of a run: against their index
}

// step is that of a value.
func (l Series) step(i int) int {
	if l.Steps != nil {
		return l.Steps[i]
	}
	return l.First + i
}

func (l Series) texts() []string  { return []string{l.Name} }
func (l Series) axisName() string { return l.Name }

func (l Series) reach(b *bounds) {
	b.whole, b.steps = true, !l.Listed
	b.listed = l.Listed
	b.x.include(float64(l.step(0)), float64(l.step(len(l.Values)-1)))
	low, high := l.bulk()
	b.y.include(low, high)
	for _, v := range l.Values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) && v != 0 && !l.Dashed {
			b.values = append(b.values, v)
		}
	}
}

// bulk is the range of the values, without the end of a run that goes off by
// a factor of a hundred to both signs.
func (l Series) bulk() (low, high float64) {
	n := len(l.Values)
	for {
		var all, early extent
		all.include(l.Values[:n]...)
		shorter := n - max(n/4, 1)
		if !all.some || shorter < 2 {
			return rangeOf(all)
		}
		early.include(l.Values[:shorter]...)
		if !early.some || all.Min >= 0 || all.span() <= 100*early.span() || early.span() == 0 {
			return rangeOf(all)
		}
		n = shorter
	}
}

func (l Series) facts(v view, w words) string {
	n := len(l.Values)
	name := l.Name
	if name == "" {
		name = w.say(someValues)
	}
	if n == 0 {
		return w.say(noValues, name)
	}
	if n == 1 && l.Listed {
		return w.say(reason.Both("%s against index, 1 value %s", "%s 随序号变化，1 个值 %s"), name, digits(l.Values[0], 4))
	}
	if n == 1 {
		return w.say(reason.Both("%s against step, 1 value %s", "%s 随步数变化，1 个值 %s"), name, digits(l.Values[0], 4))
	}
	if l.Dashed {
		return w.say(reason.Both("%s as a dashed line", "%s（虚线）"), name)
	}
	format := reason.Both("%s against step, %d values from %s to %s", "%s 随步数的变化：共 %d 个值，从 %s 到 %s")
	if l.Listed {
		format = reason.Both("%s against index, %d values from %s to %s", "%s 随序号变化，%d 个值，从 %s 到 %s")
	}
	text := w.say(format, name, n, digits(l.Values[0], 4), digits(l.Values[n-1], 4))
	if v.logY {
		text += w.say(reason.Both(" on a logarithmic axis", "，对数轴"))
	}
	return text
}

// record is the mark of a Series.
type record struct {
	graph
	ends bool // it ends with values that are not finite
	few  bool
}

// fewValues is up to how many values each has its own dot.
const fewValues = 25

func (l Series) prepare(st *stage) (mark, error) {
	m := &record{graph: graph{name: l.Name, y: l.Values, style: st.strokes.next()}}
	m.few = len(l.Values) <= fewValues && !l.Dashed
	if l.Dashed {
		m.style.Dashes, m.style.Width = []vg.Length{5, 4}, 1.5
	}
	for i, v := range l.Values {
		m.x = append(m.x, float64(l.step(i)))
		m.ends = math.IsNaN(v) || math.IsInf(v, 0)
	}
	return m, nil
}

func (m *record) entries() []entry { return m.graph.entries() }

func (m *record) draw(p *panel) error {
	if err := m.graph.draw(p); err != nil {
		return err
	}
	var last vg.Point
	shown := false
	for i := range m.x {
		q := p.at(m.x[i], m.y[i])
		if !finite(q) {
			continue
		}
		last, shown = q, true
		if alone := m.alone(i); (m.few || alone) && within(p.frame, q) {
			p.circle(q, 2.8, m.style.Color, paper, 0.8)
		}
	}
	if m.ends && shown {
		last.Y = min(max(last.Y, p.frame.Min.Y), p.frame.Max.Y)
		cross := func(s vg.Length) [][]vg.Point {
			return [][]vg.Point{
				{{X: last.X - s, Y: last.Y - s}, {X: last.X + s, Y: last.Y + s}},
				{{X: last.X - s, Y: last.Y + s}, {X: last.X + s, Y: last.Y - s}},
			}
		}
		p.StrokeLines(draw.LineStyle{Color: paper, Width: 5}, cross(6)...)
		p.StrokeLines(draw.LineStyle{Color: m.style.Color, Width: 2.4}, cross(5)...)
	}
	return nil
}

// alone reports whether a value has gaps on both sides.
func (m *record) alone(i int) bool {
	gap := func(k int) bool {
		return k < 0 || k >= len(m.y) || math.IsNaN(m.y[k]) || math.IsInf(m.y[k], 0)
	}
	return gap(i-1) && gap(i+1)
}
