package interval

import (
	"math"

	"saddle/numerics/special"
)

// erf rises from -1 to 1.
func erf(a Interval) Interval {
	return Interval{math.Max(below(math.Erf(a.Lo)), -1), math.Min(above(math.Erf(a.Hi)), 1), a.Doubts}
}

// Γ falls from 0 to a place between these and rises from there; it is nowhere less than leastGamma.
const (
	gammaFalls = 1.4616
	gammaRises = 1.4617
	leastGamma = 0.8856
)

// gamma is Γ where its argument is positive; elsewhere, between its poles, it may be anything.
func gamma(a Interval) Interval {
	at := byLibrary(special.Gamma)
	switch {
	case !(a.Lo > 0):
		return entire(a.Doubts | Partial | Edge)
	case a.Hi <= gammaFalls:
		return falling(at)(a)
	case a.Lo >= gammaRises:
		return rising(at)(a)
	}
	return Interval{leastGamma, math.Max(at(a.Lo).Hi, at(a.Hi).Hi), a.Doubts}
}

// digamma rises, where its argument is positive.
func digamma(a Interval) Interval {
	if !(a.Lo > 0) {
		return entire(a.Doubts | Partial | Edge)
	}
	return rising(byBound(special.Digamma))(a)
}

// trigamma falls to 0, where its argument is positive.
func trigamma(a Interval) Interval {
	if !(a.Lo > 0) {
		return entire(a.Doubts | Partial | Edge)
	}
	y := falling(byBound(func(x float64) float64 { return special.Polygamma(1, x) }))(a)
	y.Lo = math.Max(y.Lo, 0)
	return y
}

// byBound is a function whose error is below a part of its value, or of 1 where it is smaller.
func byBound(f func(float64) float64) func(float64) Interval {
	const part = 1e-14 // special's own tests allow a tenth of it
	return func(x float64) Interval {
		y := f(x)
		if math.IsNaN(y) || math.IsInf(y, 0) {
			return entire(0)
		}
		slack := part * math.Max(1, math.Abs(y))
		return Interval{Lo: down(y - slack), Hi: up(y + slack)}
	}
}
