package plotting

import (
	"math"
	"slices"
)

// Parametric is the curve of the points that f gives at the numbers of a range, as a layer: f(t, x, y) computes x[i] and y[i]
// from t[i], NaN where there is none. It breaks where a coordinate jumps, and where one goes off, as at a pole, the ranges are
// chosen for the rest.
func Parametric(name string, f func(t, x, y []float64), over Range) Polyline {
	t := evenly(over, samplesAlong)
	x, y := make([]float64, len(t)), make([]float64, len(t))
	f(t, x, y)
	unused := make([]float64, lookPoints)
	var breaks []int
	tame := [2]Range{}
	for k, values := range [][]float64{x, y} {
		coordinate := func(t, out []float64) {
			if len(unused) < len(t) {
				unused = make([]float64, len(t))
			}
			if k == 0 {
				f(t, out, unused[:len(t)])
			} else {
				f(t, unused[:len(t)], out)
			}
		}
		tame[k].Min, tame[k].Max = Curve{F: coordinate}.limits(t, values)
		for _, l := range leaps(coordinate, t, values) {
			breaks = append(breaks, l.after)
		}
		breaks = append(breaks, tame[k].passed(values)...)
	}
	line := Polyline{Name: name, Plane: true, tame: tame}
	for i := range t {
		line.Points = append(line.Points, [2]float64{x[i], y[i]})
		if slices.Contains(breaks, i) {
			line.Points = append(line.Points, [2]float64{math.NaN(), math.NaN()})
		}
	}
	return line
}

// passed are the numbers of the values after which others go on beyond the other end of a range.
func (r Range) passed(values []float64) (after []int) {
	for i := 1; i < len(values); i++ {
		if a, b := values[i-1], values[i]; a < r.Min && b > r.Max || a > r.Max && b < r.Min {
			after = append(after, i-1)
		}
	}
	return after
}

// shown is the box of the points, without what goes off.
func (l Polyline) shown() (b box, off bool) {
	b = boxOf(slices.DeleteFunc(slices.Clone(l.Points), func(q [2]float64) bool { return !finitePair(q) }))
	for k, e := range []*extent{&b.x, &b.y} {
		r := l.tame[k]
		if r.auto() || math.IsNaN(r.span()) {
			continue
		}
		off = off || e.Min < r.Min || e.Max > r.Max
		e.Min, e.Max = max(e.Min, r.Min), min(e.Max, r.Max)
	}
	return b, off
}
