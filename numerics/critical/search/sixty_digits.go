package search

import (
	"math"
	"math/big"
	"slices"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"saddle/numerics/expr"
	"saddle/numerics/formula"
	"saddle/numerics/interval"
)

// besideGap reports whether the gradient has no value at a place next to a point: what it is worth there may be rounding alone.
func (s *search) besideGap(at []float64) bool {
	const near = 1e-6
	x := make(interval.Box, len(at))
	for i, u := range at {
		step := near * s.unit(i, math.Abs(u))
		x[i] = interval.Of(u-step, u+step)
	}
	p := s.enclosures[0]
	p.gradient.Run(x, p.slope)
	return slices.ContainsFunc(p.slope, func(u interval.Interval) bool { return u.Doubts&interval.Partial != 0 })
}

// isRounding reports whether only rounding makes the gradient zero at a point, as beside 0 in (1 - cos(x))/x²: with 60 digits Newton's step
// leads from there to a place that is not this one.
func (s *search) isRounding(at []float64) bool {
	step := s.exactStep(at)
	for i, d := range step {
		if math.Abs(d) > samePoint*s.unit(i, math.Abs(at[i])) {
			return true
		}
	}
	return false
}

// moved is where Newton's step leads from a point; nil where that is not known.
func (s *search) moved(at []float64) []float64 {
	step := s.exactStep(at)
	if step == nil {
		return nil
	}
	moved := slices.Clone(at)
	floats.Add(moved, step)
	return moved
}

// exactStep is Newton's step at a point by a gradient of 60 digits; nil where there is none.
func (s *search) exactStep(at []float64) []float64 {
	gradient, hessian := s.sixtyDigits(at)
	if gradient == nil {
		return nil
	}
	n := len(at)
	var factors mat.SVD
	if !factors.Factorize(mat.NewDense(n, n, hessian), mat.SVDFull) {
		return nil
	}
	rank := factors.Rank(1e-12)
	if rank == 0 {
		return nil
	}
	var step mat.VecDense
	factors.SolveVecTo(&step, mat.NewVecDense(n, gradient), rank)
	step.ScaleVec(-1, &step)
	return step.RawVector().Data
}

// sixtyDigits are the gradient and the Hessian at a point, each number computed with 60 digits and then rounded; nil where they have no
// values, or f is not made of elementary functions alone.
func (s *search) sixtyDigits(at []float64) (gradient, hessian []float64) {
	values := make([]*big.Float, len(at))
	for i, x := range at {
		values[i] = big.NewFloat(x)
	}
	all := func(n *expr.Node) (list []float64) {
		for _, u := range formula.Evaluate(n, s.f.Variables, values) {
			v, _ := u.Float64()
			if math.IsInf(v, 0) {
				return nil
			}
			list = append(list, v)
		}
		return list
	}
	if expr.Catch(func() {
		g := expr.Stack(expr.Gradient(s.f.Value, s.f.Variables...)...)
		gradient, hessian = all(g), all(expr.Jacobian(g, s.f.Variables...))
	}) != nil || hessian == nil {
		return nil, nil
	}
	return gradient, hessian
}
