package plotting

import (
	"context"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
)

// Inset is another figure on a card in a corner of the frame: a zoom, whose
// window is outlined in the frame and tied to the card. The card has axes of its
// own without names, and the levels of the frame's landscape in their colours, with
// more lines where few of them are in the window. A figure in space has no place in it.
type Inset struct{ Figure *Figure }

func (l Inset) texts() []string { return nil }

func (l Inset) reach(b *bounds) {
	v := l.Figure.view(b.ctx)
	b.besideX, b.besideY = append(b.besideX, v.x.Min, v.x.Max), append(b.besideY, v.y.Min, v.y.Max)
}

func (l Inset) facts(_ view, w words) string { return l.factsUntil(context.Background(), w) }

// factsUntil implements enclosing.
func (l Inset) factsUntil(ctx context.Context, w words) string {
	f := l.sharing(nil)
	f.Language = reason.Locale(w)
	return w.say(reason.Both("in a corner, enlarged: %s", "角落中的放大图：%s"), f.Describe(ctx))
}

// sharing is the inset's figure with the levels of the landscape under it; nil: there is none.
func (l Inset) sharing(under mark) *Figure {
	f := *l.Figure
	f.Layers = slices.Clone(f.Layers)
	for i, layer := range f.Layers {
		if c, ok := layer.(Contours); ok {
			c.shared = &sharedLevels{under}
			f.Layers[i] = c
		}
	}
	return &f
}

func (l Inset) remembering() Layer { return Inset{l.Figure.Remembering()} }

// card is the mark of an Inset.
type card struct{ inner *drawing }

func (l Inset) prepare(st *stage) (mark, error) {
	f := l.sharing(st.under)
	f.Title, f.HideLegend = "", true
	d, err := f.prepared(sheet{ctx: st.ctx, words: st.words}, vg.Rectangle{})
	if err != nil {
		return nil, err
	}
	d.p.xLabel, d.p.yLabel, d.p.hideBar = "", "", true
	return &card{d}, nil
}

func (m *card) rank() int { return rankCard }

// cardShares are the card's sides as shares of the frame's, the first that covers
// nothing; leastCard is the least side in pixels.
var cardShares = []vg.Length{0.48, 0.42, 0.36}

const leastCard = 100

// settle lays the card out where it covers the least, but not its own window.
func (m *card) settle(p *panel, window vg.Rectangle) (box vg.Rectangle) {
	least := -1
	for _, share := range cardShares {
		frame := p.frame.Size()
		size := m.fit(vg.Point{X: min(max(share*frame.X, leastCard), frame.X-16), Y: min(max(share*frame.Y, leastCard), frame.Y-16)})
		for i, corner := range p.corners(size) {
			cost := p.hidden(corner, window)
			if p.legendAt != "" && p.legendAt != "above" && isCorner(LegendPlaces[i], p.legendAt) {
				cost += 2000
			}
			if least < 0 || cost < least {
				box, least = corner, cost
			}
		}
		if least == 0 {
			break
		}
	}
	m.lay(box)
	return box
}

// hidden is how much a card in a box would hide: its window above all.
func (p *panel) hidden(box, window vg.Rectangle) int {
	cost := p.covered(box, 4)
	if p.hasText(box) || p.coversOpen(box) {
		cost += 1000
	}
	if overlap(box, window) {
		cost += 3000
	}
	return cost
}

// fit is the size that the card needs of one that it may have.
func (m *card) fit(size vg.Point) vg.Point {
	m.lay(vg.Rectangle{Max: size})
	p := m.inner.p
	spare := p.Size().Sub(p.frame.Size()).Sub(vg.Point{X: vg.Length(p.margins.left + p.margins.right), Y: vg.Length(p.margins.bottom + p.margins.top)})
	return size.Sub(spare)
}

// lay lays the card out in a box, with less room around its axes than a picture has.
func (m *card) lay(box vg.Rectangle) {
	const less = margin / 2
	m.inner.p.Rectangle = vg.Rectangle{Min: box.Min.Sub(vg.Point{X: less, Y: less}), Max: box.Max.Add(vg.Point{X: less, Y: less})}
	m.inner.p.margins = margins{}
	m.inner.arrangeAgain()
}

func (m *card) draw(p *panel) error {
	if frame := p.frame.Size(); min(frame.X, frame.Y) < leastCard {
		return nil // there is no room for it
	}
	window := p.part(m.inner.p.view)
	box := m.settle(p, window)
	p.claim(box)
	p.cards = append(p.cards, box)
	p.keepOpen(box.Min.Add(box.Max).Scale(0.5))
	for _, q := range cornersOf(box) {
		p.keepOpen(q)
	}
	if _, trial := p.Canvas.Canvas.(nowhere); trial {
		return nil
	}
	inner := m.inner.p
	inner.Canvas.Canvas, inner.ctx = p.Canvas.Canvas, p.ctx
	p.tie(window, inner.frame)
	p.shape(box.Path(), paper, frameFaint, 1)
	return m.inner.draw()
}

// part is the part of the frame that a view shows.
func (p *panel) part(v view) vg.Rectangle {
	low := p.at(bounded(v.x.Min, p.view.x), bounded(v.y.Min, p.view.y))
	high := p.at(bounded(v.x.Max, p.view.x), bounded(v.y.Max, p.view.y))
	if !finite(low) || !finite(high) {
		return p.frame
	}
	return vg.Rectangle{Min: nearestIn(p.frame, low), Max: nearestIn(p.frame, high)}
}

// tie outlines a window and joins its corners with those of the frame that shows
// it enlarged: the two lines that cross neither.
func (p *panel) tie(window, enlarged vg.Rectangle) {
	style := draw.LineStyle{Color: grey(0x30), Width: 1}
	rim := style
	rim.Color, rim.Width = paper, 2.6
	outline := cornersOf(window)
	lines := append(tiesBetween(window, enlarged), append(outline[:], outline[0]))
	p.StrokeLines(rim, lines...)
	p.StrokeLines(style, lines...)
}

// tiesBetween are two lines between corresponding corners.
func tiesBetween(window, enlarged vg.Rectangle) [][]vg.Point {
	from, to := cornersOf(window), cornersOf(enlarged)
	var lines [][]vg.Point
	for i := range from {
		if !crosses(window, from[i], to[i]) && !crosses(enlarged, to[i], from[i]) {
			lines = append(lines, []vg.Point{from[i], to[i]})
		}
	}
	return lines[:min(2, len(lines))]
}

func cornersOf(r vg.Rectangle) [4]vg.Point {
	return [4]vg.Point{r.Min, {X: r.Max.X, Y: r.Min.Y}, r.Max, {X: r.Min.X, Y: r.Max.Y}}
}

// crosses reports whether a line from a corner of a rectangle goes through its inside.
func crosses(r vg.Rectangle, corner, to vg.Point) bool {
	const near = 0.01
	a, b, ok := segment(r, corner, to)
	return ok && math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y)) > near
}
