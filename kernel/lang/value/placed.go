package value

// Placed is a value that has a place: where a point is needed, it is that.
type Placed interface {
	Value
	Place() Value // a number or a vector
}

// Pictured is a result that has a picture of its own.
type Pictured interface {
	Value
	Scene() *Scene // nil: it has none
}

// Scene is the picture of a result: what is drawn, and the window in which it was sought.
type Scene struct {
	Layers []Layer
	X, Y   *Range // nil: what the layers need
}

// In adds the scene to a figure; the window is that of the scene unless the figure has one.
func (s *Scene) In(f *Figure) {
	for _, layer := range s.Layers {
		if ground, ok := layer.(*Landscape); ok {
			f.AddGround(ground)
			continue
		}
		f.Layers = append(f.Layers, layer)
	}
	if f.Settings.X == nil && f.Settings.Y == nil {
		f.Settings.X, f.Settings.Y = s.X, s.Y
	}
}

// PlaceOf is a point as a function takes it: a number, or a vector.
func PlaceOf(at []float64, vector bool) Value {
	if len(at) == 1 && !vector {
		return Number(at[0])
	}
	return Vector(at)
}
