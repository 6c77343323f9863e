package plotting

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// bulkOf is the box of paths without the few steps from which they come back and
// which would make all others too small to be seen: a step of Newton's method
// far over the edge of a plateau. Their starts and ends are in it. It means
// nothing once ctx is done.
func bulkOf(ctx context.Context, paths [][][2]float64) box {
	var all, ends box
	steps := 0
	for _, path := range paths {
		if ctx.Err() != nil {
			return all
		}
		all.union(boxOf(path))
		steps += len(path)
		if len(path) > 0 {
			ends.union(boxOf([][2]float64{path[0], path[len(path)-1]}))
		}
	}
	inner := steps - 2*len(paths)
	if inner < leastInner || inner > mostInner {
		return all
	}
	points := slices.Concat(paths...)
	slices.SortStableFunc(points, func(p, q [2]float64) int { return cmp.Compare(all.awayFrom(ends, p), all.awayFrom(ends, q)) })
	sure := len(points) - max(inner/fewOf, 2) - 1
	bulk := ends
	bulk.union(boxOf(points[:sure]))
	var fewer []box // with one step more at a time
	for _, q := range points[sure : len(points)-1] {
		bulk.include(q[0], q[1])
		fewer = append(fewer, bulk)
	}
	larger := muchLarger
	if len(paths) > 1 {
		larger = largerThanOthers
	}
	for _, b := range slices.Backward(fewer) {
		if all.timesAsLargeAs(b) > larger {
			return b
		}
	}
	return all
}

// Inner steps are left out of the choice of the ranges where at most one in
// fewOf, or two, make the picture muchLarger, or beside other paths
// largerThanOthers.
const (
	fewOf            = 20
	muchLarger       = 5.0
	largerThanOthers = 2.5
	leastInner       = 5
	mostInner        = 20000
)

// timesAsLargeAs is how many times smaller a box is drawn for another one's sake.
func (b box) timesAsLargeAs(c box) float64 {
	if ratio := b.x.span() / b.y.span(); ratio < mostUnlike && ratio > 1/mostUnlike {
		return b.size() / c.size()
	}
	times := 0.0
	for _, along := range [][2]extent{{b.x, c.x}, {b.y, c.y}} {
		if along[0].span() > 0 {
			times = max(times, along[0].span()/along[1].span())
		}
	}
	return times
}

// awayFrom is how far a point is from an inner box, as a share of this one.
func (b box) awayFrom(inner box, q [2]float64) float64 {
	x := max(inner.x.Min-q[0], q[0]-inner.x.Max, 0) / max(b.x.span(), math.SmallestNonzeroFloat64)
	y := max(inner.y.Min-q[1], q[1]-inner.y.Max, 0) / max(b.y.span(), math.SmallestNonzeroFloat64)
	return max(x, y)
}
