package plotting

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// colorBar shows the bands between levels as boxes of one height, with the
// level between two boxes written beside it.
type colorBar struct {
	title  string
	colors []color.RGBA
	labels []string
	note   string // a common factor or offset of the labels
}

const (
	barGap   = 14
	barWidth = 12
)

func (b colorBar) width() float64 {
	widest := textWidth(b.title, tickSize) + 6 + textWidth(b.note, smallSize) - barWidth - 6
	for _, l := range b.labels {
		widest = max(widest, textWidth(l, smallSize))
	}
	return barGap + barWidth + 6 + widest
}

// head tells whether something is written above the bar.
func (b colorBar) head() bool { return b.title != "" || b.note != "" }

func (b colorBar) draw(p *panel) {
	left := p.frame.Max.X + barGap
	low, high := p.frame.Min.Y, p.frame.Max.Y
	each := (high - low) / vg.Length(len(b.colors))
	for i, clr := range b.colors {
		bottom := low + each*vg.Length(i)
		p.rectangle(vg.Rectangle{Min: vg.Point{X: left, Y: bottom}, Max: vg.Point{X: left + barWidth, Y: high}}, clr)
	}
	style := draw.LineStyle{Color: frameInk, Width: 1}
	p.SetLineStyle(style)
	p.Stroke(vg.Rectangle{Min: vg.Point{X: left, Y: low}, Max: vg.Point{X: left + barWidth, Y: high}}.Path())
	every := 1 + int(14/float64(each))
	for i, label := range b.labels {
		y := low + each*vg.Length(i+1)
		if len(b.colors) == 1 {
			y = (low + high) / 2
		}
		if (i-b.shift(every))%every != 0 {
			continue
		}
		p.StrokeLines(style, []vg.Point{{X: left + barWidth, Y: y}, {X: left + barWidth + 3, Y: y}})
		p.write(label, smallSize, ink, vg.Point{X: left + barWidth + 6, Y: y}, leftMiddle)
	}
	p.write(b.title, tickSize, ink, vg.Point{X: left, Y: high + 6}, leftBase)
	if b.note != "" {
		x := left + vg.Length(textWidth(b.title, tickSize)) + 6
		if b.title == "" {
			x = left
		}
		p.write(b.note, smallSize, ink, vg.Point{X: x, Y: high + 6}, leftBase)
	}
}

// shift makes the labels that are kept include zero.
func (b colorBar) shift(every int) int {
	for i, l := range b.labels {
		if l == "0" {
			return i % every
		}
	}
	return 0
}
