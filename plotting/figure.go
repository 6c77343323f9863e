// Package plotting draws the pictures of the course: landscapes with their
// critical points, paths of optimizers, ellipses of a matrix, curves against
// the step.
//
// It takes functions and slices and returns figures; it knows nothing of the
// language or of derivatives. A figure is a list of layers with a few options;
// what is not said is chosen to suit what is drawn, and Describe tells what
// was chosen.
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
	"slices"

	"gonum.org/v1/plot/vg"
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
	Language       string // of the words in the picture and of Describe: "zh" or English
	Layers         []Layer

	parts   []*Figure // a grid of figures instead of layers
	columns int
	heights []vg.Length // of the grid's rows, once decided; nil: all alike
}

// Layer is one thing drawn in a figure: Contours, Path, Curve, Ellipse and the
// other types of this package that have its methods.
type Layer interface {
	// reach tells what the layer wants in view.
	reach(*bounds)
	// prepare computes what will be drawn in a view that has been decided.
	prepare(*stage) (mark, error)
	// facts says in a few words what the layer shows in the view.
	facts(view, words) string
	// texts lists every text the layer may set.
	texts() []string
}

// Range is an interval of an axis. The zero value stands for automatic.
type Range struct{ Min, Max float64 }

// Scale says how an axis is divided.
type Scale int

// AutoScale takes a logarithmic axis where the values of a run pass a
// factor of a thousand.
const (
	AutoScale Scale = iota
	Linear
	Logarithmic
)

// New makes a figure of layers.
func New(layers ...Layer) *Figure { return &Figure{Layers: layers} }

// Add appends layers to the figure and returns it.
func (f *Figure) Add(layers ...Layer) *Figure {
	f.Layers = append(f.Layers, layers...)
	return f
}

// Plus is a new figure with the layers of both; where both set an option, the
// first one's holds. Contours of the same name are drawn once.
func (f *Figure) Plus(g *Figure) *Figure {
	sum := *f
	sum.Layers = slices.Clone(f.Layers)
	for _, layer := range g.Layers {
		if c, ok := layer.(Contours); !ok || c.Name == "" || !sum.shows(c) {
			sum.Layers = append(sum.Layers, layer)
		}
	}
	sum.Title = first(f.Title, g.Title)
	sum.XLabel = first(f.XLabel, g.XLabel)
	sum.YLabel = first(f.YLabel, g.YLabel)
	sum.X = first(f.X, g.X)
	sum.Y = first(f.Y, g.Y)
	sum.Width = first(f.Width, g.Width)
	sum.Height = first(f.Height, g.Height)
	sum.DPI = first(f.DPI, g.DPI)
	sum.LogX = first(f.LogX, g.LogX)
	sum.LogY = first(f.LogY, g.LogY)
	sum.Language = first(f.Language, g.Language)
	sum.HideLegend = f.HideLegend || g.HideLegend
	return &sum
}

// shows tells whether the figure has contours of the same name already.
func (f *Figure) shows(c Contours) bool {
	return slices.ContainsFunc(f.Layers, func(l Layer) bool {
		d, ok := l.(Contours)
		return ok && d.Name == c.Name
	})
}

func first[T comparable](a, b T) T {
	var zero T
	if a != zero {
		return a
	}
	return b
}
