package plotting

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// basinColors differ so much, in all shades of time, that also protanopes and
// deuteranopes tell any two apart: CIEDE2000 12 or more.
var basinColors = []color.RGBA{hex(0x4F9BD9), hex(0xF09A30), hex(0xFBF4BC), hex(0x08306B), hex(0x7F1D1D), hex(0xFAD9EA)}

// noEnd is the colour of what ends nowhere.
var noEnd = grey(0x70)

// shadesOfTime is how many shades tell how many steps a run takes.
const shadesOfTime = 7

// darkestShade is how much black is in the darkest shade of time.
const darkestShade = 0.2

// shaded is a colour in a shade of time.
func shaded(clr color.RGBA, shade int) color.RGBA {
	return blend(clr, black, darkestShade*float64(shade)/(shadesOfTime-1))
}

// shadesSample shows, for the legend, a colour in its shades up to one.
func shadesSample(clr color.RGBA, darkest int) func(*sheet, vg.Rectangle) {
	return func(s *sheet, box vg.Rectangle) {
		each := box.Size().X / vg.Length(darkest+1)
		for k := range darkest + 1 {
			part := box
			part.Min.X += each * vg.Length(k)
			s.rectangle(part, shaded(clr, k))
		}
		s.SetLineStyle(draw.LineStyle{Color: frameInk, Width: 0.5})
		s.Stroke(box.Path())
	}
}

// meetings counts the cells along which two regions meet.
func meetings(cells []int, columns int) map[[2]int]int {
	meet := map[[2]int]int{}
	for k, e := range cells {
		if k%columns > 0 && cells[k-1] != e {
			meet[[2]int{cells[k-1], e}]++
		}
		if k >= columns && cells[k-columns] != e {
			meet[[2]int{cells[k-columns], e}]++
		}
	}
	return meet
}
