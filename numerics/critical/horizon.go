package critical

import (
	"math"
	"slices"

	"saddle/numerics/expr"
	"saddle/numerics/program/native"

	"gonum.org/v1/gonum/floats"
)

// On the way to infinity the gradients of exp(x), tanh(x) and 1/x get as small as one likes, and in the end too small to be
// told from zero: that is no critical point. At one that is, a function gets steeper on both sides, unless it is exactly flat.

// Fades reports whether the gradient of f at p, zero within rounding, only fades there on the way to infinity, as far as can be seen
// from p and along the way from a start.
func Fades(f *expr.Function, p, start []float64) bool {
	if len(p) > largestFormed {
		return false
	}
	l, err := study(f, p)
	return err == nil && l.Zero() && l.fadesOut(start)
}

// fadesOut reports whether the gradient at l, zero within rounding, only fades away there: whether in some direction in which f
// is flat, or along the way from a start (nil for none), f has a slope on one side and none that can be told from zero on the
// other, however far; or whether the gradient is lost at the end of the range of numbers, and no slope is to be seen around.
func (l *Study) fadesOut(from []float64) bool {
	if l.Exact() {
		return false
	}
	flat := l.flatDirections()
	if len(flat) == 0 {
		return false
	}
	reach := l.scale()
	if from != nil {
		reach = math.Max(reach, floats.Distance(l.p, from, 2))
	}
	lost := l.underflows()
	for _, d := range l.outlooks(flat, from) {
		near, far := l.outlook(d, reach), l.outlook(scaled(d, -1), reach)
		if near == sloping && far == faded || near == faded && far == sloping {
			return true
		}
		lost = lost && near == faded && far == faded
	}
	return lost
}

// unseen reports whether along some flat direction no slope is to be seen on either side, however far: the terms of higher order
// that are to decide there are rounding.
func (l *Study) unseen() bool {
	if l.Exact() {
		return false
	}
	for _, d := range l.flatDirections() {
		if l.outlook(d, l.scale()) == faded && l.outlook(scaled(d, -1), l.scale()) == faded {
			return true
		}
	}
	return false
}

// flatDirections are the eigenvectors of the Hessian along which the zero of the gradient is not known to some digits;
// none where these cannot be had.
func (l *Study) flatDirections() [][]float64 {
	const known = 1e-6
	s, err := l.spectrum()
	if err != nil {
		return nil
	}
	var flat [][]float64
	for k, value := range s.Values {
		d := s.Vector(k)
		_, doubt := l.along(d)
		if null := k >= s.negative && k < s.negative+s.zero; null || doubt > known*l.scale()*math.Abs(value) {
			flat = append(flat, d)
		}
	}
	return flat
}

// outlooks are the directions to look in: flat ones, away from the origin, and away from the start.
func (l *Study) outlooks(flat [][]float64, from []float64) [][]float64 {
	all := flat
	add := func(d []float64) {
		if size := floats.Norm(d, 2); size > 0 && !math.IsInf(size, 0) {
			all = append(all, scaled(d, 1/size))
		}
	}
	add(l.p)
	if from != nil {
		away := make([]float64, len(l.p))
		floats.SubTo(away, l.p, from)
		add(away)
	}
	return all
}

// prospect is what a gradient does along a ray.
type prospect int

const (
	faded   prospect = iota // nowhere is it told from zero
	sloping                 // somewhere f has a slope along the ray
	level                   // somewhere f is exactly flat
)

// outlook looks at the slope of f along a ray from l, up to some times the reach: it must be clearly more than what may be zero
// at l.
func (l *Study) outlook(d []float64, reach float64) prospect {
	const clearly = 8
	here, doubt := l.along(d)
	least := clearly * (math.Abs(here) + doubt)
	for distance := reach * 0x1p-24; distance <= 4*reach; distance *= math.Sqrt2 {
		if l.slightAt(d, distance, least) {
			continue
		}
		next := l.moved(d, distance)
		if next == nil {
			continue
		}
		switch slope, doubt := next.along(d); {
		case math.Abs(slope) > least+doubt:
			return sloping
		case next.Exact():
			return level
		}
	}
	return faded
}

// slightAt reports whether the gradient at p + distance·d is not zero and has at most some slope along d. It is asked where the
// derivatives are formulas, of which the Hessian, needed for the doubt of a larger slope, is by far the longest.
func (l *Study) slightAt(d []float64, distance, most float64) bool {
	if l.by.machine == nil {
		return false
	}
	n := len(l.p)
	if l.by.slopes == nil {
		l.by.slopes, _ = native.MachineOf(l.f.Variables, l.f.Gradient().Value)
	}
	if l.by.slopes == nil || l.by.effort.Charge(gradientCost*l.by.operations) != nil {
		return false
	}
	at := make([]float64, 2*n)
	q, gradient := at[:n], at[n:]
	floats.AddScaledTo(q, l.p, distance, d)
	if l.by.slopes.Run(q, gradient) != nil {
		return false
	}
	return math.Abs(floats.Dot(gradient, d)) <= most && slices.ContainsFunc(gradient, func(g float64) bool { return g != 0 })
}

// gradientCost is about how many times the operations of a function its gradient takes.
const gradientCost = 4

// along is the slope in a direction, and how much of it may be rounding.
func (l *Study) along(d []float64) (slope, doubt float64) {
	for i, g := range l.gradient {
		slope += d[i] * g.Mid
		doubt += math.Abs(d[i]) * l.slop(i)
	}
	return slope, doubt
}
