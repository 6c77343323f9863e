package critical

import (
	"saddle/numerics/expr"
	"saddle/numerics/expr/dense"
	"saddle/numerics/expr/wide"
	"saddle/numerics/reason"

	"gonum.org/v1/gonum/floats"
)

// judgeBeyond is the verdict where f has no series only because what it is made of leaves the range of float64s, as the squares in
// ‖x‖ at (3e200, 4e200) do: with a slope there, by its formula with exponents of any size, the point is not critical. Where
// that does not tell, ok is false.
func (l *Study) judgeBeyond(v *Verdict) (ok bool) {
	if l.value.Finite() && allFinite(l.gradient) {
		return false
	}
	var value wide.Result
	var gradient, beside []float64
	failure := expr.Catch(func() {
		slope := l.f.Gradient().Value
		value, _ = wide.Value(l.f.Value, l.f.Variables, l.p)
		gradient, beside = l.beyond(slope, l.p), l.beyond(slope, nudged(l.p, l.radius))
	})
	if failure != nil || gradient == nil || beside == nil || !value.Exceeded || !value.Overflows && !dense.Finite(value.Data) {
		return false
	}
	const clear = 1e-3
	norm := floats.Norm(gradient, 2)
	error := floats.Distance(gradient, beside, 2)
	if !(norm > 0 && error < clear*norm) {
		return false
	}
	v.Kind, v.Value, v.Gradient, v.GradientNorm, v.GradientSlop = NotCritical, value.Data[0], gradient, norm, error
	v.Falling, v.Rising = make([]float64, len(l.p)), make([]float64, len(l.p))
	for i, g := range gradient {
		v.Falling[i], v.Rising[i] = 0-g/norm, g/norm
	}
	v.Reason = reason.Of("critical.slope", v.Gradient, v.Falling)
	return true
}

// beyond is a formula at a point with exponents of any size, nil where it is not finite.
func (l *Study) beyond(n *expr.Node, p []float64) []float64 {
	result, ok := wide.Value(n, l.f.Variables, p)
	if !ok || !dense.Finite(result.Data) {
		return nil
	}
	return result.Data
}
