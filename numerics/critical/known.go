package critical

import (
	"math"

	"saddle/numerics/reason"
)

// Known is the verdict on a critical point of one number of which exact arithmetic knows the first term of f beyond the constant, its order
// and its sign, and the curvature, 0 from the third order on. What the verdict said before stays where that is the same.
func (v *Verdict) Known(order int, sign int, curvature float64) {
	kind := SaddlePoint
	switch {
	case order%2 == 0 && sign > 0:
		kind = LocalMinimum
	case order%2 == 0:
		kind = LocalMaximum
	}
	same := v.Kind == kind && v.Degenerate == (order > 2)
	v.Kind, v.Strict, v.Isolated, v.Degenerate = kind, kind != SaddlePoint, true, order > 2
	v.Gradient, v.GradientNorm = []float64{0}, 0
	v.Eigenvalues, v.Bound, v.Index, v.zeros = []float64{curvature}, 0x1p-52*math.Abs(curvature), 0, 0
	if curvature < 0 {
		v.Index = 1
	}
	if order > 2 {
		v.zeros = 1
	}
	if !same {
		v.sayKnown(order, float64(sign))
	}
}

// sayKnown gives the reason of a known verdict.
func (v *Verdict) sayKnown(order int, sign float64) {
	v.Falling, v.Rising = nil, nil
	switch {
	case v.Kind == SaddlePoint:
		v.Falling, v.Rising = []float64{-sign}, []float64{sign}
		v.Reason = reason.Of("critical.inflection", v.Falling, v.Rising)
	case order == 2:
		v.Reason = reason.Of(map[Kind]string{LocalMinimum: pointReasons.minimum, LocalMaximum: pointReasons.maximum}[v.Kind], v.Eigenvalues)
	default:
		v.Reason = reason.Of(map[Kind]string{LocalMinimum: "critical.zero.minimum", LocalMaximum: "critical.zero.maximum"}[v.Kind], order)
	}
	if v.Kind == LocalMaximum {
		v.Falling = []float64{1}
	}
}
