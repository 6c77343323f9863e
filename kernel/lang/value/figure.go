package value

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/plotting"
)

// Figure is a picture to be drawn: layers, the first at the bottom, and settings. It says what to draw, not how.
type Figure struct {
	Layers   []Layer
	Settings FigureSettings
	Parts    []*Figure // of a grid, which has no layers of its own
	Columns  int       // of a grid
	Moving   bool      // the path of its last run is shown as a moving picture
}

// Draw adds layers that are drawn as they are.
func (f *Figure) Draw(layers ...plotting.Layer) {
	for _, layer := range layers {
		f.Layers = append(f.Layers, &Plain{layer})
	}
}

// Descends reports whether a series goes below zero.
func (f *Figure) Descends() bool {
	return slices.ContainsFunc(f.Layers, func(layer Layer) bool {
		series, ok := layer.(*Series)
		return ok && slices.ContainsFunc(series.Values, func(x float64) bool { return x < 0 })
	})
}

// WithGround are the layers of the figure, and under insets that stand alone those of the first one's figure.
func (f *Figure) WithGround() []Layer {
	if len(f.Layers) == 0 || f.any(func(layer Layer) bool { _, inset := layer.(*Inset); return !inset }) {
		return f.Layers
	}
	return slices.Concat(f.Layers[0].(*Inset).Figure.Layers, f.Layers)
}

// IsGrid reports whether the figure is an arrangement of figures.
func (f *Figure) IsGrid() bool { return len(f.Parts) > 0 }

// PathsApart are the first two paths that are shadows on different planes; nil: there are none.
func (f *Figure) PathsApart() (a, b *Path) {
	var first *Path
	for _, layer := range f.Layers {
		path, ok := layer.(*Path)
		switch {
		case !ok || path.Plane == nil:
		case first == nil:
			first = path
		case !slices.Equal(first.Plane, path.Plane):
			return first, path
		}
	}
	return nil, nil
}

// Misplaced reports whether the figure is a surface with something that has no place on one: only paths, critical points,
// ellipses, lines and remarks have, and the contours of its own function, which lie on the floor.
func (f *Figure) Misplaced() bool {
	var surface *Surface
	for _, layer := range f.Layers {
		if s, ok := layer.(*Surface); ok && surface == nil {
			surface = s
		}
	}
	return surface != nil && f.any(func(layer Layer) bool {
		switch l := layer.(type) {
		case *Surface:
			return l.Name != surface.Name
		case *Landscape:
			return l.Name != surface.Name
		case *Path:
			return l.OnCurve
		case *Points:
			return l.OnCurve
		case *Plain:
			return !plotting.LiesOnSurface(l.Layer)
		case *Locus:
			return false
		}
		return true
	})
}

// Describe implements Value.
func (*Figure) Describe() message.Phrase { return message.Say("kind.figure") }

// Plus is the figure with the layers of both, the contours of one function once; each keeps its ranges and levels, and the window
// is the union of theirs; what else the second says of settings it says for both.
func (f *Figure) Plus(g *Figure) *Figure {
	f, g = f.settled(), g.settled()
	sum := &Figure{Settings: f.Settings, Moving: f.Moving || g.Moving}
	sum.Layers = append(sum.Layers, f.Layers...)
	for _, layer := range g.Layers {
		switch layer := layer.(type) {
		case *Landscape:
			if !f.Shows(layer.Name) {
				sum.Layers = append(sum.Layers, layer)
			}
		case *Curve:
			if !f.showsCurve(layer) {
				sum.Layers = append(sum.Layers, layer)
			}
		case *Points:
			sum.AddPoints(layer)
		default:
			sum.Layers = append(sum.Layers, layer)
		}
	}
	sum.Settings.merge(g.Settings)
	sum.TellApart()
	return sum
}

// settled is the figure with its range and its levels told to each of its layers.
func (f *Figure) settled() *Figure {
	own := *f
	own.Layers = slices.Clone(f.Layers)
	for i, layer := range own.Layers {
		switch layer := layer.(type) {
		case *Curve:
			if layer.Over == nil && f.Settings.X != nil {
				part := *layer
				part.Over = f.Settings.X
				own.Layers[i] = &part
			}
		case *Landscape:
			if !layer.hasLevels() {
				part := *layer
				part.Levels, part.LevelValues, part.Log = f.Settings.Levels, f.Settings.LevelValues, f.Settings.Log
				own.Layers[i] = &part
			}
		}
	}
	return &own
}

// Release takes from the layers what figures before said of the range along x, or of the levels: it is said anew.
func (f *Figure) Release(x, levels bool) {
	for i, layer := range f.Layers {
		switch layer := layer.(type) {
		case *Curve:
			if x && layer.Over != nil {
				whole := *layer
				whole.Over = nil
				f.Layers[i] = &whole
			}
		case *Landscape:
			if levels {
				plain := *layer
				plain.Levels, plain.LevelValues, plain.Log = 0, nil, ""
				f.Layers[i] = &plain
			}
		}
	}
}

// union is the smallest range that holds both; nil is the range of everything that says nothing.
func (r *Range) union(o *Range) *Range {
	if r == nil || o == nil {
		return cmp.Or(r, o)
	}
	return &Range{Low: min(r.Low, o.Low), High: max(r.High, o.High)}
}

// AddPoints marks places, those that are marked already once.
func (f *Figure) AddPoints(points ...*Points) {
	for _, p := range points {
		if !f.marks(p) {
			f.Layers = append(f.Layers, p)
		}
	}
}

func (f *Figure) marks(p *Points) bool {
	for _, layer := range f.Layers {
		if old, ok := layer.(*Points); ok && len(old.Place) == 1 && len(p.Place) == 1 && old.Matrix == nil && p.Matrix == nil &&
			math.Hypot(old.Place[0][0]-p.Place[0][0], old.Place[0][1]-p.Place[0][1]) < 1e-6*(1+math.Hypot(p.Place[0][0], p.Place[0][1])) {
			return true
		}
	}
	return false
}

// TellApart gives layers of one name their own ones, or numbers.
func (f *Figure) TellApart() {
	f.number()
	f.tellSeriesApart()
	f.rename(func(p *Path) string { return cmp.Or(p.Alias, p.Name) })
	count := map[string]int{}
	f.rename(func(p *Path) string {
		count[p.Name]++
		return p.Name + " (" + strconv.Itoa(count[p.Name]) + ")"
	})
}

// tellSeriesApart names series of one name by their optimizers. A name that all have is that of the axis.
func (f *Figure) tellSeriesApart() {
	series := f.namedSeries()
	names, sources := map[string]int{}, map[string]int{}
	for _, s := range series {
		names[s.Name]++
	}
	for _, s := range series {
		s.Legend = ""
		if names[s.Name] == 1 {
			continue
		}
		key := s.Name + "\x00" + s.Source
		sources[key]++
		source := s.Source
		if source == "" || sources[key] > 1 {
			source = strings.TrimSpace(source + " (" + strconv.Itoa(sources[key]) + ")")
		}
		switch s.Legend = source; {
		case s.Source == "":
			s.Legend = s.Name + " " + source
		case len(names) > 1:
			s.Legend = s.Name + ", " + source
		}
	}
}

// namedSeries are the series that have a name, each a copy of its own: a layer may be part of other figures.
func (f *Figure) namedSeries() (series []*Series) {
	for i, layer := range f.Layers {
		if old, ok := layer.(*Series); ok && !old.Dashed && old.Name != "" {
			apart := *old
			f.Layers[i] = &apart
			series = append(series, &apart)
		}
	}
	return series
}

// SharedName is the name that several series have, each with a legend of its own; empty: they have none in common.
func (f *Figure) SharedName() string {
	name := ""
	for _, layer := range f.Layers {
		s, ok := layer.(*Series)
		switch {
		case !ok || s.Dashed:
		case s.Legend == "" || name != "" && s.Name != name:
			return ""
		default:
			name = s.Name
		}
	}
	return name
}

// rename gives the paths whose name is not theirs alone another one.
func (f *Figure) rename(name func(*Path) string) {
	count := map[string]int{}
	for _, layer := range f.Layers {
		if path, ok := layer.(*Path); ok {
			count[path.Name]++
		}
	}
	for i, layer := range f.Layers {
		if path, ok := layer.(*Path); ok && count[path.Name] > 1 {
			apart := *path // the layer may be part of other figures
			apart.Name = name(path)
			f.Layers[i] = &apart
		}
	}
}

// Shows reports whether the contours, or the surface, of a function are in the figure.
func (f *Figure) Shows(name string) bool {
	for _, layer := range f.Layers {
		switch layer := layer.(type) {
		case *Landscape:
			if layer.Name == name {
				return true
			}
		case *Surface:
			if layer.Name == name {
				return true
			}
		}
	}
	return false
}

// AddGround puts what a path lies on under the other layers, unless it is there.
func (f *Figure) AddGround(ground Layer) {
	switch g := ground.(type) {
	case *Landscape:
		if f.Shows(g.Name) {
			return
		}
	case *Curve:
		if f.showsCurve(g) {
			return
		}
	}
	f.Layers = append([]Layer{ground}, f.Layers...)
}

// showsCurve reports whether a curve is in the figure that is, or may be taken for, one beneath a path.
func (f *Figure) showsCurve(c *Curve) bool {
	return slices.ContainsFunc(f.Layers, func(layer Layer) bool {
		old, ok := layer.(*Curve)
		return ok && old.Name == c.Name && old.Label == c.Label && (old.Beneath || c.Beneath)
	})
}
