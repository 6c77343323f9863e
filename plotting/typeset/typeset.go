// Package typeset turns a line of text as a student types it into outlines
// that any gonum canvas can fill: Greek, ∇, arrows, sub- and superscripts
// (x_1, x₁, 10^-3), Chinese.
//
// Every glyph is taken from the first face that has it: DejaVu Sans, an
// embedded subset of Noto Sans SC (GB 2312), then a font of the system. A
// glyph that no face has is set as a box and told by Missing. It does not
// break lines, shape scripts that join their letters, or typeset fractions.
//
//	label := typeset.Set("∇f(θ), step 10^-3", 12)
//	canvas.Fill(label.Path(vg.Point{X: 20, Y: 40}))
package typeset

import (
	"slices"
	"strings"
	"unicode"

	"gonum.org/v1/plot/vg"
)

// Text is a line of text that has been set. Lengths are in the unit of the
// size it was set in.
type Text struct {
	Size    float64 // of an em
	Width   float64
	Ascent  float64 // of the highest mark above the baseline, at least a capital's
	Descent float64 // below the baseline, positive
	placed  []placed
}

type placed struct {
	outline vg.Path
	x, y    float64
	scale   float64
}

// Sizes and shifts of raised and lowered text, in em of the line.
const (
	scriptScale = 0.72
	raise       = 0.36
	lower       = -0.17
	capital     = 0.73
	xHeight     = 0.547
	descender   = 0.22
)

// Set typesets s with an em of size. Line breaks and tabs count as spaces.
func Set(s string, size float64) Text {
	t := Text{Size: size, Ascent: capital * size, Descent: descender * size}
	for _, r := range runs(s) {
		scale, shift := size, 0.0
		switch {
		case r.level > 0:
			scale, shift = size*scriptScale, size*raise
		case r.level < 0:
			scale, shift = size*scriptScale, size*lower
		}
		t.set(r.text, scale, shift)
	}
	return t
}

// set appends a run. A mark without width (x̂) is centred over its letter.
func (t *Text) set(s string, scale, shift float64) {
	var previous *face
	var base glyph
	start := t.Width
	for _, r := range s {
		if invisible(r) {
			continue
		}
		if r == ideographicSpace {
			t.Width += scale
			previous, base = nil, glyph{}
			continue
		}
		if unicode.IsSpace(r) {
			r = ' '
		}
		f, g := find(r)
		if unicode.Is(unicode.Mn, r) && base.outline != nil {
			x := start + ((base.left+base.right)-(g.left+g.right))/2*scale
			t.place(g.outline, x, shift+max(base.top-xHeight, 0)*scale, scale)
			continue
		}
		if f != nil && f == previous {
			t.Width += f.kern(base.index, g.index) * scale
		}
		start = t.Width
		t.place(g.outline, start, shift, scale)
		t.Ascent = max(t.Ascent, shift+g.top*scale)
		t.Width += g.advance * scale
		previous, base = f, g
	}
	t.Descent = max(t.Descent, descender*scale-shift)
}

// ideographicSpace is as wide as a Chinese sign.
const ideographicSpace = '\u3000'

func (t *Text) place(outline vg.Path, x, y, scale float64) {
	t.placed = append(t.placed, placed{outline, x, y, scale})
}

// invisible tells runes that carry no mark: joiners and variation selectors.
func invisible(r rune) bool {
	return r == 0x200B || r == 0x200C || r == 0x200D || r == 0xFEFF || unicode.Is(unicode.Variation_Selector, r)
}

// Path returns the outlines with the left end of the baseline at at.
func (t Text) Path(at vg.Point) vg.Path {
	components, controls := 0, 0
	for _, p := range t.placed {
		components += len(p.outline)
		for _, c := range p.outline {
			controls += len(c.Control)
		}
	}
	path := make(vg.Path, 0, components)
	points := make([]vg.Point, 0, controls)
	for _, p := range t.placed {
		origin := at.Add(vg.Point{X: vg.Length(p.x), Y: vg.Length(p.y)})
		move := func(q vg.Point) vg.Point { return origin.Add(q.Scale(vg.Length(p.scale))) }
		for _, c := range p.outline {
			c.Pos = move(c.Pos)
			from := len(points)
			for _, q := range c.Control {
				points = append(points, move(q))
			}
			c.Control = points[from:len(points):len(points)]
			path = append(path, c)
		}
	}
	return path
}

// Missing lists the runes of the texts that no face has, each once, in order.
func Missing(texts ...string) []rune {
	var missing []rune
	for _, r := range strings.Join(texts, "") {
		if invisible(r) || unicode.IsSpace(r) || slices.Contains(missing, r) {
			continue
		}
		if f, _ := find(r); f == nil {
			missing = append(missing, r)
		}
	}
	return missing
}
