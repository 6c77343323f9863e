package extremes

import (
	"math"

	"saddle/numerics/interval"
)

// slide puts a box without constraints to the sides towards which f is proven to fall, and runs f there; false where there is none.
// Where f has no value on the far sides, or one above the floor, it may come from infinity there.
func (b *bounds) slide(x interval.Box, floor float64) (moved bool) {
	if b.m+b.p > 0 {
		return false
	}
	near := b.nearSides(b.out)
	if b.out[0].Doubts != 0 {
		b.over.Run(within(x), b.middle)
		near = b.nearSides(b.middle)
		b.over.Run(without(x, near), b.middle)
		if b.middle[0].Doubts != 0 {
			return false
		}
		if !b.isAboveOnFarSides(x, near, floor) {
			b.over.Run(x, b.out)
			return false
		}
	}
	for j, side := range near {
		if side != 0 && x[j].Lo < x[j].Hi {
			x[j], moved = interval.Exactly(end(x[j], side)), true
		}
	}
	if moved {
		b.over.Run(x, b.out)
	}
	return moved
}

// nearSides are, of each variable, the end of a box towards which f is proven not to rise, -1 or 1: from what was run on it; 0 where there is none.
func (b *bounds) nearSides(out []interval.Interval) []int {
	near := make([]int, b.n)
	for j, g := range slope(b, out, 0) {
		switch {
		case g.Doubts != 0 || math.IsNaN(g.Lo+g.Hi):
		case g.Lo >= 0:
			near[j] = -1
		case g.Hi <= 0:
			near[j] = 1
		}
	}
	return near
}

// isAboveOnFarSides reports whether f is proven to be nowhere below a floor on the sides of a box opposite to some.
func (b *bounds) isAboveOnFarSides(x interval.Box, near []int, floor float64) bool {
	for j, side := range near {
		if side == 0 || x[j].Lo == x[j].Hi {
			continue
		}
		far := x.Clone()
		far[j] = interval.Exactly(end(x[j], -side))
		b.over.Run(far, b.out)
		if !b.isAbove(floor) && !(b.slide(far, floor) && b.isAbove(floor)) {
			return false
		}
	}
	return true
}

// isAbove reports whether f has no value in the box that was run last, or none below a floor.
func (b *bounds) isAbove(floor float64) bool {
	return b.out[0].Doubts&interval.Empty != 0 || b.out[0].Lo >= floor
}

// within is a box without its borders.
func within(x interval.Box) interval.Box {
	inner := x.Clone()
	for j, r := range x {
		if lo, hi := math.Nextafter(r.Lo, math.Inf(1)), math.Nextafter(r.Hi, math.Inf(-1)); lo <= hi {
			inner[j] = interval.Of(lo, hi)
		}
	}
	return inner
}

// without is a box without the ends that are opposite to some.
func without(x interval.Box, near []int) interval.Box {
	inner := x.Clone()
	for j, side := range near {
		switch {
		case x[j].Lo == x[j].Hi:
		case side < 0:
			inner[j].Hi = math.Nextafter(x[j].Hi, math.Inf(-1))
		case side > 0:
			inner[j].Lo = math.Nextafter(x[j].Lo, math.Inf(1))
		}
	}
	return inner
}

func end(r interval.Interval, side int) float64 {
	if side > 0 {
		return r.Hi
	}
	return r.Lo
}
