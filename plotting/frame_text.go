package plotting

import (
	"image/color"
	"math"
	"strings"
	"unicode"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/plotting/typeset"
)

// elided is a text cut to a width in pixels, with … at its end.
func elided(text string, size, width float64) string {
	if textWidth(text, size) <= width {
		return text
	}
	runes := []rune(text)
	fits, not := 0, len(runes)
	for not-fits > 1 {
		if middle := (fits + not) / 2; textWidth(string(runes[:middle])+"…", size) <= width {
			fits = middle
		} else {
			not = middle
		}
	}
	return strings.TrimRight(string(runes[:fits]), " ") + "…"
}

// brokenAt parts a text after as much as fits into a width: between words or
// Chinese signs, or, where a word is longer, inside it.
func brokenAt(text string, size, width float64) (line, rest string) {
	runes := []rune(text)
	best := 0
	for i := 1; i <= len(runes); i++ {
		if best > 0 && textWidth(string(runes[:i]), size) > width {
			break
		}
		if i == len(runes) || unicode.IsSpace(runes[i]) || breaksBetween(runes[i-1], runes[i]) {
			if textWidth(string(runes[:i]), size) > width {
				break
			}
			best = i
		}
	}
	if best == 0 {
		best = max(1, len([]rune(elided(text, size, width)))-1)
	}
	return string(runes[:best]), strings.TrimSpace(string(runes[best:]))
}

// breaksBetween reports whether a line may end between two signs that stand close:
// one is Chinese, and no bracket is left open and no punctuation begins a line.
func breaksBetween(a, b rune) bool {
	chinese := unicode.Is(unicode.Han, a) || unicode.Is(unicode.Han, b) || unicode.IsPunct(a) && a > 0x2000
	return chinese && !unicode.Is(unicode.Ps, a) && (!unicode.IsPunct(b) || unicode.Is(unicode.Ps, b))
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
	set := typeset.Set(text, size)
	if s.hands(text, set, clr, at, a, nil) {
		return
	}
	path := s.outline(set, text, at, a)
	s.SetColor(clr)
	s.Fill(path)
}

// texter is a canvas that sets texts by itself, from the left end of their
// baseline, on a rim of a colour; nil: without one.
type texter interface {
	writeText(text string, set typeset.Text, clr color.Color, at vg.Point, rim color.Color)
}

// hands gives a text to a canvas that sets texts by itself, and reports whether
// it does.
func (s *sheet) hands(text string, set typeset.Text, clr color.Color, at vg.Point, a anchor, rim color.Color) bool {
	c, ok := s.Canvas.Canvas.(texter)
	if ok && text != "" {
		c.writeText(text, set, clr, vg.Point{X: at.X - vg.Length(a.x*set.Width), Y: at.Y - vg.Length(a.y*capHeight*set.Size)}, rim)
	}
	return ok
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
	s.writeRimmed(text, size, clr, paper, at, a)
}

// writeRimmed sets a text on a rim of a colour.
func (s *sheet) writeRimmed(text string, size float64, clr, rim color.Color, at vg.Point, a anchor) {
	set := typeset.Set(text, size)
	if s.hands(text, set, clr, at, a, rim) {
		return
	}
	path := s.outline(set, text, at, a)
	s.SetLineStyle(draw.LineStyle{Color: rim, Width: 3})
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
