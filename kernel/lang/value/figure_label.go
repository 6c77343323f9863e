package value

import "saddle/plotting"

// Rename names the one thing that the figure shows, or else its landscape; false: there is none, or there are several.
func (f *Figure) Rename(label string) bool {
	var things, grounds []int
	for i, layer := range f.Layers {
		switch layer.(type) {
		case *Landscape, *Surface:
			grounds = append(grounds, i)
			continue
		}
		if _, ok := labelled(layer, label); ok {
			things = append(things, i)
		}
	}
	if len(things) == 0 {
		things = grounds
	}
	if len(things) != 1 {
		return false
	}
	f.Layers[things[0]], _ = labelled(f.Layers[things[0]], label)
	return true
}

// labelled is a layer with another name; false: it has none of its own.
func labelled(layer Layer, label string) (Layer, bool) {
	switch l := layer.(type) {
	case *Landscape:
		c := *l
		c.Name = label
		return &c, true
	case *Surface:
		c := *l
		c.Name = label
		return &c, true
	case *Curve:
		c := *l
		c.Name = label
		return &c, !l.Beneath && !l.Model
	case *Series:
		c := *l
		c.Name, c.Source = label, ""
		return &c, !l.Dashed
	case *Path:
		c := *l
		c.Name, c.Alias = label, label
		return &c, true
	case *Histogram:
		c := *l
		c.Name = label
		return &c, true
	case *Locus:
		c := *l
		named, ok := renamed(l.Layer, label)
		c.Layer = named
		return &c, ok
	case *Plain:
		named, ok := renamed(l.Layer, label)
		return &Plain{named}, ok
	}
	return layer, false
}

// renamed is a layer that is drawn as it is with another name; false: it has none.
func renamed(layer plotting.Layer, label string) (plotting.Layer, bool) {
	switch l := layer.(type) {
	case plotting.Polyline:
		l.Name = label
		return l, true
	case plotting.Implicit:
		l.Name = label
		return l, true
	case plotting.Scatter:
		l.Name = label
		return l, true
	case plotting.Heatmap:
		l.Name = label
		return l, true
	case plotting.Tangent:
		l.Name = label
		return l, true
	case plotting.TangentLine:
		l.Name = label
		return l, true
	case plotting.Bars:
		l.Name = label
		return l, true
	}
	return layer, false
}
