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
	// ofBands tells that the labels are the values of the bands, not the levels
	// between them.
	ofBands bool
	places  []float64 // of the labels along it, from 0 to 1, where it has no bands
	note    string    // a common factor or offset of the labels
}

const (
	barGap   = 14
	barWidth = 12
)

// width is what the bar takes beside the frame, its head apart.
func (b colorBar) width() float64 {
	widest := 0.0
	for _, l := range b.labels {
		widest = max(widest, textWidth(l, smallSize))
	}
	return barGap + barWidth + 6 + widest
}

// headWidth is the width of what stands above the bar.
func (b colorBar) headWidth() float64 {
	width := textWidth(b.title, tickSize)
	if b.note != "" {
		width += textWidth(b.note, smallSize)
		if b.title != "" {
			width += 6
		}
	}
	return width
}

// fitHead shortens the title so that the head fits into a width.
func (b *colorBar) fitHead(width float64) {
	if over := b.headWidth() - width; over > 0 {
		b.title = elided(b.title, tickSize, max(textWidth(b.title, tickSize)-over, 3*tickSize))
	}
}

// barWidth is what the colour bar takes to the right of the frame. Its head
// stands above the frame too, as far as it is long, or else just above the bar.
func (p *panel) barWidth(overFrame bool) float64 {
	room := float64(p.Size().X) - 2*margin
	if !overFrame {
		p.bar.fitHead(0.3 * room)
		return max(p.bar.width(), barGap+p.bar.headWidth())
	}
	p.bar.fitHead(min(0.75*room, room-70-textWidth(p.yScale.note, tickSize)))
	return p.bar.width()
}

// headAt is where the head of the colour bar begins.
func (p *panel) headAt() vg.Length {
	return min(p.frame.Max.X+barGap, p.Max.X-margin-vg.Length(p.bar.headWidth()))
}

// head reports whether something is written above the bar.
func (b colorBar) head() bool { return b.title != "" || b.note != "" }

func (b colorBar) draw(p *panel) {
	left := p.frame.Max.X + barGap
	low, high := p.frame.Min.Y, p.frame.Max.Y
	each := (high - low) / vg.Length(len(b.colors))
	for i, clr := range b.colors {
		bottom := low + each*vg.Length(i)
		top := min(bottom+each+1, high) // a pixel below the next one: between two edges the ground would show
		p.rectangle(vg.Rectangle{Min: vg.Point{X: left, Y: bottom}, Max: vg.Point{X: left + barWidth, Y: top}}, clr)
	}
	style := draw.LineStyle{Color: frameInk, Width: 1}
	p.SetLineStyle(style)
	p.Stroke(vg.Rectangle{Min: vg.Point{X: left, Y: low}, Max: vg.Point{X: left + barWidth, Y: high}}.Path())
	every := 1 + int(14/float64(each))
	below := low - 14
	for i, place := range b.places {
		if y := low + (high-low)*vg.Length(place); y-below >= 14 {
			b.tick(p, b.labels[i], left, y)
			below = y
		}
	}
	for i, label := range b.ofLevels() {
		y := low + each*vg.Length(i+1)
		if b.ofBands {
			y -= each / 2
		}
		if (i-b.shift(every))%every != 0 {
			continue
		}
		b.tick(p, label, left, y)
	}
	if p.headRaised() {
		high += tickSize + 5
	}
	b.drawHead(p, vg.Point{X: p.headAt(), Y: high + 6})
}

// drawBeside draws a colour bar in the middle of the height of a panel, whose frame it leaves as high as that.
func (b colorBar) drawBeside(p *panel) {
	high := p.frame.Size().Y * 0.6
	middle := (p.frame.Min.Y + p.frame.Max.Y) / 2
	p.frame.Min.Y, p.frame.Max.Y = middle-high/2, middle+high/2
	if len(b.colors) > 0 {
		b.draw(p)
	}
}

// ofLevels are the labels of bands and of levels between them.
func (b colorBar) ofLevels() []string {
	if b.places != nil {
		return nil
	}
	return b.labels
}

// tick marks a height on the right of the bar and writes its label.
func (b colorBar) tick(p *panel, label string, left, y vg.Length) {
	p.StrokeLines(draw.LineStyle{Color: frameInk, Width: 1}, []vg.Point{{X: left + barWidth, Y: y}, {X: left + barWidth + 3, Y: y}})
	p.write(label, smallSize, ink, vg.Point{X: left + barWidth + 6, Y: y}, leftMiddle)
}

func (b colorBar) drawHead(p *panel, at vg.Point) {
	p.write(b.title, tickSize, ink, at, leftBase)
	at.X += vg.Length(b.headWidth() - textWidth(b.note, smallSize))
	p.write(b.note, smallSize, ink, at, leftBase)
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

// noteHeight is the height of the line above the frame for the note of the y
// axis and the head of the colour bar, or of two lines.
func (p *panel) noteHeight() float64 {
	if p.headRaised() {
		return 2 * (tickSize + 5)
	}
	if p.yScale.note != "" || p.bar != nil && p.bar.head() || p.status {
		return tickSize + 5
	}
	return 0
}

// headRaised reports whether the head of the colour bar has no room in one line
// with the note of the y axis.
func (p *panel) headRaised() bool {
	if p.bar == nil || p.hideBar || p.hideY || p.yScale.note == "" {
		return false
	}
	before := max(margin+p.yTicksWidth()+labelSize+6, float64(p.frame.Min.X-p.Min.X))
	return before+textWidth(p.yScale.note, tickSize)+10+p.bar.headWidth() > float64(p.Size().X)-margin
}

// barred is a mark with a colour bar.
type barred interface{ bar() colorBar }

// barOf is the colour bar of the first mark that has one.
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
