package plotting

import (
	"math"
	"slices"
	"sort"
	"strings"

	"gonum.org/v1/plot/vg"

	"saddle/numerics/reason"
)

// What marks may have besides: entries in the legend; a ground that the legend
// has no place on.
type (
	named    interface{ entries() []entry }
	covering interface{ coversFrame() }
)

// legend is the names of the marks: in a framed box in the corner where the
// least lies under it, or, where every corner has something, in rows above
// the frame.
type legend struct {
	entries []entry
	rows    [][]entry // above the frame; nil when it stands in a corner
	corner  int       // its place among LegendPlaces, found with all texts in the frame
}

// legendFor collects the names, each once, and finds out whether a corner is
// free by drawing the marks in front of the ground on nothing.
func (p *panel) legendFor(marks []mark) (legend, error) {
	l := legend{entries: p.words.namesOf(marks)}
	if len(l.entries) == 0 {
		return l, nil
	}
	l.entries = shortened(l.entries, float64(p.Size().X)-2*margin)
	trial := *p
	trial.Canvas.Canvas = nowhere{}
	for _, m := range marks {
		if m.rank() == rankGround {
			continue
		}
		if err := m.draw(&trial); err != nil {
			return l, err
		}
	}
	if err := trial.annotate(marks); err != nil {
		return l, err
	}
	size := l.size()
	frame := p.frame.Size()
	corner, covered := trial.emptiestCorner(size)
	l.corner = corner
	box := trial.corners(size)[corner]
	above := p.legendAt == "above" || p.legendAt == "" && covered > tolerable ||
		slices.ContainsFunc(trial.cards, func(card vg.Rectangle) bool { return overlap(card, box) })
	if above || coversGround(marks) || size.X > 0.8*frame.X || size.Y > 0.6*frame.Y || p.legendAt == "" && size.X*size.Y > mostCovered*frame.X*frame.Y {
		l.rows = p.rowsAbove(l.entries)
	}
	return l, nil
}

// rowsAbove breaks entries into rows above the frame, which begin where it does if that takes no more of them.
func (p *panel) rowsAbove(entries []entry) [][]entry {
	height := float64(p.Size().Y) * mostLegend
	rows := p.words.rowsIn(entries, float64(p.Size().X)-2*margin, height)
	width := float64(p.Max.X - margin - p.frame.Min.X)
	if slices.ContainsFunc(entries, func(e entry) bool { return e.width() > width }) {
		return rows
	}
	if narrow := p.words.rowsIn(entries, width, height); len(narrow) == len(rows) && shownIn(narrow) == shownIn(rows) {
		return narrow
	}
	return rows
}

// shownIn counts the entries of rows.
func shownIn(rows [][]entry) (n int) {
	for _, row := range rows {
		n += len(row)
	}
	return n
}

// standingApart is a mark that is told from others of the same name.
type standingApart interface{ standsApart() }

// namesOf are the entries of marks that have a name, each name once, but for those that stand apart.
func (w words) namesOf(marks []mark) (entries []entry) {
	seen, shared := map[string]bool{}, sharedRemarks(marks)
	for _, m := range marks {
		n, ok := m.(named)
		if !ok {
			continue
		}
		_, apart := m.(standingApart)
		for _, e := range n.entries() {
			e.name = w.withRemark(e.name, remarkOf(m), shared)
			if e.name != "" && (apart || !seen[e.name]) {
				seen[e.name] = true
				entries = append(entries, e)
			}
		}
	}
	for i, remark := range shared {
		entries = append(entries, entry{footnoteSigns[i] + " " + remark, func(*sheet, vg.Rectangle) {}})
	}
	return entries
}

// mostCovered is how much of a frame its legend may cover unasked.
const mostCovered = 0.14

// mostLegend is how much of a picture's height its legend may take.
const mostLegend = 0.3

// rowsIn breaks entries into rows of a width; what has no room in the height is
// counted by the last entry.
func (w words) rowsIn(entries []entry, width, height float64) [][]entry {
	entries = shortened(entries, width)
	rows := inRows(entries, width)
	most := max(1, int(height/entryHeight))
	if len(rows) <= most {
		return rows
	}
	with := func(shown int) [][]entry {
		more := entry{w.say(reason.Both("and %d more", "另有 %d 个"), len(entries)-shown), func(*sheet, vg.Rectangle) {}}
		return inRows(append(slices.Clip(entries[:shown]), more), width)
	}
	tooMany := sort.Search(len(entries)-1, func(shown int) bool { return len(with(shown+1)) > most })
	return with(max(tooMany, 1))
}

// coversGround reports whether the ground is what the figure is about, so that a
// legend has no place on it.
func coversGround(marks []mark) bool {
	return slices.ContainsFunc(marks, func(m mark) bool {
		_, ok := m.(covering)
		return ok
	})
}

// tolerable is how many busy points, a few pixels apart, a legend may cover.
const tolerable = 3

// size is that of the box in a corner.
func (l legend) size() vg.Point {
	width := 0.0
	for _, e := range l.entries {
		width = max(width, e.width())
	}
	return vg.Point{
		X: vg.Length(math.Ceil(width + 2*legendRoom)),
		Y: vg.Length(entryHeight*len(l.entries) + legendRoom),
	}
}

// shortened cuts names that do not fit into a width.
func shortened(entries []entry, width float64) []entry {
	short := slices.Clone(entries)
	for i, e := range short {
		short[i].name = elided(e.name, tickSize, width-sampleWidth-sampleGap)
	}
	return short
}

// inRows breaks entries into rows of a width.
func inRows(entries []entry, width float64) [][]entry {
	var rows [][]entry
	used := width
	for _, e := range entries {
		if used += entryGap + e.width(); used > width {
			rows = append(rows, nil)
			used = e.width()
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], e)
	}
	return rows
}

func (l legend) draw(p *panel) {
	switch {
	case l.rows != nil:
		l.drawRows(p)
	case len(l.entries) > 0:
		l.drawBox(p)
	}
}

// box is where the legend stands in the frame; empty when it does not.
func (l legend) box(p *panel) vg.Rectangle {
	if l.rows != nil || len(l.entries) == 0 {
		return vg.Rectangle{}
	}
	return p.corners(l.size())[l.corner]
}

func (l legend) drawBox(p *panel) {
	box := p.reserved
	p.shape(box.Path(), paper, frameFaint, 1)
	for i, e := range l.entries {
		y := box.Max.Y - legendRoom/2 - vg.Length(i*entryHeight) - entryHeight/2
		e.draw(&p.sheet, vg.Point{X: box.Min.X + legendRoom, Y: y})
	}
}

// drawRows writes the rows above the frame, the first at the top.
func (l legend) drawRows(p *panel) {
	widest := 0.0
	for _, row := range l.rows {
		widest = max(widest, widthOf(row))
	}
	x := max(p.Min.X+margin, min(p.frame.Min.X, p.Max.X-margin-vg.Length(widest)))
	for i, row := range l.rows {
		y := p.frame.Max.Y + vg.Length(p.noteHeight()) + vg.Length(entryHeight*(len(l.rows)-i)) - entryHeight/2 + 2
		drawRowsAt(&p.sheet, [][]entry{row}, vg.Point{X: x, Y: y + entryHeight/2})
	}
}

// widthOf is how wide a row of entries is.
func widthOf(row []entry) float64 {
	width := -float64(entryGap)
	for _, e := range row {
		width += entryGap + e.width()
	}
	return width
}

// coversOpen reports whether a box covers, or nearly, what must be seen.
func (p *panel) coversOpen(box vg.Rectangle) bool {
	const room = 10
	around := vg.Rectangle{Min: box.Min.Sub(vg.Point{X: room, Y: room}), Max: box.Max.Add(vg.Point{X: room, Y: room})}
	return slices.ContainsFunc(p.open, func(q vg.Point) bool { return within(around, q) })
}

// drawRowsAt writes rows of entries downwards from their upper left corner.
func drawRowsAt(s *sheet, rows [][]entry, corner vg.Point) {
	for i, row := range rows {
		at := vg.Point{X: corner.X, Y: corner.Y - vg.Length(entryHeight*i) - entryHeight/2}
		for _, e := range row {
			e.draw(s, at)
			at.X += vg.Length(e.width() + entryGap)
		}
	}
}

// LegendPlaces are the corners for a legend, of which also one word may be said,
// and the place outside.
var LegendPlaces = []string{"top right", "top left", "bottom left", "bottom right", "above"}

// isCorner reports whether a corner is, as far as that is said, where the legend
// is wanted.
func isCorner(corner, wanted string) bool {
	return wanted == "above" || !slices.ContainsFunc(strings.Fields(wanted), func(word string) bool { return !slices.Contains(strings.Fields(corner), word) })
}

// corners are the places for a box of a size in the frame, in the order of
// LegendPlaces.
func (p *panel) corners(size vg.Point) [4]vg.Rectangle {
	const gap = 8
	low, high := p.frame.Min, p.frame.Max
	right, upper := high.X-gap-size.X, high.Y-gap-size.Y
	left, lower := low.X+gap, low.Y+gap
	var boxes [4]vg.Rectangle
	for i, corner := range []vg.Point{{X: right, Y: upper}, {X: left, Y: upper}, {X: left, Y: lower}, {X: right, Y: lower}} {
		boxes[i] = vg.Rectangle{Min: corner, Max: corner.Add(size)}
	}
	return boxes
}

// emptiestCorner is the place for a box of a size in the frame that covers the
// fewest busy points and no text, and how many: of the corners, from the top right
// anticlockwise.
func (p *panel) emptiestCorner(size vg.Point) (best, fewest int) {
	fewest = -1
	for i, box := range p.corners(size) {
		if !isCorner(LegendPlaces[i], p.legendAt) {
			continue
		}
		covered := p.covered(box, 5)
		if p.hasText(box) || p.coversOpen(box) {
			covered += 2 * tolerable
		}
		if fewest < 0 || covered < fewest {
			best, fewest = i, covered
		}
	}
	return best, fewest
}
