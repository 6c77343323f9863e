package search

import (
	"math"
	"slices"

	"saddle/numerics/interval"
)

// root is a proven critical point.
type root struct {
	enclosure interval.Box // it lies here, alone
	alone     interval.Box // and no other lies here
}

// roots are the proven points of a search, found by place: thousands of them are asked for every box.
type roots struct {
	all     []root
	whole   interval.Box
	parts   int // into how many each side of the whole is divided
	buckets map[int][]int32
}

// mostBuckets is into how many parts the whole is divided; fewer than leastPlaced roots are looked through one by one.
const (
	mostBuckets = 4096
	leastPlaced = 32
)

func newRoots(whole interval.Box) *roots {
	parts := max(1, int(math.Pow(mostBuckets, 1/float64(len(whole)))))
	return &roots{whole: whole, parts: parts, buckets: map[int][]int32{}}
}

// part is the place of a number among the parts of side k.
func (r *roots) part(k int, x float64) int {
	part := (x - r.whole[k].Lo) / r.whole[k].Width() * float64(r.parts)
	return int(math.Min(math.Max(part, 0), float64(r.parts-1)))
}

// eachBucket calls visit for each bucket that a box has a part in.
func (r *roots) eachBucket(x interval.Box, visit func(bucket int)) {
	var walk func(k, bucket int)
	walk = func(k, bucket int) {
		if k == len(x) {
			visit(bucket)
			return
		}
		for part := r.part(k, x[k].Lo); part <= r.part(k, x[k].Hi); part++ {
			walk(k+1, bucket*r.parts+part)
		}
	}
	walk(0, 0)
}

// holding reports whether a box lies in the surroundings of a root, where there is no other.
func (r *roots) holding(x interval.Box) bool {
	if len(r.all) < leastPlaced {
		return slices.ContainsFunc(r.all, func(known root) bool { return x.Within(known.alone) })
	}
	bucket := 0
	for k, side := range x {
		bucket = bucket*r.parts + r.part(k, side.Lo)
	}
	return slices.ContainsFunc(r.buckets[bucket], func(i int32) bool { return x.Within(r.all[i].alone) })
}

// around are the roots whose surroundings are near a box, in the order in which they were found.
func (r *roots) around(x interval.Box) []int32 {
	var found []int32
	if len(r.all) < leastPlaced {
		for i := range r.all {
			found = append(found, int32(i))
		}
		return found
	}
	r.eachBucket(x, func(bucket int) { found = append(found, r.buckets[bucket]...) })
	slices.Sort(found)
	return slices.Compact(found)
}

func (r *roots) add(found root) {
	r.all = append(r.all, found)
	switch n := len(r.all); {
	case n == leastPlaced:
		for i := range r.all {
			r.place(int32(i))
		}
	case n > leastPlaced:
		r.place(int32(n - 1))
	}
}

// widen enlarges the surroundings of a root.
func (r *roots) widen(i int32, alone interval.Box) {
	r.all[i].alone = alone
	if len(r.all) >= leastPlaced {
		r.place(i)
	}
}

func (r *roots) place(i int32) {
	r.eachBucket(r.all[i].alone, func(bucket int) {
		if !slices.Contains(r.buckets[bucket], i) {
			r.buckets[bucket] = append(r.buckets[bucket], i)
		}
	})
}
