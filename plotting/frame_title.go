package plotting

import (
	"gonum.org/v1/plot/vg"
)

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
