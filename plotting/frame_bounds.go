package plotting

import "context"

// bounds collects what the layers want in view.
type bounds struct {
	ctx      context.Context
	box                     // what must be in view
	paths    [][][2]float64 // of runs that do not go off
	begun    [][2]float64   // where runs begin that go off
	fleeing  box            // the beginning of the run that goes off most slowly
	soft     box            // what can be drawn to any scale
	readable bool           // and needs none
	logX     bool           // x is to be logarithmic
	logY     bool           // likewise y
	alike    bool           // a layer needs both axes of one kind
	equal    bool           // and even to one scale, whatever their ranges
	whole    bool
	names    []string
	ground   bool // a layer fills the frame, whatever its ranges
	curved   []func(Range, *bounds)
	steps    bool      // x counts the steps of a run
	listed   bool      // or the entries of a list
	besideX  []float64 // to include beside the rest, which they do not choose
	besideY  []float64
	near     [][2]float64 // points to show if they are near the rest
	beside   []Range      // the same along x alone
	climbing []Range      // of values that go off, beside which others are seen
	values   []float64    // of runs, for the choice of a logarithmic axis
	cells    [2]int       // of a matrix: columns and rows; zero: there is none
	sizes    []float64    // of bars, which a logarithmic axis shows instead of their values
	zero     bool         // y starts at zero: bars
	counts   bool         // and counts something
	tallied  [][]float64  // lists of numbers that are counted in bins
	bins     int          // so many; 0: chosen
	edges    []float64    // of the bins, once they are chosen
	fields   []Field      // that fill the ground
	curves   []func(x, out []float64)
}

// around is the part of a run that goes off which may be in view beside others:
// it does not make them too small to be seen.
func (b box) around(others box) box {
	room := fleeingRoom * max(others.x.span(), others.y.span())
	if !b.some() || room == 0 {
		return b
	}
	var part box
	x, y := others.x.grownBy(room), others.y.grownBy(room)
	part.include(min(max(b.x.Min, x.Min), x.Max), min(max(b.y.Min, y.Min), y.Max))
	part.include(min(max(b.x.Max, x.Min), x.Max), min(max(b.y.Max, y.Min), y.Max))
	return part
}

// beginnings is the box of the starts of runs that go off, but of those that would make what is shown too small to be seen.
func (b *bounds) beginnings() (starts box) {
	room := fleeingRoom * max(b.x.span(), b.y.span())
	x, y := b.x.grownBy(room), b.y.grownBy(room)
	for _, q := range b.begun {
		if x.contains(q[0]) && y.contains(q[1]) {
			starts.include(q[0], q[1])
		}
	}
	return starts
}

// fleeingRoom is the room for runs that go off around the others, as a share of
// the others' size.
const fleeingRoom = 2

// includeNear adds the points that lie within the box or at most its own size
// away from it, with some room around them; all of them when there is no box.
func (b *bounds) includeNear() {
	seen := b.box
	half := max(seen.x.span(), seen.y.span())
	room := nearRoom * half
	for _, p := range b.near {
		x, y := p[0], p[1]
		if !seen.some() || half == 0 || seen.x.grownBy(half).contains(x) && seen.y.grownBy(half).contains(y) {
			b.include(x-room, y-room)
			b.include(x+room, y+room)
		}
	}
}

// includeBeside adds what is along x within the range or at most twice its size
// away, with some room; all of it where there is no range.
func (b *bounds) includeBeside() {
	seen := b.x
	for _, r := range b.beside {
		if !seen.some {
			r = roomy(extent{Range: r, some: true}, nearRoom)
		} else if !seen.grown(2).contains(r.middle()) {
			continue
		}
		b.x.include(r.Min-nearRoom*seen.span(), r.Max+nearRoom*seen.span())
	}
}

// nearRoom is the room around a point beside a path, as a share of the path's
// size.
const nearRoom = 0.12

// Field is a function of two variables, evaluated at many points at once:
// out[i] is its value at (x[i], y[i]), NaN where it has none. It is called with
// blocks of some hundred points.
type Field func(x, y, out []float64)

// reachOnCurve asks for the heights of points on a graph that are in view.
func reachOnCurve(b *bounds, points [][2]float64) {
	b.curved = append(b.curved, func(x Range, b *bounds) {
		for _, q := range points {
			if x.contains(q[0]) {
				b.y.include(q[1])
			}
		}
	})
}
