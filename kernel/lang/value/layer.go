package value

import (
	"context"

	"saddle/plotting"
)

// Layer is one thing drawn in a figure: a pointer to one of the types of this file.
type Layer interface{ layer() }

// What pictures ask at a block of points: a function of one number, one of two, and a field in the plane. The context is that of
// whoever draws at the moment, the cell that made the picture or a later one; once it is done the points that are left are NaN.
type (
	LineSampler  func(ctx context.Context, x, out []float64)
	PlaneSampler func(ctx context.Context, x, y, out []float64)
	FieldSampler func(ctx context.Context, x, y, u, v []float64)
)

// Plain is a layer that is drawn as it is: nothing of it follows from the figure's settings, its other layers or the
// reader's language.
type Plain struct{ plotting.Layer }

// Landscape is the contours of a function of two variables.
type Landscape struct {
	Name   string
	Labels [2]string // the names of the variables
	Sample PlaneSampler
	// Critical is the value in the middle of a diverging map; nil: chosen.
	Critical *float64
	// Shares are those of a path's variance along the axes, where they are its principal directions.
	Shares *[2]float64
	// Levels are its own, told for it in a sum of figures; zero, nil and empty: those of the figure.
	Levels      int
	LevelValues []float64
	Log         Log
}

func (l *Landscape) hasLevels() bool { return l.Levels > 0 || l.LevelValues != nil || l.Log != "" }

// LevelsIn are the levels of a landscape in a figure: its own, or those of the figure; log tells how chosen ones are spaced.
func (l *Landscape) LevelsIn(s FigureSettings) (count int, values []float64, log Log) {
	if l.hasLevels() {
		return l.Levels, l.LevelValues, l.Log
	}
	return s.Levels, s.LevelValues, s.Log
}

// Surface is the graph of a function of two variables in space; the paths of the same figure lie on it.
type Surface struct {
	Landscape
	Azimuth, Elevation float64 // of the camera, in degrees
}

// Basins is where runs from every point of the plane end: the number of an end, from 0, or -1, and the steps it took.
type Basins struct {
	Labels [2]string
	Sample func(x, y []float64, end []int, steps []float64)
	Ends   [][2]float64
	Names  []string
	Broad  []bool   // of an end: one of many side by side
	Kinds  []string // a verdict's kind, or empty
}

// Curve is the graph of a function of one variable.
type Curve struct {
	Name  string
	Label string // of the variable
	Model bool   // the quadratic model of another curve
	// Beneath tells that it is there for what lies on it, and not drawn twice.
	Beneath bool
	Over    *Range // where it is drawn, told for it in a sum of figures; nil: all over
	Sample  LineSampler
}

// Path is the points of a run in the plane, or on the graph of a function of one variable.
type Path struct {
	Name    string
	Alias   string // tells it from another of the same name
	Points  [][2]float64
	Values  []float64 // f at each point
	Steps   []int     // the step of each point, where some are left out; nil: 0, 1, …
	Ending  string    // how the run ended
	Numbers bool      // some steps are numbered
	OnCurve bool      // the points lie on a graph
	Equal   bool      // both coordinates are lengths, along principal directions
	Plane   []float64 // that the path is a shadow on: its middle and two directions; nil: the path lies in the plane itself
	Run     *Run      // nil: unknown
}

// Series is numbers against their step.
type Series struct {
	Name   string
	First  float64 // the step of the first value
	Steps  []int   // of the values, where they are not one after the other; nil: they are
	Values []float64
	Dashed bool   // what is predicted
	Listed bool   // entries of a vector, not of a run
	Source string // what tells it from another of the same name: the optimizer of its run
	Legend string // its name among others of the same name; empty: Name
	// Low and High are the quartiles around medians; nil: the values are none.
	Low, High []float64
	Runs      int  // how many runs the quartiles are of
	Run       *Run // that it is the only line of; nil: there is none, or it is unknown
}

// Histogram counts numbers, such as the steps that runs took to escape.
type Histogram struct {
	Name   string
	Values []float64
	Escape bool // they are steps until f has fallen
}

// Locus is a curve in the plane: one with an equation in two variables, or that a variable runs along.
type Locus struct {
	plotting.Layer              // an equation asks no field yet
	Sample         PlaneSampler // of an equation
	Labels         [2]string    // the names of the two variables; empty: unknown
	Variable       string       // that runs along it
}

// Arrows is a field in the plane, as arrows or as lines along it.
type Arrows struct {
	Name   string
	Lines  bool
	Sample FieldSampler
}

// Shade covers where a function of two variables is above zero.
type Shade struct{ Sample PlaneSampler }

// Inset is a figure in a corner of another: a zoom into a window of it.
type Inset struct {
	Figure *Figure
	X, Y   *Range // the window; nil: as in the figure
}

// Zoomed is the inset's figure in its window.
func (l *Inset) Zoomed() *Figure {
	f := *l.Figure
	if l.X != nil {
		f.Settings.X = l.X
	}
	if l.Y != nil {
		f.Settings.Y = l.Y
	}
	return &f
}

// Points are marked places.
type Points struct {
	Name  string
	Kind  string // a verdict's kind, or empty
	Place [][2]float64
	// OnCurve tells that they lie on the graph of a function of one variable.
	OnCurve bool
	// Matrix is the Hessian at the place, whose axes are drawn; nil: none.
	Matrix *[2][2]float64
}

func (*Inset) layer()     {}
func (*Arrows) layer()    {}
func (*Shade) layer()     {}
func (*Plain) layer()     {}
func (*Landscape) layer() {}
func (*Locus) layer()     {}
func (*Surface) layer()   {}
func (*Basins) layer()    {}
func (*Curve) layer()     {}
func (*Path) layer()      {}
func (*Series) layer()    {}
func (*Histogram) layer() {}
func (*Points) layer()    {}
