package typeset

import (
	"os"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
)

var (
	latin   = lazyFace(dejaVuSans)
	chinese = lazyFace(notoSansSC)
	system  = lazyFace(systemFont)
)

// Latin is the font file of the first face that a glyph is looked for in.
func Latin() []byte { return dejaVuSans() }

// faces lists the faces in the order in which a glyph is looked for. Each is
// parsed when the ones before it lack a glyph.
var faces = []func() *face{latin, chinese, system}

// face is a parsed font with the outlines it has been asked for, in units of
// one em. Safe for use by several goroutines.
type face struct {
	font *sfnt.Font
	ppem fixed.Int26_6

	mu     sync.Mutex
	buffer sfnt.Buffer
	glyphs map[rune]glyph
}

// glyph is an outline on a baseline at the origin, y upwards, one em high.
type glyph struct {
	index       sfnt.GlyphIndex
	outline     vg.Path
	advance     float64
	left, right float64
	top         float64
}

// lazyFace returns a function that parses the font on its first call. It
// returns nil where there is no such font.
func lazyFace(source func() []byte) func() *face {
	return sync.OnceValue(func() *face {
		data := source()
		if len(data) == 0 { // sfnt panics on it
			return nil
		}
		collection, err := sfnt.ParseCollection(data)
		if err != nil {
			return nil
		}
		parsed, err := collection.Font(0)
		if err != nil {
			return nil
		}
		return &face{font: parsed, ppem: fixed.Int26_6(parsed.UnitsPerEm()), glyphs: map[rune]glyph{}}
	})
}

// systemFonts are the usual places of a face with wide coverage.
var systemFonts = []string{
	"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
	"/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
	"/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
	"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
	"/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
	"/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
	"/System/Library/Fonts/PingFang.ttc",
	"/System/Library/Fonts/Hiragino Sans GB.ttc",
	"/Library/Fonts/Arial Unicode.ttf",
	`C:\Windows\Fonts\msyh.ttc`,
	`C:\Windows\Fonts\simsun.ttc`,
}

func systemFont() []byte {
	for _, path := range systemFonts {
		if data, err := os.ReadFile(path); err == nil {
			return data
		}
	}
	return nil
}

// find returns the first face that has r, nil when none has.
func find(r rune) (*face, glyph) {
	for _, get := range faces {
		f := get()
		if f == nil {
			continue
		}
		if g, ok := f.glyph(r); ok {
			return f, g
		}
	}
	return nil, box
}

// box stands for a glyph that no face has.
var box = glyph{outline: boxOutline(), advance: 0.7, left: 0.08, right: 0.62, top: 0.73}

func boxOutline() vg.Path {
	var p vg.Path
	rectangle := func(x0, y0, x1, y1 vg.Length) {
		p.Move(vg.Point{X: x0, Y: y0})
		p.Line(vg.Point{X: x1, Y: y0})
		p.Line(vg.Point{X: x1, Y: y1})
		p.Line(vg.Point{X: x0, Y: y1})
		p.Close()
	}
	rectangle(0.08, 0, 0.62, 0.73)
	rectangle(0.55, 0.07, 0.15, 0.66) // the other way round: a hole
	return p
}

func (f *face) glyph(r rune) (glyph, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if g, ok := f.glyphs[r]; ok {
		return g, g.index != 0
	}
	g := f.load(r)
	f.glyphs[r] = g
	return g, g.index != 0
}

// load reads a glyph; its index is 0 when the face lacks it.
func (f *face) load(r rune) glyph {
	index, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil || index == 0 {
		return glyph{}
	}
	segments, err := f.font.LoadGlyph(&f.buffer, index, f.ppem, nil)
	if err != nil {
		return glyph{}
	}
	g := glyph{index: index, left: 1, right: 0}
	g.outline = outline(segments, float64(f.ppem), &g)
	advance, err := f.font.GlyphAdvance(&f.buffer, index, f.ppem, font.HintingNone)
	if err != nil {
		return glyph{}
	}
	g.advance = float64(advance) / float64(f.ppem)
	return g
}

// kern is the correction of the distance between two glyphs, in em.
func (f *face) kern(a, b sfnt.GlyphIndex) float64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	k, err := f.font.Kern(&f.buffer, a, b, f.ppem, font.HintingNone)
	if err != nil { // no kerning table, or no such pair
		return 0
	}
	return float64(k) / float64(f.ppem)
}

// outline turns a font's segments into a path of cubics, because not every
// gonum canvas draws a quadratic exactly, and widens g's box around it.
func outline(segments sfnt.Segments, em float64, g *glyph) vg.Path {
	var path vg.Path
	var at vg.Point
	point := func(p fixed.Point26_6) vg.Point {
		q := vg.Point{X: vg.Length(float64(p.X) / em), Y: vg.Length(-float64(p.Y) / em)}
		g.left = min(g.left, float64(q.X))
		g.right = max(g.right, float64(q.X))
		g.top = max(g.top, float64(q.Y))
		return q
	}
	for i, s := range segments {
		a := point(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				path.Close()
			}
			path.Move(a)
			at = a
		case sfnt.SegmentOpLineTo:
			path.Line(a)
			at = a
		case sfnt.SegmentOpQuadTo:
			b := point(s.Args[1])
			path.CubeTo(between(at, a, 2./3), between(b, a, 2./3), b)
			at = b
		case sfnt.SegmentOpCubeTo:
			b, c := point(s.Args[1]), point(s.Args[2])
			path.CubeTo(a, b, c)
			at = c
		}
	}
	if len(segments) > 0 {
		path.Close()
	}
	return path
}

func between(a, b vg.Point, t vg.Length) vg.Point {
	return a.Add(b.Sub(a).Scale(t))
}
