package plotting

import (
	"context"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/plotting/typeset"
)

// stage is what layers are prepared with.
type stage struct {
	ctx     context.Context
	view    view
	words   words
	strokes strokes
	saddles [][2]float64 // that are marked in the view
}

// mark is a layer prepared for a view.
type mark interface {
	// rank orders marks: those of a low rank are drawn first.
	rank() int
	draw(*panel) error
}

// What marks may have besides: a legend entry, a colour bar, a ground that
// lines are coloured to stand out from.
type (
	named   interface{ entries() []entry }
	barred  interface{ bar() colorBar }
	colored interface{ ground() ground }
)

// Ranks of marks, from back to front.
const (
	rankGround = iota
	rankField
	rankCurve
	rankPath
	rankPoint
)

// panel is the part of a sheet that one set of axes takes.
type panel struct {
	sheet
	view   view
	frame  vg.Rectangle
	busy   []vg.Point // where marks are that a legend should not cover
	xScale scale
	yScale scale
	bar    *colorBar
	ground interface{ colorAt(x, y float64) color.RGBA } // nil: white

	xLabel, yLabel string

	legendHeight float64 // of the legend's rows above the frame
	margins      margins

	status                bool // keep the line above the frame free on its right
	hideX, hideY, hideBar bool // what a neighbour in a grid shows
}

// x, y and at place values in the frame.
func (p *panel) x(v float64) vg.Length {
	return p.frame.Min.X + p.frame.Size().X*vg.Length(share(p.view.x, p.view.logX, v))
}

func (p *panel) y(v float64) vg.Length {
	return p.frame.Min.Y + p.frame.Size().Y*vg.Length(share(p.view.y, p.view.logY, v))
}

func (p *panel) at(x, y float64) vg.Point { return vg.Point{X: p.x(x), Y: p.y(y)} }

// share is where v lies in r, from 0 to 1.
func share(r Range, log bool, v float64) float64 {
	if log {
		return math.Log(v/r.Min) / math.Log(r.Max/r.Min)
	}
	return (v - r.Min) / r.span()
}

// keepClear notes points that a legend should not cover.
func (p *panel) keepClear(line ...vg.Point) {
	for i, q := range line {
		if i > 0 {
			n := int(distanceOf(line[i-1], q) / 5)
			for k := 1; k < n; k++ {
				t := vg.Length(k) / vg.Length(n)
				p.busy = append(p.busy, line[i-1].Add(q.Sub(line[i-1]).Scale(t)))
			}
		}
		p.busy = append(p.busy, q)
	}
}

// drawInto draws the figure into a rectangle of the sheet.
func (f *Figure) drawInto(s sheet, area vg.Rectangle) error {
	if len(f.parts) > 0 {
		return f.drawGrid(s, area)
	}
	if surface, ok := f.surface(); ok {
		return f.drawSurface(s, area, surface)
	}
	d, err := f.drawing(s, area)
	if err != nil {
		return err
	}
	return d.draw()
}

// drawing is a figure that has been laid out.
type drawing struct {
	figure *Figure
	p      *panel
	marks  []mark
	legend legend
}

// drawing prepares the figure's layers and lays it out in a rectangle.
func (f *Figure) drawing(s sheet, area vg.Rectangle) (*drawing, error) {
	s.Rectangle = area
	d := &drawing{figure: f, p: &panel{sheet: s, view: f.view()}}
	var err error
	if d.marks, err = f.prepare(s.ctx, d.p.view); err != nil {
		return nil, err
	}
	d.p.bar = barOf(d.marks)
	d.p.xLabel, d.p.yLabel = f.axisLabels(d.p.view, s.words)
	return d, d.arrange()
}

// arrange lays the panel out, and once more with room for the legend above
// the frame if that does not fit into a corner.
func (d *drawing) arrange() error {
	d.arrangeAgain()
	if d.figure.HideLegend {
		return nil
	}
	names, err := d.p.legendFor(d.marks)
	if err != nil || len(names.entries) == 1 && names.entries[0].name == d.p.yLabel {
		return err
	}
	d.legend = names
	if len(names.rows) > 0 {
		d.arrangeAgain()
	}
	return nil
}

// arrangeAgain lays the panel out in its rectangle with what is known of the
// legend.
func (d *drawing) arrangeAgain() {
	d.p.legendHeight = float64(entryHeight * len(d.legend.rows))
	d.figure.layOut(d.p)
}

func (d *drawing) draw() error {
	p := d.p
	p.rectangle(p.frame, paper)
	if p.bar == nil {
		p.gridLines()
	}
	for _, m := range d.marks {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if err := m.draw(p); err != nil {
			return err
		}
		if g, ok := m.(interface{ colorAt(x, y float64) color.RGBA }); ok {
			p.ground = g
		}
	}
	d.figure.drawAxes(p)
	if p.bar != nil && !p.hideBar {
		p.bar.draw(p)
	}
	d.legend.draw(p)
	return nil
}

// axisLabels are the labels of the axes: the given ones, "step" along steps,
// and the name of what is shown where only one thing is.
func (f *Figure) axisLabels(v view, w words) (x, y string) {
	x, y = f.XLabel, f.YLabel
	if x == "" && v.steps {
		x = w.say("step")
	}
	if y == "" && len(f.Layers) == 1 {
		switch l := f.Layers[0].(type) {
		case Curve:
			y = l.Name
		case Series:
			y = l.Name
		}
	}
	return x, y
}

// prepare makes the marks of the layers, sorted by rank. What fills the ground
// comes first, because lines take their colours after it.
func (f *Figure) prepare(ctx context.Context, v view) ([]mark, error) {
	st := &stage{ctx: ctx, view: v, words: words(f.Language), saddles: f.saddles(v)}
	marks := make([]mark, len(f.Layers))
	for _, grounds := range []bool{true, false} {
		for i, layer := range f.Layers {
			if _, isGround := layer.(groundLayer); isGround != grounds {
				continue
			}
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			m, err := layer.prepare(st)
			if err != nil {
				return nil, err
			}
			if g, ok := m.(colored); ok {
				st.strokes.ground = g.ground()
			}
			marks[i] = m
		}
	}
	if slices.ContainsFunc(marks, func(m mark) bool { return m.rank() == rankField }) {
		for _, m := range marks {
			if l, ok := m.(*landscape); ok {
				l.unlabelled = true // arrows and labels would run into each other
			}
		}
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return a.rank() - b.rank() })
	return marks, nil
}

// saddles lists the saddles that are marked in a view.
func (f *Figure) saddles(v view) [][2]float64 {
	var saddles [][2]float64
	for _, layer := range f.Layers {
		if l, ok := layer.(CriticalPoints); ok {
			for _, q := range l.Points {
				if q.Kind == Saddle && v.shows(q.At) {
					saddles = append(saddles, q.At)
				}
			}
		}
	}
	return saddles
}

// groundLayer is a layer that fills the frame.
type groundLayer interface{ fillsGround() }

func barOf(marks []mark) *colorBar {
	for _, m := range marks {
		if b, ok := m.(barred); ok {
			if bar := b.bar(); len(bar.colors) > 0 {
				return &bar
			}
		}
	}
	return nil
}

// margins are the room around a frame.
type margins struct{ left, right, bottom, top float64 }

func (m *margins) widen(n margins) {
	m.left, m.right = max(m.left, n.left), max(m.right, n.right)
	m.bottom, m.top = max(m.bottom, n.bottom), max(m.top, n.top)
}

// layOut places the frame so that titles, ticks, colour bar and a legend above
// it fit around it.
func (f *Figure) layOut(p *panel) {
	size := p.Size()
	p.chooseTicks(float64(size.X)*0.75, float64(size.Y)*0.8)
	m := margins{left: margin, right: margin + p.lastTickOverhang(), bottom: margin, top: margin + p.noteHeight()}
	if !p.hideY {
		m.left += p.yTicksWidth()
		if p.yLabel != "" {
			m.left += labelSize + 6
		}
	}
	if !p.hideX {
		m.bottom += tickLength + 4 + tickSize
		if p.xLabel != "" || p.xScale.note != "" {
			m.bottom += labelSize + 6
		}
	}
	if f.Title != "" {
		m.top += titleSize + 8
	}
	if p.legendHeight > 0 {
		m.top += p.legendHeight + 4
	}
	if p.bar != nil && !p.hideBar {
		m.right = max(m.right, margin+p.bar.width())
	}
	p.margins = m
	p.place(vg.Rectangle{
		Min: vg.Point{X: p.Min.X + vg.Length(m.left), Y: p.Min.Y + vg.Length(m.bottom)},
		Max: vg.Point{X: p.Max.X - vg.Length(m.right), Y: p.Max.Y - vg.Length(m.top)},
	})
}

// place puts the frame into a rectangle: all of it, or, where both axes have
// one scale, as much as their ratio allows.
func (p *panel) place(frame vg.Rectangle) {
	if p.view.alike {
		frame = shaped(frame, p.view.x.span()/p.view.y.span())
	}
	p.frame = snapped(frame)
	p.chooseTicks(float64(p.frame.Size().X), float64(p.frame.Size().Y))
}

// noteHeight is the height of the line above the frame for the note of the y
// axis and the head of the colour bar.
func (p *panel) noteHeight() float64 {
	if p.yScale.note != "" || p.bar != nil && p.bar.head() || p.status {
		return tickSize + 5
	}
	return 0
}

// shaped is the largest rectangle of a ratio in the middle of r.
func shaped(r vg.Rectangle, ratio float64) vg.Rectangle {
	size := r.Size()
	if w := size.Y * vg.Length(ratio); w < size.X {
		shift := (size.X - w) / 2
		r.Min.X, r.Max.X = r.Min.X+shift, r.Max.X-shift
		return r
	}
	shift := (size.Y - size.X/vg.Length(ratio)) / 2
	r.Min.Y, r.Max.Y = r.Min.Y+shift, r.Max.Y-shift
	return r
}

// snapped puts the corners on whole pixels, where lines are sharp.
func snapped(r vg.Rectangle) vg.Rectangle {
	round := func(p vg.Point) vg.Point {
		return vg.Point{X: vg.Length(math.Round(float64(p.X))), Y: vg.Length(math.Round(float64(p.Y)))}
	}
	return vg.Rectangle{Min: round(r.Min), Max: round(r.Max)}
}

// chooseTicks divides the axes of a frame of a size.
func (p *panel) chooseTicks(width, height float64) {
	p.yScale = scaleFor(p.view.y, p.view.logY, false, int(height/42))
	p.xScale = scaleFor(p.view.x, p.view.logX, p.view.whole, int(width/52))
	for most := int(width / 52); most > 1 && p.crowdedTicks(width); most-- {
		p.xScale = scaleFor(p.view.x, p.view.logX, p.view.whole, most)
	}
	if len(p.view.names) > 0 {
		p.xScale = namedScale(p.view.names, width)
	}
}

func scaleFor(r Range, log, whole bool, most int) scale {
	switch {
	case log:
		return logScale(r, most)
	case whole:
		return integerScale(r, most)
	}
	return linearScale(r, most)
}

// namedScale puts names at 1, 2, …, leaving out some where they would touch.
func namedScale(names []string, width float64) scale {
	each := width / (float64(len(names)) + 0.2)
	widest := 0.0
	for _, name := range names {
		widest = max(widest, textWidth(name, tickSize))
	}
	every := max(1, int(math.Ceil((widest+6)/each)))
	var s scale
	for i, name := range names {
		if i%every == 0 {
			s.ticks = append(s.ticks, tick{float64(i + 1), name})
		}
	}
	return s
}

// crowdedTicks tells whether labels of the x axis come too near each other.
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
	top := high.Y + 6
	if f.Title != "" {
		top += vg.Length(p.legendHeight)
		if p.yScale.note != "" || p.legendHeight > 0 || p.status {
			top += vg.Length(p.noteHeight())
		}
		f.drawTitle(p, vg.Point{X: low.X, Y: top + 3})
	}
}

// drawAxisLabels writes the names of the axes and their common factors.
func (p *panel) drawAxisLabels() {
	low, high := p.frame.Min, p.frame.Max
	if !p.hideX {
		below := low.Y - tickLength - 4 - tickSize - 6
		p.write(p.xLabel, labelSize, ink, vg.Point{X: (low.X + high.X) / 2, Y: below}, centreTop)
		p.write(p.xScale.note, tickSize, ink, vg.Point{X: high.X, Y: below}, anchor{1, 1})
	}
	if p.hideY {
		return
	}
	p.write(p.yScale.note, tickSize, ink, vg.Point{X: low.X, Y: high.Y + 6}, leftBase)
	if p.yLabel != "" {
		p.writeUpwards(p.yLabel, labelSize, ink, vg.Point{X: low.X - vg.Length(p.yTicksWidth()) - 8, Y: (low.Y + high.Y) / 2})
	}
}

// drawTitle writes the title from the frame's left side, smaller and further
// to the left where it would not fit.
func (f *Figure) drawTitle(p *panel, at vg.Point) {
	size := titleSize
	room := float64(p.Max.X) - margin
	if width := textWidth(f.Title, size); float64(at.X)+width > room {
		at.X = max(p.Min.X+margin, vg.Length(room-width))
		size *= min(1, (room-float64(at.X))/width)
	}
	set := typeset.Set(f.Title, size)
	p.SetColor(ink)
	p.Fill(set.Path(at))
}

func tickReach(t tick) vg.Length {
	if t.label == "" {
		return tickLength / 2
	}
	return tickLength
}
