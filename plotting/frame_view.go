package plotting

import "math"

// view is what a figure shows: the ranges of its axes and how they are divided.
type view struct {
	x, y       Range
	alike      bool // both axes are of one kind and drawn to one scale
	plane      bool // they are the two coordinates of points, to one scale or not
	logX, logY bool
	unitY      float64      // of a symmetric axis; 0: it is none
	aspect     float64      // that is asked for: a unit of y over one of x; not above 0: one
	counts     bool         // y counts something
	whole      bool         // x counts something
	steps      bool         // namely steps
	listed     bool         // or entries of a list
	saddles    [][2]float64 // that are marked in view, for what is said of it
	edges      []float64    // of the bins that histograms share
	names      []string     // stand at 1, 2, … instead of numbers
	rows       []string     // likewise along y, from the top
	memory     *Memory      // of what is said of it; nil: nothing is kept
}

// utmost is the largest number in view: sums and differences of a few of them
// are finite. What is beyond is out of view.
const utmost = 1e305

// keepFinite makes the ranges such that coordinates in them can be computed.
func (v *view) keepFinite() {
	v.x, v.y = v.x.finite(), v.y.finite()
	if v.logX {
		v.x = v.x.logarithmic()
	}
	if v.logY {
		v.y = v.y.logarithmic()
	}
}

// logarithmic is the part of a range above zero that a logarithmic axis shows.
func (r Range) logarithmic() Range {
	if r.Min <= 0 {
		return r
	}
	r.Min = max(r.Min, 1/utmost)
	return Range{r.Min, max(r.Max, r.Min*(1+1e-12))}
}

// finite is the part of a range within ±utmost, of some width.
func (r Range) finite() Range {
	r = Range{min(max(r.Min, -utmost), utmost), min(max(r.Max, -utmost), utmost)}
	if math.IsNaN(r.span()) {
		return defaultRange
	}
	if least := 1e-14 * max(math.Abs(r.Min), math.Abs(r.Max), 1e-290); r.span() < least {
		return r.grownBy(least)
	}
	return r
}

// mostStretched is the largest ratio of its sides that a frame takes for a given
// aspect.
const mostStretched = 6.0

// ratio is that of the sides of a frame with axes to one scale, or to the one
// that is asked for; on a logarithmic axis a power of ten is the unit.
func (v view) ratio() float64 {
	x, y := v.x.span(), v.y.span()
	if v.aspect > 0 && v.logX {
		x = math.Log10(v.x.Max / v.x.Min)
	}
	if v.aspect > 0 && v.logY {
		y = math.Log10(v.y.Max / v.y.Min)
	}
	if v.aspect > 0 {
		return min(max(x/y/v.aspect, 1/mostStretched), mostStretched)
	}
	return x / y
}

func (v view) shows(q [2]float64) bool { return v.x.contains(q[0]) && v.y.contains(q[1]) }

// box writes the ranges of a view: [-2, 2]², [-2, 2] × [-1, 3].
func (v view) box() string {
	interval := func(r Range) string {
		lo, hi := r.ends()
		return "[" + lo + ", " + hi + "]"
	}
	if v.x == v.y {
		return interval(v.x) + "²"
	}
	return interval(v.x) + " × " + interval(v.y)
}
