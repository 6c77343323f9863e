package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// finest is the width in points below which neighbouring bars are drawn as one
// strip, from the least to the largest of them: nobody sees them apart, and
// millions of them would only take time and room.
const finest = 0.25

// draw draws the bars from left to right on the line of zero, or on the foot of
// a logarithmic axis.
func (m *columns) draw(p *panel) error {
	foot := p.frame.Min.Y
	if !p.view.logY {
		foot = p.y(min(max(0, p.view.y.Min), p.view.y.Max))
	}
	gap := 0.2
	if len(m.Values) > 100 {
		gap = 0
	}
	strip := int(max(1, min(finest/float64(p.x(2)-p.x(1)), float64(len(m.Values)))))
	for i := 0; i < len(m.Values); i += strip {
		if i%1000 < strip && p.ctx.Err() != nil {
			return p.ctx.Err()
		}
		end := min(i+strip, len(m.Values))
		left, right := p.x(float64(i+1)-0.5+gap/2), p.x(float64(end)+0.5-gap/2)
		for _, v := range m.outermost(i, end, p.view.logY) {
			m.bar(p, left, right, foot, v)
		}
	}
	p.StrokeLines(draw.LineStyle{Color: frameInk, Width: 1}, []vg.Point{{X: p.frame.Min.X, Y: foot}, {X: p.frame.Max.X, Y: foot}})
	if strip == 1 {
		m.writeInfinite(p, foot)
	}
	return nil
}

// writeInfinite writes ∞ where a bar would stand that has no end, where texts have room beside each other.
func (m *columns) writeInfinite(p *panel, foot vg.Length) {
	if p.x(2)-p.x(1) < 2*smallSize {
		return
	}
	for i, v := range m.Values {
		if !math.IsInf(v, 0) && !math.IsNaN(v) {
			continue
		}
		at, by := vg.Point{X: p.x(float64(i + 1)), Y: foot + 4}, anchor{0.5, 0}
		if math.IsInf(v, -1) && foot > p.frame.Min.Y+2*smallSize {
			at.Y, by = foot-4, anchor{0.5, 1}
		}
		if within(p.frame, at) {
			p.write(short(v, 3), smallSize, ink, at, by)
			p.keepClear(at)
		}
	}
}

// outermost are the values from index i to before end that show when all of
// them are drawn in one place: the least and the largest, of which the one that
// is drawn later must not hide the other where both rise from the foot of a
// logarithmic axis.
func (m *columns) outermost(i, end int, sizes bool) []float64 {
	if end == i+1 {
		return m.Values[i:end]
	}
	var negative, positive extent
	for _, v := range m.Values[i:end] {
		if v < 0 {
			negative.include(v)
		} else {
			positive.include(v)
		}
	}
	var values []float64
	if negative.some {
		values = append(values, negative.Min)
	}
	if positive.some && (positive.Max > 0 || !negative.some) {
		values = append(values, positive.Max)
	}
	if sizes && len(values) == 2 && values[1] > -values[0] {
		values[0], values[1] = values[1], values[0]
	}
	return values
}

// bar draws a value between two places of the page, a zero as a faint line.
func (m *columns) bar(p *panel, left, right, foot vg.Length, v float64) {
	if v == 0 {
		p.StrokeLines(draw.LineStyle{Color: faintInk, Width: 3}, clipped(p.frame, []vg.Point{{X: left, Y: foot}, {X: right, Y: foot}})...)
		return
	}
	top := v
	if p.view.logY {
		top = math.Abs(v)
	}
	y := p.y(top)
	if math.IsNaN(float64(y)) || math.IsInf(float64(y), 0) {
		return
	}
	y = min(max(y, p.frame.Min.Y), p.frame.Max.Y)
	left, right = max(left, p.frame.Min.X), min(right, p.frame.Max.X)
	if left >= right {
		return
	}
	bar := vg.Rectangle{Min: vg.Point{X: left, Y: min(foot, y)}, Max: vg.Point{X: right, Y: max(foot, y)}}
	p.rectangle(bar, signColor(v))
	p.keepClear(bar.Min, vg.Point{X: bar.Max.X, Y: bar.Max.Y}, vg.Point{X: bar.Min.X, Y: bar.Max.Y})
}
