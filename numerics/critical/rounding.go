package critical

import (
	"math"

	"saddle/numerics/critical/jet"
)

// roundoff is by how much of it a number may change in rounding.
const roundoff = 0x1p-53

// nudged moves every coordinate by a rounding and a radius, up and down in turn.
func nudged(p []float64, radius float64) []float64 {
	q := make([]float64, len(p))
	for i, x := range p {
		q[i] = x + float64(1-2*(i%2))*(2*roundoff*math.Abs(x)+radius)
	}
	return q
}

// estimated are numbers with the error that a second evaluation beside the first one tells of.
func estimated(a, b []float64) []jet.Ball {
	balls := make([]jet.Ball, len(a))
	largest := 0.0
	for _, x := range a {
		largest = math.Max(largest, math.Abs(x))
	}
	for i, x := range a {
		balls[i] = jet.Ball{Mid: x, Rad: 4*math.Abs(x-b[i]) + 32*roundoff*largest}
	}
	return balls
}

func mids(balls []jet.Ball) []float64 {
	m := make([]float64, len(balls))
	for i, b := range balls {
		m[i] = b.Mid
	}
	return m
}

func allFinite(balls []jet.Ball) bool {
	for _, b := range balls {
		if !b.Finite() {
			return false
		}
	}
	return true
}

func differs(a, b jet.Ball) bool {
	return a.Finite() != b.Finite() || a.Finite() && !jet.Sum(a, jet.Scaled(b, -1)).Zero()
}

func scaled(v []float64, by float64) []float64 {
	w := make([]float64, len(v))
	for i, x := range v {
		w[i] = 0 + by*x
	}
	return w
}

func allZero(xs []float64) bool {
	for _, x := range xs {
		if x != 0 {
			return false
		}
	}
	return true
}
