package plotting

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"saddle/numerics/reason"
)

// Heatmap shows the entries of a matrix as coloured cells, the first row at the
// top, with their values in them where they have room.
type Heatmap struct {
	Name    string
	Values  [][]float64 // row by row, all of one length
	Colours string      // names a map of ColourMaps; empty: chosen
	Log     Scale       // of the colours; AutoScale: logarithmic where positive values pass a factor of a thousand
}

func (Heatmap) fillsGround()      {}
func (l Heatmap) texts() []string { return []string{l.Name} }

func (l Heatmap) reach(b *bounds) {
	b.cells = [2]int{max(b.cells[0], len(l.Values[0])), max(b.cells[1], len(l.Values))}
}

// span is the range of the finite values, and where the largest stands.
func (l Heatmap) span() (e extent, row, column int) {
	for i, line := range l.Values {
		for j, v := range line {
			if before := e; !math.IsNaN(v) && !math.IsInf(v, 0) {
				if e.include(v); !before.some || v > before.Max {
					row, column = i, j
				}
			}
		}
	}
	return e, row, column
}

func (l Heatmap) facts(_ view, w words) string {
	name := cmp.Or(l.Name, w.say(reason.Both("a matrix", "矩阵")))
	e, row, column := l.span()
	if !e.some {
		return w.say(noValues, name)
	}
	if e.span() == 0 {
		return w.say(reason.Both("heat map of %s, %d×%d values, all %s", "%s 的热图，%d×%d 个值，都是 %s"), name, len(l.Values), len(l.Values[0]), digits(e.Min, 4)) + l.infinite(w)
	}
	text := w.say(reason.Both("heat map of %s, %d×%d values from %s to %s, the largest in row %d, column %d", "%s 的热图，%d×%d 个值，从 %s 到 %s，最大值在第 %d 行第 %d 列"),
		name, len(l.Values), len(l.Values[0]), digits(e.Min, e.digits()), digits(e.Max, e.digits()), row+1, column+1)
	return text + l.infinite(w)
}

// infinite tells of entries that are not finite; empty: there are none.
func (l Heatmap) infinite(w words) string {
	n := 0
	for _, line := range l.Values {
		n += infinite(line)
	}
	if n == 0 {
		return ""
	}
	return w.say(notFinite, n)
}

// warmth is the mark of a Heatmap.
type warmth struct {
	Heatmap
	low, high float64
	log       bool
	tones     colormap
}

// shadesOfWarmth is how many colours a heat map has.
const shadesOfWarmth = 60

func (l Heatmap) prepare(*stage) (mark, error) {
	e, _, _ := l.span()
	m := &warmth{Heatmap: l, low: e.Min, high: e.Max, tones: viridis}
	positive := e.some && e.Min > 0
	m.log = positive && (l.Log == Logarithmic || l.Log == AutoScale && e.Max/1e3 > e.Min && manyAreSmall(slices.Concat(l.Values...)))
	if named, ok := colourMaps[l.Colours]; ok {
		m.tones = named
	} else if clearlyBetween(m.low, 0, m.high) { // the two colours meet at zero
		most := max(-m.low, m.high)
		m.tones, m.low, m.high = blueRed, -most, most
	}
	return m, nil
}

func (m *warmth) rank() int      { return rankGround }
func (m *warmth) coversFrame()   {}
func (m *warmth) ground() ground { return onSequential }

// place is where a value stands between the least and the largest, from 0 to 1.
func (m *warmth) place(v float64) float64 {
	if m.high == m.low {
		return 0.5
	}
	return share(Range{m.low, m.high}, m.log, v)
}

func (m *warmth) colorOf(v float64) color.RGBA {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return blankFill
	}
	return m.shadeAt(int(m.place(v) * shadesOfWarmth))
}

func (m *warmth) shadeAt(i int) color.RGBA {
	return m.tones.at((float64(min(max(i, 0), shadesOfWarmth-1)) + 0.5) / shadesOfWarmth)
}

// colorAt is the colour under a point of the view, whose rows count from below.
func (m *warmth) colorAt(x, y float64) color.RGBA {
	row, column := len(m.Values)-int(math.Round(y)), int(math.Round(x))-1
	if row < 0 || row >= len(m.Values) || column < 0 || column >= len(m.Values[0]) {
		return paper
	}
	return m.colorOf(m.Values[row][column])
}

// bar is a colour bar without bands, with ticks at round values.
func (m *warmth) bar() colorBar {
	b := colorBar{title: m.Name}
	if m.high == m.low {
		b.colors, b.ofBands, b.labels = []color.RGBA{m.colorOf(m.low)}, true, []string{short(m.low, 5)}
		return b
	}
	for i := range shadesOfWarmth {
		b.colors = append(b.colors, m.shadeAt(i))
	}
	s := scaleFor(Range{m.low, m.high}, m.log, false, 8)
	b.note = s.note
	for _, t := range s.ticks {
		if place := m.place(t.value); t.label != "" && place >= 0 && place <= 1 {
			b.labels, b.places = append(b.labels, t.label), append(b.places, place)
		}
	}
	return b
}

func (m *warmth) draw(p *panel) error {
	p.shades(groundShades)
	rows, columns := len(m.Values), len(m.Values[0])
	size := p.frame.Size()
	tall, wide := max(1, rows/int(size.Y)), max(1, columns/int(size.X)) // in a block that is as large as a pixel
	for i := 0; i < rows; i += tall {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		below := min(i+tall, rows)
		for j := 0; j < columns; j += wide {
			right := min(j+wide, columns)
			low, high := p.at(float64(j)+0.5, float64(rows-below)+0.5), p.at(float64(right)+0.5, float64(rows-i)+0.5)
			cell, ok := common(vg.Rectangle{Min: low, Max: high.Add(vg.Point{X: underNeighbours})}, p.frame)
			if ok {
				p.rectangle(cell, m.colorOf(meanOf(m.Values[i:below], j, right)))
			}
		}
	}
	p.shades(allShades)
	return nil
}

// meanOf is the mean of the finite values in some columns of rows; NaN where there is none.
func meanOf(rows [][]float64, from, to int) float64 {
	sum, n := 0.0, 0
	for _, row := range rows {
		for _, v := range row[from:to] {
			if !math.IsNaN(v) && !math.IsInf(v, 0) {
				sum, n = sum+v, n+1
			}
		}
	}
	if n == 1 {
		return sum
	}
	return sum / float64(n)
}

// common is what two rectangles share; ok is false where that is nothing.
func common(a, b vg.Rectangle) (c vg.Rectangle, ok bool) {
	c.Min = vg.Point{X: max(a.Min.X, b.Min.X), Y: max(a.Min.Y, b.Min.Y)}
	c.Max = vg.Point{X: min(a.Max.X, b.Max.X), Y: min(a.Max.Y, b.Max.Y)}
	return c, c.Min.X < c.Max.X && c.Min.Y < c.Max.Y
}

// annotate writes the values into the cells, all or none.
func (m *warmth) annotate(p *panel) {
	cell := p.at(2, 2).Sub(p.at(1, 1))
	size, widest, exact := smallSize, 0.0, max(Range{m.low, m.high}.digits()-1, 3)
	if float64(cell.X) < float64(size) || float64(size)+4 > float64(cell.Y) {
		return // for a single digit
	}
	for _, line := range m.Values {
		for _, v := range line {
			widest = max(widest, textWidth(short(v, exact), float64(size)))
		}
	}
	if widest+6 > float64(cell.X) {
		return
	}
	for i, line := range m.Values {
		for j, v := range line {
			if at := p.at(float64(j+1), float64(len(m.Values)-i)); within(p.frame, at) {
				p.write(short(v, exact), float64(size), contrast(m.colorOf(v), 1), at, anchor{0.5, 0.5})
			}
		}
	}
}
