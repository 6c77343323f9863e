package plotting

import (
	"context"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// stage is what layers are prepared with.
type stage struct {
	ctx     context.Context
	view    view
	words   words
	strokes strokes
	saddles [][2]float64 // that are marked in the view
	filled  bool         // a mark fills the ground
}

// mark is a layer prepared for a view.
type mark interface {
	// rank orders marks: those of a low rank are drawn first.
	rank() int
	draw(*panel) error
}

// What marks may have besides: a legend entry, a colour bar, a ground that
// lines are coloured to stand out from, words that are written last, where the
// other marks leave room.
type (
	named   interface{ entries() []entry }
	written interface{ annotate(*panel) }
	barred  interface{ bar() colorBar }
	colored interface{ ground() ground }
)

// Ranks of marks, from back to front.
const (
	rankGround = iota
	rankNetting
	rankField
	rankCurve
	rankPath
	rankPoint
)

// panel is the part of a sheet that one set of axes takes.
type panel struct {
	sheet
	view     view
	frame    vg.Rectangle
	busy     []vg.Point     // where marks are that a legend should not cover
	claimed  []vg.Rectangle // where texts stand among the marks
	reserved vg.Rectangle   // for the legend
	xScale   scale
	yScale   scale
	bar      *colorBar
	ground   interface{ colorAt(x, y float64) color.RGBA } // nil: white

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
	p.reserved = d.legend.box(p)
	p.annotate(d.marks)
	p.label(d.marks)
	d.figure.drawAxes(p)
	if p.bar != nil && !p.hideBar {
		p.bar.draw(p)
	}
	d.legend.draw(p)
	return nil
}

// annotate lets the marks before the ground write: the names of what is shown,
// then the numbers of steps, as many as have room beside them.
func (p *panel) annotate(marks []mark) {
	for _, m := range slices.Backward(marks) {
		if w, ok := m.(written); ok && m.rank() != rankGround {
			w.annotate(p)
		}
	}
	for _, m := range marks {
		if t, ok := m.(*trail); ok {
			t.number(p)
		}
	}
}

// label lets the ground write the values of its lines, where there is room.
func (p *panel) label(marks []mark) {
	for _, m := range slices.Backward(marks) {
		if w, ok := m.(written); ok && m.rank() == rankGround {
			w.annotate(p)
		}
	}
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
			marks[i] = st.settle(m)
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

// settle gives the ground to the first mark that fills it; the contours of
// other functions become lines.
func (st *stage) settle(m mark) mark {
	g, ok := m.(colored)
	if !ok {
		return m
	}
	if l, isLandscape := m.(*landscape); isLandscape && st.filled {
		style := st.strokes.next()
		style.Width = 1.2
		return &netting{l, style}
	}
	st.filled, st.strokes.ground = true, g.ground()
	return m
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
