package plotting

import (
	"context"
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/plotting/raster"
)

// sheet is a canvas in CSS pixels, its origin at the bottom left, with what
// drawing on it needs.
type sheet struct {
	draw.Canvas
	ctx    context.Context
	words  words
	places *placing
	looks  runLooks // of the runs in the panels of a grid; nil: it is none
}

// shades sets how smooth the edges are on a canvas of pixels.
func (s *sheet) shades(n int) {
	if c, ok := s.Canvas.Canvas.(interface{ SetShades(int) }); ok {
		c.SetShades(n)
	}
}

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

// blank makes paper of what nothing has been drawn on; a canvas of pixels is made as such, see newCanvas.
func (s *sheet) blank(area vg.Rectangle) {
	if _, ok := s.Canvas.Canvas.(*raster.Canvas); !ok {
		s.rectangle(area, paper)
	}
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
