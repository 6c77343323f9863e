package raster

import (
	"image"
	"image/color"
	"image/gif"
	"io"
	"math"
)

// ForGIF makes the animation keep its frames for EncodeGIF; it is called
// before the first Add.
func (a *Animation) ForGIF() { a.keep = true }

// EncodeGIF writes the animation as a GIF, to be repeated for ever.
func (a *Animation) EncodeGIF(w io.Writer) error {
	palette := append(color.Palette(nil), a.palette.Palette...)
	palette[a.transparent] = color.RGBA{}
	file := &gif.GIF{}
	for _, f := range a.frames {
		part := *f.part
		part.Palette = palette
		file.Image = append(file.Image, &part)
		file.Delay = append(file.Delay, int(math.Round(100*f.seconds)))
		file.Disposal = append(file.Disposal, gif.DisposalNone)
	}
	if len(a.frames) > 0 {
		whole := a.frames[0].part.Rect
		file.Config = image.Config{ColorModel: palette, Width: whole.Dx(), Height: whole.Dy()}
	}
	return gif.EncodeAll(w, file)
}
