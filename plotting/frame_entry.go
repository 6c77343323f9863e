package plotting

import (
	"image/color"

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
	sampleGap   = 6
	entryHeight = 17
	entryGap    = 16 // between entries beside each other
	legendRoom  = 6
)

func (e entry) width() float64 { return sampleWidth + sampleGap + textWidth(e.name, tickSize) }

// draw puts the sample and the name with their left end in the middle of the
// line at a point.
func (e entry) draw(s *sheet, at vg.Point) {
	e.sample(s, vg.Rectangle{Min: vg.Point{X: at.X, Y: at.Y - 6}, Max: vg.Point{X: at.X + sampleWidth, Y: at.Y + 6}})
	s.write(e.name, tickSize, ink, vg.Point{X: at.X + sampleWidth + sampleGap, Y: at.Y}, leftMiddle)
}

// lineSample draws a piece of a line for the legend.
func lineSample(style draw.LineStyle) func(*sheet, vg.Rectangle) {
	return func(s *sheet, box vg.Rectangle) {
		y := (box.Min.Y + box.Max.Y) / 2
		s.StrokeLines(style, []vg.Point{{X: box.Min.X, Y: y}, {X: box.Max.X, Y: y}})
	}
}

// patch is a coloured box for the legend.
func patch(clr color.RGBA) func(*sheet, vg.Rectangle) {
	return func(s *sheet, box vg.Rectangle) { s.shape(box.Path(), clr, frameInk, 0.5) }
}
