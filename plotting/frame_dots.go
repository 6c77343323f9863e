package plotting

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// startDot, stepDot and endDot mark the points of a path.
func (s *sheet) startDot(at vg.Point, clr color.Color) {
	s.circle(at, 5, paper, nil, 0)
	s.circle(at, 4, paper, clr, 2)
}

func (s *sheet) stepDot(at vg.Point, clr color.Color) { s.circle(at, 2.6, clr, paper, 0.8) }
func (s *sheet) endDot(at vg.Point, clr color.Color)  { s.circle(at, 4.5, clr, paper, 1.2) }

// fewSteps is up to how many points each has its own dot.
const fewSteps = 60
