package plotting

import (
	"cmp"
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"

	"saddle/numerics/reason"
)

// Basins colours each starting point by where a run from it ends, darker the
// more steps it takes.
type Basins struct {
	// F tells for many starts at once the number of the end, from 0, or -1 for
	// none, and the steps it took (any measure of time; 0 everywhere: no shading).
	// It is called row by row.
	F func(x, y []float64, end []int, steps []float64)
	// Ends are marked, each in its colour, and named in the legend.
	Ends  [][2]float64
	Names []string
	// Kinds are what the ends are; nil, or less than zero: not known.
	Kinds []Kind
	// Across is the number of starts along the longer side; 0: 150.
	Across int
}

func (Basins) fillsGround()      {}
func (l Basins) texts() []string { return l.Names }

func (l Basins) reach(b *bounds) {
	b.alike, b.ground = true, true
	b.near = append(b.near, l.Ends...)
}

func (l Basins) facts(v view, w words) string {
	text := w.counted(len(l.Ends), reason.Both("basins of %d end on %s", "吸引域：共 %d 个终点，区域 %s"), reason.Both("basins of %d ends on %s", "吸引域：共 %d 个终点，区域 %s"), len(l.Ends), v.box())
	var ends []string
	for i, at := range l.Ends[:min(len(l.Ends), mostNamed)] {
		end := pointText(at[0], at[1])
		if i < len(l.Kinds) && l.Kinds[i] >= 0 {
			end = w.say(kindNames[l.Kinds[i]]) + " " + end
		}
		ends = append(ends, end)
	}
	if len(l.Ends) > mostNamed {
		ends = append(ends, "…")
	}
	if len(ends) > 0 {
		text += w.say(reason.Both(": ", "：")) + strings.Join(ends, w.say(reason.Both(", ", "、")))
	}
	return text
}

// mostNamed is how many ends a sentence names.
const mostNamed = 8

// mosaic is the mark of Basins: the colour of each cell.
type mosaic struct {
	Basins
	nx, ny int
	end    []int
	shade  []int
	looks  []look // of the ends
	words  words
}

func (l Basins) prepare(st *stage) (mark, error) {
	across := cmp.Or(l.Across, 150)
	m := &mosaic{Basins: l, nx: across, ny: across, words: st.words}
	if ratio := st.view.x.span() / st.view.y.span(); st.view.alike && ratio > 1 {
		m.ny = max(int(float64(across)/ratio), 1)
	} else if st.view.alike {
		m.nx = max(int(float64(across)*ratio), 1)
	}
	x, y, steps := make([]float64, m.nx), make([]float64, m.nx), make([]float64, m.nx*m.ny)
	m.end = make([]int, m.nx*m.ny)
	for j := range m.ny {
		if err := st.ctx.Err(); err != nil {
			return nil, err
		}
		for i := range x {
			x[i] = st.view.x.Min + (float64(i)+0.5)/float64(m.nx)*st.view.x.span()
			y[i] = st.view.y.Min + (float64(j)+0.5)/float64(m.ny)*st.view.y.span()
		}
		row := j * m.nx
		l.F(x, y, m.end[row:row+m.nx], steps[row:row+m.nx])
	}
	m.shade = timeShades(steps)
	m.looks = looksApart(m.end, m.nx, len(l.Ends), nil)
	return m, nil
}

// timeShades sorts times into shades, on a logarithmic scale and up to the
// time that 98 of 100 do not pass.
func timeShades(steps []float64) []int {
	sorted := sortedSample(steps)
	shades := make([]int, len(steps))
	if len(sorted) == 0 {
		return shades
	}
	low, high := math.Log1p(max(sorted[0], 0)), math.Log1p(max(quantile(sorted, 0.98), 0))
	if high-low < 1e-9 {
		return shades
	}
	for i, s := range steps {
		t := (math.Log1p(max(s, 0)) - low) / (high - low)
		if !math.IsNaN(t) {
			shades[i] = int(min(max(t, 0), 1) * (shadesOfTime - 1))
		}
	}
	return shades
}

func (m *mosaic) rank() int      { return rankGround }
func (m *mosaic) coversFrame()   {}
func (m *mosaic) ground() ground { return onDiverging }

// colorOf is the colour of a cell.
func (m *mosaic) colorOf(k int) color.RGBA { return shaded(m.endColor(m.end[k]), m.shade[k]) }

func (m *mosaic) endColor(i int) color.RGBA {
	if i < 0 || i >= len(m.looks) {
		return noEnd
	}
	return m.looks[i].color
}

// kind is what an end is; ok is false where that is not known.
func (m *mosaic) kind(i int) (k Kind, ok bool) {
	if i >= len(m.Kinds) || m.Kinds[i] < 0 {
		return 0, false
	}
	return m.Kinds[i], true
}

// numbersEnds reports whether colours come again, hatched, so that the ends have numbers too.
func (m *mosaic) numbersEnds() bool { return len(m.Ends) > len(basinColors) }

func (m *mosaic) entries() []entry {
	var list []entry
	darkest := 0
	for _, s := range m.shade {
		darkest = max(darkest, s)
	}
	for i := range m.Ends {
		name := pointText(m.Ends[i][0], m.Ends[i][1])
		if i < len(m.Names) {
			name = m.Names[i]
		}
		if m.numbersEnds() {
			name = strconv.Itoa(i+1) + ": " + name
		}
		if kind, ok := m.kind(i); ok {
			name += " " + m.words.say(kindNames[kind])
		}
		list = append(list, entry{name, m.looks[i].sample(darkest)})
	}
	if slices.ContainsFunc(m.end, func(e int) bool { return e < 0 }) {
		list = append(list, entry{m.words.say(reason.Both("no end", "不收敛")), shadesSample(noEnd, darkest)})
	}
	return list
}

// underNeighbours is how far, in pixels, a run of cells reaches under those that
// are painted later, so that no seam shows even where a device's pixels are
// larger.
const underNeighbours = 2

// draw paints runs of cells of one colour.
func (m *mosaic) draw(p *panel) error {
	width, height := p.frame.Size().X/vg.Length(m.nx), p.frame.Size().Y/vg.Length(m.ny)
	p.shades(groundShades)
	for j := range m.ny {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		low := p.frame.Min.Y + vg.Length(j)*height
		for i := 0; i < m.nx; {
			clr := m.colorOf(j*m.nx + i)
			from := i
			for ; i < m.nx && m.colorOf(j*m.nx+i) == clr; i++ {
			}
			left := p.frame.Min.X + vg.Length(from)*width
			right := min(p.frame.Min.X+vg.Length(i)*width+underNeighbours, p.frame.Max.X)
			p.rectangle(vg.Rectangle{Min: vg.Point{X: left, Y: low}, Max: vg.Point{X: right, Y: min(low+height+underNeighbours, p.frame.Max.Y)}}, clr)
		}
	}
	p.shades(allShades)
	m.drawHatches(p)
	for i, e := range m.Ends {
		if at := p.at(e[0], e[1]); within(p.frame, at) {
			m.markEnd(p, i, at)
		}
	}
	return nil
}

// markEnd marks an end by its kind, in its colour where that is not known.
func (m *mosaic) markEnd(p *panel, i int, at vg.Point) {
	if kind, ok := m.kind(i); ok {
		p.beacon(kind, at)
	} else {
		p.circle(at, 6, paper, nil, 0)
		p.circle(at, 4.5, m.looks[i].color, black, 1.2)
	}
	if m.numbersEnds() {
		p.labelBeside(strconv.Itoa(i+1), at)
	}
}
