package search

import (
	"saddle/numerics/critical"
	"saddle/numerics/critical/factors"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/reason"
)

// Found is a critical point of a search.
type Found struct {
	At                []float64
	Proven            bool         // it exists, and no other critical point is in Within, but for those Along it
	Within            interval.Box // where Proven holds; nil otherwise
	Along             *Locus       // what all points of are critical, of which At is one; nil for a point alone
	*critical.Verdict              // its kind, value, eigenvalues and index
}

// Locus is a connected part of a curve or surface of critical points, all of one kind and value.
type Locus struct {
	Of    string // the formula of u in its equation, u = Level
	Level float64
	Cover []interval.Box // boxes that it runs through
	U     *expr.Function

	Side *expr.Function // only what has this number of one sign is meant; nil: all
	Sign int            // 1 where it is positive, -1 where it is negative
}

// Condition is what holds where a part of the curve alone is meant, "y > 0"; "" where all of it is.
func (l *Locus) Condition() string {
	if l.Side == nil {
		return ""
	}
	n := l.Side.Value
	if n.Op() == expr.OpPower && n.Args()[1].Float() == 2 && l.Sign > 0 {
		return expr.Text(n.Args()[0]) + " ≠ 0"
	}
	return expr.Text(n) + map[int]string{1: " > 0", -1: " < 0"}[l.Sign]
}

// exceptStationary leaves out where ∇u is zero.
func (l *Locus) exceptStationary() {
	gradient := l.U.Gradient().Value
	failure := expr.Catch(func() {
		square := expr.Const(0)
		for _, slope := range gradient.Entries() {
			square = expr.Add(square, expr.Times(slope, slope))
		}
		l.Side, l.Sign = &expr.Function{Name: "u", Variables: l.U.Variables, Value: factors.Sign(square, nil)}, 1
	})
	if failure != nil {
		l.Side = nil
	}
}

// levelReasons say what all points of a locus are.
var levelReasons = map[critical.Kind]string{
	critical.LocalMinimum: "critical.level.minimum", critical.LocalMaximum: "critical.level.maximum", critical.SaddlePoint: "critical.level.saddle",
	critical.Undecided: "critical.level.open", critical.NotDifferentiable: "critical.level.corner", critical.EndOfDomain: "critical.level.end",
}

// Findings are what a search of a box came to.
type Findings struct {
	Points    []Found        // minima, saddles, maxima, others; each by value; of one variable, also where f has no derivative or ends
	Proven    bool           // there are no critical points in the box but Points, and each that is critical is proven
	Undecided []interval.Box // the boxes, merged, that may hold further ones: around degenerate points, along curves of them, at corners
	Regions   []Region       // the same, with what is in them
	Borders   []Border       // in two variables and more, where f is not differentiable or ends
	Continuum bool           // some undecided box holds a whole curve or surface of critical points, as far as it was followed
	Boxes     int            // how many boxes were examined
	Starts    int            // from how many points Newton's method was started where no proof was to be had
	Stopped   bool           // the context ended the search; what was found so far is kept
}

// Region is a part of the box that a search could not decide.
type Region struct {
	Hull   interval.Box
	Cover  []interval.Box // the boxes that it consists of, up to 60: a curve of critical points is their row
	Reason reason.Reason  // why it is undecided
}

// Options say how hard to search; the zero value is what a class will wait for.
type Options struct {
	Boxes    int                       // most boxes to examine; 0 means as many as take some seconds, 400 000 in two variables
	Starts   int                       // starts of Newton's method where boxes remain; 0 means 200, and 100 for each variable, or fewer where a step is long
	Progress func(done float64, n int) // called now and then with the part of the box that is settled and the points found
}

// Border is a curve or surface in the box, in two variables or more, on which f is not differentiable or beyond which it is not
// defined. Its points are not listed one by one.
type Border struct {
	Where string // the formula that is zero there
	Ends  bool   // f is defined on one side only
}
