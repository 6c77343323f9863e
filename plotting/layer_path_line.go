package plotting

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// trail is the mark of a Path.
type trail struct {
	Path
	style draw.LineStyle
	note  string
	words words
}

func (l Path) prepare(st *stage) (mark, error) {
	style := st.lineOf(l.Run)
	if l.OnCurve {
		style.Width, style.Dashes = 1.4, dashes[st.strokes.onCurve%len(dashes)]
		st.strokes.onCurve++
	}
	return &trail{l, style, l.note(st.view, st.words), st.words}, nil
}

func (t *trail) rank() int { return rankPath }

func (t *trail) entries() []entry {
	return []entry{{t.words.noting(t.Name, t.note), func(s *sheet, box vg.Rectangle) {
		y := (box.Min.Y + box.Max.Y) / 2
		t.stroke(s, t.style, []vg.Point{{X: box.Min.X, Y: y}, {X: box.Max.X, Y: y}})
		if end := (vg.Point{X: box.Max.X - 4, Y: y}); t.Diverged || !allFinite(t.Points) {
			s.lostCross(end, t.style.Color)
		} else {
			s.circle(end.Add(vg.Point{X: 1}), 3.5, t.style.Color, paper, 1)
		}
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
	if !t.Numbers {
		return
	}
	line := t.line(p)
	if len(line) == 0 || inAll(clipped(p.frame, thinned(line))) > tangle {
		return
	}
	for _, i := range marked(p, line) {
		p.number(t.stepOf(i), line[i].Add(beside(line, i)), line[len(line)-1])
	}
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

// drawEnds marks the start, the end, and the place where the path leaves.
func (t *trail) drawEnds(p *panel, line []vg.Point, pieces [][]vg.Point) {
	start, end := line[0], line[len(line)-1]
	failed := t.Diverged || len(line) < len(t.Points)
	if within(p.frame, end) && (failed || len(line) > 1) {
		if failed {
			p.lostCross(end, t.style.Color)
		} else {
			p.endDot(end, t.style.Color)
		}
		p.keepOpen(end)
	} else if n := len(pieces); n > 0 {
		last := pieces[n-1]
		tip := last[len(last)-1]
		tail := along(last, max(0, pieceLength(last)-12))
		p.arrowHead(tip, math.Atan2(float64(tip.Y-tail.Y), float64(tip.X-tail.X)), 13, t.style.Color, paper)
		if failed {
			p.lostCross(along(last, max(0, pieceLength(last)-22)), t.style.Color)
		}
		p.keepOpen(tip)
	}
	if within(p.frame, start) {
		p.startDot(start, t.style.Color)
		p.keepOpen(start)
	}
}

// lay implements laid.
func (l Path) lay(r *relief, p *panel, st *stage) {
	r.addPath(p, l.Points[:l.finiteSteps()], st.strokes.next())
}

// drawUpto draws the path up to a step: what is older, paler.
func (t *trail) drawUpto(p *panel, step int) {
	line := t.line(p)
	if len(line) == 0 {
		return
	}
	line = line[:min(max(t.pointAt(step), 0)+1, len(line))]
	fresh := max(len(line)-1-freshSteps, 0)
	faded := t.style
	if clr, ok := t.style.Color.(color.RGBA); ok {
		faded.Color = blend(clr, paper, 0.55)
	}
	for _, part := range []struct {
		line  []vg.Point
		style draw.LineStyle
	}{{line[:fresh+1], faded}, {line[fresh:], t.style}} {
		for _, piece := range clipped(p.frame, thinned(part.line)) {
			t.stroke(&p.sheet, part.style, piece)
		}
	}
	if start := line[0]; within(p.frame, start) {
		p.startDot(start, t.style.Color)
	}
	if head := line[len(line)-1]; within(p.frame, head) {
		p.circle(head, 5, t.style.Color, paper, 1.4)
	}
}

// valueAt implements moving.
func (t *trail) valueAt(step int) (value float64, ok bool) {
	i := t.pointAt(step)
	if i < 0 || i >= len(t.Values) {
		return 0, false
	}
	return t.Values[i], true
}
