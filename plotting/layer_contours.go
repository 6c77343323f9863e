package plotting

import (
	"context"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
	"saddle/plotting/isoline"
)

// Contours is the landscape of a function of two variables: the regions
// between level lines filled, the lines drawn thinly on them. Of several in a
// figure the first is filled and the others are lines.
type Contours struct {
	F    Field
	Name string // of the function, above the colour bar
	// Levels are the values of the lines; nil: chosen to suit the function.
	Levels []float64
	// Count is how many lines are wanted where they are chosen; 0: about 14.
	Count int
	// Log spaces levels that are chosen: Logarithmic by factors, from the lowest
	// value or from the neutral one; Linear evenly.
	Log Scale
	// Neutral is the value that the two colours of a diverging map meet at. nil:
	// the value at the only saddle that is marked in the figure, or else zero,
	// where the function goes clearly to both sides of it.
	Neutral *float64
	// Unfilled leaves the regions white and colours the lines.
	Unfilled bool
	// Colours names a map of ColourMaps; empty: chosen.
	Colours string

	shared *sharedLevels // of the landscape that it is shown beside, without a colour bar; nil: it has its own
}

func (Contours) fillsGround()      {}
func (c Contours) reach(b *bounds) { b.alike, b.ground, b.fields = true, true, append(b.fields, c.F) }
func (c Contours) texts() []string { return []string{c.Name} }

// landscape is the mark of Contours.
type landscape struct {
	name    string
	samples *samples
	levels  levelSet
	colors  []color.RGBA
	value   float64 // of a constant function
	jumps   map[[2]int]float64
	bare    bool // its regions are not filled
	words   words

	unlabelled bool
	lines      [][]isoline.Ring // of each level, once drawn
	memory     memorised        // what it was made of
}

func (c Contours) prepare(st *stage) (mark, error) {
	s, err := sampled(st.ctx, c.F, st.view)
	if err != nil {
		return nil, err
	}
	return c.recalled(st, s), st.ctx.Err()
}

func (c Contours) landscape(ctx context.Context, v view, w words, saddles [][2]float64) (*landscape, error) {
	s, err := sampled(ctx, c.F, v)
	if err != nil {
		return nil, err
	}
	return c.over(s, v, w, saddles), nil
}

// over is the landscape over samples as they were taken.
func (c Contours) over(s *samples, v view, w words, saddles [][2]float64) *landscape {
	s.complete(c.F, v)
	neutral := c.neutral(s, saddles)
	l := &landscape{name: c.Name, samples: s, words: w, bare: c.Unfilled}
	values := s.plateaus()
	switch {
	case len(c.Levels) > 0:
		l.levels = givenLevels(c.Levels, neutral)
	case values != nil:
		l.levels = plateauLevels(values)
	default:
		l.levels = chooseLevels(s, c.Count, neutral, c.Log)
	}
	l.colors = bandColors(len(l.levels.values), l.levels.diverging, l.levels.neutral)
	if m, ok := colourMaps[c.Colours]; ok {
		l.levels.diverging = false
		l.colors = m.bands(len(l.levels.values))
	}
	if c.shared != nil {
		c.shared.apply(l)
	}
	l.jumps = s.findJumps(c.F, l.levels)
	l.value = math.NaN()
	if len(s.sorted) > 0 {
		l.value = s.sorted[0]
	}
	return l
}

// neutral is the value with a meaning, NaN where none is known.
func (c Contours) neutral(s *samples, saddles [][2]float64) float64 {
	if c.Neutral != nil {
		return *c.Neutral
	}
	if len(saddles) != 1 {
		return math.NaN()
	}
	var value [1]float64
	c.F([]float64{saddles[0][0]}, []float64{saddles[0][1]}, value[:])
	if clearlyBetween(s.low, value[0], s.high) {
		return value[0]
	}
	return math.NaN()
}

func (l *landscape) rank() int                      { return rankGround }
func (l *landscape) dropLabels()                    { l.unlabelled = true }
func (l *landscape) over(style draw.LineStyle) mark { return &netting{l, style} }

// colorAt is the colour of the band at a point, by the nearest sample.
func (l *landscape) colorAt(x, y float64) color.RGBA {
	s := l.samples
	nearest := func(v float64, along []float64) int {
		n := len(along)
		return min(max(int((v-along[0])/(along[n-1]-along[0])*float64(n-1)+0.5), 0), n-1)
	}
	z := s.z[nearest(y, s.y)*len(s.x)+nearest(x, s.x)]
	if math.IsNaN(z) {
		return blankFill
	}
	if l.bare {
		return paper
	}
	band, _ := slices.BinarySearch(l.levels.values, z)
	return l.colors[band]
}

func (l *landscape) ground() ground {
	if l.bare {
		return onPaper
	}
	if l.levels.diverging {
		return onDiverging
	}
	return onSequential
}

// bar is the landscape's colour bar; it labels the levels: alike when they are evenly spaced, else each for
// itself.
func (l *landscape) bar() colorBar {
	b := colorBar{title: l.name, colors: l.colors}
	switch {
	case math.IsNaN(l.value): // nothing is defined
		b.colors = nil
	case l.levels.plateaus != nil:
		b.ofBands = true
		for _, v := range l.levels.plateaus {
			b.labels = append(b.labels, short(v, 5))
		}
	case len(l.levels.values) == 0:
		b.ofBands = true
		b.labels = []string{short(l.value, 5)}
	case l.levels.step > 0:
		var offset float64
		b.labels, b.note, offset = parting(l.levels.values, l.levels.step)
		b.title = less(b.title, offset)
	default:
		offset := commonOffset(l.levels.values)
		for _, v := range l.levels.values {
			b.labels = append(b.labels, short(v-offset, 5))
		}
		b.title = less(b.title, offset)
	}
	return b
}

// draw paints region over region from the lowest level up, so that no seam
// shows between two of them, and then the lines.
func (l *landscape) draw(p *panel) error {
	if l.memory.redrawn(p) {
		return nil
	}
	tracer := l.tracer()
	if l.bare {
		return l.drawBare(p, tracer)
	}
	p.rectangle(p.frame, l.colors[0])
	lines := make([][]isoline.Ring, len(l.levels.values))
	l.lines = lines
	p.shades(groundShades)
	for i, level := range l.levels.values {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		lines[i] = tracer.Rings(level)
		p.SetColor(l.colors[i+1])
		p.Fill(ringPath(p, lines[i]))
	}
	p.shades(lineShades)
	for i, rings := range lines {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		p.SetLineStyle(draw.LineStyle{Color: blend(blend(l.colors[i], l.colors[i+1], 0.5), black, 0.34), Width: 0.6})
		p.Stroke(linePath(p, rings))
	}
	p.shades(allShades)
	l.drawHoles(p)
	l.memory.drawn(p)
	return nil
}

// annotate writes the values of a few lines on them.
func (l *landscape) annotate(p *panel) {
	if l.unlabelled || l.levels.plateaus != nil {
		return
	}
	beside := *p // labels keep off holes too, which a legend need not
	beside.busy = slices.Clone(p.busy)
	for _, hole := range l.samples.holes {
		for _, q := range hole {
			beside.busy = append(beside.busy, p.at(q.X, q.Y))
		}
	}
	l.labelLines(&beside, l.lines)
}

// Level lines make most of a picture's bytes. The regions need no smooth
// edges, because a line covers them, and the lines are pale and hairlines, one
// device pixel wide, which do not break.
const (
	groundShades = 1
	lineShades   = 1
	allShades    = 4
)

// drawHoles hatches the regions where the function is undefined.
func (l *landscape) drawHoles(p *panel) {
	if len(l.samples.holes) == 0 {
		return
	}
	p.SetColor(blankFill)
	p.Fill(ringPath(p, l.samples.holes))
	p.StrokeLines(draw.LineStyle{Color: blankLine, Width: 1}, hatch(p, l.samples.holes)...)
	p.SetLineStyle(draw.LineStyle{Color: faintInk, Width: 1})
	p.Stroke(linePath(p, l.samples.holes))
}

func (l *landscape) entries() []entry {
	if len(l.samples.holes) == 0 {
		return nil
	}
	return []entry{{l.words.say(reason.Both("undefined", "无定义")), func(s *sheet, box vg.Rectangle) {
		s.rectangle(box, blankFill)
		for x := box.Min.X; x < box.Max.X; x += 6 {
			a, b, ok := segment(box, vg.Point{X: x, Y: box.Min.Y}, vg.Point{X: x + 12, Y: box.Max.Y})
			if ok {
				s.StrokeLines(draw.LineStyle{Color: blankLine, Width: 1}, []vg.Point{a, b})
			}
		}
		s.shape(box.Path(), nil, faintInk, 1)
	}}}
}

// hatch is the parts of slanting lines that lie inside rings.
func hatch(p *panel, rings []isoline.Ring) [][]vg.Point {
	const apart = 7
	low, high := p.frame.Min, p.frame.Max
	crossings := map[int][]vg.Length{} // of line number k, y = x + c: the x
	for _, r := range rings {
		for i := range r {
			a, b := p.at(r[i].X, r[i].Y), p.at(r[(i+1)%len(r)].X, r[(i+1)%len(r)].Y)
			ca, cb := a.Y-a.X, b.Y-b.X
			from, to := min(ca, cb), max(ca, cb)
			for k := int(math.Ceil(float64(from / apart))); vg.Length(k)*apart < to; k++ {
				t := (vg.Length(k)*apart - ca) / (cb - ca)
				crossings[k] = append(crossings[k], a.X+t*(b.X-a.X))
			}
		}
	}
	var lines [][]vg.Point
	for k := int((low.Y - high.X) / apart); k <= int((high.Y-low.X)/apart); k++ {
		x := crossings[k]
		slices.Sort(x)
		c := vg.Length(k) * apart
		for i := 0; i+1 < len(x); i += 2 {
			lines = append(lines, []vg.Point{{X: x[i], Y: x[i] + c}, {X: x[i+1], Y: x[i+1] + c}})
		}
	}
	return lines
}

func (c Contours) remembering() Layer {
	c.F = remembered(c.F)
	return c
}
