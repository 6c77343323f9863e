// Package germ decides which signs a power series takes arbitrarily close to its point: the question behind every
// critical point whose Hessian is singular.
//
// It knows the series up to an order only, coefficients with error bounds, and says Unknown when that is too little. It
// does not evaluate functions: package jet makes the series.
//
//	s := jet.NewSpace(2, 6)
//	germ.Decide(s, x³ - 3xy²).Sides    // Both: a monkey saddle
//	germ.Decide(s, x² + y⁴).Sides      // Positive: a strict minimum
package germ

import (
	"math"

	"saddle/numerics/critical/jet"
)

// Sides is where the values of a series lie near its point, compared with the value at the point itself.
type Sides int

// The possible answers. Above and Below are given when the terms known are never on the other side but vanish on a whole
// curve or more; Flat when all of them vanish.
const (
	Unknown  Sides = iota
	Positive       // larger everywhere else
	Negative       // smaller everywhere else
	Both           // larger and smaller values in every neighbourhood
	Above          // larger or, as far as the terms known go, equal
	Below          // smaller or, as far as the terms known go, equal
	Flat           // no term up to the order
)

// Answer is what Decide finds.
type Answer struct {
	Sides           Sides
	Order           int       // no terms beyond this degree were needed; the highest degree known where nothing is decided
	Falling, Rising []float64 // unit tangents of curves on which the series falls and rises, nil where there is none
	Flat            []float64 // unit tangent of a curve on which all terms known vanish, nil where there is none
}

// Decide reads the series without its constant term. Coefficients that may be zero are taken to be zero, also those that may
// come from the series being about a point that is only near the critical point meant: so near that the gradient there is no
// longer than slop, 0 for the critical point itself. Where the effort of the space ends first, nothing is decided.
func Decide(s *jet.Space, a jet.Jet, slop float64) (answer Answer) {
	if jet.Guard(func() { answer = read(s, a, slop) }) != nil {
		return Answer{}
	}
	return answer
}

func read(s *jet.Space, a jet.Jet, slop float64) Answer {
	whole := s.Order
	if s, a = known(s, a); s.Order < 1 {
		return Answer{Order: whole}
	}
	var doubts []float64
	if slop > 0 {
		doubts = doubtsOf(s, a, []float64{0, slop})
	}
	a = cleaned(a)
	a[0] = jet.Ball{}
	dropSlope(s, a, slop)
	answer := decide(s, a, 0, doubts)
	if s.Order < whole && answer.Sides != Positive && answer.Sides != Negative && answer.Sides != Both {
		return Answer{Order: s.Order}
	}
	return answer
}

// known is a series up to the degree below which something is known of every coefficient.
func known(s *jet.Space, a jet.Jet) (*jet.Space, jet.Jet) {
	for i, c := range a {
		if !c.Finite() {
			lower := s.Beside(s.Variables, max(s.Degree(i)-1, 0))
			return lower, a[:lower.Size():lower.Size()]
		}
	}
	return s, a
}

// dropSlope drops the terms of first order that are no more than the slope which the point may have by being rounded.
func dropSlope(s *jet.Space, a jet.Jet, slop float64) {
	for i, c := range a {
		if s.Degree(i) == 1 && math.Abs(c.Mid) <= slop {
			a[i] = jet.Ball{}
		}
	}
}

// cleaned drops the coefficients that may be zero.
func cleaned(a jet.Jet) jet.Jet {
	clean := make(jet.Jet, len(a))
	for i, c := range a {
		if !c.Zero() {
			clean[i] = c
		}
	}
	return clean
}

// deepest bounds how often one singular direction is blown up.
const deepest = 6

// decide answers for a series that was blown up depth times, with what doubtsOf says about its coefficients; nil where the point
// is the critical point itself.
func decide(s *jet.Space, a jet.Jet, depth int, doubts []float64) Answer {
	a = settled(s, a, doubts)
	lowest := lowestDegree(s, a)
	if lowest < 0 {
		return Answer{Sides: Flat, Order: s.Order, Flat: axis(s.Variables, 0)}
	}
	if groups := independent(s, a); len(groups) > 1 {
		return combine(s, a, groups, depth, doubts)
	}
	form := s.Part(a, lowest)
	switch {
	case s.Variables == 1:
		return alongLine(form[lowest], lowest)
	case lowest%2 == 1:
		return oddForm(s, form, lowest)
	case lowest == 2:
		return quadratic(s, a, depth, doubts)
	}
	return evenForm(s, a, form, lowest, depth)
}

func lowestDegree(s *jet.Space, a jet.Jet) int {
	for i := 1; i < len(a); i++ {
		if a[i] != (jet.Ball{}) {
			return s.Degree(i)
		}
	}
	return -1
}

// alongLine decides c uᵏ.
func alongLine(c jet.Ball, k int) Answer {
	up, down := []float64{1}, []float64{-1}
	switch {
	case k%2 == 1 && c.Mid > 0:
		return Answer{Sides: Both, Order: k, Falling: down, Rising: up}
	case k%2 == 1:
		return Answer{Sides: Both, Order: k, Falling: up, Rising: down}
	case c.Mid > 0:
		return Answer{Sides: Positive, Order: k, Rising: up}
	default:
		return Answer{Sides: Negative, Order: k, Falling: up}
	}
}

// oddForm has opposite signs in opposite directions; the steepest one is shown.
func oddForm(s *jet.Space, form jet.Jet, k int) Answer {
	lowest := minima(s, form)[0]
	rising := make([]float64, len(lowest.at))
	for i, v := range lowest.at {
		rising[i] = 0 - v
	}
	return Answer{Sides: Both, Order: k, Falling: lowest.at, Rising: rising}
}

// evenForm decides by the extremes of the lowest form on the unit sphere; directions in which it vanishes without changing
// its sign are looked into more closely.
func evenForm(s *jet.Space, a, form jet.Jet, k, depth int) Answer {
	low, high := minima(s, form), minima(s, negated(form))
	least, greatest := s.Value(form, low[0].at), s.Value(form, high[0].at)
	answer := Answer{Sides: Both, Order: k, Falling: low[0].at, Rising: high[0].at}
	switch {
	case least.Sign() < 0 && greatest.Sign() > 0:
		return answer
	case least.Sign() > 0 && low[0].value > nearlyZero:
		answer.Sides, answer.Falling = Positive, nil
		return answer
	case greatest.Sign() < 0 && high[0].value > nearlyZero:
		answer.Sides, answer.Rising = Negative, nil
		return answer
	case greatest.Sign() > 0:
		answer.Falling = nil
		return semidefinite(s, a, form, low, k, depth, answer)
	}
	return flipped(evenForm(s, negated(a), negated(form), k, depth))
}

// nearlyZero is where a form, scaled to a largest coefficient of 1, is so small that it is looked at for an exact zero.
const nearlyZero = 1e-7

// semidefinite decides a series whose lowest form is nowhere negative: only near the directions where the form vanishes
// can the series be negative.
func semidefinite(s *jet.Space, a, form jet.Jet, low []extremum, k, depth int, answer Answer) Answer {
	zeros, sure := vanishing(s, form, low, k)
	if len(zeros) > mostZeros || depth == deepest {
		return Answer{Order: s.Order}
	}
	answer.Sides = Positive
	for _, zero := range zeros {
		near, direction := blowUp(s, a, zero, k, depth), zero.at
		answer.Order = max(answer.Order, k+near.Order)
		switch near.Sides {
		case Positive:
		case Both, Negative, Below:
			return Answer{Sides: Both, Order: k + near.Order, Falling: direction, Rising: answer.Rising}
		case Above:
			answer.Sides, answer.Flat = Above, direction
		default:
			sure = false
		}
	}
	if !sure {
		return Answer{Order: s.Order}
	}
	return answer
}

// mostZeros separates a few single directions from a whole continuum of them.
const mostZeros = 12

func negated(a jet.Jet) jet.Jet {
	n := make(jet.Jet, len(a))
	for i, c := range a {
		n[i] = jet.Ball{Mid: 0 - c.Mid, Rad: c.Rad}
	}
	return n
}

// flipped is the answer for the negative of a series.
func flipped(a Answer) Answer {
	opposite := map[Sides]Sides{Positive: Negative, Negative: Positive, Above: Below, Below: Above, Both: Both, Flat: Flat, Unknown: Unknown}
	return Answer{Sides: opposite[a.Sides], Order: a.Order, Falling: a.Rising, Rising: a.Falling, Flat: a.Flat}
}

func axis(n, i int) []float64 {
	v := make([]float64, n)
	v[i] = 1
	return v
}

func normalised(v []float64) []float64 {
	norm := 0.0
	for _, x := range v {
		norm = math.Hypot(norm, x)
	}
	unit := make([]float64, len(v))
	for i, x := range v {
		unit[i] = x / norm
	}
	return unit
}
