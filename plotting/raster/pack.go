package raster

import (
	"bytes"
	"compress/flate"
	"context"
	"image/color"
	"io"
)

// Packed is a canvas put away in little room: its picture with at most 256
// colours, see Paletted.
type Packed struct {
	canvas  Canvas // without pixels
	palette color.Palette
	data    []byte
}

// Pack puts the canvas away.
func (c *Canvas) Pack(ctx context.Context) (*Packed, error) {
	picture, err := c.Paletted(ctx)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(picture.Pix); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return &Packed{
		canvas:  Canvas{Width: c.Width, Height: c.Height, state: c.state, finer: c.finer},
		palette: picture.Palette, data: bytes.Clone(b.Bytes()),
	}, nil
}

// Unpack is a canvas like the one that was put away.
func (p *Packed) Unpack() (*Canvas, error) {
	c := p.canvas
	c.scan = newScanner(c.Width, c.Height)
	indexed := make([]byte, c.Width*c.Height)
	if _, err := io.ReadFull(flate.NewReader(bytes.NewReader(p.data)), indexed); err != nil {
		return nil, err
	}
	var colors [256]uint32
	for i, clr := range p.palette {
		colors[i] = packed(clr)
	}
	c.pixels = make([]uint32, len(indexed))
	for i, k := range indexed {
		c.pixels[i] = colors[k]
	}
	return &c, nil
}
