package plotting

import (
	"image/color"
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// trail is the mark of a Path.
type trail struct {
	Path
	style draw.LineStyle
	note  string
}

func (l Path) prepare(st *stage) (mark, error) {
	style := st.strokes.next()
	if l.OnCurve {
		style.Width, style.Dashes = 1.4, dashes[st.strokes.onCurve%len(dashes)]
		st.strokes.onCurve++
	}
	return &trail{l, style, l.note(st.view, st.words)}, nil
}

func (t *trail) rank() int { return rankPath }

func (t *trail) entries() []entry {
	name := t.Name
	if t.note != "" && name != "" {
		name += " (" + t.note + ")"
	} else if name == "" {
		name = t.note
	}
	return []entry{{name, func(s *sheet, box vg.Rectangle) {
		y := (box.Min.Y + box.Max.Y) / 2
		t.stroke(s, t.style, []vg.Point{{X: box.Min.X, Y: y}, {X: box.Max.X, Y: y}})
		s.circle(vg.Point{X: box.Max.X - 3, Y: y}, 3.5, t.style.Color, paper, 1)
	}}}
}

// line places the points in the panel, up to the first that is not finite.
func (t *trail) line(p *panel) []vg.Point {
	line := make([]vg.Point, 0, len(t.Points))
	for _, q := range t.Points {
		if !finitePair(q) {
			break
		}
		line = append(line, p.at(bounded(q[0], p.view.x), bounded(q[1], p.view.y)))
	}
	return line
}

func (t *trail) draw(p *panel) error {
	line := t.line(p)
	if len(line) == 0 {
		return nil
	}
	pieces := clipped(p.frame, thinned(line))
	style, tangled := t.style, inAll(pieces) > tangle
	if tangled {
		style.Width, style.Dashes = 1, nil
	}
	for _, piece := range pieces {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		t.stroke(&p.sheet, style, piece)
		p.keepClear(piece...)
	}
	if !tangled {
		t.drawSteps(p, line)
		t.drawDirections(p, pieces)
	}
	t.drawEnds(p, line, pieces)
	return nil
}

// stroke draws a piece of the path: on a white rim, but where that would wipe
// out the curve it lies on.
func (t *trail) stroke(s *sheet, style draw.LineStyle, piece []vg.Point) {
	if t.OnCurve {
		s.StrokeLines(style, piece)
		return
	}
	s.haloed(style, piece)
}

// tangle is the length in pixels from which a path is drawn thinly and without
// its steps.
const tangle = 7000

// inAll is the length of all pieces together.
func inAll(pieces [][]vg.Point) float64 {
	length := 0.0
	for _, piece := range pieces {
		length += pieceLength(piece)
	}
	return length
}

// bounded keeps a coordinate within a million frames, where arithmetic with
// it is still exact enough for the part in view.
func bounded(v float64, r Range) float64 {
	return min(max(v, r.Min-1e6*r.span()), r.Max+1e6*r.span())
}

// thinned drops points too near their neighbour to be seen apart.
func thinned(line []vg.Point) []vg.Point {
	kept := line[:1:1]
	for i, q := range line[1:] {
		if distanceOf(q, kept[len(kept)-1]) > 0.4 || i == len(line)-2 {
			kept = append(kept, q)
		}
	}
	return kept
}

// drawSteps puts a dot on the steps that are marked.
func (t *trail) drawSteps(p *panel, line []vg.Point) {
	for _, i := range marked(p, line) {
		p.stepDot(line[i], t.style.Color)
	}
}

// marked lists the steps between start and end, or every k-th of many, without
// those that would run into one blot.
func marked(p *panel, line []vg.Point) []int {
	every := 1 + (len(line)-1)/fewSteps
	var steps []int
	for i := every; i < len(line)-1; i += every {
		if within(p.frame, line[i]) && (len(steps) == 0 || distanceOf(line[i], line[steps[len(steps)-1]]) >= 5) {
			steps = append(steps, i)
		}
	}
	return steps
}

// number writes the numbers of the steps that are marked, where that is asked
// for and they have room.
func (t *trail) number(p *panel) {
	line := t.line(p)
	if !t.Numbers || len(line) == 0 || inAll(clipped(p.frame, thinned(line))) > tangle {
		return
	}
	for _, i := range marked(p, line) {
		p.number(i, line[i].Add(beside(line, i)), line[len(line)-1])
	}
}

// number writes the number of a step, unless another text or the end of the
// path is too near.
func (p *panel) number(i int, at, end vg.Point) {
	text := strconv.Itoa(i)
	half := vg.Point{X: vg.Length(textWidth(text, smallSize)/2 + 3), Y: smallSize/2 + 3}
	box := vg.Rectangle{Min: at.Sub(half), Max: at.Add(half)}
	if p.isClaimed(box) || distanceOf(at, end) < 17 || !within(p.frame, box.Min) || !within(p.frame, box.Max) {
		return
	}
	p.writeOnPicture(text, smallSize, ink, at, anchor{0.5, 0.5})
	p.claim(box)
}

// beside is where, relative to point i of a line, a number stands clear of it.
func beside(line []vg.Point, i int) vg.Point {
	d := line[i+1].Sub(line[i-1])
	length := vg.Length(math.Hypot(float64(d.X), float64(d.Y)))
	if length == 0 {
		return vg.Point{Y: 10}
	}
	normal := vg.Point{X: -d.Y, Y: d.X}.Scale(11 / length)
	if normal.Y < 0 {
		normal = normal.Scale(-1)
	}
	return normal
}

// drawDirections puts up to three arrowheads along what is in view, where it
// is long.
func (t *trail) drawDirections(p *panel, pieces [][]vg.Point) {
	length := inAll(pieces)
	n := min(int(length/110), 3)
	for k := range n {
		at := length * (float64(k) + 0.5) / float64(n)
		for _, piece := range pieces {
			if l := pieceLength(piece); at > l {
				at -= l
				continue
			}
			tip, tail := along(piece, at+5), along(piece, at-6)
			if distanceOf(tip, tail) > 4 { // else it turns back here
				p.arrowHead(tip, math.Atan2(float64(tip.Y-tail.Y), float64(tip.X-tail.X)), 11, t.style.Color, paper)
			}
			break
		}
	}
}

// along is the point at a distance from a line's start.
func along(line []vg.Point, distance float64) vg.Point {
	for i := 1; i < len(line); i++ {
		d := distanceOf(line[i-1], line[i])
		if distance <= d && d > 0 {
			return line[i-1].Add(line[i].Sub(line[i-1]).Scale(vg.Length(max(distance, 0) / d)))
		}
		distance -= d
	}
	return line[len(line)-1]
}

// startDot, stepDot and endDot mark the points of a path.
func (s *sheet) startDot(at vg.Point, clr color.Color) {
	s.circle(at, 5, paper, nil, 0)
	s.circle(at, 4, paper, clr, 2)
}

func (s *sheet) stepDot(at vg.Point, clr color.Color) { s.circle(at, 2.6, clr, paper, 0.8) }
func (s *sheet) endDot(at vg.Point, clr color.Color)  { s.circle(at, 4.5, clr, paper, 1.2) }

// drawEnds marks the start, the end, and the place where the path leaves.
func (t *trail) drawEnds(p *panel, line []vg.Point, pieces [][]vg.Point) {
	start, end := line[0], line[len(line)-1]
	if within(p.frame, end) && len(line) > 1 {
		p.endDot(end, t.style.Color)
		p.keepClear(end)
	} else if n := len(pieces); n > 0 {
		last := pieces[n-1]
		tip := last[len(last)-1]
		tail := along(last, max(0, pieceLength(last)-12))
		p.arrowHead(tip, math.Atan2(float64(tip.Y-tail.Y), float64(tip.X-tail.X)), 13, t.style.Color, paper)
	}
	if within(p.frame, start) {
		p.startDot(start, t.style.Color)
		p.keepClear(start)
	}
}

func pieceLength(line []vg.Point) float64 {
	length := 0.0
	for i := 1; i < len(line); i++ {
		length += distanceOf(line[i-1], line[i])
	}
	return length
}
