package plotting

import "context"

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

// stage is what layers are prepared with.
type stage struct {
	ctx     context.Context
	view    view
	words   words
	strokes strokes
	saddles [][2]float64 // that are marked in the view
	filled  bool         // a mark fills the ground
	memory  *Memory      // nil: nothing is kept
	place   int          // number of the place in the picture
	under   mark         // the mark that does
	looks   runLooks     // of the runs of a grid; nil: there is none, or they are not to be taken over
}

// mark is a layer prepared for a view.
type mark interface {
	// rank orders marks: those of a low rank are drawn first.
	rank() int
	draw(*panel) error
}

// Ranks of marks, from back to front.
const (
	rankGround = iota
	rankNetting
	rankField
	rankCurve
	rankPath
	rankPoint
	rankCard
)
