package plotting

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// entry is a line of the legend: a sample drawn in a box and a name.
type entry struct {
	name   string
	sample func(s *sheet, box vg.Rectangle)
}

const (
	sampleWidth = 26
	entryHeight = 17
	legendRoom  = 6
)

// lineSample draws a piece of a line for the legend.
func lineSample(style draw.LineStyle) func(*sheet, vg.Rectangle) {
	return func(s *sheet, box vg.Rectangle) {
		y := (box.Min.Y + box.Max.Y) / 2
		s.StrokeLines(style, []vg.Point{{X: box.Min.X, Y: y}, {X: box.Max.X, Y: y}})
	}
}

// drawLegend puts the names of the marks, in a frame on a white ground, into
// the corner where the least lies under it.
func (p *panel) drawLegend(marks []mark) {
	entries := entriesOf(marks)
	if len(entries) == 0 {
		return
	}
	width := 0.0
	for _, e := range entries {
		width = max(width, textWidth(e.name, tickSize))
	}
	size := vg.Point{
		X: vg.Length(math.Ceil(width + sampleWidth + 6 + 2*legendRoom)),
		Y: vg.Length(entryHeight*len(entries) + legendRoom),
	}
	box := p.emptiestCorner(size)
	p.shape(box.Path(), paper, gridInk, 3)
	p.shape(box.Path(), nil, faintInk, 1)
	for i, e := range entries {
		y := box.Max.Y - vg.Length(legendRoom)/2 - vg.Length(i*entryHeight) - entryHeight/2
		left := box.Min.X + legendRoom
		e.sample(&p.sheet, vg.Rectangle{Min: vg.Point{X: left, Y: y - 6}, Max: vg.Point{X: left + sampleWidth, Y: y + 6}})
		p.write(e.name, tickSize, ink, vg.Point{X: left + sampleWidth + 6, Y: y}, leftMiddle)
	}
}

// entriesOf collects what goes into the legend, each name once.
func entriesOf(marks []mark) []entry {
	var entries []entry
	seen := map[string]bool{}
	for _, m := range marks {
		n, ok := m.(named)
		if !ok {
			continue
		}
		for _, e := range n.entries() {
			if e.name != "" && !seen[e.name] {
				seen[e.name] = true
				entries = append(entries, e)
			}
		}
	}
	return entries
}

// emptiestCorner is the place for a box of a size in the frame that covers the
// fewest busy points: of the corners, from the top right anticlockwise.
func (p *panel) emptiestCorner(size vg.Point) vg.Rectangle {
	const gap = 8
	low, high := p.frame.Min, p.frame.Max
	right, upper := high.X-gap-size.X, high.Y-gap-size.Y
	left, lower := low.X+gap, low.Y+gap
	var best vg.Rectangle
	fewest := -1
	for _, corner := range []vg.Point{{X: right, Y: upper}, {X: left, Y: upper}, {X: left, Y: lower}, {X: right, Y: lower}} {
		box := vg.Rectangle{Min: corner, Max: corner.Add(size)}
		around := vg.Rectangle{Min: box.Min.Sub(vg.Point{X: 5, Y: 5}), Max: box.Max.Add(vg.Point{X: 5, Y: 5})}
		covered := 0
		for _, q := range p.busy {
			if within(around, q) {
				covered++
			}
		}
		if fewest < 0 || covered < fewest {
			best, fewest = box, covered
		}
	}
	return best
}
