package plotting

import "math"

// A pole is where values grow without end as one looks closer, a peak where
// they do not. A picture leaves out the ends of the first, never of the second.

// Each look is so many times closer than the one before. In the last, few of
// the values near a pole are nearly as large as the largest: at 1/√x those up to
// half as far again from 0. On a peak, and beside a jump, many are.
const (
	looks        = 6
	closer       = 16.0 // along a line
	closerAround = 4.0  // in the plane
	lookPoints   = 33
	lookAcross   = 9
	nearlyTop    = 0.8
)

// growsAt reports whether a function of one variable has a pole near x, upwards
// for sign 1 and downwards for -1, not further than a step. Heights are from a
// base.
func growsAt(f func(x, out []float64), x, step float64, within Range, base, sign float64) bool {
	places, values := make([]float64, lookPoints), make([]float64, lookPoints)
	for range looks {
		copy(places, evenly(Range{max(x-step, within.Min), min(x+step, within.Max)}, lookPoints))
		f(places, values)
		x = places[highestOf(values, sign)]
		step /= closer
	}
	return isPole(values, base, sign, lookPoints/4)
}

// growsIn tells the same of a function of two, near a point.
func growsIn(f Field, at, step [2]float64, v view, base, sign float64) bool {
	var x, y, z [lookAcross * lookAcross]float64
	for range looks {
		for k := range x {
			s, t := float64(k%lookAcross)/(lookAcross-1)*2-1, float64(k/lookAcross)/(lookAcross-1)*2-1
			x[k] = min(max(at[0]+s*step[0], v.x.Min), v.x.Max)
			y[k] = min(max(at[1]+t*step[1], v.y.Min), v.y.Max)
		}
		f(x[:], y[:], z[:])
		top := highestOf(z[:], sign)
		at = [2]float64{x[top], y[top]}
		step[0], step[1] = step[0]/closerAround, step[1]/closerAround
	}
	return isPole(z[:], base, sign, len(z)/4)
}

// highestOf is the index of the largest value, or the smallest for sign -1.
func highestOf(values []float64, sign float64) int {
	top := 0
	for i, v := range values {
		if sign*v > sign*values[top] || math.IsNaN(values[top]) {
			top = i
		}
	}
	return top
}

// isPole tells it by the values of the last look: at most so many are nearly as
// high as the highest.
func isPole(values []float64, base, sign float64, most int) bool {
	top := sign * (values[highestOf(values, sign)] - base)
	if math.IsInf(top, 1) {
		return true
	}
	high := 0
	for _, v := range values {
		if sign*(v-base) >= nearlyTop*top {
			high++
		}
	}
	return high <= most
}

// limit finds the range of the values that is shown: all of it, but for the
// outermost percent on a side where that is most of the range and the function
// has a pole.
func (s *samples) limit(f Field, v view) {
	s.sorted = sortedSample(s.z)
	sorted := s.sorted
	if len(sorted) == 0 {
		return
	}
	s.low, s.high = sorted[0], sorted[len(sorted)-1]
	low, high := withoutTails(sorted)
	if high < s.high && s.grows(f, v, high, 1) {
		s.high = high
	}
	if low > s.low && s.grows(f, v, low, -1) {
		s.low = low
	}
}

// grows reports whether the largest of the samples, or the smallest for sign -1,
// is beside a pole.
func (s *samples) grows(f Field, v view, base, sign float64) bool {
	top := highestOf(s.z, sign)
	nx, ny := len(s.x), len(s.y)
	at := [2]float64{s.x[top%nx], s.y[top/nx]}
	return growsIn(f, at, [2]float64{v.x.span() / float64(nx-1), v.y.span() / float64(ny-1)}, v, base, sign)
}
