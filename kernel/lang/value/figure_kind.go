package value

import (
	"slices"

	"saddle/plotting"
)

// Log says which axes of a figure are logarithmic; empty: chosen.
type Log string

// The ways in which a student asks for logarithmic axes.
const (
	LogNone   Log = "none"
	LogValues Log = "values" // of what is shown: the upright axis, or the levels of a landscape
	LogX      Log = "x"
	LogY      Log = "y"
	LogBoth   Log = "xy"
	LogSigned Log = "sym" // the upright axis, on both sides of zero
)

// any reports whether something holds for a layer of the figure.
func (f *Figure) any(holds func(Layer) bool) bool { return slices.ContainsFunc(f.Layers, holds) }

// HasLevels reports whether the figure shows the levels of a function of two variables.
func (f *Figure) HasLevels() bool {
	return f.any(func(layer Layer) bool {
		switch layer.(type) {
		case *Landscape, *Surface:
			return true
		}
		return false
	})
}

// HasColours reports whether the figure shows values by colours that can be chosen.
func (f *Figure) HasColours() bool {
	return f.HasLevels() || f.HasCells()
}

// HasCells reports whether the figure is a heat map, whose colours alone can be logarithmic.
func (f *Figure) HasCells() bool {
	return f.any(func(layer Layer) bool { return cellsOf(layer) != nil })
}

// Unfit reports whether a heat map of the figure has a value that a logarithm has no place for.
func (f *Figure) Unfit() bool {
	return f.any(func(layer Layer) bool {
		return slices.ContainsFunc(cellsOf(layer), func(row []float64) bool {
			return slices.ContainsFunc(row, func(x float64) bool { return x <= 0 })
		})
	})
}

// cellsOf are the values of a heat map, row by row; nil: the layer is none.
func cellsOf(layer Layer) [][]float64 {
	if plain, ok := layer.(*Plain); ok {
		if cells, ok := plain.Layer.(plotting.Heatmap); ok {
			return cells.Values
		}
	}
	return nil
}

// HasPaths reports whether the path of a run is in the figure.
func (f *Figure) HasPaths() bool {
	return f.any(func(layer Layer) bool { _, ok := layer.(*Path); return ok })
}

// HasHistograms reports whether the figure counts numbers in bins.
func (f *Figure) HasHistograms() bool {
	return f.any(func(layer Layer) bool { _, ok := layer.(*Histogram); return ok })
}

// InSpace reports whether the figure is drawn in space.
func (f *Figure) InSpace() bool {
	return f.any(func(layer Layer) bool { _, ok := layer.(*Surface); return ok })
}

// InPlane reports whether both axes of the figure are variables, so that neither can be logarithmic.
func (f *Figure) InPlane() bool {
	return f.any(func(layer Layer) bool {
		switch l := layer.(type) {
		case *Landscape, *Surface, *Basins, *Arrows, *Shade:
			return true
		case *Path:
			return !l.OnCurve
		case *Points:
			return !l.OnCurve
		case *Plain:
			return plotting.NeedsPlane(l.Layer)
		case *Locus:
			return true
		}
		return false
	})
}

// Moves reports whether there is a path in the figure, along which a moving picture can go.
func (f *Figure) Moves() bool {
	return slices.ContainsFunc(f.Parts, (*Figure).Moves) || f.HasPaths()
}
