package critical

import (
	"context"
	"math"

	"saddle/numerics/critical/exact"
	"saddle/numerics/critical/germ"
	"saddle/numerics/critical/jet"

	"gonum.org/v1/gonum/floats"
)

// expand is the answer of the terms of higher order, as far as the work is not too much.
func (l *Study) expand(ctx context.Context) (answer germ.Answer) {
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
func (l *Study) atOrder(effort *jet.Effort, order int) (answer germ.Answer, err error) {
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
func (l *Study) decideOnSides(space *jet.Space) germ.Answer {
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
	case len(l.p) == 1 && alike && total.Rising != nil: // there are no other sides
		total.Sides = germ.Positive
	case len(l.p) == 1 && alike:
		total.Sides = germ.Negative
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

// exactly is the answer of rational arithmetic for a polynomial, whatever its degree, and whether it shows that no other critical
// point is near. No series proves that f does not change along a curve: where one has no term that tells, only this answer stands.
func (l *Study) exactly(known germ.Answer) (answer germ.Answer, alone bool) {
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

// underflows reports whether an entry of the gradient is so small that it is lost at the end of the range of numbers, as that
// of log(1 + exp(-x)) at 800: it is not known to be zero.
func (l *Study) underflows() bool {
	const smallest = 1e-280
	for _, g := range l.gradient {
		if size := math.Abs(g.Mid) + g.Rad; size > 0 && size < smallest {
			return true
		}
	}
	return false
}
