package plotting

import (
	"context"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/plotting/typeset"
)

// sheet is a canvas in CSS pixels, its origin at the bottom left, with what
// drawing on it needs.
type sheet struct {
	draw.Canvas
	ctx   context.Context
	words words
}

// shades sets how smooth the edges are on a canvas of pixels.
func (s *sheet) shades(n int) {
	if c, ok := s.Canvas.Canvas.(interface{ SetShades(int) }); ok {
		c.SetShades(n)
	}
}

// anchor says which place of a text is put at a point: 0 its left end or
// baseline, ½ its middle, 1 its right end or top.
type anchor struct{ x, y float64 }

var (
	leftBase   = anchor{0, 0}
	centreBase = anchor{0.5, 0}
	centreTop  = anchor{0.5, 1}
	leftMiddle = anchor{0, 0.5}
	rightMid   = anchor{1, 0.5}
)

// write sets a text at a point.
func (s *sheet) write(text string, size float64, clr color.Color, at vg.Point, a anchor) {
	path := s.outline(typeset.Set(text, size), text, at, a)
	s.SetColor(clr)
	s.Fill(path)
}

// outline places a text that has been set. A canvas that wants to know is told
// what stands where.
func (s *sheet) outline(set typeset.Text, text string, at vg.Point, a anchor) vg.Path {
	at.X -= vg.Length(a.x * set.Width)
	at.Y -= vg.Length(a.y * capHeight * set.Size)
	if c, ok := s.Canvas.Canvas.(interface{ Tell(string, vg.Rectangle) }); ok {
		c.Tell(text, vg.Rectangle{Min: at, Max: at.Add(vg.Point{X: vg.Length(set.Width), Y: vg.Length(capHeight * set.Size)})})
	}
	return set.Path(at)
}

// capHeight is the height of a capital in em: texts are aligned by it, so
// that descenders do not make them dance.
const capHeight = 0.73

// writeOnPicture sets a text on a white rim, so that it reads on any ground.
func (s *sheet) writeOnPicture(text string, size float64, clr color.Color, at vg.Point, a anchor) {
	path := s.outline(typeset.Set(text, size), text, at, a)
	s.SetLineStyle(draw.LineStyle{Color: paper, Width: 3})
	s.Stroke(path)
	s.SetColor(clr)
	s.Fill(path)
}

// writeUpwards sets a text turned by a quarter, its middle at a point.
func (s *sheet) writeUpwards(text string, size float64, clr color.Color, at vg.Point) {
	s.Push()
	s.Translate(at)
	s.Rotate(math.Pi / 2)
	s.write(text, size, clr, vg.Point{}, centreBase)
	s.Pop()
}

func textWidth(text string, size float64) float64 { return typeset.Set(text, size).Width }

// circle draws a disc with a rim; a nil colour leaves either out.
func (s *sheet) circle(at vg.Point, radius float64, inside, rim color.Color, width float64) {
	var path vg.Path
	path.Move(vg.Point{X: at.X + vg.Length(radius), Y: at.Y})
	path.Arc(at, vg.Length(radius), 0, 2*math.Pi)
	path.Close()
	s.shape(path, inside, rim, width)
}

// shape fills a path and then draws its rim; a nil colour leaves either out.
func (s *sheet) shape(path vg.Path, inside, rim color.Color, width float64) {
	if inside != nil {
		s.SetColor(inside)
		s.Fill(path)
	}
	if rim != nil {
		s.SetLineStyle(draw.LineStyle{Color: rim, Width: vg.Length(width)})
		s.Stroke(path)
	}
}

func polygon(points ...vg.Point) vg.Path {
	var path vg.Path
	for i, p := range points {
		if i == 0 {
			path.Move(p)
		} else {
			path.Line(p)
		}
	}
	path.Close()
	return path
}

func (s *sheet) rectangle(r vg.Rectangle, clr color.Color) {
	s.SetColor(clr)
	s.Fill(r.Path())
}

// haloed strokes lines on a white rim.
func (s *sheet) haloed(style draw.LineStyle, lines ...[]vg.Point) {
	rim := style
	rim.Color, rim.Dashes, rim.Width = paper, nil, style.Width+2
	s.StrokeLines(rim, lines...)
	s.StrokeLines(style, lines...)
}

// arrowHead draws a filled head with its tip at a point.
func (s *sheet) arrowHead(tip vg.Point, angle, length float64, clr, rim color.Color) {
	sin, cos := math.Sincos(angle)
	corner := func(along, across float64) vg.Point {
		return tip.Add(vg.Point{X: vg.Length(along*cos - across*sin), Y: vg.Length(along*sin + across*cos)})
	}
	half := 0.42 * length
	s.shape(polygon(tip, corner(-length, half), corner(-0.72*length, 0), corner(-length, -half)), nil, rim, 2)
	s.shape(polygon(tip, corner(-length, half), corner(-0.72*length, 0), corner(-length, -half)), clr, nil, 0)
}

// arrow draws a line with a head at its end, on a white rim.
func (s *sheet) arrow(from, to vg.Point, style draw.LineStyle, head float64) {
	angle := math.Atan2(float64(to.Y-from.Y), float64(to.X-from.X))
	length := math.Hypot(float64(to.X-from.X), float64(to.Y-from.Y))
	head = min(head, 0.6*length)
	sin, cos := math.Sincos(angle)
	neck := vg.Point{X: to.X - vg.Length(0.7*head*cos), Y: to.Y - vg.Length(0.7*head*sin)}
	s.haloed(style, []vg.Point{from, neck})
	s.arrowHead(to, angle, head, style.Color, paper)
	s.StrokeLines(style, []vg.Point{from, neck})
}

// segment clips a line to a rectangle (Liang and Barsky); ok is false when
// nothing is left.
func segment(r vg.Rectangle, a, b vg.Point) (p, q vg.Point, ok bool) {
	d := b.Sub(a)
	t0, t1 := vg.Length(0), vg.Length(1)
	for _, side := range [4][2]vg.Length{
		{-d.X, a.X - r.Min.X}, {d.X, r.Max.X - a.X}, {-d.Y, a.Y - r.Min.Y}, {d.Y, r.Max.Y - a.Y},
	} {
		move, room := side[0], side[1]
		switch {
		case move == 0:
			if room < 0 {
				return a, b, false
			}
		case move < 0:
			t0 = max(t0, room/move)
		default:
			t1 = min(t1, room/move)
		}
	}
	if !(t0 <= t1) {
		return a, b, false
	}
	return a.Add(d.Scale(t0)), a.Add(d.Scale(t1)), true
}

// clipped cuts a line into its pieces inside a rectangle. Points that are not
// finite break it.
func clipped(r vg.Rectangle, line []vg.Point) [][]vg.Point {
	var pieces [][]vg.Point
	var piece []vg.Point
	flush := func() {
		if len(piece) > 1 {
			pieces = append(pieces, piece)
		}
		piece = nil
	}
	for i := 1; i < len(line); i++ {
		p, q, ok := segment(r, line[i-1], line[i])
		if !ok || !finite(line[i-1]) || !finite(line[i]) {
			flush()
			continue
		}
		if len(piece) == 0 || piece[len(piece)-1] != p {
			flush()
			piece = []vg.Point{p}
		}
		piece = append(piece, q)
	}
	flush()
	return pieces
}

// clippedShape is the part of a closed line's inside in a rectangle (Sutherland
// and Hodgman).
func clippedShape(r vg.Rectangle, line []vg.Point) []vg.Point {
	for _, side := range []func(vg.Point) vg.Length{
		func(q vg.Point) vg.Length { return q.X - r.Min.X },
		func(q vg.Point) vg.Length { return r.Max.X - q.X },
		func(q vg.Point) vg.Length { return q.Y - r.Min.Y },
		func(q vg.Point) vg.Length { return r.Max.Y - q.Y },
	} {
		var kept []vg.Point
		for i, q := range line {
			before := line[(i+len(line)-1)%len(line)]
			a, b := side(before), side(q)
			if a*b < 0 {
				kept = append(kept, before.Add(q.Sub(before).Scale(a/(a-b))))
			}
			if b >= 0 {
				kept = append(kept, q)
			}
		}
		line = kept
	}
	return line
}

func finite(p vg.Point) bool {
	s := float64(p.X) + float64(p.Y)
	return !math.IsNaN(s) && !math.IsInf(s, 0)
}

// overlap tells whether two rectangles have points in common.
func overlap(a, b vg.Rectangle) bool {
	return a.Min.X < b.Max.X && b.Min.X < a.Max.X && a.Min.Y < b.Max.Y && b.Min.Y < a.Max.Y
}

// within tells whether a point lies in a rectangle.
func within(r vg.Rectangle, p vg.Point) bool {
	return p.X >= r.Min.X && p.X <= r.Max.X && p.Y >= r.Min.Y && p.Y <= r.Max.Y
}

func distanceOf(a, b vg.Point) float64 {
	return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y))
}
