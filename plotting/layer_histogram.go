package plotting

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// Histogram counts values, for example the steps that runs needed to escape.
type Histogram struct {
	Name   string
	Values []float64 // those that are not finite are left out and told by Describe
	Bins   int       // 0: chosen
}

// bins are the edges, one more than there are bins, and the counts. Whole
// numbers get bins of whole width, others the width of Freedman and Diaconis,
// 2·IQR/∛n, rounded.
func (l Histogram) bins() (edges []float64, counts []float64) {
	sorted := sortedSample(l.Values)
	n := len(sorted)
	if n == 0 {
		return []float64{0, 1}, []float64{0}
	}
	for i, v := range sorted {
		sorted[i] = min(max(v, -utmost), utmost)
	}
	low, high := sorted[0], sorted[n-1]
	whole := !slices.ContainsFunc(sorted, func(v float64) bool { return v != math.Round(v) })
	width := 2 * (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / math.Cbrt(float64(n))
	width = min(max(width, (high-low)/40), (high-low)/5)
	if l.Bins > 0 {
		width = (high - low) / float64(l.Bins)
	}
	switch {
	case high-low < 1e-14*max(-low, high):
		width = max(1, roundStep(1e-14*max(-low, high)))
	case l.Bins > 0:
	case whole:
		width = max(1, math.Ceil(roundStep(width)))
	default:
		width = roundStep(width)
	}
	start := math.Floor(low/width) * width
	if whole && l.Bins == 0 {
		start -= 0.5
	} else if l.Bins > 0 {
		start = low
	}
	for k := 0; ; k++ {
		e := start + float64(k)*width
		edges = append(edges, e)
		if e > high || l.Bins > 0 && len(edges) > l.Bins {
			break
		}
	}
	counts = make([]float64, len(edges)-1)
	for _, v := range sorted {
		counts[min(max(int((v-start)/width), 0), len(counts)-1)]++
	}
	return edges, counts
}

func (l Histogram) texts() []string { return []string{l.Name} }

func (l Histogram) reach(b *bounds) {
	edges, counts := l.bins()
	b.x.include(edges[0], edges[len(edges)-1])
	b.y.include(counts...)
	b.zero, b.counts = true, true
}

func (l Histogram) facts(_ view, w words) string {
	sorted := sortedSample(l.Values)
	name := cmp.Or(l.Name, w.say(someValues))
	if len(sorted) == 0 {
		return w.say(noValues, name)
	}
	text := w.counted(len(sorted), reason.Both("histogram of %s: %d value from %s to %s, median %s", "%s 的直方图：%d 个值，从 %s 到 %s，中位数 %s"), reason.Both("histogram of %s: %d values from %s to %s, median %s", "%s 的直方图：%d 个值，从 %s 到 %s，中位数 %s"), name, len(sorted), digits(sorted[0], 4), digits(sorted[len(sorted)-1], 4), digits(median(sorted), 4))
	if left := len(l.Values) - len(sorted); left > 0 {
		text += w.say(reason.Both(", %d not finite", "，%d 个非有限值"), left)
	}
	return text
}

// tally is the mark of a Histogram.
type tally struct {
	name          string
	edges, counts []float64
	style         draw.LineStyle
}

func (l Histogram) prepare(st *stage) (mark, error) {
	edges, counts := l.bins()
	style := st.strokes.next()
	style.Width = 1.5
	return &tally{l.Name, edges, counts, style}, nil
}

func (m *tally) rank() int { return rankCurve }
func (m *tally) entries() []entry {
	return []entry{{m.name, func(s *sheet, box vg.Rectangle) {
		box.Min.X += 3
		box.Min.Y, box.Max.Y = box.Min.Y+1, box.Max.Y-1
		if clr, ok := m.fill(); ok {
			s.rectangle(box, clr)
		}
		s.SetLineStyle(m.style)
		s.Stroke(box.Path())
	}}}
}

// fill is the colour inside; further histograms over the first have none.
func (m *tally) fill() (color.RGBA, bool) {
	clr, ok := m.style.Color.(color.RGBA)
	return blend(paper, clr, 0.25), ok && m.style.Dashes == nil
}

func (m *tally) draw(p *panel) error {
	line := m.outline(p)
	if clr, ok := m.fill(); ok {
		if area := clippedShape(p.frame, line); len(area) > 0 {
			p.shape(polygon(area...), clr, nil, 0)
		}
	}
	pieces := clipped(p.frame, line)
	p.StrokeLines(m.style, pieces...)
	for _, piece := range pieces {
		p.keepClear(piece...)
	}
	return nil
}

// outline is the upper edge of the bars, from the foot of the first to that of
// the last. On a logarithmic axis, which has no zero, bars stand on the frame,
// and an empty bin has none.
func (m *tally) outline(p *panel) []vg.Point {
	foot := p.frame.Min.Y
	if !p.view.logY {
		foot = p.y(0)
	}
	place := func(x float64, y vg.Length) vg.Point {
		return vg.Point{X: p.x(bounded(x, p.view.x)), Y: max(y, min(foot, p.frame.Min.Y))}
	}
	line := []vg.Point{place(m.edges[0], foot)}
	for i, c := range m.counts {
		line = append(line, place(m.edges[i], p.y(c)), place(m.edges[i+1], p.y(c)))
	}
	return append(line, place(m.edges[len(m.edges)-1], foot))
}
