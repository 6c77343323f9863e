package plotting

import (
	"math"

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
}

func (l Curve) texts() []string  { return []string{l.Name} }
func (l Curve) axisName() string { return l.Name }

func (l Curve) reach(b *bounds) {
	if l.F == nil {
		b.x.include(l.X...)
		b.y.include(l.Y...)
		return
	}
	b.curves = append(b.curves, l.F)
	b.curved = append(b.curved, func(x Range, b *bounds) {
		_, y := l.sampled(x)
		low, high := bulk(y)
		b.y.include(low, high)
	})
}

// samplesAlong is the number of points of a curve.
const samplesAlong = 1001

func (l Curve) sampled(r Range) (x, y []float64) {
	if l.F == nil {
		n := min(len(l.X), len(l.Y))
		return l.X[:n], l.Y[:n]
	}
	x, y = evenly(r, samplesAlong), make([]float64, samplesAlong)
	l.F(x, y)
	return x, y
}

// bulk is the range of values without the few that run off at poles: those
// beyond the middle nine tenths by more than five times their width.
func bulk(values []float64) (low, high float64) {
	sorted := sortedSample(values)
	if len(sorted) == 0 {
		return math.NaN(), math.NaN()
	}
	low, high = sorted[0], sorted[len(sorted)-1]
	a, b := quantile(sorted, 0.05), quantile(sorted, 0.95)
	if width := b - a; width > 0 {
		if high > b+5*width {
			high = b
		}
		if low < a-5*width {
			low = a
		}
	}
	return low, high
}

func (l Curve) facts(v view, w words) string {
	x, y := l.sampled(v.x)
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
	low, high := bulk(y)
	text := w.say(reason.Both("curve %s on [%s, %s], between %s and %s", "曲线 %s，区间 [%s, %s]，值介于 %s 与 %s 之间"), name, digits(along.Min, 4), digits(along.Max, 4), digits(low, 4), digits(high, 4))
	if low != e.Min || high != e.Max {
		text += w.say(reason.Both(" but for poles", "（极点除外）"))
	}
	return text
}

// graph is the mark of a Curve.
type graph struct {
	name  string
	x, y  []float64
	style draw.LineStyle
}

func (l Curve) prepare(st *stage) (mark, error) {
	x, y := l.sampled(st.view.x)
	style := st.strokes.next()
	if l.Dashed {
		style.Dashes = []vg.Length{6, 4}
	}
	return &graph{l.Name, x, y, style}, nil
}

func (g *graph) rank() int { return rankCurve }

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
	}
	return nil
}

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
