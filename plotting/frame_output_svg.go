package plotting

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"image/color"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgsvg"

	"saddle/plotting/typeset"
)

// SVG draws the figure as SVG: its texts are texts, as wide as they are in other
// forms, and it tells its title and what it shows.
func (f *Figure) SVG(ctx context.Context) (Picture, error) {
	var canvas *svgCanvas
	picture, err := f.vector(ctx, func(w, h vg.Length) vg.CanvasWriterTo {
		canvas = &svgCanvas{Canvas: vgsvg.New(w, h)}
		return canvas
	})
	if err != nil {
		return Picture{}, err
	}
	picture.Data = f.entitled(ctx, slim(canvas.withTexts(picture.Data)))
	return picture, nil
}

// svgCanvas is gonum's canvas for SVG, which leaves a mark where a text is to
// stand: a path without length, that nothing else draws.
type svgCanvas struct {
	*vgsvg.Canvas
	texts []string
}

const textMark = -98765

// writeText implements texter.
func (c *svgCanvas) writeText(text string, set typeset.Text, clr color.Color, at vg.Point, rim color.Color) {
	var mark vg.Path
	mark.Move(vg.Point{X: vg.Length(len(c.texts)), Y: textMark})
	mark.Close()
	c.SetColor(color.Black)
	c.Fill(mark)
	element := func(look string) string {
		return fmt.Sprintf(`<text transform="matrix(1 0 0 -1 %s %s)" font-size="%s" textLength="%s" lengthAdjust="spacingAndGlyphs" %s>%s</text>`,
			tenths(float64(at.X)), tenths(float64(at.Y)), tenths(set.Size), tenths(set.Width), look, tspans(text, set.Size))
	}
	said := element(fmt.Sprintf(`fill="%s"`, inHex(clr)))
	if rim != nil { // below the text, for it is not everywhere known that one element may be both
		said = element(fmt.Sprintf(`aria-hidden="true" style="user-select:none" fill="%[1]s" stroke="%[1]s" stroke-width="3" stroke-linejoin="round"`, inHex(rim))) + said
	}
	c.texts = append(c.texts, said)
}

// inHex is an opaque colour as SVG writes it.
func inHex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02X%02X%02X", r>>8, g>>8, b>>8)
}

// tenths writes a length to a tenth.
func tenths(v float64) string { return strconv.FormatFloat(math.Round(10*v)/10, 'f', -1, 64) }

// tspans are the parts of a text, raised and lowered.
func tspans(text string, size float64) string {
	var b strings.Builder
	at := 0.0
	for _, piece := range typeset.Pieces(text) {
		said := html.EscapeString(piece.Text)
		if piece.Scale == 1 && piece.Rise == at {
			b.WriteString(said)
			continue
		}
		fmt.Fprintf(&b, `<tspan dy="%.2f" font-size="%.2f">%s</tspan>`, (at-piece.Rise)*size, piece.Scale*size, said)
		at = piece.Rise
	}
	return b.String()
}

var markedPath = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<path d="M(\d+),` + strconv.Itoa(textMark) + `Z"[^>]*/>`)
})

// withTexts puts the texts where their marks are.
func (c *svgCanvas) withTexts(svg []byte) []byte {
	return markedPath().ReplaceAllFunc(svg, func(found []byte) []byte {
		i, err := strconv.Atoi(string(markedPath().FindSubmatch(found)[1]))
		if err != nil || i >= len(c.texts) {
			return found
		}
		return []byte(c.texts[i])
	})
}

// svgFaces are the families of the texts: those that they are set in, then
// others that are much like them.
const svgFaces = `DejaVu Sans, Verdana, Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif`

// entitled adds to an SVG its title and what it shows.
func (f *Figure) entitled(ctx context.Context, svg []byte) []byte {
	says := f.Describe(ctx)
	title := f.Title
	if title == "" {
		title = says
	}
	head := fmt.Sprintf(` role="img" font-family="%s">`+"\n<title>%s</title>\n<desc>%s</desc>\n", svgFaces, html.EscapeString(title), html.EscapeString(says))
	start := bytes.Index(svg, []byte("<svg"))
	if start < 0 {
		return svg
	}
	end := bytes.IndexByte(svg[start:], '>')
	if end < 0 {
		return svg
	}
	end += start
	return bytes.Join([][]byte{svg[:end], []byte(head), bytes.TrimPrefix(svg[end+1:], []byte("\n"))}, nil)
}
