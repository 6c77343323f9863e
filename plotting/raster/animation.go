package raster

import (
	"bytes"
	"context"
	"image"
	"io"
	"math"
)

// Animation collects frames into an animated PNG. All frames share one palette;
// of each only the pixels that have changed are kept.
type Animation struct {
	palette     *image.Paletted // the palette alone: no pixels
	indices     map[uint32]uint8
	transparent uint8
	shown       []uint8  // the indices of the frame before
	before      []uint32 // its pixels
	chunks      []chunk
	count       int
	frames      []frame // kept for a GIF
	keep        bool
}

// frame is what changes, for how long.
type frame struct {
	part    *image.Paletted
	seconds float64
}

type chunk struct {
	kind string
	data []byte
}

// NewAnimation prepares an animation whose palette is made for the colours of
// the given canvases. They are not frames yet.
func NewAnimation(ctx context.Context, samples ...*Canvas) (*Animation, error) {
	counts := map[uint32]int{}
	var order []uint32
	for _, c := range samples {
		table, runs, err := c.count(ctx)
		spareRuns.Put(runs)
		if err != nil {
			return nil, err
		}
		for _, t := range table {
			if counts[t.color] == 0 {
				order = append(order, t.color)
			}
			counts[t.color] += t.count
		}
	}
	table := make([]counted, len(order))
	for i, clr := range order {
		table[i] = counted{clr, counts[clr]}
	}
	const forTransparency = 1
	chosen, nearest := choose(table, 256-forTransparency)
	a := &Animation{palette: &image.Paletted{Palette: chosen}, indices: map[uint32]uint8{}}
	for i, t := range table {
		a.indices[t.color] = nearest[i]
	}
	a.transparent = uint8(len(chosen))
	a.palette.Palette = append(a.palette.Palette, chosen[0])
	return a, nil
}

// block is how many pixels are compared at once: most are as in the frame before.
const block = 256

// index gives every pixel its place in the palette.
func (a *Animation) index(ctx context.Context, c *Canvas) ([]uint8, error) {
	indexed := make([]uint8, len(c.pixels))
	last, place := ^uint32(0), uint8(0)
	for start := 0; start < len(indexed); start += block {
		if start%(16*block) == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		end := min(start+block, len(indexed))
		if a.asBefore(c.pixels[:end], start) {
			copy(indexed[start:end], a.shown[start:end])
			continue
		}
		for i, p := range c.pixels[start:end] {
			if p != last {
				last, place = p, a.place(p)
			}
			indexed[start+i] = place
		}
	}
	return indexed, nil
}

// asBefore tells whether the last pixels, from start on, are a block of the frame before.
func (a *Animation) asBefore(pixels []uint32, start int) bool {
	if len(pixels)-start < block || len(a.before) < len(pixels) {
		return false
	}
	return *(*[block]uint32)(pixels[start:]) == *(*[block]uint32)(a.before[start:])
}

func (a *Animation) place(p uint32) uint8 {
	if place, ok := a.indices[p]; ok {
		return place
	}
	best, least := uint8(0), math.MaxInt
	for i, c := range a.palette.Palette[:a.transparent] {
		if d := distance(packed(c), p); d < least {
			best, least = uint8(i), d
		}
	}
	a.indices[p] = best
	return best
}

// Add appends a frame that is shown for some seconds. All frames have the size
// of the first.
func (a *Animation) Add(ctx context.Context, c *Canvas, seconds float64) error {
	indexed, err := a.index(ctx, c)
	if err != nil {
		return err
	}
	part := &image.Paletted{Pix: indexed, Stride: c.Width, Rect: image.Rect(0, 0, c.Width, c.Height)}
	over := byte(0)
	if a.shown != nil {
		part = a.changes(indexed, c.Width)
		over = 1
	}
	a.shown, a.before = indexed, append(a.before[:0], c.pixels...)
	if a.keep {
		a.frames = append(a.frames, frame{part, seconds})
		return nil
	}
	data, err := compressed(ctx, part)
	if err != nil {
		return err
	}
	r := part.Rect
	control := words(len(a.chunks), r.Dx(), r.Dy(), r.Min.X, r.Min.Y)
	control = append(control, uint8(int(seconds*1000)>>8), uint8(int(seconds*1000)), 1000>>8, 1000&0xFF, 0, over)
	a.chunks = append(a.chunks, chunk{"fcTL", control})
	a.chunks = append(a.chunks, chunk{"fdAT", append(words(len(a.chunks)), data...)})
	a.count++
	return nil
}

// changes is the smallest rectangle around the pixels that differ from the
// frame before; the others in it are transparent.
func (a *Animation) changes(indexed []uint8, width int) *image.Paletted {
	r := differing(indexed, a.shown, width)
	if r.Empty() {
		r = image.Rect(0, 0, 1, 1)
	}
	part := &image.Paletted{Stride: r.Dx(), Rect: r, Pix: make([]uint8, r.Dx()*r.Dy())}
	for y := range r.Dy() {
		at := (r.Min.Y+y)*width + r.Min.X
		was, out := a.shown[at:at+r.Dx()], part.Pix[y*r.Dx():]
		for x, p := range indexed[at : at+r.Dx()] {
			if p == was[x] {
				p = a.transparent
			}
			out[x] = p
		}
	}
	return part
}

// Encode writes the animation, to be repeated for ever. Where animated PNG is
// not known, the cover is shown, which is not part of the animation.
func (a *Animation) Encode(ctx context.Context, w io.Writer, cover *Canvas, dpi float64) error {
	indexed, err := a.index(ctx, cover)
	if err != nil {
		return err
	}
	still := &image.Paletted{
		Pix: indexed, Stride: cover.Width, Rect: image.Rect(0, 0, cover.Width, cover.Height),
		Palette: a.palette.Palette,
	}
	data, err := compressed(ctx, still)
	if err != nil {
		return err
	}
	file := newPNG(still, dpi)
	opacity := bytes.Repeat([]byte{255}, len(still.Palette))
	opacity[a.transparent] = 0
	file.chunk("tRNS", opacity)
	file.chunk("acTL", words(a.count, 0))
	file.chunk("IDAT", data)
	for _, c := range a.chunks {
		file.chunk(c.kind, c.data)
	}
	file.chunk("IEND", nil)
	_, err = w.Write(file.Bytes())
	return err
}

// Clone is a canvas of the same size, transform and pixels.
func (c *Canvas) Clone() *Canvas {
	clone := &Canvas{Width: c.Width, Height: c.Height, pixels: append(sparePixels.Get(len(c.pixels))[:0], c.pixels...), state: c.state, finer: c.finer}
	clone.scan = newScanner(c.Width, c.Height)
	return clone
}
