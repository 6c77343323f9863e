package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// drawing is a figure that has been laid out.
type drawing struct {
	figure *Figure
	p      *panel
	marks  []mark
	legend legend
	room   vg.Length // height that a grid has for the frame
}

// drawing prepares the figure's layers and lays it out in a rectangle.
func (f *Figure) drawing(s sheet, area vg.Rectangle) (*drawing, error) {
	d, err := f.prepared(s, area)
	if err != nil {
		return nil, err
	}
	return d, d.arrange()
}

// prepared prepares the figure's layers for a rectangle.
func (f *Figure) prepared(s sheet, area vg.Rectangle) (*drawing, error) {
	s.Rectangle = area
	d := &drawing{figure: f, p: &panel{sheet: s, view: f.view(s.ctx)}}
	d.p.xTicks, d.p.yTicks, d.p.legendAt = f.XTicks, f.YTicks, f.LegendAt
	var err error
	if d.marks, err = f.prepareAs(s.ctx, d.p.view, s.looks); err != nil {
		return nil, err
	}
	d.p.bar = barOf(d.marks)
	d.p.xLabel, d.p.yLabel = f.axisLabels(d.p.view, s.words)
	return d, nil
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

// raiseLegend puts a legend that has no room in the frame any longer above it,
// and reports whether it did.
func (d *drawing) raiseLegend() bool {
	if d.legend.rows != nil || len(d.legend.entries) == 0 {
		return false
	}
	names, err := d.p.legendFor(d.marks)
	if err != nil || names.rows == nil {
		return false // drawing will meet the error
	}
	d.legend = names
	return true
}

// arrangeAgain lays the panel out in its rectangle with what is known of the
// legend.
func (d *drawing) arrangeAgain() {
	d.p.legendHeight = float64(entryHeight * len(d.legend.rows))
	d.figure.layOut(d.p)
}

// layOut places the frame so that titles, ticks, colour bar and a legend above
// it fit around it.
func (f *Figure) layOut(p *panel) {
	size := p.Size()
	p.chooseTicks(float64(size.X)*0.75, float64(size.Y)*0.8)
	p.margins = f.marginsOf(p)
	for range 4 { // a frame of another size has other ticks
		p.place(vg.Rectangle{
			Min: vg.Point{X: p.Min.X + vg.Length(p.margins.left), Y: p.Min.Y + vg.Length(p.margins.bottom)},
			Max: vg.Point{X: p.Max.X - vg.Length(p.margins.right), Y: p.Max.Y - vg.Length(p.margins.top)},
		})
		if !p.margins.widen(f.marginsOf(p)) {
			return
		}
	}
}

// marginsOf is the room that is needed around the frame with the ticks as they
// are.
func (f *Figure) marginsOf(p *panel) margins {
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
	m.top += f.titleRoom(float64(p.Size().X))
	if p.legendHeight > 0 {
		m.top += p.legendHeight + 4
	}
	if p.bar != nil && !p.hideBar {
		m.right = max(m.right, margin+p.barWidth(!p.status))
	}
	return m
}

// place puts the frame into a rectangle: all of it, or, where both axes have
// one scale, as much as their ratio allows.
func (p *panel) place(frame vg.Rectangle) {
	if p.view.alike {
		frame = shaped(frame, p.view.ratio())
	}
	p.frame = snapped(frame)
	p.chooseTicks(float64(p.frame.Size().X), float64(p.frame.Size().Y))
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
