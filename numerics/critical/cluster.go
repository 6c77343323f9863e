package critical

import (
	"cmp"

	"math/rand/v2"
	"slices"
)

// cluster is boxes that touch one another.
type cluster struct {
	cells []cell
	hull  cell
}

// start is a place in the middle of one of the boxes.
func (c cluster) start(random *rand.Rand) []float64 {
	x := c.cells[random.IntN(len(c.cells))]
	at := make([]float64, len(x))
	for i, r := range x {
		at[i] = r.Mid()
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
		all[k].cells = append(all[k].cells, x)
		all[k].hull = all[k].hull.hull(x)
	}
	return all
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
			if x.meets(s.rest[j]) {
				found(i, j)
			}
		}
		active = append(kept, i)
	}
}

// grown is a box a little larger, so that roundings do not part neighbours.
func (s *search) grown(i int) cell {
	x := s.rest[i].clone()
	for k := range x {
		x[k].Lo -= 4 * resolution * s.whole[k].Width()
		x[k].Hi += 4 * resolution * s.whole[k].Width()
	}
	return x
}
