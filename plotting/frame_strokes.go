package plotting

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// ground is what lines are drawn on; it decides which colours stand out.
type ground int

const (
	onPaper ground = iota
	onSequential
	onDiverging
)

var lineColors = map[ground][]color.RGBA{
	onPaper:      {blue, vermillion, green, purple, orange, black, skyBlue},
	onSequential: {vermillion, black, purple, skyBlue, orange, blue, yellow},
	onDiverging:  {black, green, purple, orange, blue, yellow, vermillion},
}

// dashes tells overlaid lines apart without colour: solid first.
var dashes = [][]vg.Length{nil, {7, 3}, {2, 2.5}, {8, 3, 2, 3}, {4, 2.5}, {11, 3, 2, 3, 2, 3}, {1.5, 4}}

// runLooks are the lines of runs in a grid. A path takes its colour after the ground that it is drawn on, and a curve of the same
// run beside it takes that over: what reads on a map reads on paper.
type runLooks map[any]draw.LineStyle

// strokes hands out colours and dashes, one line after another.
type strokes struct {
	ground ground
	used   int
	lines  int // of the used, those with dashes
	// onCurve counts the paths on curves, which have dashes of their own.
	onCurve int
}

func (s *strokes) next() draw.LineStyle {
	again := s.lines / len(dashes) // colours and dashes come round together: then others are paired
	style := draw.LineStyle{Color: s.color(), Width: 2, Dashes: dashes[(s.lines+again)%len(dashes)]}
	s.lines++
	return style
}

// color is the next colour, for what is no line.
func (s *strokes) color() color.RGBA {
	colors := lineColors[s.ground]
	s.used++
	return colors[(s.used-1)%len(colors)]
}
