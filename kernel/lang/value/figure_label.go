package value

import (
	"strconv"

	"saddle/plotting"
)

// Rename names the one thing that the figure shows, else its landscape, else its one mark; false: there is none, or there are several.
func (f *Figure) Rename(label string) bool {
	var things, grounds, marks []int
	for i, layer := range f.Layers {
		_, named := naming(layer)
		switch layer.(type) {
		case *Landscape, *Surface:
			grounds = append(grounds, i)
			continue
		}
		switch {
		case isMark(layer):
			marks = append(marks, i)
		case named != nil:
			things = append(things, i)
		}
	}
	for _, others := range [][]int{grounds, marks} {
		if len(things) == 0 {
			things = others
		}
	}
	if len(things) != 1 {
		return false
	}
	_, named := naming(f.Layers[things[0]])
	f.Layers[things[0]] = named(label)
	return true
}

// number gives layers of one name in a legend, such as two Taylor polynomials of one degree, numbers; paths and series have
// their own ways to be told apart.
func (f *Figure) number() {
	count, numbers := map[string]int{}, map[string]int{}
	nameIn := func(layer Layer) (string, func(string) Layer) {
		switch layer.(type) {
		case *Landscape, *Surface, *Path, *Series:
			return "", nil
		}
		if isMark(layer) {
			return "", nil
		}
		return naming(layer)
	}
	for _, layer := range f.Layers {
		if name, _ := nameIn(layer); name != "" {
			count[name]++
		}
	}
	for i, layer := range f.Layers {
		if name, named := nameIn(layer); count[name] > 1 {
			numbers[name]++
			f.Layers[i] = named(name + " (" + strconv.Itoa(numbers[name]) + ")")
		}
	}
}

// naming is the name of a layer, and the layer with another one; nil: it has none of its own.
func naming(layer Layer) (name string, named func(string) Layer) {
	switch l := layer.(type) {
	case *Landscape:
		return l.Name, renaming(l, func(c *Landscape, name string) { c.Name = name })
	case *Surface:
		return l.Name, renaming(l, func(c *Surface, name string) { c.Name = name })
	case *Path:
		return l.Name, renaming(l, func(c *Path, name string) { c.Name, c.Alias = name, name })
	case *Histogram:
		return l.Name, renaming(l, func(c *Histogram, name string) { c.Name = name })
	case *Curve:
		if !l.Beneath && !l.Model {
			return l.Name, renaming(l, func(c *Curve, name string) { c.Name = name })
		}
	case *Series:
		if !l.Dashed {
			return l.Name, renaming(l, func(c *Series, name string) { c.Name, c.Source = name, "" })
		}
	case *Locus:
		if name, named := namingPlain(l.Layer); named != nil {
			return name, renaming(l, func(c *Locus, name string) { c.Layer = named(name) })
		}
	case *Plain:
		if name, named := namingPlain(l.Layer); named != nil {
			return name, renaming(l, func(c *Plain, name string) { c.Layer = named(name) })
		}
	}
	return "", nil
}

// renaming makes copies of a layer, which may be part of other figures, with other names.
func renaming[T any, L interface {
	*T
	Layer
}](layer L, set func(layer L, name string)) func(string) Layer {
	return func(name string) Layer {
		c := *layer
		set(&c, name)
		return L(&c)
	}
}

// namingPlain is naming for a layer that is drawn as it is.
func namingPlain(layer plotting.Layer) (name string, named func(string) plotting.Layer) {
	switch l := layer.(type) {
	case plotting.Polyline:
		return l.Name, func(name string) plotting.Layer { l.Name = name; return l }
	case plotting.Implicit:
		return l.Name, func(name string) plotting.Layer { l.Name = name; return l }
	case plotting.Scatter:
		return l.Name, func(name string) plotting.Layer { l.Name = name; return l }
	case plotting.Heatmap:
		return l.Name, func(name string) plotting.Layer { l.Name = name; return l }
	case plotting.Tangent:
		return l.Name, func(name string) plotting.Layer { l.Name = name; return l }
	case plotting.TangentLine:
		return l.Name, func(name string) plotting.Layer { l.Name = name; return l }
	case plotting.Bars:
		return l.Name, func(name string) plotting.Layer { l.Name = name; return l }
	}
	return namingMark(layer)
}

// isMark reports whether a layer has its text beside it.
func isMark(layer Layer) bool {
	plain, ok := layer.(*Plain)
	if !ok {
		return false
	}
	_, named := namingMark(plain.Layer)
	return named != nil
}

// namingMark is naming for what has its text in the picture, beside it, rather than in the legend.
func namingMark(layer plotting.Layer) (name string, named func(string) plotting.Layer) {
	switch l := layer.(type) {
	case plotting.Remark:
		return l.Text, func(name string) plotting.Layer { l.Text = name; return l }
	case plotting.Pointer:
		return l.Text, func(name string) plotting.Layer { l.Text = name; return l }
	case plotting.Line:
		return l.Name, func(name string) plotting.Layer { l.Name = name; return l }
	case plotting.Band:
		return l.Name, func(name string) plotting.Layer { l.Name = name; return l }
	}
	return "", nil
}
