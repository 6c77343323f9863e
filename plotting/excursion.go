package plotting

import (
	"cmp"
	"math"
	"slices"
)

// bulkOf is the box of paths without the few steps of which they come back and
// which would make all others too small to be seen: a step of Newton's method
// far over the edge of a plateau. Their starts and ends are in it.
func bulkOf(paths [][][2]float64) box {
	var all, ends box
	var inner [][2]float64
	for _, path := range paths {
		for i, q := range path {
			if !finitePair(q) {
				continue
			}
			all.include(q[0], q[1])
			if i == 0 || i == len(path)-1 {
				ends.include(q[0], q[1])
			} else {
				inner = append(inner, q)
			}
		}
	}
	most := max(len(inner)/fewOf, 2)
	if len(inner) < leastInner || len(inner) > mostInner {
		return all
	}
	slices.SortStableFunc(inner, func(p, q [2]float64) int { return cmp.Compare(all.awayFrom(ends, p), all.awayFrom(ends, q)) })
	for k := range most {
		bulk := ends
		for _, q := range inner[:len(inner)-k-1] {
			bulk.include(q[0], q[1])
		}
		if bulk.x.span()*muchLarger < all.x.span() || bulk.y.span()*muchLarger < all.y.span() {
			return bulk
		}
	}
	return all
}

// A path's inner steps are left out of the choice of the ranges where at most
// one in fewOf, or two, make the picture muchLarger.
const (
	fewOf      = 20
	muchLarger = 3
	leastInner = 5
	mostInner  = 20000
)

// awayFrom is how far a point is from an inner box, as a share of this one.
func (b box) awayFrom(inner box, q [2]float64) float64 {
	x := max(inner.x.Min-q[0], q[0]-inner.x.Max, 0) / max(b.x.span(), math.SmallestNonzeroFloat64)
	y := max(inner.y.Min-q[1], q[1]-inner.y.Max, 0) / max(b.y.span(), math.SmallestNonzeroFloat64)
	return max(x, y)
}
