package plotting

import (
	"math"
	"slices"
)

// Range is an interval of an axis. The zero value stands for automatic.
type Range struct{ Min, Max float64 }

func (r Range) span() float64           { return r.Max - r.Min }
func (r Range) middle() float64         { return r.Min + (r.Max-r.Min)/2 }
func (r Range) contains(v float64) bool { return r.Min <= v && v <= r.Max }
func (r Range) auto() bool              { return r == Range{} }
func (r Range) grownBy(d float64) Range { return Range{r.Min - d, r.Max + d} }
func (r Range) grown(share float64) Range {
	return Range{r.Min - share*r.span(), r.Max + share*r.span()}
}

// extent grows around the values it is given.
type extent struct {
	Range
	some  bool
	above float64 // the least of the values above zero; 0: there is none
}

func (e *extent) include(values ...float64) {
	for _, v := range values {
		if v > 0 && !math.IsInf(v, 1) && (e.above == 0 || v < e.above) {
			e.above = v
		}
		switch {
		case math.IsNaN(v) || math.IsInf(v, 0):
		case !e.some:
			e.Range, e.some = Range{v, v}, true
		default:
			e.Min, e.Max = min(e.Min, v), max(e.Max, v)
		}
	}
}

// withRoom is the extent with some room on both sides, a share of its length on the axis where it is to be seen: on a
// logarithmic one that of what is above zero.
func (e extent) withRoom(share float64, logarithmic bool) Range {
	if logarithmic && e.above > 0 {
		room := math.Exp(share * math.Log(e.Max/e.above))
		return Range{e.above / room, e.Max * room}
	}
	return e.grown(share)
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

// isPoint reports whether the box is that of one point.
func (b box) isPoint() bool { return b.some() && b.size() == 0 }

func boxOf(points [][2]float64) box {
	var b box
	for _, q := range points {
		b.include(q[0], q[1])
	}
	return b
}

func finitePair(q [2]float64) bool {
	s := q[0] + q[1]
	return !math.IsNaN(s) && !math.IsInf(s, 0)
}

// allFinite reports whether all points are.
func allFinite(points [][2]float64) bool {
	return !slices.ContainsFunc(points, func(q [2]float64) bool { return !finitePair(q) })
}

// defaultRange is shown when nothing says what to show.
var defaultRange = Range{-2, 2}

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

// evenly is n values from one end of a range to the other.
func evenly(r Range, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		t := float64(i) / float64(n-1)
		values[i] = r.Min*(1-t) + r.Max*t
	}
	return values
}

// byFactors is n values from one end of a range above zero to the other, each the same factor of the one before.
func byFactors(r Range, n int) []float64 {
	values := evenly(Range{math.Log(r.Min), math.Log(r.Max)}, n)
	for i, v := range values {
		values[i] = math.Exp(v)
	}
	values[0], values[n-1] = r.Min, r.Max
	return values
}

// bounded keeps a coordinate within a million frames, where arithmetic with
// it is still exact enough for the part in view.
func bounded(v float64, r Range) float64 {
	return min(max(v, r.Min-1e6*r.span()), r.Max+1e6*r.span())
}

// share is where v lies in r, from 0 to 1.
func share(r Range, log bool, v float64) float64 {
	if log {
		return (math.Log(v) - math.Log(r.Min)) / (math.Log(r.Max) - math.Log(r.Min))
	}
	return (v - r.Min) / r.span()
}

func rangeOf(e extent) (low, high float64) {
	if !e.some {
		return math.NaN(), math.NaN()
	}
	return e.Min, e.Max
}
