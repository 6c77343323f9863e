package germ

import (
	"math"

	"saddle/numerics/critical/jet"
)

// settled drops the lowest terms, of degree three and more, that a shift may have made: about a point beside the critical
// point of a form of degree m there are terms of lower degree k too, and the gradient is no longer than slop as long as the
// shift is below (slop/m‖form‖)^(1/(m-1)).
func settled(s *jet.Space, a jet.Jet, slop float64) jet.Jet {
	lowest := lowestDegree(s, a)
	if slop == 0 || lowest < 3 {
		return a
	}
	norms := normsByDegree(s, a)
	kept := a
	for k := lowest; k < s.Order && !beyondShift(norms, k, slop); k++ {
		kept = append(jet.Jet(nil), kept...)
		for i := range kept {
			if s.Degree(i) == k {
				kept[i] = jet.Ball{}
			}
		}
	}
	return kept
}

// normsByDegree are the largest coefficients in size of each degree.
func normsByDegree(s *jet.Space, a jet.Jet) []float64 {
	norms := make([]float64, s.Order+1)
	for i, c := range a {
		norms[s.Degree(i)] = math.Max(norms[s.Degree(i)], math.Abs(c.Mid))
	}
	return norms
}

// beyondShift tells whether the terms of degree k are larger than a shift can make them, out of those of higher degree.
func beyondShift(norms []float64, k int, slop float64) bool {
	const margin = 4
	for m := k + 1; m < len(norms); m++ {
		if norms[m] == 0 {
			continue
		}
		power := float64(m-k) / float64(m-1)
		if norms[k] <= margin*choose(m, k)*norms[m]*math.Pow(slop/(float64(m)*norms[m]), power) {
			return false
		}
	}
	return true
}

// choose is m!/(k!(m-k)!).
func choose(m, k int) float64 {
	c := 1.0
	for i := range k {
		c = c * float64(m-i) / float64(i+1)
	}
	return c
}
