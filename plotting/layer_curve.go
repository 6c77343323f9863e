package plotting

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// Curve is a function of one variable, given by F over the figure's range, or
// by points. It breaks where it is not finite and where it jumps to the other
// side at a pole.
type Curve struct {
	Name string
	// F computes out[i] from x[i], NaN where it has no value. nil: X and Y are
	// the points.
	F      func(x, out []float64)
	X, Y   []float64
	Dashed bool // for what is predicted or a model
	// Over is where F is drawn; the zero value: over the figure's range.
	Over Range
}

func (l Curve) texts() []string  { return []string{l.Name} }
func (l Curve) axisName() string { return l.Name }

func (l Curve) reach(b *bounds) {
	if l.F == nil {
		b.x.include(l.X...)
		b.y.include(l.Y...)
		return
	}
	if l.Over.auto() {
		b.curves = append(b.curves, l.F)
	} else {
		b.x.include(l.Over.Min, l.Over.Max)
	}
	b.curved = append(b.curved, func(x Range, b *bounds) {
		along, values := l.sampled(x, b.logX)
		low, high := l.limits(along, values)
		b.y.include(leastAbove(values, low, high), low, high)
	})
}

// leastAbove is where a logarithmic axis begins that shows a curve with values above zero and others: but for the few that come
// next to zero, its least. NaN where there is none.
func leastAbove(values []float64, low, high float64) float64 {
	const few = 0.005
	if !(low <= 0 && high > 0) {
		return math.NaN()
	}
	above := slices.DeleteFunc(sortedSample(values), func(v float64) bool { return v <= 0 || v > high })
	if len(above) == 0 {
		return math.NaN()
	}
	return quantile(above, few)
}

// samplesAlong is the number of points of a curve.
const samplesAlong = 1001

// sampled is the curve over a range, its points evenly along the axis and more where it waves fast.
func (l Curve) sampled(r Range, logarithmic bool) (x, y []float64) {
	if l.F == nil {
		n := min(len(l.X), len(l.Y))
		return l.X[:n], l.Y[:n]
	}
	if !l.Over.auto() {
		r = Range{max(r.Min, l.Over.Min), min(r.Max, l.Over.Max)}
	}
	if r.Min > r.Max {
		return nil, nil
	}
	x, y = evenly(r, samplesAlong), make([]float64, samplesAlong)
	if logarithmic && r.Min > 0 {
		x = byFactors(r, samplesAlong)
	}
	l.F(x, y)
	x, y = withBorders(l.F, x, y)
	return refined(l.F, x, y)
}

// limits is the range of the values that is shown: all of it, but for poles.
func (l Curve) limits(x, y []float64) (low, high float64) {
	all, low, high := sortedSample(y), math.NaN(), math.NaN()
	if len(all) == 0 {
		return low, high
	}
	low, high = all[0], all[len(all)-1]
	if l.F == nil {
		return low, high
	}
	a, b := quantile(all, 0.05), quantile(all, 0.95)
	room := fewWidths * (b - a)
	if room > 0 && high > b+room {
		high = l.highest(x, y, b, b+room, 1)
	}
	if room > 0 && low < a-room {
		low = -l.highest(x, y, -a, -(a - room), -1)
	}
	return low, high
}

// Values beyond the middle nine tenths by more than fewWidths times their width
// are looked at closer.
const fewWidths = 5

// highest is the height of the highest peak above a level, or otherwise where
// there are only poles; sign -1 turns the curve upside down.
func (l Curve) highest(x, y []float64, otherwise, level, sign float64) float64 {
	highest := otherwise
	last := len(x) - 1
	step := func(i int) float64 { return x[min(i+1, last)] - x[min(i, last-1)] }
	within := Range{x[0], x[last]}
	for i, v := range y {
		v *= sign
		higher := func(k int) bool { return k >= 0 && k <= last && sign*y[k] > v }
		if !(v > max(level, highest)) || higher(i-1) || higher(i+1) {
			continue
		}
		if !math.IsInf(v, 1) && !growsAt(l.F, x[i], step(i), within, sign*otherwise, sign) {
			highest = v
		}
	}
	return highest
}

func (l Curve) facts(v view, w words) string {
	x, y := l.sampled(v.x, v.logX)
	var e extent
	e.include(y...)
	name := l.Name
	if name == "" {
		name = w.say(aFunction)
	}
	if !e.some {
		return w.say(reason.Both("curve %s, nowhere defined", "曲线 %s，处处无定义"), name)
	}
	var along extent
	along.include(x...)
	lo, hi := along.ends()
	text := w.say(reason.Both("curve %s on [%s, %s]", "%s 的曲线，区间 [%s, %s]"), name, lo, hi) + l.heights(x, y, w)
	if v.logY && e.Min <= 0 {
		text += w.say(reason.Both(", left out where it is not above 0, on a logarithmic axis", "，对数轴上略去不大于 0 的部分"))
	}
	return w.joined(text, l.unseen(v, y, w))
}

var everywhere = reason.Both(", %s everywhere", "，处处等于 %s")

// heights says the range of the values, as it is shown beside poles, and how they go along x.
func (l Curve) heights(x, y []float64, w words) string {
	c := newCourse(l.F, x, y)
	if c.isConstant() {
		return w.say(everywhere, digits(c.all.Min, 4))
	}
	low, high := c.end(-1, w), c.end(1, w)
	from, to := l.limits(x, y)
	fewest := c.all.digits()
	lo, hi := low.text(from, fewest, w), high.text(to, fewest, w)
	for n := fewest + 1; lo == hi && n <= mostDigits; n++ { // as many as it takes to tell them apart
		lo, hi = low.text(from, n, w), high.text(to, n, w)
	}
	return w.say(reason.Both(", between %s and %s", "，值在 %s 与 %s 之间"), lo, hi) + c.says(low, high, w) + c.jumps(w)
}

// mostDigits is how many a number has at most.
const mostDigits = 15

// text is an end of the range with so many digits, or about where the picture ends where there is none.
func (e end) text(shown float64, n int, w words) string {
	if e.endless != nil {
		return w.say(reason.Both("about %s", "约 %s"), digits(shown, n-1))
	}
	return digits(e.value, n)
}

// graph is the mark of a Curve.
type graph struct {
	name   string
	x, y   []float64
	style  draw.LineStyle
	unseen string // why nothing of it is in view
}

func (l Curve) prepare(st *stage) (mark, error) {
	x, y := l.sampled(st.view.x, st.view.logX)
	x, y = broken(l.F, x, y)
	style := st.strokes.next()
	if l.Dashed {
		style.Dashes = []vg.Length{6, 4}
	}
	return &graph{l.Name, x, y, style, l.unseen(st.view, y, st.words)}, nil
}

// unseen says why nothing of the curve is in a view; empty: something is.
func (l Curve) unseen(v view, y []float64, w words) string {
	var all, seen extent
	for _, u := range y {
		all.include(u)
		if v.y.contains(u) {
			seen.include(u)
		}
	}
	switch {
	case seen.some || all.some && all.Min < v.y.Min && all.Max > v.y.Max: // or it passes
		return ""
	case all.some:
		return w.say(outOfView)
	}
	return w.say(reason.Both("nowhere defined", "处处无定义"))
}

func (g *graph) rank() int { return rankCurve }

func (g *graph) remark() string { return g.unseen }

func (g *graph) entries() []entry { return []entry{{g.name, lineSample(g.style)}} }

func (g *graph) draw(p *panel) error {
	for _, line := range g.lines(p) {
		pieces := clipped(p.frame, line)
		for _, piece := range pieces {
			p.keepClear(piece...)
		}
		if p.bar != nil {
			p.haloed(g.style, pieces...)
			continue
		}
		p.StrokeLines(g.style, pieces...)
		if isDot(line) && within(p.frame, line[0]) {
			p.stepDot(line[0], g.style.Color)
		}
	}
	return nil
}

// isDot reports that a piece of a curve is a value between two jumps, too short to be seen as a line.
func isDot(line []vg.Point) bool { return len(line) > 1 && pieceLength(line) < 0.5 }

// lines places the points, broken at gaps and at poles: where the curve goes
// from far above the frame to far below it or back.
func (g *graph) lines(p *panel) [][]vg.Point {
	var lines [][]vg.Point
	var line []vg.Point
	flush := func() {
		if len(line) > 0 {
			lines = append(lines, line)
		}
		line = nil
	}
	height := p.frame.Size().Y
	for i := range g.x {
		q := p.at(g.x[i], bounded(g.y[i], p.view.y))
		if !finite(q) || math.IsInf(g.y[i], 0) {
			flush()
			continue
		}
		if n := len(line); n > 0 {
			before := line[n-1]
			if (before.Y-p.frame.Max.Y > height/2 && p.frame.Min.Y-q.Y > height/2) || (p.frame.Min.Y-before.Y > height/2 && q.Y-p.frame.Max.Y > height/2) {
				flush()
			}
		}
		line = append(line, q)
	}
	flush()
	return lines
}
