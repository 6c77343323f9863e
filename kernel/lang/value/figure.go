package value

import "saddle/kernel/lang/message"

// Figure is a picture to be drawn: layers, the first at the bottom, and settings. It says what to draw, not how.
type Figure struct {
	Layers   []Layer
	Settings FigureSettings
}

// FigureSettings are what a student may say of a figure; the zero value leaves every choice to the picture.
type FigureSettings struct {
	Title, XLabel, YLabel string
	X, Y                  *Range
	Levels                int       // how many contour levels; 0: chosen
	LevelValues           []float64 // or just these
	LogY                  *bool
	Width, Height         int // CSS pixels; 0: chosen
}

// Describe implements Value.
func (*Figure) Describe() message.Phrase { return message.Say("kind.figure") }

// Plus is the figure with the layers of both; what the second says of settings it says for both.
func (f *Figure) Plus(g *Figure) *Figure {
	sum := &Figure{Settings: f.Settings}
	sum.Layers = append(append(sum.Layers, f.Layers...), g.Layers...)
	sum.Settings.merge(g.Settings)
	return sum
}

func (s *FigureSettings) merge(t FigureSettings) {
	setText(&s.Title, t.Title)
	setText(&s.XLabel, t.XLabel)
	setText(&s.YLabel, t.YLabel)
	if t.X != nil {
		s.X = t.X
	}
	if t.Y != nil {
		s.Y = t.Y
	}
	if t.Levels != 0 {
		s.Levels = t.Levels
	}
	if t.LevelValues != nil {
		s.LevelValues = t.LevelValues
	}
	if t.LogY != nil {
		s.LogY = t.LogY
	}
	if t.Width != 0 {
		s.Width = t.Width
	}
	if t.Height != 0 {
		s.Height = t.Height
	}
}

func setText(to *string, from string) {
	if from != "" {
		*to = from
	}
}

// Layer is one thing drawn in a figure: a *Landscape, *Curve, *Path, *Series or *Curvature.
type Layer interface{ layer() }

// Landscape is the contours of a function of two variables. Sample writes the values at a block of points.
type Landscape struct {
	Name   string
	Labels [2]string // the names of the variables
	Sample func(x, y, out []float64)
	// Critical is the value in the middle of a diverging map; nil: chosen.
	Critical *float64
}

// Curve is the graph of a function of one variable.
type Curve struct {
	Name   string
	Label  string // of the variable
	Model  bool   // a model of another curve
	Sample func(x, out []float64)
}

// Path is the points of a run in the plane.
type Path struct {
	Name   string
	Points [][2]float64
	Ending string // how the run ended
}

// Series is numbers against their step.
type Series struct {
	Name   string
	First  float64 // the step of the first value
	Values []float64
}

// Points are marked places.
type Points struct {
	Name  string
	Kind  string // a verdict's kind, or empty
	Place [][2]float64
	// Matrix is the Hessian at the place, whose axes are drawn; nil: none.
	Matrix *[2][2]float64
}

// Curvature is the ellipses of a symmetric 2×2 matrix, drawn around a place.
type Curvature struct {
	Name   string
	Matrix [2][2]float64
	At     [2]float64
	// Placed tells that the ellipses lie on a landscape and are scaled to it.
	Placed bool
}

func (*Landscape) layer() {}
func (*Curve) layer()     {}
func (*Path) layer()      {}
func (*Series) layer()    {}
func (*Points) layer()    {}
func (*Curvature) layer() {}
