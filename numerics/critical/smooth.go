package critical

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/critical/germ"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
	"saddle/numerics/spectral"

	"gonum.org/v1/gonum/floats"
)

// flattens reports whether f, seen from ever closer, looks more and more like a linear function, though the formula of its gradient
// has no value at p, as that of x √|x|, which is √|x| + |x|/(2 √|x|): then nobody may say that f has no derivative.
func (l *Study) flattens() bool {
	const tooSlow = 0.9 // |x|^0.05 x has 0.57
	last := math.Inf(1)
	for _, distance := range []float64{0x1p-8, 0x1p-16, 0x1p-24} {
		bend := l.bend(distance * l.scale())
		if bend != 0 && !(bend < tooSlow*last) {
			return false
		}
		last = bend
	}
	return true
}

// bend is by how much the slopes of f along rays of a length differ from those of one linear function, NaN where f has no value.
func (l *Study) bend(length float64) float64 {
	here, worst := l.f.At(l.p).Float(), 0.0
	slope := func(d []float64) float64 {
		q := make([]float64, len(l.p))
		for i, x := range l.p {
			q[i] = x + length*d[i]
		}
		return (l.f.At(q).Float() - here) / length
	}
	gradient := make([]float64, len(l.p))
	for _, d := range sides(len(l.p)) {
		if k := slices.Index(d, 1); k >= 0 {
			gradient[k] = (slope(d) - slope(scaled(d, -1))) / 2
		}
		bend := math.Abs(slope(d) - floats.Dot(gradient, d))
		if math.IsNaN(bend) {
			return bend
		}
		worst = math.Max(worst, bend)
	}
	return worst
}

// judgeSmoothness gives the verdict on a point where f is not defined or has no gradient, and reports whether it has one.
func (l *Study) judgeSmoothness(v *Verdict) bool {
	v.Kind = NotDifferentiable
	switch {
	case !l.value.Finite():
		v.Reason = reason.Of("critical.undefined", l.p)
	case l.jump:
		v.Reason = reason.Of("critical.jump", l.p)
	case l.patched:
		l.judgePatched(v)
	case l.corner != [2]int{}:
		a, b := l.pieces[l.corner[0]], l.pieces[l.corner[1]]
		v.Reason = reason.Of("critical.corner", l.p, mids(a.gradient), mids(b.gradient))
	case !allFinite(l.gradient) && len(expr.Opaques(l.f.Value)) == 0 && l.flattens():
		v.Kind, v.Reason = Undecided, reason.Of("critical.unformulated", l.p)
	case !allFinite(l.gradient):
		v.Reason = reason.Of("critical.steep", l.p)
	default:
		v.Kind = Undecided
		return true
	}
	return false
}

// judgePatched is the verdict on a point where f has a value of its own that the formula beside it only tends to.
func (l *Study) judgePatched(v *Verdict) {
	v.Kind, v.GradientNorm, v.Reason = Undecided, math.NaN(), reason.Of("critical.patched", l.p)
	switch known := attain(l.f, l.p); known.kind {
	case LocalMinimum:
		v.Kind, v.Reason = LocalMinimum, reason.Of("critical.patched.minimum", l.p, known.value)
	case LocalMaximum:
		v.Kind, v.Reason = LocalMaximum, reason.Of("critical.patched.maximum", l.p, known.value)
	}
}

// decideOpenPieces classifies a critical point whose second derivatives jump where these do not decide: by the terms of higher
// order on its sides, or by a bound that f attains there.
func (l *Study) decideOpenPieces(ctx context.Context, v *Verdict) {
	answer := l.expand(ctx)
	switch answer.Sides {
	case germ.Positive:
		v.Kind, v.Strict, v.Isolated, v.Reason = LocalMinimum, true, true, reason.Of("critical.pieces.higher.minimum", l.p, answer.Order)
	case germ.Negative:
		v.Kind, v.Strict, v.Isolated, v.Reason = LocalMaximum, true, true, reason.Of("critical.pieces.higher.maximum", l.p, answer.Order)
	case germ.Both:
		v.Falling, v.Rising = answer.Falling, answer.Rising
		v.Kind, v.Reason = SaddlePoint, reason.Of("critical.pieces.saddle", l.p, v.Falling, v.Rising)
	default:
		if attain(l.f, l.p).conclude(v, len(l.p)); v.Kind == Undecided {
			l.decideOnRays(v)
		}
	}
}

// decideByPieces classifies a critical point whose second derivatives jump: by the definiteness of all of them, or by the
// curvatures that f has on its sides.
func (l *Study) decideByPieces(v *Verdict) {
	positive, negative := true, true
	for _, q := range l.pieces {
		switch q.signs() {
		case spectral.PositiveDefinite:
			negative = false
		case spectral.NegativeDefinite:
			positive = false
		default:
			positive, negative = false, false
		}
		switch q.curvature().Sign() {
		case 1:
			v.Rising = scaled(q.side, 1/floats.Norm(q.side, 2))
		case -1:
			v.Falling = scaled(q.side, 1/floats.Norm(q.side, 2))
		}
	}
	v.Kind, v.Reason = Undecided, reason.Of("critical.pieces.open", l.p)
	switch {
	case positive:
		v.Kind, v.Strict, v.Isolated, v.Reason = LocalMinimum, true, true, reason.Of("critical.pieces.minimum", l.p)
	case negative:
		v.Kind, v.Strict, v.Isolated, v.Reason = LocalMaximum, true, true, reason.Of("critical.pieces.maximum", l.p)
	case v.Falling != nil && v.Rising != nil:
		v.Kind, v.Strict, v.Reason = SaddlePoint, true, reason.Of("critical.pieces.saddle", l.p, v.Falling, v.Rising)
	}
}
