package critical

import (
	"context"
	"errors"
	"math"
	"strings"

	"saddle/numerics/critical/jet"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// Classify says what kind of point p is for f, a number as a function of Dimension entries. A p that does not have that
// many entries is a *DimensionError. A number in p that needs all its digits, as 0.1 does, stands for any number that
// rounds to it; so p = 0.1 is a critical point of (10x - 1)².
//
// The work is bounded to about two seconds; where that is too little the verdict is Undecided, never another one. When the
// context ends first, its error is returned.
func Classify(ctx context.Context, f *expr.Function, p []float64) (*Verdict, error) {
	return classify(ctx, f, p, 0, false)
}

// ClassifyWithin says what kind of point the critical point is that lies no further than radius from p in every coordinate:
// terms that may be zero at one of the points so near are taken to be zero. With radius 0 it is Classify; a point that was
// searched for is known to a few units in the last place at best, and to fewer digits where the Hessian is singular.
func ClassifyWithin(ctx context.Context, f *expr.Function, p []float64, radius float64) (*Verdict, error) {
	return classify(ctx, f, p, radius, false)
}

// ClassifyFound is Classify for a point that a search has found; proven says that it is known to be a critical point with a regular
// Hessian, to the last digit.
func ClassifyFound(ctx context.Context, f *expr.Function, p []float64, proven bool) (*Verdict, error) {
	return classify(ctx, f, p, 0, proven)
}

func classify(ctx context.Context, f *expr.Function, p []float64, radius float64, proven bool) (*Verdict, error) {
	switch n := f.Dimension(); {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case n == len(p) && n > largestFormed:
		return classifyLarge(ctx, f, p)
	}
	l, err := (&derivatives{f: f, effort: jet.NewEffort(ctx, mostEffort)}).studyWithin(p, radius)
	if err != nil {
		return nil, err
	}
	return l.verdict(ctx, proven)
}

// verdict is that on the point of a study whose effort is bounded.
func (l *Study) verdict(ctx context.Context, proven bool) (*Verdict, error) {
	if l.proven = proven; !proven && l.radius == 0 {
		l = l.loosened()
	}
	v, err := l.classify(ctx)
	if err == nil && len(l.p) == 1 && v.Kind == SaddlePoint && v.Falling != nil && v.Rising != nil {
		v.Reason = reason.Of("critical.inflection", v.Falling, v.Rising)
	}
	return v, errors.Join(err, ctx.Err())
}

func (l *Study) classify(ctx context.Context) (*Verdict, error) {
	v := &Verdict{Value: l.value.Mid}
	if l.value.Finite() && l.value.Zero() {
		v.Value = 0
	}
	if l.judgeBeyond(v) {
		return v, nil
	}
	if !l.judgeSmoothness(v) {
		if v.Reason.Key != "critical.unformulated" || !l.decideByGrowth(v) {
			l.judgeRough(v)
		}
		return v, nil
	}
	l.sharpen()
	l.reportGradient(v)
	if !l.proven && !l.critical() {
		l.slope(ctx, v)
		return v, nil
	}
	l.decideCritical(ctx, v)
	return v, nil
}

// decideCritical classifies a point where the gradient is zero: by the Hessian, and where that is not known, by how f grows around.
func (l *Study) decideCritical(ctx context.Context, v *Verdict) {
	if defined, undefined := l.domainAround(); defined && undefined {
		l.judgeRough(v)
		return
	}
	s, err := l.spectrum()
	if err != nil {
		v.Kind, v.Reason = Undecided, reason.Of("critical.secondorder", l.p)
		if l.decideRough(ctx, v); v.Kind == Undecided {
			l.decideByGrowth(v)
		}
		return
	}
	l.decide(ctx, v, s)
}

// decide is the verdict on a critical point by its Hessian, and by what lies behind that where it is singular.
func (l *Study) decide(ctx context.Context, v *Verdict, s *spectrum) {
	if l.pieces == nil && !l.proven {
		l.doubt(s)
	}
	s.report(v)
	if l.pieces != nil {
		v.withoutHessian()
		if l.decideByPieces(v); v.Kind == Undecided {
			l.decideOpenPieces(ctx, v)
		}
		return
	}
	s.decide(v, pointReasons)
	switch {
	case v.Kind == Undecided:
		if l.decideDegenerate(ctx, v, s); v.Kind == Undecided {
			l.decideByGrowth(v)
		}
		extremum := v.Kind == LocalMinimum || v.Kind == LocalMaximum
		if extremum && strings.HasPrefix(v.Reason.Key, "critical.higher.") && (l.fadesOut(nil) || l.unseen()) {
			v.Kind, v.Strict, v.Isolated, v.Reason = Undecided, false, false, reason.Of("critical.fades")
		}
	case v.Degenerate:
		v.Isolated = l.isolated()
	}
}

// slope is the verdict on a point with a gradient.
func (l *Study) slope(ctx context.Context, v *Verdict) {
	v.Kind = NotCritical
	v.Falling, v.Rising = make([]float64, len(l.p)), make([]float64, len(l.p))
	for i, g := range v.Gradient {
		v.Falling[i], v.Rising[i] = 0-g/v.GradientNorm, g/v.GradientNorm
	}
	v.Reason = reason.Of("critical.slope", v.Gradient, v.Falling)
	near, err := l.by.near(l.p, fewSteps)
	if err != nil {
		return
	}
	kind := Undecided
	if there, err := Classify(ctx, l.f, near.At); err == nil {
		kind = there.Kind
	}
	if kind == Undecided && l.isFar(near.At) {
		return // perhaps only where f gets flat on the way to infinity
	}
	v.Nearby, v.NearbyKind = near.At, kind
	v.Reason = reason.Of("critical.slope.nearby", v.Gradient, v.Falling, near.At, kind)
}

// isFar reports whether a point is further away than p is large.
func (l *Study) isFar(q []float64) bool {
	away, size := 0.0, 1.0
	for i, x := range l.p {
		away, size = math.Hypot(away, q[i]-x), math.Hypot(size, x)
	}
	return away > size/2
}
