package plotting

import (
	"math"
)

// view is what a figure shows: the ranges of its axes and how they are divided.
type view struct {
	x, y       Range
	alike      bool // both axes are of one kind and drawn to one scale
	logX, logY bool
	counts     bool     // y counts something
	whole      bool     // x counts something
	steps      bool     // namely steps
	listed     bool     // or entries of a list
	names      []string // stand at 1, 2, … instead of numbers
}

func (r Range) span() float64           { return r.Max - r.Min }
func (r Range) middle() float64         { return r.Min + (r.Max-r.Min)/2 }
func (r Range) contains(v float64) bool { return r.Min <= v && v <= r.Max }
func (r Range) auto() bool              { return r == Range{} }
func (r Range) grownBy(d float64) Range { return Range{r.Min - d, r.Max + d} }
func (r Range) grown(share float64) Range {
	return Range{r.Min - share*r.span(), r.Max + share*r.span()}
}

// bounds collects what the layers want in view.
type bounds struct {
	box                     // what must be in view
	paths    [][][2]float64 // of runs that do not go off
	fleeing  box            // the beginning of the run that goes off most slowly
	soft     box            // what can be drawn to any scale
	readable bool           // and needs none
	alike    bool           // a layer needs both axes of one kind
	equal    bool           // and even to one scale, whatever their ranges
	whole    bool
	names    []string
	ground   bool // a layer fills the frame, whatever its ranges
	curved   []func(Range, *bounds)
	steps    bool         // x counts the steps of a run
	listed   bool         // or the entries of a list
	rules    []float64    // x to include beside the rest
	near     [][2]float64 // points to show if they are near the rest
	beside   []Range      // the same along x alone
	values   []float64    // of runs, for the choice of a logarithmic axis
	zero     bool         // y starts at zero: bars
	counts   bool         // and counts something
	fields   []Field      // that fill the ground
	curves   []func(x, out []float64)
}

// extent grows around the values it is given.
type extent struct {
	Range
	some bool
}

func (e *extent) include(values ...float64) {
	for _, v := range values {
		switch {
		case math.IsNaN(v) || math.IsInf(v, 0):
		case !e.some:
			e.Range, e.some = Range{v, v}, true
		default:
			e.Min, e.Max = min(e.Min, v), max(e.Max, v)
		}
	}
}

// box grows around the points it is given.
type box struct{ x, y extent }

func (b *box) include(x, y float64) {
	b.x.include(x)
	b.y.include(y)
}

func (b *box) union(c box) {
	if c.some() {
		b.include(c.x.Min, c.y.Min)
		b.include(c.x.Max, c.y.Max)
	}
}

func (b box) some() bool    { return b.x.some }
func (b box) size() float64 { return math.Hypot(b.x.span(), b.y.span()) }

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

// fleeingRoom is the room for runs that go off around the others, as a share of
// the others' size.
const fleeingRoom = 2

// defaultRange is shown when nothing says what to show.
var defaultRange = Range{-2, 2}

// view decides what the figure shows.
func (f *Figure) view() view {
	var b bounds
	for _, layer := range f.Layers {
		layer.reach(&b)
	}
	if b.alike {
		return f.planeView(b)
	}
	return f.graphView(b)
}

// planeView shows a plane whose two coordinates are of one kind.
func (f *Figure) planeView(b bounds) view {
	b.union(bulkOf(b.paths))
	b.union(b.fleeing.around(b.box))
	if !b.some() && (!b.ground || b.readable) {
		b.union(b.soft)
	}
	room := 0.1
	if !b.some() {
		room = 0.5 // single points want something around them
	}
	b.includeNear()
	if f.X.auto() && f.Y.auto() && !b.some() && b.ground {
		if v, ok := definedView(b.fields); ok {
			return v
		}
	}
	v := view{x: roomy(b.x, room), y: roomy(b.y, room), alike: true}
	switch {
	case f.X.auto() && f.Y.auto():
		if ratio := v.x.span() / v.y.span(); b.equal || ratio < mostUnlike && ratio > 1/mostUnlike {
			span := roundSpan(max(v.x.span(), v.y.span()))
			v.x, v.y = centred(v.x, span), centred(v.y, span)
			return v
		}
		v.x, v.y = centred(v.x, roundSpan(v.x.span())), centred(v.y, roundSpan(v.y.span()))
	case f.Y.auto():
		v.x = f.X
		if !b.y.some || v.y.span() < v.x.span() {
			v.y = centred(v.y, v.x.span())
		}
	case f.X.auto():
		v.y = f.Y
		if !b.x.some || v.x.span() < v.y.span() {
			v.x = centred(v.x, v.y.span())
		}
	default:
		v.x, v.y = f.X, f.Y
	}
	ratio := v.x.span() / v.y.span()
	v.alike = b.equal || ratio < 2.5 && ratio > 1/2.5
	return v
}

// mostUnlike is the ratio of two ranges up to which the smaller one is widened
// so that both axes have one scale.
const mostUnlike = 25

// roomy is the range around an extent, grown on both sides by a share of it.
func roomy(e extent, room float64) Range {
	switch {
	case !e.some:
		return defaultRange
	case e.span() <= 1e-12*max(math.Abs(e.Min), math.Abs(e.Max)):
		half := 1.0
		if away := math.Abs(e.Min); away > 100 || away > 0 && away < 0.01 {
			half = away / 10
		}
		return Range{e.Min - half, e.Max + half}
	}
	return e.grown(room)
}

// roundSpan rounds a span up to two digits.
func roundSpan(span float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(span))-1)
	return tidy(math.Ceil(span/unit-1e-6)*unit, unit)
}

// centred is the range of this span around the middle of r, at a round number.
func centred(r Range, span float64) Range {
	unit := math.Pow(10, math.Floor(math.Log10(span))-2)
	low := tidy(math.Round((r.middle()-span/2)/unit)*unit, unit)
	return Range{low, tidy(low+span, unit)}
}

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
			r = roomy(extent{r, true}, nearRoom)
		} else if !seen.grown(2).contains(r.middle()) {
			continue
		}
		b.x.include(r.Min-nearRoom*seen.span(), r.Max+nearRoom*seen.span())
	}
}

// nearRoom is the room around a point beside a path, as a share of the path's
// size.
const nearRoom = 0.12

// graphView shows values against something else.
func (f *Figure) graphView(b bounds) view {
	v := view{whole: b.whole, counts: b.counts, steps: b.steps, listed: b.listed, names: b.names, logX: f.LogX == Logarithmic}
	v.x = f.X
	if v.x.auto() {
		if path := bulkOf(b.paths); path.some() {
			r := roomy(path.x, 0.12)
			b.x.include(r.Min, r.Max)
		}
		b.includeBeside()
		along := extent{roomyAlong(b.x), true}
		if !b.x.some {
			along.Range = definedRange(b.curves)
		}
		along.include(b.rules...)
		v.x = along.Range
	}
	for _, curve := range b.curved {
		curve(v.x, &b)
	}
	v.logY = f.LogY == Logarithmic || f.LogY == AutoScale && wantsLog(b.values)
	v.y = f.Y
	switch {
	case !v.y.auto():
	case v.logY:
		v.y = logRange(b)
	default:
		v.y = roomy(b.y, 0.05)
		if b.zero {
			v.y = fromZero(b.y)
		}
	}
	if v.logX && v.x.Min <= 0 {
		v.logX = false
	}
	if v.logY && v.y.Min <= 0 {
		v.logY = false
	}
	return v
}

// roomyAlong is the range of the axis along which values are given.
func roomyAlong(e extent) Range {
	if !e.some {
		return defaultRange
	}
	if e.span() == 0 {
		return roomy(e, 0)
	}
	return e.Range
}

// fromZero is the range of bars: they stand on zero.
func fromZero(e extent) Range {
	e.include(0)
	r := e.Range
	if r.span() == 0 {
		return Range{0, 1}
	}
	if r.Min < 0 {
		r.Min -= 0.1 * e.span()
	}
	if r.Max > 0 {
		r.Max += 0.1 * e.span()
	}
	return r
}

// wantsLog tells whether values are positive and pass a factor of a thousand.
func wantsLog(values []float64) bool {
	var e extent
	e.include(values...)
	return e.some && e.Min > 0 && e.Max/e.Min > 1e3
}

// logRange is the range of a logarithmic axis: of the positive values, with a
// little room, and not beyond thirty powers of ten.
func logRange(b bounds) Range {
	var e extent
	for _, v := range append(b.values, b.y.Min, b.y.Max) {
		if v > 0 {
			e.include(v)
		}
	}
	if !e.some {
		return Range{0.1, 10}
	}
	e.Min = max(e.Min, e.Max/1e30)
	room := math.Pow(max(e.Max/e.Min, 10), 0.04)
	return Range{e.Min / room, e.Max * room}
}
