package walk

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
)

// descend minimises augmented Lagrangians, each from where the one before ended, until the constraints hold (Nocedal and Wright 2006,
// Numerical Optimization, algorithm 17.4). The key says why it fails; "" where it does not.
func (w *walk) descend() (key string) {
	const rounds, enough = 60, 1e-11
	before := math.Inf(1)
	for range rounds {
		if key := w.inner(); key != "" {
			return key
		}
		worst, weights := w.complementarity(), w.weights()
		change := 0.0
		for k := range weights {
			change = math.Max(change, math.Abs(weights[k]-w.lambda[k]))
		}
		copy(w.lambda, weights)
		if worst <= enough*(1+norm(w.x)) && change <= 1e-9*(1+norm(weights)) {
			return ""
		}
		if worst > before/4 {
			w.rho = math.Min(w.rho*10, 1e9)
		}
		before = worst
	}
	if w.violation() > 1e-6*(1+norm(w.x)) {
		return "walk.infeasible"
	}
	return ""
}

// complementarity is how far the constraints are from being fulfilled, and the inactive ones from having no multiplier.
func (w *walk) complementarity() float64 {
	worst := 0.0
	for k, u := range w.values[1:] {
		if k >= w.m {
			u = math.Max(u, -w.lambda[k]/w.rho)
		}
		worst = math.Max(worst, math.Abs(u))
	}
	return worst
}

// inner minimises the augmented Lagrangian by Newton's method with the sizes of the curvatures, and shorter steps where it does not fall.
func (w *walk) inner() (key string) {
	const most = 200
	for range most {
		if w.ctx.Err() != nil {
			return "walk.interrupted"
		}
		if w.steps++; w.steps > w.most {
			return "walk.steps"
		}
		if !w.evaluate(w.x, true) {
			return "walk.lost"
		}
		weights := w.weights()
		slope := w.slope(weights)
		if norm(slope) <= 1e-12*(1+norm(w.slopes[:w.n])) {
			return ""
		}
		step := w.newton(slope, weights)
		if step == nil {
			return "walk.lost"
		}
		if w.values[0] < -1e100 || norm(w.x) > 1e100 {
			return "walk.unbounded"
		}
		if !w.search(slope, step) {
			return ""
		}
	}
	return ""
}

// newton is the step of Newton's method on the augmented Lagrangian, its curvatures taken by size so that it falls along it.
func (w *walk) newton(slope, weights []float64) []float64 {
	n := w.n
	var eigen mat.EigenSym
	if !eigen.Factorize(w.hessian(weights), true) {
		return nil
	}
	values := eigen.Values(nil)
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	size := math.Max(math.Abs(values[0]), math.Abs(values[n-1]))
	step := make([]float64, n)
	for k, curvature := range values {
		along := 0.0
		for i := range n {
			along += vectors.At(i, k) * slope[i]
		}
		along /= math.Max(math.Abs(curvature), math.Max(1e-12*size, 1e-12))
		for i := range n {
			step[i] -= along * vectors.At(i, k)
		}
	}
	longest := 10 * (1 + norm(w.x))
	if length := norm(step); length > longest {
		for i := range step {
			step[i] *= longest / length
		}
	}
	return step
}

// hessian is that of the augmented Lagrangian, where the constraints weigh so much.
func (w *walk) hessian(weights []float64) *mat.SymDense {
	n := w.n
	h := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			sum := w.curved[i*n+j]
			for k, weight := range weights {
				sum += weight * w.curved[((1+k)*n+i)*n+j]
				if k < w.m || weight > 0 {
					sum += w.rho * w.slopes[(1+k)*n+i] * w.slopes[(1+k)*n+j]
				}
			}
			h.SetSym(i, j, sum)
		}
	}
	return h
}

// search moves along a step, shortened until the augmented Lagrangian falls enough (Armijo 1966); false where it does not.
func (w *walk) search(slope, step []float64) bool {
	from, value, falling := slices.Clone(w.x), w.augmented(), 0.0
	for i := range step {
		falling += slope[i] * step[i]
	}
	for length := 1.0; length > 1e-16; length /= 2 {
		for i := range from {
			w.x[i] = from[i] + length*step[i]
		}
		if slices.Equal(w.x, from) {
			break
		}
		if w.evaluate(w.x, false) && w.augmented() <= value+1e-4*length*falling {
			return true
		}
	}
	copy(w.x, from)
	w.evaluate(w.x, true)
	return false
}
