package plotting

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// titled is a layer whose name is that of the axis where it is alone.
type titled interface{ axisName() string }

// axisLabels are the labels of the axes: the given ones, "step" along steps,
// and the name of what is shown where only one thing is.
func (f *Figure) axisLabels(v view, w words) (x, y string) {
	x, y = f.XLabel, f.YLabel
	if x == "" && v.steps {
		x = w.say(reason.Both("step", "步"))
	} else if x == "" && v.listed {
		x = w.say(reason.Both("index", "序号"))
	}
	if y == "" && len(f.Layers) == 1 {
		if l, ok := f.Layers[0].(titled); ok {
			y = l.axisName()
		}
	}
	return x, y
}

// chooseTicks divides the axes of a frame of a size, unless it is said where.
func (p *panel) chooseTicks(width, height float64) {
	p.chooseScales(width, height)
	if p.xTicks != nil {
		p.xScale = givenScale(p.xTicks, p.view.x)
		p.xScale.keepApart(8, func(t tick) (at, size float64) {
			return share(p.view.x, p.view.logX, t.value) * width, textWidth(t.label, tickSize)
		})
	}
	if p.yTicks != nil {
		p.yScale = givenScale(p.yTicks, p.view.y)
		p.yScale.keepApart(2, func(t tick) (at, size float64) { return p.heightOf(t.value) * height, tickSize })
	}
}

// keepApart drops the labels that come nearer than a gap to one before them.
func (s *scale) keepApart(gap float64, place func(tick) (at, size float64)) {
	end := math.Inf(-1)
	for i, t := range s.ticks {
		if t.label == "" {
			continue
		}
		at, size := place(t)
		if at-size/2 < end+gap {
			s.ticks[i].label = ""
			continue
		}
		end = at + size/2
	}
}

// givenScale has ticks at some values, those that are in view.
func givenScale(values []float64, r Range) scale {
	var s scale
	for _, v := range slices.Sorted(slices.Values(values)) {
		if r.contains(v) {
			s.ticks = append(s.ticks, tick{v, short(v, 6)})
		}
	}
	return s
}

func (p *panel) chooseScales(width, height float64) {
	p.yScale = scaleFor(p.view.y, p.view.logY, p.view.counts, int(height/42))
	if p.view.unitY > 0 {
		p.yScale = symmetricScale(p.view.y, p.view.unitY, int(height/28))
	}
	if n := p.yScale.labelled(); n > 1 && height < float64(n-1)*(tickSize+2) {
		p.yScale.keepFirst()
	}
	apart := 52.0
	if p.view.alike { // the same steps on both axes, if they fit
		apart = 42
	}
	p.xScale = scaleFor(p.view.x, p.view.logX, p.view.whole, int(width/apart))
	for most := int(width / apart); most > 1 && p.crowdedTicks(width); most-- {
		p.xScale = scaleFor(p.view.x, p.view.logX, p.view.whole, most)
	}
	if p.crowdedTicks(width) {
		p.xScale.keepFirst()
	}
	if len(p.view.names) > 0 {
		p.xScale = namedScale(p.view.names, p.view.x, width)
	}
	if len(p.view.rows) > 0 {
		p.yScale = rowScale(p.view.rows, p.view.y, height)
	}
}

func scaleFor(r Range, log, whole bool, most int) scale {
	switch {
	case log:
		return logScale(r, most)
	case whole:
		return integerScale(r, most)
	case inAngles(r):
		return angleScale(r, most)
	}
	return linearScale(r, most)
}

// keepFirst keeps the first label only, where two have no room.
func (s *scale) keepFirst() {
	some := false
	for i := range s.ticks {
		if some {
			s.ticks[i].label = ""
		}
		some = some || s.ticks[i].label != ""
	}
}

// namedScale puts names at 1, 2, …, those in view, leaving out some where they
// would touch.
func namedScale(names []string, r Range, width float64) scale {
	each := width / r.span()
	widest := 0.0
	for _, name := range names {
		widest = max(widest, textWidth(name, tickSize))
	}
	every := max(1, int(math.Ceil((widest+6)/each)))
	var s scale
	for i, name := range names {
		if i%every == 0 && r.contains(float64(i+1)) {
			s.ticks = append(s.ticks, tick{float64(i + 1), name})
		}
	}
	return s
}

// rowScale puts names at rows that count from the top, leaving out some where
// they would touch.
func rowScale(names []string, r Range, height float64) scale {
	every := max(1, int(math.Ceil((tickSize+4)*r.span()/height)))
	var s scale
	for i, name := range names {
		if at := float64(len(names) - i); i%every == 0 && r.contains(at) {
			s.ticks = append(s.ticks, tick{at, name})
		}
	}
	return s
}

// crowdedTicks reports whether labels of the x axis come too near each other.
func (p *panel) crowdedTicks(width float64) bool {
	end := math.Inf(-1)
	for _, t := range p.xScale.ticks {
		if t.label == "" {
			continue
		}
		half := textWidth(t.label, tickSize) / 2
		middle := share(p.view.x, p.view.logX, t.value) * width
		if middle-half < end+8 {
			return true
		}
		end = middle + half
	}
	return false
}

func (p *panel) yTicksWidth() float64 {
	widest := 0.0
	for _, t := range p.yScale.ticks {
		widest = max(widest, textWidth(t.label, tickSize))
	}
	return widest + tickLength + 4
}

func (p *panel) lastTickOverhang() float64 {
	if n := len(p.xScale.ticks); n > 0 {
		return textWidth(p.xScale.ticks[n-1].label, tickSize) / 2
	}
	return 0
}

// gridLines draws thin lines at the labelled ticks.
func (p *panel) gridLines() {
	style := draw.LineStyle{Color: gridInk, Width: 1}
	for _, t := range p.xScale.ticks {
		if t.label != "" {
			p.StrokeLines(style, []vg.Point{{X: p.x(t.value), Y: p.frame.Min.Y}, {X: p.x(t.value), Y: p.frame.Max.Y}})
		}
	}
	for _, t := range p.yScale.ticks {
		if t.label != "" {
			p.StrokeLines(style, []vg.Point{{X: p.frame.Min.X, Y: p.y(t.value)}, {X: p.frame.Max.X, Y: p.y(t.value)}})
		}
	}
}

// drawAxes draws the frame, the ticks and the labels around it.
func (f *Figure) drawAxes(p *panel) {
	style := draw.LineStyle{Color: frameInk, Width: 1}
	low, high := p.frame.Min, p.frame.Max
	p.SetLineStyle(style)
	p.Stroke(p.frame.Path())
	for _, t := range p.xScale.ticks {
		x := p.x(t.value)
		p.StrokeLines(style, []vg.Point{{X: x, Y: low.Y}, {X: x, Y: low.Y - tickReach(t)}})
		if !p.hideX {
			p.write(t.label, tickSize, ink, vg.Point{X: x, Y: low.Y - tickLength - 4}, centreTop)
		}
	}
	for _, t := range p.yScale.ticks {
		y := p.y(t.value)
		p.StrokeLines(style, []vg.Point{{X: low.X, Y: y}, {X: low.X - tickReach(t), Y: y}})
		if !p.hideY {
			p.write(t.label, tickSize, ink, vg.Point{X: low.X - tickLength - 3, Y: y}, rightMid)
		}
	}
	p.drawAxisLabels()
	if f.Title != "" {
		f.drawTitle(p, vg.Point{X: low.X, Y: high.Y + 9 + f.underTitle(p)})
	}
}

// underTitle is the height of what stands between the frame and the title: the
// legend, and the line of notes unless the title fits into it.
func (f *Figure) underTitle(p *panel) vg.Length {
	lines, size := f.titleLines(float64(p.Size().X) - 2*margin)
	end := p.frame.Min.X + vg.Length(textWidth(lines[len(lines)-1], size))
	reaches := p.bar != nil && !p.hideBar && p.bar.head() && end > p.headAt()-8
	if p.yScale.note != "" || p.legendHeight > 0 || p.status || reaches {
		return vg.Length(p.legendHeight + p.noteHeight())
	}
	return 0
}

// drawAxisLabels writes the names of the axes and their common factors.
func (p *panel) drawAxisLabels() {
	low, high := p.frame.Min, p.frame.Max
	if !p.hideX {
		p.drawXLabel(low.Y - tickLength - 4 - tickSize - 6)
	}
	if p.hideY {
		return
	}
	note := max(min(low.X, high.X-vg.Length(textWidth(p.yScale.note, tickSize))), p.Min.X+margin)
	p.write(p.yScale.note, tickSize, ink, vg.Point{X: note, Y: high.Y + 6}, leftBase)
	if p.yLabel != "" {
		label := elided(p.yLabel, labelSize, float64(high.Y-low.Y))
		p.writeUpwards(label, labelSize, ink, vg.Point{X: low.X - vg.Length(p.yTicksWidth()) - 8, Y: (low.Y + high.Y) / 2})
	}
}

// drawXLabel writes the name of the x axis under its middle and the note of its
// ticks at its end; where they would touch, the name moves aside.
func (p *panel) drawXLabel(top vg.Length) {
	low, high := p.frame.Min.X, p.frame.Max.X
	note := vg.Length(textWidth(p.xScale.note, tickSize))
	if note > 0 {
		note += 8
	}
	label := elided(p.xLabel, labelSize, float64(p.Size().X-note)-2*margin)
	half := vg.Length(textWidth(label, labelSize) / 2)
	middle := max(min((low+high)/2, p.Max.X-margin-half), p.Min.X+margin+half)
	if note > 0 && middle+half > high-note {
		middle = max(high-note-half, p.Min.X+margin+half)
		high = max(high, middle+half+note)
	}
	p.write(label, labelSize, ink, vg.Point{X: middle, Y: top}, centreTop)
	p.write(p.xScale.note, tickSize, ink, vg.Point{X: high, Y: top}, anchor{1, 1})
}

func tickReach(t tick) vg.Length {
	if t.label == "" {
		return tickLength / 2
	}
	return tickLength
}
