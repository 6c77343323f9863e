package search

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"saddle/numerics/interval"
)

// cluster is boxes that touch one another.
type cluster struct {
	boxes []interval.Box
	hull  interval.Box
}

// start is a place in the middle of one of the boxes.
func (c cluster) start(random *rand.Rand) []float64 {
	return c.boxes[random.IntN(len(c.boxes))].Centre()
}

// roundest is the point of the hull that takes the fewest decimals.
func (c cluster) roundest() []float64 {
	at := make([]float64, len(c.hull))
	for i, r := range c.hull {
		at[i] = roundNumber(r, 2)
	}
	return at
}

// mostParted is how many boxes are looked at pair by pair; more than that count as one cluster.
const mostParted = 20000

// clusters merges the boxes that resisted.
func (s *search) clusters() []cluster {
	parent := make([]int, len(s.rest))
	for i := range parent {
		parent[i] = i
	}
	var find func(i int) int
	find = func(i int) int {
		if parent[i] != i {
			parent[i] = find(parent[i])
		}
		return parent[i]
	}
	if len(s.rest) <= mostParted {
		s.touching(func(i, j int) { parent[find(i)] = find(j) })
	} else {
		clear(parent)
	}
	place := map[int]int{}
	var all []cluster
	for i, x := range s.rest {
		k, ok := place[find(i)]
		if !ok {
			k = len(all)
			place[find(i)] = k
			all = append(all, cluster{hull: x})
		}
		all[k].boxes = append(all[k].boxes, x)
		all[k].hull = all[k].hull.Hull(x)
	}
	return s.joined(all)
}

// joined merges small clusters that are no further apart than the larger one is wide, as the debris around a degenerate
// point is.
func (s *search) joined(clusters []cluster) []cluster {
	const mostJoined = 1000
	if len(clusters) > mostJoined {
		return clusters
	}
	for i := 0; i < len(clusters); i++ {
		for j := i + 1; j < len(clusters); j++ {
			a, b := clusters[i], clusters[j]
			if !s.surroundings(a).Meets(b.hull) && !s.surroundings(b).Meets(a.hull) {
				continue
			}
			clusters[i] = cluster{append(a.boxes, b.boxes...), a.hull.Hull(b.hull)}
			clusters = slices.Delete(clusters, j, j+1)
			j = i
		}
	}
	return clusters
}

// surroundings is the hull of a cluster with a border as wide as itself, but for large clusters.
func (s *search) surroundings(c cluster) interval.Box {
	border := math.Min(c.hull.Widest(), 1e-3*s.whole.Widest())
	y := c.hull.Clone()
	for k := range y {
		y[k].Lo -= border
		y[k].Hi += border
	}
	return y
}

// touching calls found for pairs of boxes that touch: it sweeps along the first variable.
func (s *search) touching(found func(i, j int)) {
	order := make([]int, len(s.rest))
	for i := range order {
		order[i] = i
	}
	low := func(i int) float64 { return s.rest[i][0].Lo }
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(low(i), low(j)) })
	var active []int
	for _, i := range order {
		kept, x := active[:0], s.grown(i)
		for _, j := range active {
			if s.rest[j][0].Hi < x[0].Lo {
				continue
			}
			kept = append(kept, j)
			if x.Meets(s.rest[j]) {
				found(i, j)
			}
		}
		active = append(kept, i)
	}
}

// gap is how near boxes must be to count as one cluster, as a part of their unit; or no further apart than they are wide.
const gap = 1e-6

// grown is a box a little larger, so that neighbours meet.
func (s *search) grown(i int) interval.Box {
	x := s.rest[i].Clone()
	for k, r := range x {
		reach := math.Max(gap*s.unit(k, r.Size()), r.Width())
		x[k].Lo -= reach
		x[k].Hi += reach
	}
	return x
}

// roundNumber is the number in an interval, no further from its middle than that part of its width, that takes the fewest
// decimals. Poles and the borders of domains are often such numbers, and beside them, where they are an end of the box, f can
// be enclosed.
func roundNumber(r interval.Interval, part float64) float64 {
	middle, reach := r.Mid(), r.Width()/part
	if math.Abs(middle) <= reach {
		return 0
	}
	for decimals := -math.Ceil(math.Log10(math.Abs(middle) + reach)); decimals < 300; decimals++ {
		scale := math.Pow(10, decimals)
		if near := math.Round(middle*scale) / scale; math.Abs(near-middle) <= reach {
			return near
		}
	}
	return middle
}

// holds reports whether a point lies in the hull of a cluster.
func (c cluster) holds(at []float64) bool {
	for i, r := range c.hull {
		if at[i] < r.Lo || at[i] > r.Hi {
			return false
		}
	}
	return true
}
