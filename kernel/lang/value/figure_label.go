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
		return altered(l, func(c *Landscape) { c.Name = label }), true
	case *Surface:
		return altered(l, func(c *Surface) { c.Name = label }), true
	case *Curve:
		return altered(l, func(c *Curve) { c.Name = label }), !l.Beneath && !l.Model
	case *Series:
		return altered(l, func(c *Series) { c.Name, c.Source = label, "" }), !l.Dashed
	case *Path:
		return altered(l, func(c *Path) { c.Name, c.Alias = label, label }), true
	case *Histogram:
		return altered(l, func(c *Histogram) { c.Name = label }), true
	}
	return labelledWithin(layer, label)
}

// altered is a copy of a layer, which may be part of other figures, with a change.
func altered[T any](layer *T, change func(*T)) *T {
	c := *layer
	change(&c)
	return &c
}

// labelledWithin is a layer around one of plotting's, with another name for that one.
func labelledWithin(layer Layer, label string) (Layer, bool) {
	switch l := layer.(type) {
	case *Locus:
		named, ok := renamed(l.Layer, label)
		return altered(l, func(c *Locus) { c.Layer = named }), ok
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
