package critical

import (
	"math"

	"saddle/numerics/critical/jet"
	"saddle/numerics/interval"
)

const roundoff = 0x1p-53

// nudged moves every coordinate by a rounding and a radius, up and down in turn.
func nudged(p []float64, radius float64) []float64 {
	q := make([]float64, len(p))
	for i, x := range p {
		q[i] = x + float64(1-2*(i%2))*(2*roundoff*math.Abs(x)+radius)
	}
	return q
}

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

// ulpsAround is a point with so many units in the last place on every side.
func ulpsAround(z []float64, ulps float64) interval.Box {
	x := make(interval.Box, len(z))
	for i, at := range z {
		reach := ulps*2*roundoff*math.Abs(at) + 1e-300
		x[i] = interval.Of(at-reach, at+reach)
	}
	return x
}

// boxAround is the box of the points at most so far from p along each axis; far out, where that would be lost in rounding, it
// reaches a small part of the coordinate instead.
func boxAround(p []float64, reach float64) interval.Box {
	const part = 1e-12
	x := make(interval.Box, len(p))
	for i, at := range p {
		far := reach
		if reach > 0 {
			far = math.Max(reach, part*math.Abs(at))
		}
		x[i] = interval.Of(at-far, at+far)
	}
	return x
}

func allZero(xs []float64) bool {
	for _, x := range xs {
		if x != 0 {
			return false
		}
	}
	return true
}
