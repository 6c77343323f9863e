package plotting

import (
	"math"
	"slices"

	"gonum.org/v1/plot/vg"

	"saddle/plotting/isoline"
)

// mostPlateaus is up to how many values a function has few.
const mostPlateaus = 10

// plateaus lists the values of a function that has few, in order, those apart
// by rounding once; nil: it has one, or many. The samples that are undefined do
// not count.
func (s *samples) plateaus() []float64 {
	var values []float64
	for i, v := range s.z {
		if math.IsNaN(v) || s.undefined != nil && s.undefined[i] {
			continue
		}
		at, found := slices.BinarySearch(values, v)
		if found || at > 0 && nearly(values[at-1], v) || at < len(values) && nearly(values[at], v) {
			continue
		}
		if len(values) == mostPlateaus {
			return nil
		}
		values = slices.Insert(values, at, v)
	}
	if len(values) < 2 {
		return nil
	}
	return values
}

// nearly reports whether two values differ by rounding alone.
func nearly(a, b float64) bool { return math.Abs(a-b) <= 1e-12*max(math.Abs(a), math.Abs(b)) }

// plateauLevels are the borders between few values: each has a colour.
func plateauLevels(values []float64) levelSet {
	set := levelSet{plateaus: values}
	for i := 1; i < len(values); i++ {
		set.values = append(set.values, Range{values[i-1], values[i]}.middle())
	}
	return set
}

// tracer traces the level lines of the samples; where the function jumps, all
// run along the jump.
func (l *landscape) tracer() *isoline.Tracer {
	t := isoline.New(l.samples.x, l.samples.y, l.samples.z)
	if len(l.jumps) > 0 {
		t.Place = func(a, b int) float64 {
			if place, ok := l.jumps[[2]int{a, b}]; ok {
				return place
			}
			return math.NaN()
		}
	}
	return t
}

// jumpsNear reports whether the function jumps nearer to a point of a frame than so many pixels: lines there have any value.
func (l *landscape) jumpsNear(p *panel, at vg.Point, pixels float64) bool {
	if len(l.jumps) == 0 {
		return false
	}
	nx, ny := len(l.samples.x), len(l.samples.y)
	size := p.frame.Size()
	perX, perY := float64(nx-1)/float64(size.X), float64(ny-1)/float64(size.Y)
	x, y := float64(at.X-p.frame.Min.X)*perX, float64(at.Y-p.frame.Min.Y)*perY
	for j := max(int(y-pixels*perY), 0); j <= min(int(y+pixels*perY)+1, ny-1); j++ {
		for i := max(int(x-pixels*perX), 0); i <= min(int(x+pixels*perX)+1, nx-1); i++ {
			k := j*nx + i
			for _, next := range []int{k + 1, k + nx} {
				if _, ok := l.jumps[[2]int{k, next}]; ok {
					return true
				}
			}
		}
	}
	return false
}

// steepLevels is how many levels pass between two neighbouring samples where a
// jump is sought.
const steepLevels = 3

// findJumps finds the edges of the grid in which the function jumps, and how far
// from their first end: where, of an edge that is halved again and again, one
// half still has most of the difference. A function of few values has only jumps.
func (s *samples) findJumps(f Field, levels levelSet) map[[2]int]float64 {
	var edges []steep
	nx, least := len(s.x), steepLevels
	if levels.plateaus != nil {
		least = 1
	}
	bands := make([]int, len(s.z))
	for k, z := range s.z {
		bands[k], _ = slices.BinarySearch(levels.values, z)
	}
	add := func(a, b int) {
		if apart := bands[b] - bands[a]; max(apart, -apart) >= least && !(s.undefined != nil && (s.undefined[a] || s.undefined[b])) {
			edges = append(edges, steep{ends: [2]int{a, b}, high: 1, from: s.z[a], to: s.z[b]})
		}
	}
	for k := range s.z {
		if k%nx+1 < nx {
			add(k, k+1)
		}
		if k+nx < len(s.z) {
			add(k, k+nx)
		}
	}
	for range 8 {
		edges = s.halve(f, edges)
	}
	places := make(map[[2]int]float64, len(edges))
	for _, e := range edges {
		places[e.ends] = (e.low + e.high) / 2
	}
	return places
}

// steep is the part of a grid edge in which the function changes most, from one
// value to another.
type steep struct {
	ends      [2]int
	low, high float64
	from, to  float64
}

// halve keeps the steeper half of each edge, and drops an edge of which it has
// no longer most of the difference.
func (s *samples) halve(f Field, edges []steep) []steep {
	n, nx := len(edges), len(s.x)
	x, y, z := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, e := range edges {
		t, a, b := (e.low+e.high)/2, e.ends[0], e.ends[1]
		x[i], y[i] = s.x[a%nx]*(1-t)+s.x[b%nx]*t, s.y[a/nx]*(1-t)+s.y[b/nx]*t
	}
	f(x, y, z)
	kept := edges[:0]
	for i, e := range edges {
		middle := (e.low + e.high) / 2
		if math.Abs(z[i]-e.from) > math.Abs(e.to-z[i]) {
			e.high, e.to = middle, z[i]
		} else {
			e.low, e.from = middle, z[i]
		}
		if whole := math.Abs(s.z[e.ends[1]] - s.z[e.ends[0]]); math.Abs(e.to-e.from) > whole/2 {
			kept = append(kept, e)
		}
	}
	return kept
}
