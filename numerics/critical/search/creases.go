package search

import (
	"context"
	"math"
	"slices"

	"saddle/numerics/critical"
	"saddle/numerics/interval"
	"saddle/numerics/reason"
)

// listCreases adds the regions along which slopes of all signs may meet.
func (s *search) listCreases() {
	along := &search{whole: s.whole, box: s.box, rest: s.creases}
	for _, c := range along.clusters() {
		s.leave(c, reason.Of("critical.region.crease"))
	}
}

// withoutBranching are the clusters but those in which one point was found and is proven to be the only one, branch by branch, or
// ring by ring around it. Where slopes of all signs may meet beside it too, what is left of them is a crease.
func (s *search) withoutBranching(ctx context.Context, clusters []cluster) []cluster {
	return slices.DeleteFunc(clusters, func(c cluster) bool {
		if ctx.Err() != nil {
			return false
		}
		inside := func(p Found) bool { return c.holds(p.At) }
		i := slices.IndexFunc(s.findings.Points, inside)
		if i < 0 || slices.ContainsFunc(s.findings.Points[i+1:], inside) || s.relativeWidth(c.hull) > 1e-3 {
			return false
		}
		p := &s.findings.Points[i]
		if s.clearAround(ctx, p, c.hull) {
			s.markProven(p, c.hull)
			return true
		}
		b := s.enclosures[0].branches
		along := s.onCrease(c)
		if b == nil || p.Kind == critical.NotDifferentiable && !along || !b.onlyAt(c.hull, p.At) {
			return false
		}
		s.markProven(p, c.hull)
		if along {
			s.creases = append(s.creases, c.hull)
		}
		return true
	})
}

// onCrease reports whether a cluster touches the boxes along creases.
func (s *search) onCrease(c cluster) bool {
	return slices.ContainsFunc(s.creases, s.surroundings(c).Meets)
}

// clearAround proves that there is no critical point in a box but the one listed, in rings that get smaller towards it: of a smooth
// point, which must be known without rounding, down to the smallest numbers; of a corner, down to the units in the last place as
// which alone it is known, or where they are lost.
func (s *search) clearAround(ctx context.Context, p *Found, hull interval.Box) bool {
	corner := p.Kind == critical.NotDifferentiable
	if len(hull) == 1 || len(hull) > 3 || !corner && !(p.Isolated && s.stationary(p.At)) {
		return false
	}
	reach, least := 0.0, 1e-100
	if corner {
		least = 1e-40
	}
	for i, x := range p.At {
		reach = math.Max(reach, math.Max(hull[i].Hi-x, x-hull[i].Lo))
		if !corner && x != 0 {
			return false // beside other numbers there are no small ones
		}
		if corner {
			least = math.Max(least, 32*roundoff*math.Abs(x))
		}
	}
	reach *= 1 + 1e-9 // more than its rounding
	budget := 20_000 * (len(hull) - 1) * (len(hull) - 1)
	for ; reach > least; reach /= 2 {
		if ctx.Err() != nil || !s.ringIsClear(p.At, reach, &budget) {
			return false
		}
	}
	return true
}

// stationary reports whether the gradient at a point is zero without any rounding.
func (s *search) stationary(at []float64) bool {
	p := s.enclosures[0]
	p.gradient.Run(interval.Around(at, 0), p.slope)
	return !slices.ContainsFunc(p.slope[1:], func(g interval.Interval) bool { return g.Lo != 0 || g.Hi != 0 })
}

// ringIsClear proves that no critical point is further than half of a reach from z in some coordinate, and in none further than
// the reach: in boxes as wide as half of it.
func (s *search) ringIsClear(z []float64, reach float64, budget *int) bool {
	const steps = 4
	place := make([]int, len(z))
	for {
		inner, x := true, make(interval.Box, len(z))
		for i, k := range place {
			lo := z[i] + (float64(k)-2)*reach/2
			hi := z[i] + (float64(k)-1)*reach/2
			x[i] = interval.Of(lo, hi)
			inner = inner && (k == 1 || k == 2)
		}
		if !inner && !s.isClear(x, budget) {
			return false
		}
		i := 0
		for ; i < len(place); i++ {
			if place[i]++; place[i] < steps {
				break
			}
			place[i] = 0
		}
		if i == len(place) {
			return true
		}
	}
}

// isClear proves, in parts where it must, that a box holds no critical point, nor a corner in which slopes of all signs meet.
func (s *search) isClear(x interval.Box, budget *int) bool {
	p := s.enclosures[0]
	if *budget--; *budget < 0 {
		return false
	}
	if p.narrow(x) == nothing {
		return true
	}
	if p.branches != nil && !p.smooth() && !p.partial() {
		if _, falls := p.branches.regular(x); falls {
			return true
		}
	}
	widest := 0
	for k, r := range x {
		if r.Width() > x[widest].Width() {
			widest = k
		}
	}
	middle := x[widest].Mid()
	low, high := x.Cut(widest, middle)
	return middle > x[widest].Lo && middle < x[widest].Hi && s.isClear(low, budget) && s.isClear(high, budget)
}
