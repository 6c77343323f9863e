package plotting

import "gonum.org/v1/plot/vg"

// Place is where a picture shows values: a frame in it, and how its axes are
// divided. Left, Top, Right and Bottom are shares of the picture's width and
// height, from its left and its top.
type Place struct {
	Left, Top, Right, Bottom float64
	X, Y                     Axis
	Plane                    bool    // the axes are the two coordinates of points
	Camera                   *Camera // from where a surface is seen; nil: there is none
}

// Axis is the range of an axis. Unit is that of a symmetric axis, 0 of others.
type Axis struct {
	Range
	Log  bool
	Unit float64
}

// placing notes the places of a picture while it is drawn; nil notes nothing.
type placing struct {
	places        []Place
	width, height float64 // of the canvas, in its own units
}

// within is the same of a canvas of another size.
func (n *placing) within(width, height float64) *placing {
	if n != nil {
		n.width, n.height = width, height
	}
	return n
}

// note adds a frame of a sheet.
func (n *placing) note(frame vg.Rectangle, place Place) {
	if n == nil {
		return
	}
	place.Left, place.Right = float64(frame.Min.X)/n.width, float64(frame.Max.X)/n.width
	place.Top, place.Bottom = 1-float64(frame.Max.Y)/n.height, 1-float64(frame.Min.Y)/n.height
	n.places = append(n.places, place)
}

// place is a view as the axes of a place.
func (v view) place() Place {
	return Place{X: Axis{v.x, v.logX, 0}, Y: Axis{v.y, v.logY, v.unitY}, Plane: v.plane}
}
