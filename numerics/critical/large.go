package critical

import (
	"context"
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/reason"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/mat"
)

// classifyLarge decides by the two ends of the spectrum: a negative smallest and a positive largest eigenvalue prove a
// saddle point; a positive smallest one makes a minimum as far as Lanczos' method can tell.
func classifyLarge(ctx context.Context, f *expr.Function, p []float64) (*Verdict, error) {
	d, err := studyLarge(f, p)
	if err != nil {
		return nil, err
	}
	v := &Verdict{Value: d.value, Gradient: d.gradient, GradientNorm: mat.Norm(mat.NewVecDense(len(p), d.gradient), 2), GradientSlop: d.slop}
	if v.lacksSlope(p) {
		return v, nil
	}
	ends, err := d.ends(ctx)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		v.Kind, v.Reason = Undecided, reason.Of("critical.secondorder", p)
		return v, nil
	}
	curvature := math.Max(math.Abs(ends.Values[0]), math.Abs(ends.Values[1]))
	v.GradientSlop += roundoff * curvature * mat.Norm(mat.NewVecDense(len(p), p), 2)
	if v.GradientNorm > v.GradientSlop {
		v.Kind = NotCritical
		v.Falling, v.Rising = scaled(d.gradient, -1/v.GradientNorm), scaled(d.gradient, 1/v.GradientNorm)
		v.Reason = reason.Of("critical.slope", v.Gradient, v.Falling)
		return v, nil
	}
	decideByEnds(v, ends)
	if v.Kind == Undecided {
		attain(f, p).conclude(v, len(p))
	}
	return v, nil
}

// lacksSlope judges a point where the value or the gradient is not a number, or infinite; false where both are numbers.
func (v *Verdict) lacksSlope(p []float64) bool {
	switch {
	case math.IsNaN(v.Value) || math.IsInf(v.Value, 0):
		v.Kind, v.Reason = NotDifferentiable, reason.Of("critical.undefined", p)
	case math.IsNaN(v.GradientNorm) || math.IsInf(v.GradientNorm, 0):
		v.Kind, v.Reason = NotDifferentiable, reason.Of("critical.steep", p)
	default:
		return false
	}
	return true
}

func decideByEnds(v *Verdict, ends *spectral.Extremes) {
	n := len(v.Gradient)
	low, high := ends.Values[0], ends.Values[1]
	v.takeEnds(ends)
	switch {
	case v.Falling != nil && v.Rising != nil:
		v.Kind, v.Strict = SaddlePoint, true
		v.Reason = reason.Of("critical.large.saddle", low, high)
	case low > v.Bound:
		v.Kind, v.Strict, v.Isolated = LocalMinimum, true, true
		v.Reason = reason.Of("critical.large.minimum", low, high)
	case high < -v.Bound:
		v.Kind, v.Strict, v.Isolated = LocalMaximum, true, true
		v.Index = n
		v.Reason = reason.Of("critical.large.maximum", low, high)
	default:
		v.Kind, v.Degenerate = Undecided, true
		v.Reason = reason.Of("critical.large.open", low, high)
	}
}

// takeEnds notes the two ends of the spectrum, and the directions in which they prove that f falls or rises.
func (v *Verdict) takeEnds(ends *spectral.Extremes) {
	low, high := ends.Values[0], ends.Values[1]
	v.Eigenvalues = ends.Values
	v.Eigenvectors = mat.NewDense(len(v.Gradient), 2, nil)
	for k, x := range ends.Vectors {
		v.Eigenvectors.SetCol(k, x)
	}
	v.Bound = math.Max(ends.Residuals[0], ends.Residuals[1]) + 64*roundoff*math.Max(math.Abs(low), math.Abs(high))
	if low < -v.Bound {
		v.Index, v.Falling = 1, ends.Vectors[0]
	}
	if high > v.Bound {
		v.Rising = ends.Vectors[1]
	}
}
