package plotting

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

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
	// Low and High are the quartiles of which the values are the medians, the edges of a band behind the line; nil: there is
	// no band. They may be +Inf, for runs that diverge.
	Low, High []float64
	Runs      int // how many runs the quartiles are of; 0: unknown
	Run       any // what it and the path of the same run have in common, as in Path
}

// step is that of a value.
func (l Series) step(i int) int {
	if l.Steps != nil {
		return l.Steps[i]
	}
	return l.First + i
}

func (l Series) run() any         { return l.Run }
func (l Series) texts() []string  { return []string{l.Name} }
func (l Series) axisName() string { return l.Name }

func (l Series) reach(b *bounds) {
	b.whole, b.steps = true, !l.Listed
	b.listed = l.Listed
	b.x.include(float64(l.step(0)), float64(l.step(min(1, len(l.Values)-1))), float64(l.step(len(l.Values)-1)))
	low, high := l.bulk()
	if l.climbs() {
		b.climbing = append(b.climbing, Range{low, high})
	} else {
		b.y.include(low, high)
	}
	if l.High != nil && !l.climbs() {
		b.y.include(l.Low...)
		b.y.include(l.High...)
	}
	for _, v := range slices.Concat(l.Values, l.Low, l.High) {
		if !math.IsNaN(v) && !math.IsInf(v, 0) && v != 0 && !l.Dashed {
			b.values = append(b.values, v)
		}
	}
}

// climbs reports whether the values go off upwards: they end with one that is not
// finite, or, having begun lower, far above all of their first half.
func (l Series) climbs() bool {
	n := len(l.Values)
	if n < 4 || l.Listed || l.Dashed {
		return false
	}
	if last := l.Values[n-1]; math.IsNaN(last) || math.IsInf(last, 0) {
		return true
	}
	var early, all extent
	early.include(l.Values[:n/2]...)
	all.include(l.Values...)
	return early.some && l.Values[n-1] == all.Max && all.Max-early.Min > 1e3*max(early.span(), math.Abs(early.Max))
}

// bulk is the range of the values, without the end of a run that goes off by
// a factor of a hundred to both signs.
func (l Series) bulk() (low, high float64) {
	n := len(l.Values)
	for {
		var all, early extent
		all.include(l.Values[:n]...)
		shorter := n - max(n/4, 1)
		if !all.some || shorter < 2 || l.Listed {
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
	if l.High != nil {
		name = l.median(name, w)
	}
	var all extent
	all.include(l.Values...)
	exact := all.digits()
	format := reason.Both("%s against step, %d values from %s to %s", "%s 随步数的变化：共 %d 个值，从 %s 到 %s")
	if l.Listed {
		format = reason.Both("%s against index, %d values from %s to %s", "%s 随序号变化，%d 个值，从 %s 到 %s")
	}
	text := w.say(format, name, n, digits(l.Values[0], exact), digits(l.Values[n-1], exact))
	if l.High != nil {
		text += w.say(reason.Both(", with a band between the quartiles", "，带四分位数之间的阴影带"))
	}
	if least := l.lowest(); least > 0 {
		text += w.say(reason.Both(", lowest %s at %d", "，最低 %s（第 %d 处）"), digits(l.Values[least], exact), l.step(least))
	}
	if off := l.leaves(v); off > 0 {
		text += w.say(reason.Both(", leaves at step %d", "，第 %d 步离开图框"), off)
	}
	if n := infinite(l.Values); n > 0 && l.Listed {
		text += w.say(notFinite, n)
	}
	if v.logY {
		text += w.say(onLogarithmic)
	}
	return w.joined(text, l.leftOut(v, w))
}

var onLogarithmic = reason.Both(" on a logarithmic axis", "，对数轴")

func (l Series) leftOut(v view, w words) string {
	below := l.sinks(v)
	if below > 0 && l.Listed {
		return w.say(reason.Both("below the frame from %d on", "自第 %d 项起低于图框"), below)
	}
	if below > 0 {
		return w.say(reason.Both("below the frame from step %d on", "自第 %d 步起低于图框"), below)
	}
	return v.leftOut(w, len(l.Values), func(i int) (x, y float64) { return float64(l.step(i)), l.Values[i] })
}

// lowest is where the values of a run are least, between its first and its last,
// by more than a hundredth of what they span; 0: at one of these.
func (l Series) lowest() int {
	least, last := 0, len(l.Values)-1
	var all extent
	for i, v := range l.Values {
		all.include(v)
		if v < l.Values[least] {
			least = i
		}
	}
	if ends := min(l.Values[0], l.Values[last]); least == last || !(ends-l.Values[least] > 0.01*all.span()) {
		return 0
	}
	return least
}

// record is the mark of a Series.
type record struct {
	graph
	ends bool // it ends with values that are not finite
	few  bool
	off  int // the step from which it is above the frame for good; 0: none
	band *envelope
	left string // how many values have no place on the axes
}

func (m *record) remark() string { return m.left }

// fewValues is up to how many values each has its own dot.
const fewValues = 25

func (l Series) prepare(st *stage) (mark, error) {
	m := &record{graph: graph{name: l.Name, y: l.Values, style: st.lineOf(l.Run)}, left: l.leftOut(st.view, st.words)}
	m.few = len(l.Values) <= fewValues && !l.Dashed
	if l.Dashed {
		m.style.Dashes, m.style.Width = []vg.Length{5, 4}, 1.5
	}
	m.off = l.leaves(st.view)
	if m.off > 0 && m.name != "" {
		m.name += st.words.say(reason.Both(" (leaves at step %d)", "（第 %d 步离开图框）"), m.off)
	}
	if l.High != nil {
		m.few = false
		m.band = &envelope{low: l.Low, high: l.High, edge: m.style}
		m.name = l.spread(m.name, st.words)
	}
	for i, v := range l.Values {
		m.x = append(m.x, float64(l.step(i)))
		m.ends = math.IsNaN(v) || math.IsInf(v, 0)
	}
	if m.band != nil {
		m.band.x = m.x
	}
	return m, nil
}

// median names the line of medians of so many runs.
func (l Series) median(name string, w words) string {
	if l.Runs == 0 {
		return w.say(reason.Both("median of %s", "%s 的中位数"), name)
	}
	return w.say(reason.Both("%s, median of %d runs,", "%s（%d 次运行的中位数）"), name, l.Runs)
}

// spread names the line and its band: the median of so many runs, with the quartiles.
func (l Series) spread(name string, w words) string {
	of := w.say(reason.Both("median and quartiles", "中位数与四分位数"))
	if l.Runs > 0 {
		of = w.say(reason.Both("median and quartiles of %d runs", "%d 次运行的中位数与四分位数"), l.Runs)
	}
	if name == "" {
		return of
	}
	return name + w.say(reason.Both(": ", "：")) + of
}

// back is the band behind the line, nil where there is none.
func (m *record) back() mark {
	if m.band == nil {
		return nil
	}
	return m.band
}

func (m *record) entries() []entry {
	entries := m.graph.entries()
	for i, e := range entries {
		if len(m.x) == 1 {
			entries[i].sample = func(s *sheet, box vg.Rectangle) {
				s.startDot(vg.Point{X: (box.Min.X + box.Max.X) / 2, Y: (box.Min.Y + box.Max.Y) / 2}, m.style.Color)
			}
		}
		if m.band != nil {
			entries[i].sample = func(s *sheet, box vg.Rectangle) {
				s.rectangle(box, m.band.fill())
				e.sample(s, box)
			}
		}
	}
	return entries
}

func (m *record) draw(p *panel) error {
	if m.band != nil {
		m.band.drawEdges(p)
	}
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
		if len(m.x) == 1 {
			p.startDot(q, m.style.Color)
			p.keepOpen(q)
		} else if alone := m.alone(i); (m.few || alone) && within(p.frame, q) {
			p.circle(q, 2.8, m.style.Color, paper, 0.8)
		}
	}
	if m.ends && shown {
		last.Y = min(max(last.Y, p.frame.Min.Y), p.frame.Max.Y)
		p.lostCross(last, m.style.Color)
		p.keepOpen(last)
	} else if at, angle, ok := m.exit(p); ok {
		p.arrowHead(at, angle, 13, m.style.Color, paper)
		p.keepOpen(at)
	}
	return nil
}

// leaves is the step from which the values are above the view for good; 0: they
// are not.
func (l Series) leaves(v view) int {
	off := 0
	for i := len(l.Values) - 1; i > 0; i-- {
		if x := l.Values[i]; x > v.y.Max {
			off = l.First + i
		} else if !math.IsNaN(x) {
			break
		}
	}
	return off
}

// sinks is the step from which the values are below a logarithmic view for good; 0: they are not.
func (l Series) sinks(v view) int {
	below := 0
	for i := len(l.Values) - 1; i > 0 && v.logY && l.Values[i] > 0 && l.Values[i] < v.y.Min; i-- {
		below = l.step(i)
	}
	return below
}

// exit is where, and in which direction, the line leaves the frame for good.
func (m *record) exit(p *panel) (at vg.Point, angle float64, ok bool) {
	if m.off == 0 {
		return at, 0, false
	}
	var last []vg.Point
	for _, line := range m.lines(p) {
		for _, piece := range clipped(p.frame, line) {
			last = piece
		}
	}
	if len(last) < 2 {
		return at, 0, false
	}
	at = last[len(last)-1]
	tail := along(last, max(0, pieceLength(last)-12))
	return at, math.Atan2(float64(at.Y-tail.Y), float64(at.X-tail.X)), true
}

// alone reports whether a value has gaps on both sides.
func (m *record) alone(i int) bool {
	gap := func(k int) bool {
		return k < 0 || k >= len(m.y) || math.IsNaN(m.y[k]) || math.IsInf(m.y[k], 0)
	}
	return gap(i-1) && gap(i+1)
}
