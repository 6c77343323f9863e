package critical

import (
	"context"
	"math"
	"strings"

	"saddle/numerics/critical/exact"
	"saddle/numerics/critical/germ"
	"saddle/numerics/critical/jet"
	"saddle/numerics/reason"

	"gonum.org/v1/gonum/floats"
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
func (l *local) decideDegenerate(ctx context.Context, v *Verdict, s *spectrum) {
	many := len(l.p) > fewVariables
	if many {
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
		l.saddleOnLines(v, s, longLine)
	}
}

// sayFlat gives the direction of the curve on which a function of one inner expression does not change, where the terms of higher
// order know it.
func (l *local) sayFlat(v *Verdict, s *spectrum, a germ.Answer) {
	switch {
	case v.Strict || v.Isolated || a.Flat == nil || !strings.HasPrefix(v.Reason.Key, "critical.composed."):
	case v.Kind == LocalMinimum && a.Sides == germ.Above:
		v.Reason = reason.Of("critical.flat.minimum", s.rounded(), a.Flat)
	case v.Kind == LocalMaximum && a.Sides == germ.Below:
		v.Reason = reason.Of("critical.flat.maximum", s.rounded(), a.Flat)
	}
}

// decideByStructure classifies a function of fewer variables, or of one inner expression.
func (l *local) decideByStructure(ctx context.Context, v *Verdict) {
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

// expand is the answer of the terms of higher order, as far as the work is not too much.
func (l *local) expand(ctx context.Context) (answer germ.Answer) {
	effort := jet.NewEffort(ctx, mostEffort)
	for _, order := range ordersFor(len(l.p)) {
		next, err := l.atOrder(effort, order)
		if err != nil {
			break
		}
		if next.Order > 0 {
			answer = next
		}
		if answer.Sides == germ.Positive || answer.Sides == germ.Negative || answer.Sides == germ.Both {
			break
		}
	}
	return answer
}

// atOrder expands f up to an order, unless that takes more than the effort allows.
func (l *local) atOrder(effort *jet.Effort, order int) (answer germ.Answer, err error) {
	if !effort.Allows(jet.Work(len(l.p), order, l.f.Value)) {
		return answer, jet.ErrEffort
	}
	var space *jet.Space
	if err := jet.Guard(func() { space = effort.Within(len(l.p), order) }); err != nil {
		return answer, err
	}
	result, err := space.Evaluate(l.f.Value, l.at(space), nil)
	if err != nil {
		return answer, err
	}
	if result.Edge {
		return l.decideOnSides(space), nil
	}
	return germ.Decide(space, l.blurred(space, result.Entries[0]), l.slopNorm()), nil
}

// decideOnSides is the answer for a function that has several series about p, one a side: it must be the same on all, or
// f must rise along one side and fall along another.
func (l *local) decideOnSides(space *jet.Space) germ.Answer {
	total := germ.Answer{Order: space.Order}
	agreed, alike, deepest := true, true, 0
	for i, side := range sides(len(l.p)) {
		result, err := space.Evaluate(l.f.Value, l.at(space), offEdge(side))
		if err != nil {
			return germ.Answer{Order: space.Order}
		}
		answer := germ.Decide(space, result.Entries[0], l.slopNorm())
		if i == 0 {
			total.Sides = answer.Sides
		}
		agreed, deepest = agreed && answer.Sides == total.Sides, max(deepest, answer.Order)
		switch alongSide(space, result.Entries[0], side) {
		case 1:
			total.Rising = scaled(side, 1/floats.Norm(side, 2))
		case -1:
			total.Falling = scaled(side, 1/floats.Norm(side, 2))
		default:
			alike = false
		}
	}
	switch {
	case total.Rising != nil && total.Falling != nil:
		total.Sides = germ.Both
	case len(l.p) == 1 && alike: // there are no other sides
		total.Sides = germ.Positive
		if total.Rising == nil {
			total.Sides = germ.Negative
		}
	case !agreed || total.Sides != germ.Positive && total.Sides != germ.Negative:
		total.Sides = germ.Unknown
	default:
		total.Order = deepest
	}
	return total
}

// alongSide is the sign of the first term of a series along a direction, from the second order on: the point is critical.
func alongSide(space *jet.Space, a jet.Jet, side []float64) int {
	for d := 2; d <= space.Order; d++ {
		if sign := space.Value(space.Part(a, d), side).Sign(); sign != 0 {
			return sign
		}
	}
	return 0
}

// conclude puts the answer of the higher terms into the verdict.
func (l *local) conclude(v *Verdict, s *spectrum, a germ.Answer) {
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

// exactly is the answer of rational arithmetic for a polynomial, whatever its degree, and whether it shows that no other critical
// point is near. No series proves that f does not change along a curve: where one has no term that tells, only this answer stands.
func (l *local) exactly(known germ.Answer) (answer germ.Answer, alone bool) {
	open := germ.Answer{Order: known.Order}
	if l.radius > 0 {
		return open, false
	}
	g, ok := exact.At(l.f, l.p)
	switch {
	case !ok:
		return open, false
	case g.Constant():
		return germ.Answer{Sides: germ.Flat, Order: known.Order}, false
	}
	if answer, alone = g.Decide(); answer.Sides == germ.Unknown {
		return open, false
	}
	return answer, alone
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

// underflows reports whether an entry of the gradient is so small that it is lost at the end of the range of numbers, as that
// of log(1 + exp(-x)) at 800: it is not known to be zero.
func (l *local) underflows() bool {
	const smallest = 1e-280
	for _, g := range l.gradient {
		if size := math.Abs(g.Mid) + g.Rad; size > 0 && size < smallest {
			return true
		}
	}
	return false
}

// saddleKey tells a saddle whose directions are straight from one that falls or rises along a bent curve only.
func (l *local) saddleKey(a germ.Answer) string {
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
func (l *local) straight(d []float64, side int) bool {
	sign, _ := l.alongLine(d, lineOrder)
	return sign == side
}
