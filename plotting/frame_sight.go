package plotting

import (
	"cmp"
	"image"

	"saddle/plotting/raster"
)

// Sight is how a figure is seen that is drawn again and again while somebody
// watches; the zero value is as it is by itself.
type Sight struct {
	// Places are those of the picture before: planes keep their ranges. nil: all
	// ranges are chosen.
	Places []Place
	// Before are the places of the picture before: planes keep those ranges that
	// hold what there is to see and are hardly larger. nil: none does.
	Before []Place
	// Cameras are where surfaces are looked at from, by the number of their place.
	Cameras map[int]Camera
	// Quick is for a picture that will be followed by another one soon: surfaces
	// are coarser, and the file is larger.
	Quick bool
	// Memory keeps what does not change from one picture to the next; nil: nothing.
	Memory *Memory
	// Base is the picture over which the next ones are laid; nil: each is whole.
	Base *Base
}

// Base is the first picture that was drawn with it. Later ones of its size are no more than the rectangle in which
// they differ from it, see Picture.Part; one of which that is more than half is whole and the base from then on. Two pictures
// must not be drawn with it at once.
type Base struct{ canvas *raster.Canvas }

// part is the rectangle in which a canvas differs from the base, one pixel at least, in device pixels. The zero
// rectangle is the whole: there is no base, or it is what has been drawn just now.
func (b *Base) part(canvas *raster.Canvas) image.Rectangle {
	switch {
	case b == nil:
		return image.Rectangle{}
	case b.canvas == nil || b.canvas.Width != canvas.Width || b.canvas.Height != canvas.Height:
		b.canvas = canvas
		return image.Rectangle{}
	}
	r := canvas.Differing(b.canvas)
	if 2*r.Dx()*r.Dy() > canvas.Width*canvas.Height { // most of it is another picture, and so will be those to come
		b.canvas.Free()
		b.canvas = canvas
		return image.Rectangle{}
	}
	r.Max.X, r.Max.Y = max(r.Max.X, r.Min.X+1), max(r.Max.Y, r.Min.Y+1)
	return r
}

// free frees a canvas that is not the base.
func (b *Base) free(canvas *raster.Canvas) {
	if b == nil || b.canvas != canvas {
		canvas.Free()
	}
}

const (
	quickAcross = 26
	quickDPI    = 96
)

// Seen is the figure in a sight.
func (f *Figure) Seen(s Sight) *Figure {
	number := 0
	g := f.seen(s, &number)
	if s.Quick && g.Turns() {
		g.DPI = cmp.Or(g.DPI, quickDPI)
	}
	return g
}

// seen is Seen with the number of the next place.
func (f *Figure) seen(s Sight, number *int) *Figure {
	g := *f
	g.sight = s
	g.parts, g.Layers = nil, nil
	for _, part := range f.parts {
		g.parts = append(g.parts, part.seen(s, number))
	}
	if len(f.parts) > 0 {
		return &g
	}
	here := *number
	g.place = here
	*number++
	if here < len(s.Places) && s.Places[here].Plane {
		g.X, g.Y = s.Places[here].X.Range, s.Places[here].Y.Range
	}
	if here < len(s.Before) && s.Before[here].Plane {
		g.before = [2]Range{s.Before[here].X.Range, s.Before[here].Y.Range}
	}
	for _, layer := range f.Layers {
		if l, ok := layer.(turned); ok {
			layer = l.from(s, here)
		}
		g.Layers = append(g.Layers, layer)
	}
	return &g
}

// turned is a layer that can be looked at from elsewhere.
type turned interface {
	from(s Sight, place int) Layer
}

// Turns reports whether there is a surface in the figure.
func (f *Figure) Turns() bool {
	for _, part := range f.parts {
		if part.Turns() {
			return true
		}
	}
	_, space := f.inSpace()
	return space
}
