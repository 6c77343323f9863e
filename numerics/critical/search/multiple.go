package search

import (
	"math"
	"slices"

	"saddle/numerics/critical/exact"
	"saddle/numerics/critical/factors"
	"saddle/numerics/critical/jet"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/program"
)

// Around a multiple zero of f', boxes cannot prove that it is the only one. Two other ways can: a product is zero only with one
// of its factors, and for these the zero may be simple; and where the terms up to an order are exactly zero and the derivative of
// that order is not, all the zeros that f' can have are in the one place.

// withoutMultiples are the clusters but those in which a point was found and is proven to be the only one.
func (s *search) withoutMultiples(clusters []cluster) []cluster {
	return slices.DeleteFunc(clusters, func(c cluster) bool {
		inside := func(p Found) bool { return c.holds(p.At) }
		i := slices.IndexFunc(s.findings.Points, inside)
		if i < 0 || slices.ContainsFunc(s.findings.Points[i+1:], inside) || !s.onlyIn(c.hull, s.findings.Points[i].At) {
			return false
		}
		s.markProven(&s.findings.Points[i], c.hull)
		return true
	})
}

// onlyIn reports whether f is proven to have no critical point in a box but the one at z.
func (s *search) onlyIn(hull interval.Box, z []float64) bool {
	if len(z) == 1 && s.relativeWidth(hull) < 1e-3 && s.onlyZero(hull[0], z[0]) {
		return true
	}
	return len(z) <= mostCharted && s.alone(hull, z) || exact.OnlyCritical(s.f, z, hull)
}

// onlyZero reports whether f' is proven to have a zero in a small interval, and no other there; z is about where.
func (s *search) onlyZero(r interval.Interval, z float64) bool {
	only := false
	failure := expr.Catch(func() { only = s.onlyOfProduct(r) || s.onlyOfOrder(r, z) })
	return failure == nil && only
}

// onlyOfProduct looks at the factors of f': one of them must have one zero, the others none.
func (s *search) onlyOfProduct(r interval.Interval) bool {
	if !s.definedOn(r) {
		return false
	}
	zeros := 0
	for _, u := range factors.Of(expr.Flatten(s.f.Gradient().Value)) {
		over := s.over(r, u, expr.Gradient(u, s.f.Variables...)[0])
		if over == nil || over[0].Doubts != 0 || !over[0].Finite() {
			return false
		}
		if !over[0].Contains(0) {
			continue
		}
		lo, hi := s.over(interval.Exactly(r.Lo), u), s.over(interval.Exactly(r.Hi), u)
		monotone := over[1].Doubts == 0 && !over[1].Contains(0)
		if zeros++; !monotone || lo[0].Contains(0) || hi[0].Contains(0) || (lo[0].Lo > 0) == (hi[0].Lo > 0) {
			return false
		}
	}
	return zeros == 1
}

// onlyOfOrder looks for the order at which the first term of f at z is not zero, the terms before being zero without any rounding,
// and at the derivative of that order: where it is not zero in an interval, f' has as many zeros there as z counts for.
func (s *search) onlyOfOrder(r interval.Interval, z float64) bool {
	const most = 40
	if !r.Contains(z) || !s.definedOn(r) {
		return false
	}
	series := beside{f: s.f}.series(z, most)
	order := 1
	for order < len(series) && series[order] == (jet.Ball{}) {
		order++
	}
	if order < 3 || order >= len(series) || series[order].Zero() {
		return false
	}
	return s.derivativeOn(r, order).Sign() != 0
}

// derivativeOn encloses the derivative of an order, divided by its factorial, over an interval; unknown where there is none.
func (s *search) derivativeOn(r interval.Interval, order int) (c jet.Ball) {
	c.Rad = math.Inf(1)
	if err := jet.Guard(func() {
		space := jet.NewSpace(1, order)
		result, err := space.Evaluate(s.f.Value, space.Within(s.f.Variables, []float64{r.Mid()}, r.Width()*0.5000001), nil)
		if err == nil && !result.Edge {
			c = result.Entries[0][order]
		}
	}); err != nil {
		return jet.Ball{Rad: math.Inf(1)}
	}
	return c
}

// definedOn reports whether f and its slope are defined and smooth all over an interval.
func (s *search) definedOn(r interval.Interval) bool {
	s.enclosures[0].gradient.Run(interval.Box{r}, s.enclosures[0].slope)
	return s.enclosures[0].smooth()
}

// over encloses numbers over an interval; nil where they cannot be computed.
func (s *search) over(r interval.Interval, numbers ...*expr.Node) []interval.Interval {
	code, err := program.Compile(s.f.Variables, numbers)
	if err != nil {
		return nil
	}
	out := make([]interval.Interval, code.Outputs())
	interval.NewMachine(code).Run(interval.Box{r}, out)
	return out
}
