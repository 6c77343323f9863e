package plotting

import "cmp"

// Sight is how a figure is seen that is drawn again and again while somebody
// watches; the zero value is as it is by itself.
type Sight struct {
	// Places are those of the picture before: planes keep their ranges. nil: all
	// ranges are chosen.
	Places []Place
	// Cameras are where surfaces are looked at from, by the number of their place.
	Cameras map[int]Camera
	// Quick is for a picture that will be followed by another one soon: surfaces
	// are coarser, and the file is larger.
	Quick bool
	// Memory keeps what does not change from one picture to the next; nil: nothing.
	Memory *Memory
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

// memory is what a picture may take from those before: one that stays takes
// nothing.
func (s Sight) memory() *Memory {
	if !s.Quick {
		return nil
	}
	return s.Memory
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
