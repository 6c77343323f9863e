package critical

import (
	"context"
	"strings"

	"saddle/numerics/critical/germ"
	"saddle/numerics/reason"
)

// fewVariables is up to how many variables the series come first: they say more than the other ways, and cost little.
const fewVariables = 4

// How far the series along straight lines go: where the other ways are still to come, and at the end.
const (
	shortLine = 4
	longLine  = 40
)

// decideDegenerate classifies a critical point whose Hessian is singular without eigenvalues of both signs: by a bound of f
// that it attains there, along straight lines in the null space, and by the terms of higher order, which in many variables
// are the most work.
func (l *Study) decideDegenerate(ctx context.Context, v *Verdict, s *spectrum) {
	if s.zero == len(s.Values) && isConstantAround(l.f, l.p) {
		concludeFlat(v, s.rounded(), germ.Answer{Sides: germ.Flat})
		return
	}
	if len(l.p) > fewVariables {
		known := attain(l.f, l.p)
		if known.equations > 0 || known.others == none || known.kind == "" && l.saddleOnLines(v, s, shortLine) {
			known.conclude(v, len(l.p))
			return
		}
	}
	answer := l.expand(ctx)
	if answer.Sides == germ.Positive || answer.Sides == germ.Negative {
		l.conclude(v, s, answer)
		return
	}
	if known := attain(l.f, l.p); known.proves(answer) {
		known.conclude(v, len(l.p))
		return
	}
	series := answer
	if answer.Sides != germ.Both {
		var alone bool
		if answer, alone = l.exactly(answer); alone {
			l.conclude(v, s, answer)
			v.Isolated = true
			return
		}
	}
	l.decideByStructure(ctx, v)
	l.decideAfterStructure(v, s, answer, series)
}

// decideAfterStructure decides a degenerate point by the structure of the formula, where that has decided it, and by the terms of
// higher order: answer is what they say in exact arithmetic, where that is known, series what they say by themselves.
func (l *Study) decideAfterStructure(v *Verdict, s *spectrum, answer, series germ.Answer) {
	if answer.Sides == germ.Both {
		isolated := v.Isolated || v.Kind == Undecided
		l.conclude(v, s, answer)
		v.Isolated = v.Isolated && isolated
		return
	}
	if v.Kind != Undecided {
		l.sayFlat(v, s, series)
		return
	}
	if l.conclude(v, s, answer); v.Kind != Undecided {
		return
	}
	if attain(l.f, l.p).conclude(v, len(l.p)); v.Kind == Undecided {
		factored(l.f, l.p).conclude(v, len(l.p))
	}
	if v.Kind == Undecided {
		l.saddleOnLines(v, s, longLine)
	}
}

// sayFlat gives the direction of the curve on which a function of one inner expression does not change, where the terms of higher
// order know it.
func (l *Study) sayFlat(v *Verdict, s *spectrum, a germ.Answer) {
	switch {
	case v.Strict || v.Isolated || a.Flat == nil || !strings.HasPrefix(v.Reason.Key, "critical.composed."):
	case v.Kind == LocalMinimum && a.Sides == germ.Above:
		v.Reason = reason.Of("critical.flat.minimum", s.rounded(), a.Flat)
	case v.Kind == LocalMaximum && a.Sides == germ.Below:
		v.Reason = reason.Of("critical.flat.maximum", s.rounded(), a.Flat)
	}
}

// decideByStructure classifies a function of fewer variables, or of one inner expression.
func (l *Study) decideByStructure(ctx context.Context, v *Verdict) {
	if along := l.unchanging(); len(along) > 0 {
		l.decideInFewer(ctx, v, along)
	}
	if v.Kind == Undecided {
		l.decideComposed(ctx, v)
	}
}

// proves reports whether what the structure of f shows says more than the terms of higher order: those never prove that f is the
// same all along a curve, nor that small terms come of no rounding.
func (a attainment) proves(answer germ.Answer) bool {
	switch {
	case a.kind == "":
		return false
	case a.others != unknown, answer.Sides == germ.Both:
		return true
	}
	return false
}

// conclude puts the answer of the higher terms into the verdict.
func (l *Study) conclude(v *Verdict, s *spectrum, a germ.Answer) {
	v.Falling, v.Rising = a.Falling, a.Rising
	switch a.Sides {
	case germ.Positive:
		v.Kind, v.Strict, v.Isolated = LocalMinimum, true, true
		v.Reason = higher(s, a, "minimum")
	case germ.Negative:
		v.Kind, v.Strict, v.Isolated = LocalMaximum, true, true
		v.Reason = higher(s, a, "maximum")
	case germ.Both:
		v.Kind, v.Strict, v.Isolated = SaddlePoint, s.negative > 0, l.isolated()
		v.Reason = higher(s, a, l.saddleKey(a), a.Falling, a.Rising)
	case germ.Above, germ.Below, germ.Flat: // proven, see exactly
		concludeFlat(v, s.rounded(), a)
	default:
		v.Kind = Undecided
		v.Reason = openAt(s.rounded(), a.Order)
	}
}

// openAt is the sentence for what terms up to an order leave open, order 0 standing for none that could be had.
func openAt(values []float64, order int) Reason {
	if order == 0 {
		return reason.Of("critical.higher.costly", values)
	}
	return reason.Of("critical.higher.open", values, order)
}

// higher is the sentence for what terms of higher order decide; a Hessian that is all zero is called so.
func higher(s *spectrum, a germ.Answer, key string, directions ...[]float64) Reason {
	args := []any{s.rounded(), a.Order}
	for _, d := range directions {
		args = append(args, d)
	}
	if s.zero == len(s.Values) && !strings.Contains(key, ".") {
		return reason.Of("critical.zero."+key, args[1:]...)
	}
	return reason.Of("critical.higher."+key, args...)
}

// concludeFlat is the verdict where f is proven not to change along some curve through p.
func concludeFlat(v *Verdict, values []float64, a germ.Answer) {
	switch a.Sides {
	case germ.Above:
		v.Kind = LocalMinimum
		v.Reason = reason.Of("critical.flat.minimum", values, a.Flat)
	case germ.Below:
		v.Kind = LocalMaximum
		v.Reason = reason.Of("critical.flat.maximum", values, a.Flat)
	default:
		v.Kind = LocalMinimum
		v.Reason = reason.Of("critical.flat.constant")
	}
}

// saddleKey tells a saddle whose directions are straight from one that falls or rises along a bent curve only.
func (l *Study) saddleKey(a germ.Answer) string {
	falls, rises := l.straight(a.Falling, -1), l.straight(a.Rising, 1)
	switch {
	case falls && rises:
		return "saddle"
	case rises:
		return "saddle.bent"
	case falls:
		return "ridge.bent"
	}
	return "both.bent"
}

// straight reports whether f moves to the given side of f(p) along the straight line from p in direction d.
func (l *Study) straight(d []float64, side int) bool {
	sign, _ := l.alongLine(d, lineOrder)
	return sign == side
}
