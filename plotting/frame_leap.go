package plotting

import (
	"math"

	"saddle/numerics/reason"
)

// leap is a place where a function of one variable jumps, with its values on both sides.
type leap struct {
	after  int // the number of the point before it
	x, y   [2]float64
	height float64 // between the two points around it
}

const (
	mostLeaps    = 512
	leastLeap    = 1.0 / 400 // of the range of the values
	steeper      = 4         // than on one side of it
	leapHalvings = 60
	justRounding = 1e-13 // of numbers about 1: what their differences change by
)

// leaps finds where a curve jumps between its points: where, of a step that is halved again and again, one half still has most
// of the difference when nothing is left of the step.
func leaps(f func(x, out []float64), x, y []float64) []leap {
	var all extent
	if all.include(y...); all.span() < justRounding {
		return nil
	}
	difference := func(i int) float64 {
		if i < 0 || i+1 >= len(y) || math.IsNaN(y[i+1]-y[i]) || math.IsInf(y[i+1]-y[i], 0) {
			return 0
		}
		return math.Abs(y[i+1] - y[i])
	}
	var found []leap
	for i := range len(y) - 1 {
		if d := difference(i); d > leastLeap*all.span() && d > steeper*min(difference(i-1), difference(i+1)) && x[i] < x[i+1] {
			found = append(found, leap{i, [2]float64{x[i], x[i+1]}, [2]float64{y[i], y[i+1]}, d})
		}
	}
	if len(found) > mostLeaps {
		return nil
	}
	for range leapHalvings {
		if found = narrowed(f, found); len(found) == 0 {
			break
		}
	}
	return found
}

// narrowed keeps the steeper half of each step, and drops those that no longer have most of the difference.
func narrowed(f func(x, out []float64), leaps []leap) []leap {
	middle, values := make([]float64, len(leaps)), make([]float64, len(leaps))
	for k, l := range leaps {
		middle[k] = l.x[0] + (l.x[1]-l.x[0])/2
	}
	f(middle, values)
	kept := leaps[:0]
	for k, l := range leaps {
		at, v := middle[k], values[k]
		switch {
		case at == l.x[0] || at == l.x[1]: // as near as numbers are
		case math.Abs(v-l.y[0]) > math.Abs(l.y[1]-v):
			l.x[1], l.y[1] = at, v
		default:
			l.x[0], l.y[0] = at, v
		}
		if math.Abs(l.y[1]-l.y[0]) > l.height/2 {
			kept = append(kept, l)
		}
	}
	return kept
}

// jumps says where the values of a course jump.
func (c *course) jumps(w words) string {
	if c.f == nil {
		return ""
	}
	var places []float64
	for _, l := range leaps(c.f, c.x, c.y) {
		if math.Abs(l.y[1]-l.y[0]) < 2*l.height { // at a pole they grow
			places = append(places, l.x[1])
		}
	}
	names := distinct(places, placeUnit(c.x))
	switch {
	case len(names) == 0:
		return ""
	case len(names) > mostPlaces:
		return w.say(reason.Both(", jumps in %d places", "，在 %d 处间断"), len(names))
	}
	return w.say(reason.Both(", jumps %s", "，%s 间断"), w.near(names))
}

// broken is a curve with its jumps: between the values on their two sides stands a point without one.
func broken(f func(x, out []float64), x, y []float64) (xs, ys []float64) {
	if f == nil {
		return x, y
	}
	found := leaps(f, x, y)
	if len(found) == 0 {
		return x, y
	}
	for i := range x {
		xs, ys = append(xs, x[i]), append(ys, y[i])
		if len(found) > 0 && found[0].after == i {
			l := found[0]
			xs, ys = append(xs, l.x[0], l.x[0], l.x[1]), append(ys, l.y[0], math.NaN(), l.y[1])
			found = found[1:]
		}
	}
	return xs, ys
}
