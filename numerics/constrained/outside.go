package constrained

import (
	"saddle/numerics/expr"
	"saddle/numerics/interval"
)

// Outside tells of polynomials that they are nowhere all zero far away. What is beyond a cube of half side R is the unit cube's surface
// times all numbers 1/t, t ≤ 1/R, infinity included; there boxes are split until each is proven to hold no point.
type Outside struct {
	n            int
	zero, atMost []polynomial
}

// NewOutside is for points where some numbers are zero and others at most zero; nil where one of them is no polynomial.
func NewOutside(variables, zero, atMost []*expr.Node) *Outside {
	var o Outside
	var ok bool
	if o.zero, ok = polynomialsOf(variables, zero); !ok {
		return nil
	}
	if o.atMost, ok = polynomialsOf(variables, atMost); !ok {
		return nil
	}
	for _, v := range variables {
		o.n += v.Shape().Size()
	}
	return &o
}

// Radii are the half sides of cubes that are tried.
var Radii = []float64{10, 100, 1000}

// Radius is the first half side of a cube beyond which there is proven to be no point; ok is false where none is found.
func (o *Outside) Radius() (radius float64, ok bool) {
	if o == nil {
		return 0, false
	}
	for _, r := range Radii {
		if o.Empty(r) {
			return r, true
		}
	}
	return 0, false
}

// Empty reports whether no point beyond the cube of a half side fulfils everything.
func (o *Outside) Empty(radius float64) bool {
	for k := range o.n {
		for _, sign := range []float64{1, -1} {
			if !o.emptyTowards(k, sign, radius) {
				return false
			}
		}
	}
	return true
}

// emptyTowards is Empty for the points whose k-th number has the largest size, and a sign.
func (o *Outside) emptyTowards(k int, sign, radius float64) bool {
	const mostBoxes = 20_000
	var zero, atMost []far
	for _, p := range o.zero {
		zero = append(zero, p.far(k, sign))
	}
	for _, p := range o.atMost {
		atMost = append(atMost, p.far(k, sign))
	}
	start := make(interval.Box, o.n)
	for i := range start {
		start[i] = interval.Of(-1, 1)
	}
	start[o.n-1] = interval.Of(0, 1/radius)
	boxes := []interval.Box{start}
	for examined := 0; len(boxes) > 0; examined++ {
		x := boxes[len(boxes)-1]
		boxes = boxes[:len(boxes)-1]
		if excluded(x, zero, atMost) {
			continue
		}
		if examined > mostBoxes {
			return false
		}
		boxes = append(boxes, halves(x, start)...)
	}
	return true
}

func excluded(x interval.Box, zero, atMost []far) bool {
	for _, f := range zero {
		if !f.over(x).Contains(0) {
			return true
		}
	}
	for _, f := range atMost {
		if f.over(x).Lo > 0 {
			return true
		}
	}
	return false
}

// halves cuts a box in two across the side that is widest as a part of the whole.
func halves(x, whole interval.Box) []interval.Box {
	widest := x.WidestIn(whole)
	low, high := x.Cut(widest, x[widest].Mid())
	return []interval.Box{low, high}
}
