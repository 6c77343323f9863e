package plotting

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// tally is the mark of a Histogram.
type tally struct {
	name          string
	edges, counts []float64
	middle        float64 // the median
	style         draw.LineStyle
}

func (l Histogram) prepare(st *stage) (mark, error) {
	edges := l.edgesIn(st.view)
	counts, _ := l.counted(edges)
	style := st.strokes.next()
	style.Width = 1.5
	return &tally{l.label(st.view, st.words), edges, counts, middleOf(l.Values), style}, nil
}

func (m *tally) rank() int    { return rankCurve }
func (m *tally) standsApart() {}
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
	m.markMedian(p)
	return nil
}

// markMedian points at the median from the axis, and draws a thin line up to
// the height of its bin.
func (m *tally) markMedian(p *panel) {
	if math.IsNaN(m.middle) || !p.view.x.contains(m.middle) {
		return
	}
	x := p.x(m.middle)
	foot, top := p.frame.Min.Y, p.frame.Max.Y
	if !p.view.logY {
		foot = min(max(p.y(0), foot), top)
	}
	thin := m.style
	thin.Width = 1.2
	p.StrokeLines(thin, []vg.Point{{X: x, Y: foot}, {X: x, Y: top}})
	left, right := max(x-5, p.frame.Min.X), min(x+5, p.frame.Max.X)
	p.shape(polygon(vg.Point{X: x, Y: foot}, vg.Point{X: left, Y: foot + 9}, vg.Point{X: right, Y: foot + 9}), m.style.Color, paper, 0.8)
	p.keepClear(vg.Point{X: x, Y: foot}, vg.Point{X: x, Y: top})
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
