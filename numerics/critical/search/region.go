package search

import (
	"cmp"
	"context"
	"slices"

	"saddle/numerics/critical"
	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/reason"
)

// mostCovering is how many boxes show the form of an undecided region.
const mostCovering = 60

// cover are boxes that together hold all boxes of the cluster: these themselves if they are few, else hulls of neighbours.
func (c cluster) cover() []interval.Box {
	boxes := slices.Clone(c.boxes)
	direction := 0
	for k, r := range c.hull {
		if r.Width() > c.hull[direction].Width() {
			direction = k
		}
	}
	slices.SortStableFunc(boxes, func(a, b interval.Box) int { return cmp.Compare(a[direction].Lo, b[direction].Lo) })
	groups := [][]interval.Box{}
	for i, x := range boxes {
		place := i * mostCovering / max(len(boxes), mostCovering)
		if place == len(groups) {
			groups = append(groups, nil)
		}
		groups[place] = append(groups[place], x)
	}
	var cover []interval.Box
	for _, group := range groups {
		hull := group[0]
		for _, x := range group[1:] {
			hull = hull.Hull(x)
		}
		cover = append(cover, hull.Clone())
	}
	return cover
}

// leave lists a cluster as undecided.
func (s *search) leave(c cluster, why reason.Reason) {
	s.findings.Undecided = append(s.findings.Undecided, c.hull.Clone())
	s.findings.Regions = append(s.findings.Regions, Region{c.hull.Clone(), c.cover(), why})
}

// why says what keeps a region undecided, by the points that were found in it and by f in its middle.
func (s *search) why(c cluster) reason.Reason {
	if len(expr.Opaques(s.f.Value)) > 0 {
		return reason.Of("critical.region.computed")
	}
	var held []Found
	for _, p := range s.findings.Points {
		if !p.Proven && c.holds(p.At) {
			held = append(held, p)
		}
	}
	if i := slices.IndexFunc(held, isContinuum); i >= 0 {
		return continuumReason(held[i].At)
	}
	if len(held) > 0 && held[0].Kind.IsRough() {
		return reason.Of("critical.region.corner", held[0].At)
	}
	if len(held) > 0 {
		return reason.Of("critical.region.degenerate", held[0].At)
	}
	p := s.enclosures[0]
	p.gradient.Run(c.hull, p.slope)
	switch {
	case s.findings.Stopped:
		return reason.Of("critical.region.stopped")
	case !p.smooth():
		return s.whyRough(c)
	case s.relativeWidth(c.hull) > 1e-3 && !p.underflows(c.boxes[0].Centre()):
		return reason.Of("critical.region.large")
	}
	return reason.Of("critical.region.open")
}

// continuumReason says of a region that critical points fill a part of it.
func continuumReason(at []float64) reason.Reason {
	if len(at) == 1 {
		return reason.Of("critical.region.interval", at)
	}
	return reason.Of("critical.region.continuum", at)
}

// whyRough says why a region where the formula of the gradient is not smooth is undecided.
func (s *search) whyRough(c cluster) reason.Reason {
	if at := c.roundest(); s.relativeWidth(c.hull) < 1e-3 {
		v, err := critical.Classify(context.Background(), s.f, at)
		if err == nil && v.Reason.Key == "critical.unformulated" {
			return reason.Of("critical.region.unformulated", at)
		}
	}
	return reason.Of("critical.region.edge")
}
