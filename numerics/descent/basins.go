package descent

import (
	"context"
	"math"
	"slices"
)

// Basins is where walks from the points of a grid in the plane end.
type Basins struct {
	X, Y   []float64   // the grid's lines
	End    []int       // of the walk from (X[i], Y[j]) at j·len(X)+i: the number of its end, or -1 for none
	Steps  []float64   // that the walk took
	Ends   [][]float64 // the points at which walks end, the most frequent first
	Radius float64     // up to which two ends are one
	Broad  []bool      // of an end: one of many that lie side by side, as those along a valley's floor
}

// Nearest is the place in End and Steps of the grid point nearest to a point.
func (b *Basins) Nearest(x, y float64) int { return nearest(b.Y, y)*len(b.X) + nearest(b.X, x) }

// nearest is the index of the grid line nearest to v; the lines are evenly spaced.
func nearest(lines []float64, v float64) int {
	last := len(lines) - 1
	if last == 0 {
		return 0
	}
	at := math.Round((v - lines[0]) / (lines[last] - lines[0]) * float64(last))
	return int(min(max(at, 0), float64(last)))
}

// arrival is where one walk came to.
type arrival struct {
	at      [2]float64
	steps   int
	settled bool // the gradient is as good as zero there
	lost    bool // diverged or interrupted
}

// Basins walks from every point of a grid, on all processors, and tells the ends apart that lie further from each other
// than a hundredth of the grid. Ends that lie side by side without a gap are one, a broad one. A walk whose gradient does not
// vanish belongs to the end that it is near to, if any.
func (c *Compiled) Basins(ctx context.Context, x, y []float64, progress func(done int)) (*Basins, error) {
	arrivals := make([]arrival, len(x)*len(y))
	for k := range arrivals {
		arrivals[k].lost = true // until it is walked to
	}
	walks := c.basinWalks(len(arrivals))
	err := inParallel(ctx, len(y), progress, func() (work func(j int) error, end func()) {
		a := c.newAbreast(walks)
		return func(j int) error { return a.arrivals(ctx, x, y[j], arrivals[j*len(x):(j+1)*len(x)]) }, a.close
	})
	b := &Basins{X: x, Y: y, End: make([]int, len(arrivals)), Steps: make([]float64, len(arrivals))}
	radius := math.Hypot(x[len(x)-1]-x[0], y[len(y)-1]-y[0]) / 100
	b.Radius = radius
	b.sort(arrivals, radius, max(3*radius, 1.5*spacing(x), 1.5*spacing(y)))
	return b, err
}

// small is the part of 1 + ‖∇f‖ at the start up to which ‖∇f‖ is as good as zero; a walk goes on to its square.
const small = 1e-5

// basinSeed is where the random numbers of each walk begin.
const basinSeed = 1

func (c *Compiled) arrive(ctx context.Context, x, y float64) (arrival, error) {
	var a arrival
	var first float64
	status, err := c.Walk(ctx, []float64{x, y}, basinSeed, func(s Stand) bool {
		a.at, a.steps = [2]float64{s.Point[0], s.Point[1]}, s.Step
		if s.Step == 0 {
			first = s.GradientNorm
		}
		a.settled = s.GradientNorm <= small*(1+first)
		return s.GradientNorm > small*small*(1+first)
	})
	a.lost = status == Diverged || status == Interrupted
	return a, err
}

func spacing(lines []float64) float64 {
	return math.Abs(lines[len(lines)-1]-lines[0]) / float64(max(len(lines)-1, 1))
}

// sort gathers arrivals within a radius into ends, and ends without a gap between them, which is larger, into one.
func (b *Basins) sort(arrivals []arrival, radius, gap float64) {
	places := places{radius: radius, gap: gap, near: map[[2]float64][]int{}}
	for _, a := range arrivals {
		if !a.lost && a.settled {
			places.add(a.at)
		}
	}
	for k, members := range places.joined() {
		first := places.list[members[0]]
		b.Ends = append(b.Ends, []float64{first.at[0], first.at[1]})
		b.Broad = append(b.Broad, len(members) > 1)
		for _, i := range members {
			places.list[i].end = k
		}
	}
	b.assign(arrivals, &places)
}

// assign gives each walk the end that it came to, -1 where it came to none.
func (b *Basins) assign(arrivals []arrival, places *places) {
	for i, a := range arrivals {
		b.End[i], b.Steps[i] = -1, float64(a.steps)
		if a.lost {
			continue
		}
		if k := places.first(a.at); k >= 0 {
			b.End[i] = places.list[k].end
		}
	}
}

// places are where walks arrive, each further from the others than a radius. They are found by cells as wide as a gap: those in a
// cell and around it, in the order in which they came. Most walks arrive in the cell of the walk before.
type places struct {
	list        []place
	radius, gap float64
	near        map[[2]float64][]int
	last        [2]float64 // the cell that was asked for last
	inLast      []int
}

type place struct {
	at    [2]float64
	count int
	end   int
}

func (p *places) cell(at [2]float64) [2]float64 {
	return [2]float64{math.Floor(at[0] / p.gap), math.Floor(at[1] / p.gap)}
}

// around are the places that may be within a gap of a point.
func (p *places) around(at [2]float64) []int {
	if cell := p.cell(at); p.inLast == nil || cell != p.last {
		p.last, p.inLast = cell, p.near[cell]
	}
	return p.inLast
}

func (p *places) isWithin(distance float64, at [2]float64, k int) bool {
	return math.Hypot(at[0]-p.list[k].at[0], at[1]-p.list[k].at[1]) <= distance
}

// first is the first place within the radius of a point, or -1.
func (p *places) first(at [2]float64) int {
	for _, k := range p.around(at) {
		if p.isWithin(p.radius, at, k) {
			return k
		}
	}
	return -1
}

func (p *places) add(at [2]float64) {
	k := p.first(at)
	if k < 0 {
		k = len(p.list)
		p.list = append(p.list, place{at: at})
		middle := p.cell(at)
		for dx := -1.0; dx <= 1; dx++ {
			for dy := -1.0; dy <= 1; dy++ {
				cell := [2]float64{middle[0] + dx, middle[1] + dy}
				p.near[cell] = append(p.near[cell], k)
			}
		}
		p.inLast = nil
	}
	p.list[k].count++
}

// sideBySide is how many places without a gap between them are no ends of their own.
const sideBySide = 4

// joined puts places side by side together, where they are many, and sorts: the most frequent first, of all and of those
// put together.
func (p *places) joined() [][]int {
	var ends [][]int
	for _, group := range p.groups() {
		if len(group) >= sideBySide {
			slices.SortStableFunc(group, func(i, k int) int { return p.list[k].count - p.list[i].count })
			ends = append(ends, group)
			continue
		}
		for _, i := range group {
			ends = append(ends, []int{i})
		}
	}
	slices.SortStableFunc(ends, func(a, b []int) int { return p.total(b) - p.total(a) })
	return ends
}

// groups parts the places where no step of a gap leads from one to another.
func (p *places) groups() [][]int {
	var groups [][]int
	grouped := make([]bool, len(p.list))
	for i := range p.list {
		if !grouped[i] {
			groups = append(groups, p.groupFrom(i, grouped))
		}
	}
	return groups
}

// groupFrom is the group that place i begins, all that steps within the gap lead to; it marks them as grouped.
func (p *places) groupFrom(i int, grouped []bool) []int {
	grouped[i] = true
	group := []int{i}
	for at := 0; at < len(group); at++ {
		from := p.list[group[at]].at
		for _, k := range p.around(from) {
			if !grouped[k] && p.isWithin(p.gap, from, k) {
				grouped[k] = true
				group = append(group, k)
			}
		}
	}
	return group
}

func (p *places) total(members []int) int {
	n := 0
	for _, i := range members {
		n += p.list[i].count
	}
	return n
}
