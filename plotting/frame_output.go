package plotting

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"saddle/numerics/reason"
	"saddle/plotting/raster"
	"saddle/plotting/typeset"
)

// Picture is a figure that has been drawn.
type Picture struct {
	Data          []byte
	Width, Height int     // in CSS pixels
	Places        []Place // of its frames, in the order of the figures of a grid; of a PNG
	Part          Part    // where Data is no more than a part of it
}

// Part is the place of a picture's data in the whole, both in device pixels; the zero value is for a picture that is whole.
type Part struct {
	Rect          image.Rectangle
	Width, Height int // of the whole
}

// size is the size of the figure in CSS pixels; one whose axes have one scale
// may come out a little lower or higher, so that no room is left empty.
func (f *Figure) size(ctx context.Context) (width, height int) {
	if len(f.parts) > 0 {
		width, height = f.gridSize(ctx)
		return width, cmp.Or(f.Height, height)
	}
	width, height = defaultWidth, defaultHeight
	if _, space := f.inSpace(); f.view(ctx).alike && !space {
		width = squareWidth
	}
	if f.Width > 0 {
		width, height = f.Width, max(1, f.Width*height/width)
	}
	if f.Height > 0 {
		height = f.Height
	}
	return width, height
}

// defaultDPI is two device pixels to a CSS pixel.
const defaultDPI = 192

// PNG draws the figure as a PNG of at most 256 colours. It stops soon after
// ctx is done, with its error.
func (f *Figure) PNG(ctx context.Context) (Picture, error) {
	c, err := f.compose(ctx)
	if err != nil {
		return Picture{}, err
	}
	dpi := float64(cmp.Or(f.DPI, defaultDPI))
	canvas, err := newCanvas(c.width, c.height, dpi)
	if err != nil {
		return Picture{}, err
	}
	defer f.sight.Base.free(canvas)
	c.places = &placing{width: float64(c.width), height: float64(c.height)}
	if err := c.drawOn(ctx, canvas); err != nil {
		return Picture{}, err
	}
	part := Part{Rect: f.sight.Base.part(canvas), Width: canvas.Width, Height: canvas.Height}
	if part.Rect.Empty() {
		part = Part{}
	} else {
		canvas = canvas.Cut(part.Rect)
	}
	var b bytes.Buffer
	if err := canvas.EncodePNG(ctx, &b, dpi); err != nil {
		return Picture{}, err
	}
	return Picture{b.Bytes(), c.width, c.height, c.places.places, part}, nil
}

// mostPixels is the size from which a picture is taken for a mistake: that of a
// poster.
const mostPixels = 120e6

// newCanvas makes a canvas of a size in CSS pixels.
func newCanvas(width, height int, dpi float64) (*raster.Canvas, error) {
	scale := dpi / 96
	if !(scale > 0) || float64(width)*float64(height)*scale*scale > mostPixels {
		return nil, fmt.Errorf("a picture of %d×%d pixels at %g dots per inch is too large: choose a smaller width, height or dpi", width, height, dpi)
	}
	return raster.New(float64(width), float64(height), scale, paper), nil
}

// pointsPerPixel is a CSS pixel in PostScript points, the unit of gonum's
// canvases.
const pointsPerPixel = 0.75

// vector draws the figure on one of gonum's vector canvases.
func (f *Figure) vector(ctx context.Context, newCanvas func(w, h vg.Length) vg.CanvasWriterTo) (Picture, error) {
	c, err := f.compose(ctx)
	if err != nil {
		return Picture{}, err
	}
	canvas := newCanvas(vg.Length(c.width)*pointsPerPixel, vg.Length(c.height)*pointsPerPixel)
	canvas.Push()
	canvas.Scale(pointsPerPixel, pointsPerPixel)
	if err := c.drawOn(ctx, canvas); err != nil {
		return Picture{}, err
	}
	canvas.Pop()
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return Picture{}, err
	}
	return Picture{Data: b.Bytes(), Width: c.width, Height: c.height}, nil
}

// drawOn draws the figure on a canvas whose unit is a CSS pixel.
func (f *Figure) drawOn(ctx context.Context, canvas vg.Canvas, width, height int) error {
	return f.drawNoting(ctx, canvas, vg.Rectangle{Max: vg.Point{X: vg.Length(width), Y: vg.Length(height)}}, nil)
}

// drawNoting is drawOn for a rectangle, and notes where the frames are.
func (f *Figure) drawNoting(ctx context.Context, canvas vg.Canvas, whole vg.Rectangle, places *placing) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s := sheet{Canvas: draw.Canvas{Canvas: canvas, Rectangle: whole}, ctx: ctx, words: words(f.Language), places: places}
	s.blank(whole)
	return f.drawInto(s, whole)
}

// MissingGlyphs lists the characters of the figure's texts that no font has;
// they are drawn as boxes.
func (f *Figure) MissingGlyphs() []rune {
	return typeset.Missing(f.allTexts()...)
}

func (f *Figure) allTexts() []string {
	texts := []string{f.Title, f.XLabel, f.YLabel}
	for _, layer := range f.Layers {
		texts = append(texts, layer.texts()...)
	}
	for _, part := range f.parts {
		texts = append(texts, part.allTexts()...)
	}
	return texts
}

// Describe says in one sentence what the picture shows, with numbers of four
// significant digits. What it says is wrong once ctx is done.
func (f *Figure) Describe(ctx context.Context) string {
	w := words(f.Language)
	if len(f.parts) > 0 {
		var parts []string
		for _, part := range f.parts {
			says := part.Describe(ctx)
			if part.Title != "" {
				says = part.Title + w.say(reason.Both(": ", "：")) + says
			}
			parts = append(parts, says)
		}
		return strings.Join(parts, w.say(reason.Semicolon))
	}
	v := f.view(ctx)
	v.saddles, v.memory = f.saddles(v), f.sight.Memory
	facts := f.facts(ctx, v, w)
	if len(facts) == 0 {
		return w.say(reason.Both("no picture", "无图"))
	}
	if v.logX && f.X.Min < 0 {
		facts = append(facts, w.say(reason.Both("left out: x ≤ 0, which a logarithmic axis does not have", "略去 x ≤ 0 的部分：对数轴上没有")))
	}
	return strings.Join(facts, w.say(reason.Comma))
}

// enclosing is a layer with a figure of its own, of which it says something until
// ctx is done.
type enclosing interface {
	factsUntil(ctx context.Context, w words) string
}

// facts are what the layers say of themselves in a view.
func (f *Figure) facts(ctx context.Context, v view, w words) (facts []string) {
	space, inSpace := f.inSpace()
	for _, layer := range f.Layers {
		if ctx.Err() != nil {
			return nil
		}
		if inSpace && space.replaces(layer) {
			continue
		}
		fact := ""
		if l, ok := layer.(enclosing); ok {
			fact = l.factsUntil(ctx, w)
		} else {
			fact = layer.facts(v, w)
		}
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	return fewFacts(facts, w)
}

// mostFacts is how many things in a picture are told one by one: a sentence is to be read, or heard.
const mostFacts = 40

// fewFacts are the first facts of many, and how many there are besides.
func fewFacts(facts []string, w words) []string {
	if len(facts) <= mostFacts {
		return facts
	}
	more := strconv.Itoa(len(facts) - mostFacts + 1)
	return append(facts[:mostFacts-1:mostFacts-1], w.say(reason.Both(more+" others", "另有 "+more+" 个")))
}
