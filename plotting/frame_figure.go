// Package plotting draws the pictures of the course: landscapes with their
// critical points, paths of optimizers, ellipses of a matrix, curves against
// the step.
//
// It takes functions and slices and returns figures; it knows nothing of the
// language or of derivatives. A figure is a list of layers with a few options;
// what is not said is chosen to suit what is drawn, and Describe tells what
// was chosen.
//
// The files of a figure and what surrounds its layers are frame_*, those of the
// layers layer_*, of surfaces space_*, of animations moving_*. The frame knows
// no layer by its type: what a layer or its mark can do besides is an interface
// beside the place that asks for it.
//
//	f := func(x, y, out []float64) {
//		for i := range out {
//			out[i] = x[i]*x[i] - y[i]*y[i]
//		}
//	}
//	figure := plotting.New(plotting.Contours{F: f, Name: "f"}, plotting.Path{Name: "momentum", Points: points})
//	figure.Title = "momentum leaves the saddle"
//	picture, err := figure.PNG(ctx)
package plotting

import (
	"gonum.org/v1/plot/vg"

	"saddle/numerics/reason"
)

// Figure is a picture that has not been drawn yet. The zero value of every
// option means: choose.
type Figure struct {
	Title          string
	XLabel, YLabel string
	X, Y           Range // what is in view
	Width, Height  int   // CSS pixels; 0: 640×480, or 480×480 where both axes are of one kind
	DPI            int   // of PNG; 0: 192, two device pixels to a CSS pixel
	LogX, LogY     Scale
	HideLegend     bool
	LegendAt       string        // a word or two of LegendPlaces; empty: where it covers least
	XTicks, YTicks []float64     // nil: chosen
	Aspect         float64       // how much longer a unit of y is drawn than one of x; 0: chosen, less: they fill the frame
	Bins           int           // of histograms; 0: chosen
	Language       reason.Locale // of the words in the picture and of Describe
	Layers         []Layer

	parts   []*Figure // a grid of figures instead of layers
	columns int
	heights []vg.Length // of the grid's rows, once decided; nil: all alike
	sight   Sight
	place   int      // the number of its place in that
	before  [2]Range // of its axes in the picture before; zero: to be chosen anew
}

// Scale says how an axis is divided.
type Scale int

// AutoScale takes a logarithmic axis where the values of a run pass a
// factor of a thousand.
const (
	AutoScale Scale = iota
	Linear
	Logarithmic
	Symmetric // logarithmic on both sides of zero; of the upright axis
)

// New makes a figure of layers.
func New(layers ...Layer) *Figure { return &Figure{Layers: layers} }

// Add appends layers to the figure and returns it.
func (f *Figure) Add(layers ...Layer) *Figure {
	f.Layers = append(f.Layers, layers...)
	return f
}

// spatial is a layer that puts the figure into space and draws all of it there.
type spatial interface {
	drawSpace(f *Figure, s sheet, area vg.Rectangle) error
	// replaces reports whether it shows what another layer would show in the plane.
	replaces(Layer) bool
}

// inSpace finds the layer that puts the figure into space.
func (f *Figure) inSpace() (spatial, bool) {
	for _, layer := range f.Layers {
		if s, ok := layer.(spatial); ok {
			return s, true
		}
	}
	return nil, false
}
