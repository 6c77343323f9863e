package plotting

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// startDot, stepDot and endDot mark the points of a path.
func (s *sheet) startDot(at vg.Point, clr color.Color) {
	s.circle(at, 5, paper, nil, 0)
	s.circle(at, 4, paper, clr, 2)
}

func (s *sheet) stepDot(at vg.Point, clr color.Color) { s.circle(at, 2.6, clr, paper, 0.8) }
func (s *sheet) endDot(at vg.Point, clr color.Color)  { s.circle(at, 4.5, clr, paper, 1.2) }

// lostCross ends what diverged, or left where it has values.
func (s *sheet) lostCross(at vg.Point, clr color.Color) {
	cross := func(r vg.Length) [][]vg.Point {
		return [][]vg.Point{{{X: at.X - r, Y: at.Y - r}, {X: at.X + r, Y: at.Y + r}}, {{X: at.X - r, Y: at.Y + r}, {X: at.X + r, Y: at.Y - r}}}
	}
	s.StrokeLines(draw.LineStyle{Color: paper, Width: 5}, cross(6)...)
	s.StrokeLines(draw.LineStyle{Color: clr, Width: 2.4}, cross(5)...)
}

// fewSteps is up to how many points each has its own dot.
const fewSteps = 60
