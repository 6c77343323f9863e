package descent

import (
	"context"
	"math"
)

// Basins is where walks from the points of a grid in the plane end.
type Basins struct {
	X, Y  []float64   // the grid's lines
	End   []int       // of the walk from (X[i], Y[j]) at j·len(X)+i: the number of its end, or -1 for none
	Steps []float64   // that the walk took
	Ends  [][]float64 // the points at which walks end, the most frequent first
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
// than a hundredth of the grid. A walk whose gradient does not vanish belongs to the end that it is near to, if any.
func (c *Compiled) Basins(ctx context.Context, x, y []float64, progress func(done int)) (*Basins, error) {
	arrivals := make([]arrival, len(x)*len(y))
	err := inParallel(len(y), progress, func(j int) error {
		for i := range x {
			a, err := c.arrive(ctx, x[i], y[j])
			if err != nil {
				return err
			}
			arrivals[j*len(x)+i] = a
		}
		return nil
	})
	b := &Basins{X: x, Y: y, End: make([]int, len(arrivals)), Steps: make([]float64, len(arrivals))}
	b.sort(arrivals, math.Hypot(x[len(x)-1]-x[0], y[len(y)-1]-y[0])/100)
	return b, err
}

func (c *Compiled) arrive(ctx context.Context, x, y float64) (arrival, error) {
	const small = 1e-5
	var a arrival
	var first float64
	status, err := c.Walk(ctx, []float64{x, y}, 1, func(s Stand) bool {
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

// sort gathers arrivals into ends.
func (b *Basins) sort(arrivals []arrival, radius float64) {
	var counts []int
	find := func(at [2]float64) int {
		for k, end := range b.Ends {
			if math.Hypot(at[0]-end[0], at[1]-end[1]) <= radius {
				return k
			}
		}
		return -1
	}
	for _, a := range arrivals {
		if a.lost || !a.settled {
			continue
		}
		k := find(a.at)
		if k < 0 {
			k = len(b.Ends)
			b.Ends, counts = append(b.Ends, []float64{a.at[0], a.at[1]}), append(counts, 0)
		}
		counts[k]++
	}
	b.byFrequency(counts)
	for i, a := range arrivals {
		b.End[i], b.Steps[i] = -1, float64(a.steps)
		if !a.lost {
			b.End[i] = find(a.at)
		}
	}
}

// byFrequency puts the ends of most walks first.
func (b *Basins) byFrequency(counts []int) {
	for i := 1; i < len(counts); i++ {
		for j := i; j > 0 && counts[j] > counts[j-1]; j-- {
			counts[j], counts[j-1] = counts[j-1], counts[j]
			b.Ends[j], b.Ends[j-1] = b.Ends[j-1], b.Ends[j]
		}
	}
}
