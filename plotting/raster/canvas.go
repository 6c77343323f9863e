// Package raster is a gonum canvas that paints pixels: what a figure is drawn
// on before it becomes a PNG of few colours.
//
// It is made for figures: opaque colours, large filled regions, many thin
// lines, text as outlines. Coverage is rounded, see SetShades, so that a figure
// has few colours and compresses well. It has no transparency, clips nothing
// but its own edges, and lets FillString draw nothing: text comes as outlines
// from package typeset.
//
//	canvas := raster.New(640, 480, 2, color.White)
//	canvas.Fill(path)
//	err := canvas.EncodePNG(ctx, w, 2*96)
package raster

import (
	"image"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// Canvas implements vg.Canvas. Its unit of length is a CSS pixel; the origin
// is the bottom left corner.
type Canvas struct {
	Width, Height int // in device pixels
	pixels        []uint32
	state         state
	stack         []state
	scan          *scanner
	points        []point
	ends          []int
	finer         int // times as many shades as are asked for
}

// state is what Push saves.
type state struct {
	at     affine
	color  uint32
	width  float64
	dashes []float64
	offset float64
	shades float32
}

var _ vg.Canvas = (*Canvas)(nil)

// New makes a canvas of width×height CSS pixels, with scale device pixels to
// one of them.
func New(width, height, scale float64, background color.Color) *Canvas {
	w, h := int(math.Round(width*scale)), int(math.Round(height*scale))
	c := &Canvas{Width: w, Height: h}
	c.pixels = sparePixels.Get(w * h)
	c.scan = newScanner(w, h)
	c.state.at = affine{scale, 0, 0, -scale, 0, float64(h)}
	c.finer = max(1, min(4, int(math.Round(6-2.5*scale))))
	c.SetShades(usualShades)
	vg.Initialize(c)
	fill(c.pixels, packed(background))
	return c
}

// Free leaves the pixels to a canvas that is made later; this one has none any more.
func (c *Canvas) Free() {
	sparePixels.Put(c.pixels)
	spareScanners.Put(c.scan)
	c.pixels, c.scan, c.Width, c.Height = nil, nil, 0, 0
}

// SetLineWidth implements vg.Canvas.
func (c *Canvas) SetLineWidth(w vg.Length) { c.state.width = float64(w) }

// SetLineDash implements vg.Canvas.
func (c *Canvas) SetLineDash(pattern []vg.Length, offset vg.Length) {
	c.state.dashes = nil
	for _, d := range pattern {
		c.state.dashes = append(c.state.dashes, float64(d))
	}
	c.state.offset = float64(offset)
}

// SetColor implements vg.Canvas. Transparency is ignored.
func (c *Canvas) SetColor(clr color.Color) { c.state.color = packed(clr) }

// SetShades says how many shades the edge of a shape has at two device pixels
// to a CSS pixel, 1 to 16; coarser canvases take more. 1 leaves it jagged,
// which costs nothing in a file and does not show where a line is drawn over
// it; 4, as at first, looks like any more at that density.
func (c *Canvas) SetShades(n int) {
	c.state.shades = float32(min(n*c.finer, steps))
}

// Rotate implements vg.Canvas.
func (c *Canvas) Rotate(angle float64) {
	sin, cos := math.Sincos(angle)
	c.state.at = c.state.at.after(affine{cos, sin, -sin, cos, 0, 0})
}

// Translate implements vg.Canvas.
func (c *Canvas) Translate(p vg.Point) {
	c.state.at = c.state.at.after(affine{1, 0, 0, 1, float64(p.X), float64(p.Y)})
}

// Scale implements vg.Canvas.
func (c *Canvas) Scale(x, y float64) {
	c.state.at = c.state.at.after(affine{x, 0, 0, y, 0, 0})
}

// Push implements vg.Canvas.
func (c *Canvas) Push() { c.stack = append(c.stack, c.state) }

// Pop implements vg.Canvas.
func (c *Canvas) Pop() {
	last := len(c.stack) - 1
	c.state, c.stack = c.stack[last], c.stack[:last]
}

// Fill implements vg.Canvas, by the non-zero rule.
func (c *Canvas) Fill(path vg.Path) {
	c.flatten(path)
	c.scan.reset()
	c.eachLine(func(line []point, _ bool) {
		from := line[len(line)-1]
		for _, to := range line {
			c.scan.edge(from.x, from.y, to.x, to.y)
			from = to
		}
	})
	c.paint()
}

// Stroke implements vg.Canvas, with round joins and butt ends; a thin line without dashes and shades is a hairline.
func (c *Canvas) Stroke(path vg.Path) {
	width := c.state.width * c.state.at.size()
	if width <= 0 {
		return
	}
	c.flatten(path)
	if c.state.shades == 1 && width < hairWidth && len(c.state.dashes) == 0 {
		c.eachLine(c.hairline)
		return
	}
	c.scan.reset()
	pen := pen{scan: c.scan, half: width / 2}
	c.eachLine(func(line []point, closed bool) {
		if len(c.state.dashes) == 0 {
			pen.line(line, closed)
			return
		}
		if closed {
			line = append(line, line[0])
		}
		for _, dash := range dashed(line, c.state.dashes, c.state.offset, c.state.at.size()) {
			pen.line(dash, false)
		}
	})
	c.paint()
}

// FillString implements vg.Canvas and draws nothing.
func (c *Canvas) FillString(font.Face, vg.Point, string) {}

// DrawImage implements vg.Canvas with the nearest pixel of img.
func (c *Canvas) DrawImage(r vg.Rectangle, img image.Image) {
	a := c.state.at.apply(float64(r.Min.X), float64(r.Max.Y))
	b := c.state.at.apply(float64(r.Max.X), float64(r.Min.Y))
	bounds := img.Bounds()
	for y := max(int(a.y), 0); y < min(int(b.y), c.Height); y++ {
		for x := max(int(a.x), 0); x < min(int(b.x), c.Width); x++ {
			u := bounds.Min.X + int((float64(x)+0.5-a.x)/(b.x-a.x)*float64(bounds.Dx()))
			v := bounds.Min.Y + int((float64(y)+0.5-a.y)/(b.y-a.y)*float64(bounds.Dy()))
			c.pixels[y*c.Width+x] = packed(img.At(u, v))
		}
	}
}

// usualShades is how many shades edges have at first.
const usualShades = 4

// steps is how finely coverage is told apart.
const steps = 16

func (c *Canvas) paint() {
	clr, shades := c.state.color, c.state.shades
	c.scan.spans(func(y, x0, x1 int, coverage float32) {
		row := c.pixels[y*c.Width+x0 : y*c.Width+x1]
		parts := uint32(float32(int(coverage*shades+0.5)) * steps / shades)
		if parts == 0 {
			return
		}
		if parts == steps {
			fill(row, clr)
			return
		}
		for i, under := range row {
			row[i] = mix(under, clr, parts)
		}
	})
}

// mix lays parts sixteenths of over on under.
func mix(under, over, parts uint32) uint32 {
	const odd = 0x00FF00FF
	rest := steps - parts
	rb := ((under&odd)*rest + (over&odd)*parts + steps/2*0x00010001) / steps & odd
	g := ((under>>8&0xFF)*rest + (over>>8&0xFF)*parts + steps/2) / steps
	return rb | g<<8
}

func fill[T uint8 | uint32](row []T, clr T) {
	n := min(len(row), 8)
	for i := range row[:n] {
		row[i] = clr
	}
	for ; n < len(row); n *= 2 {
		copy(row[n:], row[:n])
	}
}

func packed(clr color.Color) uint32 {
	if clr == nil {
		return 0
	}
	r, g, b, _ := clr.RGBA()
	return r>>8<<16 | g>>8<<8 | b>>8
}

func unpacked(p uint32) color.RGBA {
	return color.RGBA{uint8(p >> 16), uint8(p >> 8), uint8(p), 255}
}

// CopyFrom copies the pixels of a rectangle from another canvas, and those that
// touch it; it does nothing and reports false where the two differ in size or
// transform.
func (c *Canvas) CopyFrom(from *Canvas, r vg.Rectangle) bool {
	if c.Width != from.Width || c.Height != from.Height || c.state.at != from.state.at {
		return false
	}
	a, b := c.state.at.apply(float64(r.Min.X), float64(r.Max.Y)), c.state.at.apply(float64(r.Max.X), float64(r.Min.Y))
	x0, x1 := max(0, int(math.Floor(a.x))-1), min(c.Width, int(math.Ceil(b.x))+1)
	y0, y1 := max(0, int(math.Floor(a.y))-1), min(c.Height, int(math.Ceil(b.y))+1)
	for y := y0; y < y1 && x0 < x1; y++ {
		copy(c.pixels[y*c.Width+x0:y*c.Width+x1], from.pixels[y*c.Width+x0:])
	}
	return true
}

// Differing is the smallest rectangle, in device pixels from the top, outside of which two canvases of one size show the
// same; an empty one at a place within where they show the same everywhere.
func (c *Canvas) Differing(from *Canvas) image.Rectangle {
	return differing(c.pixels, from.pixels, c.Width)
}

// differing is the smallest rectangle outside of which two pictures of one width are the same; an empty one at a place within where
// they are the same everywhere.
func differing[Pixel comparable](now, before []Pixel, width int) image.Rectangle {
	r := image.Rectangle{}
	for start := 0; start < len(now); start += width {
		row, other := now[start:start+width], before[start:start+width]
		if equal(row, other) {
			continue
		}
		x0, x1, y := 0, width, start/width
		for row[x0] == other[x0] {
			x0++
		}
		for row[x1-1] == other[x1-1] {
			x1--
		}
		r = r.Union(image.Rect(x0, y, x1, y+1))
	}
	return r
}

// equal is slices.Equal for slices of one length, in a third of the time: arrays are compared as blocks of memory.
func equal[Pixel comparable](a, b []Pixel) bool {
	const together = 64
	for ; len(a) >= together; a, b = a[together:], b[together:] {
		if *(*[together]Pixel)(a) != *(*[together]Pixel)(b) {
			return false
		}
	}
	return slices.Equal(a, b)
}

// Cut is a canvas of the pixels of a rectangle, in device pixels from the top, which lies within; nothing is to be drawn on it.
func (c *Canvas) Cut(r image.Rectangle) *Canvas {
	part := &Canvas{Width: r.Dx(), Height: r.Dy(), pixels: make([]uint32, 0, r.Dx()*r.Dy())}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		part.pixels = append(part.pixels, c.pixels[y*c.Width+r.Min.X:y*c.Width+r.Max.X]...)
	}
	return part
}
