package search

import (
	"context"

	"saddle/numerics/interval"
	"saddle/numerics/reason"
)

// A function of one number may have its minima and maxima at critical points, where it has no derivative, and where it ends. A
// search lists the latter too, for a table without the cusp of x^(4/5)(x-4)² is wrong.

// How many boxes places are looked for in, and how many may be listed.
const (
	mostPlaceBoxes = 4000
	mostPlaces     = 200
)

// places adds to the points of a search in one variable those where f has no derivative, and the ends of its domain, and decides
// the clusters that are undecided for them alone.
func (s *search) places(ctx context.Context, clusters []cluster) ([]cluster, error) {
	if len(s.box) != 1 {
		return clusters, nil
	}
	b, err := newBrinks(s.f)
	if b == nil || err != nil {
		return clusters, err
	}
	candidates, complete := s.brinkClusters(b)
	if !complete || len(candidates) > mostPlaces {
		s.findings.Undecided = append(s.findings.Undecided, s.box)
		s.findings.Regions = append(s.findings.Regions, Region{s.box, []interval.Box{s.box}, reason.Of("critical.region.corners")})
		return clusters, nil
	}
	for _, c := range candidates {
		z := b.zero(c.hull[0])
		if !s.contains([]float64{z}) {
			continue
		}
		if v := s.judgePlace(ctx, b, z, c.hull[0].Width()); v != nil {
			s.findings.Points = append(s.findings.Points, Found{At: []float64{z}, Verdict: v})
			clusters = s.withoutPlace(clusters, z)
		}
	}
	return clusters, nil
}

// brinkClusters are the small parts of the box in which some of the numbers may be zero; not complete where these are too many.
func (s *search) brinkClusters(b *brinks) (found []cluster, complete bool) {
	parts := &search{whole: s.whole, box: s.box}
	generation := []interval.Box{s.whole.Clone()}
	for examined := 0; len(generation) > 0; examined += len(generation) {
		if examined > mostPlaceBoxes {
			return nil, false
		}
		var next []interval.Box
		for _, x := range generation {
			if !b.mayVanish(x) {
				continue
			}
			if parts.finest(x) {
				parts.rest = append(parts.rest, x)
				continue
			}
			cut := x[0].Lo + 0.4973*x[0].Width()
			next = append(next, interval.Box{interval.Of(x[0].Lo, cut)}, interval.Box{interval.Of(cut, x[0].Hi)})
		}
		generation = next
	}
	return parts.clusters(), true
}
