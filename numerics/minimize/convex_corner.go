package minimize

import (
	"math"
	"math/rand/v2"

	"saddle/numerics/critical"
	"saddle/numerics/reason"

	"gonum.org/v1/gonum/mat"
)

// convexMinimum is why a point is a minimum of a convex function: 0 lies in the hull of the gradients around it (Rockafellar 1970,
// Convex Analysis, §27). ok is false where that is not seen.
func (c *corners) convexMinimum(p *place, scale float64) (why *critical.Verdict, ok bool) {
	gradients, largest := c.around(p, 1e-7*scale), 0.0
	for _, g := range gradients {
		size := norm(g)
		if size == 0 {
			return &critical.Verdict{Kind: critical.LocalMinimum, Value: p.value, Reason: reason.Of("minimize.convex.flat")}, true
		}
		largest = math.Max(largest, size)
	}
	if len(gradients) == 0 || !c.holdsZero(p, gradients, 1e-7*scale, 1e-6*largest) {
		return nil, false
	}
	if c.n <= mostStrict && surrounds(gradients, 1e-3*largest) {
		return &critical.Verdict{Kind: critical.LocalMinimum, Value: p.value, Strict: true, Reason: reason.Of("minimize.convex.strict")}, true
	}
	return &critical.Verdict{Kind: critical.LocalMinimum, Value: p.value, Reason: reason.Of("minimize.convex")}, true
}

// holdsZero reports whether 0 lies in the hull of the gradients around p within a distance: what comes closest leads downhill, and
// the gradient that way is one more of them.
func (c *corners) holdsZero(p *place, gradients [][]float64, reach, distance float64) bool {
	q, target := c.newPlace(), make([]float64, c.n)
	for range 20 {
		mean := closest(gradients, target)
		size := norm(mean)
		if size <= distance {
			return true
		}
		for i, x := range p.x {
			q.x[i] = x - reach*mean[i]/size
		}
		if !c.study(q, false) {
			return false
		}
		gradients = append(gradients, append([]float64(nil), q.gradient...))
	}
	return false
}

// mostStrict is up to how many variables a minimum is asked whether it is strict.
const mostStrict = 12

// around are the gradients at points all round p.
func (c *corners) around(p *place, reach float64) (all [][]float64) {
	q := c.newPlace()
	random := rand.New(rand.NewPCG(6, 6))
	for range 40 + 20*c.n {
		for i, x := range p.x {
			q.x[i] = x + reach*random.NormFloat64()
		}
		if c.study(q, false) {
			all = append(all, append([]float64(nil), q.gradient...))
		}
	}
	return all
}

// surrounds reports whether the hull of some points holds all points within a distance of 0 along the axes.
func surrounds(points [][]float64, reach float64) bool {
	target := make([]float64, len(points[0]))
	for i := range target {
		for _, side := range []float64{-reach, reach} {
			target[i] = side
			if norm(closest(points, target)) > 1e-9*reach {
				return false
			}
		}
		target[i] = 0
	}
	return true
}

// closest leads from a target to the hull of some points: the mean of the points that comes closest is found by non-negative
// least squares (Lawson and Hanson 1974, Solving Least Squares Problems, algorithm 23.10), with a last
// equation for the sum of the weights.
func closest(points [][]float64, target []float64) []float64 {
	n, unit := len(target), 0.0
	for _, p := range points {
		unit = math.Max(unit, norm(p))
	}
	entry := func(i, k int) float64 {
		if i == n {
			return unit
		}
		return points[k][i] - target[i]
	}
	weights, taken := make([]float64, len(points)), []int(nil)
	for range 3 * (n + 1) {
		rest := make([]float64, n+1)
		rest[n] = unit
		for _, k := range taken {
			for i := range rest {
				rest[i] -= weights[k] * entry(i, k)
			}
		}
		best := mostAlong(rest, weights, entry, 1e-12*unit*unit)
		if best < 0 {
			break
		}
		taken = append(taken, best)
		if taken = fit(weights, taken, entry, n+1, unit); taken == nil {
			break
		}
	}
	return meanFrom(target, points, weights)
}

// mostAlong is the column without a weight that goes farthest along a residual, beyond a least; -1 where none does.
func mostAlong(rest, weights []float64, entry func(i, k int) float64, least float64) int {
	best := -1
	for k := range weights {
		along := 0.0
		for i, r := range rest {
			along += r * entry(i, k)
		}
		if along > least && weights[k] == 0 {
			best, least = k, along
		}
	}
	return best
}

// meanFrom is the mean of weighted points as seen from a target.
func meanFrom(target []float64, points [][]float64, weights []float64) []float64 {
	mean, sum := make([]float64, len(target)), 0.0
	for k, w := range weights {
		sum += w
		for i := range mean {
			mean[i] += w * (points[k][i] - target[i])
		}
	}
	return scaledBy(1/sum, mean)
}

// fit sets the weights of the points that are taken to those that fit best, and lets go of points until none of them is negative.
func fit(weights []float64, taken []int, entry func(i, k int) float64, rows int, unit float64) []int {
	for len(taken) > 0 {
		best := bestWeights(taken, entry, rows, unit)
		if best == nil {
			return nil
		}
		part, blocked := 1.0, false
		for j, k := range taken {
			if next := best.AtVec(j); next <= 0 {
				part, blocked = math.Min(part, weights[k]/(weights[k]-next)), true
			}
		}
		var kept []int
		for j, k := range taken {
			weights[k] += part * (best.AtVec(j) - weights[k])
			if blocked && weights[k] <= 1e-15 {
				weights[k] = 0
				continue
			}
			kept = append(kept, k)
		}
		if taken = kept; !blocked {
			return taken
		}
	}
	return taken
}

// bestWeights are the weights, of any sign, of the points that are taken that fit best; nil where they cannot be computed.
func bestWeights(taken []int, entry func(i, k int) float64, rows int, unit float64) *mat.VecDense {
	a, b := mat.NewDense(rows, len(taken), nil), mat.NewVecDense(rows, nil)
	for j, k := range taken {
		for i := range rows {
			a.Set(i, j, entry(i, k))
		}
	}
	b.SetVec(rows-1, unit)
	var svd mat.SVD
	if !svd.Factorize(a, mat.SVDThin) {
		return nil
	}
	best := &mat.VecDense{}
	svd.SolveVecTo(best, b, svd.Rank(1e-12))
	return best
}
