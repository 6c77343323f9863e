package walk

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"saddle/numerics/constrained"
	"saddle/numerics/critical"
	"saddle/numerics/reason"
)

// active are the constraints that are zero where the walk stands: those of On, and those of Within that are nearly zero.
func (w *walk) active() (list []int) {
	for k := range w.m + w.p {
		if k < w.m || w.values[1+k] >= -1e-7*(1+norm(w.x)) && (w.lambda[k] > 0 || w.values[1+k] >= -w.tolerance()) {
			list = append(list, k)
		}
	}
	return list
}

// polish takes steps of Newton's method on ∇f + Σ λ ∇g + Σ μ ∇h = 0 with the active constraints, as long as they bring it nearer.
func (w *walk) polish() {
	w.evaluate(w.x, true)
	for range 8 {
		list := w.active()
		before, from, multipliers := w.distance(list), slices.Clone(w.x), slices.Clone(w.lambda)
		step := w.stepOf(list)
		if step == nil {
			return
		}
		for i := range w.x {
			w.x[i] += step[i]
		}
		clear(w.lambda)
		for j, k := range list {
			w.lambda[k] = step[w.n+j]
		}
		if !w.evaluate(w.x, true) || !(w.distance(list) < before) {
			w.x, w.lambda = from, multipliers
			w.evaluate(w.x, true)
			return
		}
	}
}

// distance is how far the conditions are from being fulfilled.
func (w *walk) distance(list []int) float64 {
	sum := norm(w.slope(w.lambda))
	for _, k := range list {
		sum = math.Hypot(sum, w.values[1+k])
	}
	for k := w.m; k < w.m+w.p; k++ {
		sum = math.Hypot(sum, math.Max(0, -w.lambda[k]))
	}
	return sum
}

// stepOf is the step in x, and the multipliers of the active constraints after it; nil where the conditions are singular.
func (w *walk) stepOf(list []int) []float64 {
	n, size := w.n, w.n+len(list)
	a, right := mat.NewDense(size, size, nil), mat.NewVecDense(size, nil)
	hessian := w.lagrangian()
	for i := range n {
		right.SetVec(i, -w.slopes[i])
		for j := range n {
			a.Set(i, j, hessian.At(i, j))
		}
	}
	for j, k := range list {
		right.SetVec(n+j, -w.values[1+k])
		for i := range n {
			a.Set(i, n+j, w.slopes[(1+k)*n+i])
			a.Set(n+j, i, w.slopes[(1+k)*n+i])
		}
	}
	var step mat.VecDense
	if err := step.SolveVec(a, right); err != nil {
		return nil
	}
	if found := step.RawVector().Data; finite(found) {
		return found
	}
	return nil
}

// lagrangian is the Hessian of f + Σ λ g + Σ μ h.
func (w *walk) lagrangian() *mat.Dense {
	h := mat.NewDense(w.n, w.n, nil)
	for i := range w.n {
		for j := range w.n {
			sum := w.curved[i*w.n+j]
			for k, weight := range w.lambda {
				sum += weight * w.curved[((1+k)*w.n+i)*w.n+j]
			}
			h.Set(i, j, sum)
		}
	}
	return h
}

// judge says what the conditions say of the point; a direction along the active constraints in which f falls where it is no minimum.
func (w *walk) judge() (falling []float64) {
	w.report()
	a := w.answer
	a.Steps, a.Kind = w.steps, critical.Undecided
	scale := 1 + norm(w.slopes[:w.n])
	negative := slices.ContainsFunc(w.lambda[w.m:], func(mu float64) bool { return mu < -1e-8*scale })
	const far = 1e10
	switch {
	case norm(w.x) > far*(1+w.start):
		a.Reason = reason.Of("walk.unbounded", a.Violation, a.Value)
	case w.atKink(w.x):
		a.Reason = reason.Of("walk.corner")
	case a.Violation > 1e-8*(1+norm(w.x)):
		a.Reason = reason.Of("walk.infeasible", a.Violation, a.Value)
	case a.Residual > 1e-7*scale || negative:
		a.Reason = reason.Of("walk.residual", a.Residual)
	default:
		return w.judgeCurvature(scale)
	}
	return nil
}

// judgeCurvature judges a point by the conditions of second order, which are sufficient on the tangent space of those constraints
// that push back.
func (w *walk) judgeCurvature(scale float64) (falling []float64) {
	a := w.answer
	var pushing, touching []int
	for _, k := range w.active() {
		touching = append(touching, k)
		if k < w.m || w.lambda[k] > 1e-8*scale {
			pushing = append(pushing, k)
		}
	}
	lowest, _, size := w.curvature(pushing)
	if lowest > 1e-9*size {
		a.Kind, a.Reason = critical.LocalMinimum, reason.Of("walk.minimum", len(pushing))
		return nil
	}
	lowest, direction, size := w.curvature(touching)
	if lowest < -1e-9*size {
		a.Kind, a.Reason = critical.SaddlePoint, reason.Of("walk.saddles", a.Violation, a.Value)
		return direction
	}
	a.Reason = reason.Of("walk.flat")
	return nil
}

// curvature is the lowest eigenvalue of the Lagrangian's Hessian along some constraints, its direction, and the size of the Hessian;
// ∞ where they leave no direction.
func (w *walk) curvature(list []int) (lowest float64, direction []float64, size float64) {
	h := w.lagrangian()
	size = math.Max(mat.Norm(h, 2), 1e-300)
	basis := w.tangent(list)
	if basis == nil {
		return math.Inf(1), nil, size
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(constrained.Tangential(h, basis), true) {
		return 0, nil, size
	}
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	direction = make([]float64, w.n)
	for i := range direction {
		for j := range vectors.RawMatrix().Rows {
			direction[i] += basis.At(i, j) * vectors.At(j, 0)
		}
	}
	return eigen.Values(nil)[0], direction, size
}

// tangent are unit vectors, by columns, at right angles to the gradients of some constraints; nil where there are none.
func (w *walk) tangent(list []int) *mat.Dense {
	n := w.n
	if len(list) == 0 {
		all := mat.NewDense(n, n, nil)
		for i := range n {
			all.Set(i, i, 1)
		}
		return all
	}
	rows := mat.NewDense(len(list), n, nil)
	for j, k := range list {
		rows.SetRow(j, w.slopes[(1+k)*n:(2+k)*n])
	}
	var factors mat.SVD
	if !factors.Factorize(rows, mat.SVDFull) {
		return nil
	}
	rank := factors.Rank(1e-9)
	if rank >= n {
		return nil
	}
	var v mat.Dense
	factors.VTo(&v)
	return mat.DenseCopyOf(v.Slice(0, n, rank, n))
}

// leave moves off a point along a direction in which f falls, to the side on which it is lower.
func (w *walk) leave(direction []float64) {
	size := 1e-2 * (1 + norm(w.x))
	best, from := math.Inf(1), slices.Clone(w.x)
	var to []float64
	for _, side := range []float64{1, -1} {
		next := slices.Clone(from)
		for i := range next {
			next[i] += side * size * direction[i]
		}
		if w.evaluate(next, false) && w.augmented() < best {
			best, to = w.augmented(), next
		}
	}
	if to != nil {
		w.x = to
	}
	w.rho = math.Max(10, w.rho/100)
}
