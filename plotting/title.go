package plotting

import (
	"strings"
	"unicode"

	"gonum.org/v1/plot/vg"
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

// mostTitleLines is how many lines a title may have.
const mostTitleLines = 3

// titleLines breaks the title for a width, in smaller letters where one line of
// the usual size is not enough.
func (f *Figure) titleLines(width float64) (lines []string, size float64) {
	if f.Title == "" {
		return nil, 0
	}
	if textWidth(f.Title, titleSize) <= width {
		return []string{f.Title}, titleSize
	}
	size = 0.85 * titleSize
	rest := f.Title
	for len(lines) < mostTitleLines-1 && rest != "" {
		var line string
		line, rest = brokenAt(rest, size, width)
		lines = append(lines, line)
	}
	if rest != "" {
		lines = append(lines, elided(rest, size, width))
	}
	return lines, size
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

// breaksBetween tells whether a line may end between two signs that stand close:
// one is Chinese, and no bracket is left open and no punctuation begins a line.
func breaksBetween(a, b rune) bool {
	chinese := unicode.Is(unicode.Han, a) || unicode.Is(unicode.Han, b) || unicode.IsPunct(a) && a > 0x2000
	return chinese && !unicode.Is(unicode.Ps, a) && (!unicode.IsPunct(b) || unicode.Is(unicode.Ps, b))
}

// titleRoom is the height that the title takes.
func (f *Figure) titleRoom(width float64) float64 {
	lines, size := f.titleLines(width - 2*margin)
	if len(lines) == 0 {
		return 0
	}
	return titleSize + 8 + float64(len(lines)-1)*(size+5)
}

// drawTitle writes the title, its last line's baseline at a point, further to
// the left where a line would not fit.
func (f *Figure) drawTitle(p *panel, at vg.Point) {
	room := float64(p.Size().X) - 2*margin
	lines, size := f.titleLines(room)
	for _, line := range lines {
		at.X = max(p.Min.X+margin, min(at.X, p.Max.X-margin-vg.Length(textWidth(line, size))))
	}
	for i, line := range lines {
		p.write(line, size, ink, at.Add(vg.Point{Y: vg.Length(float64(len(lines)-1-i) * (size + 5))}), leftBase)
	}
}
