package germ

import (
	"math"

	"saddle/numerics/critical/jet"
)

// doubtsOf are, by degree, how large coefficients may be that cannot be told from zero, or from others: no less than what is
// given for the lowest degrees.
func doubtsOf(s *jet.Space, a jet.Jet, least []float64) []float64 {
	doubts := make([]float64, s.Order+1)
	copy(doubts, least)
	for i, c := range a {
		doubt := c.Rad
		if c.Zero() {
			doubt += math.Abs(c.Mid)
		}
		doubts[s.Degree(i)] = math.Max(doubts[s.Degree(i)], doubt)
	}
	return doubts
}

// settled drops the lowest terms, of degree three and more, that a shift may have made: about a point beside the critical
// point of a form of degree m there are terms of all lower degrees, and those that are lower still must be lost in their doubts.
func settled(s *jet.Space, a jet.Jet, doubts []float64) jet.Jet {
	lowest := lowestDegree(s, a)
	if doubts == nil || lowest < 3 {
		return a
	}
	norms := normsByDegree(s, a)
	kept := a
	for k := lowest; k < s.Order && !beyondShift(norms, k, doubts); k++ {
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

// beyondShift reports whether the terms of degree k are larger than a shift can make them, out of those of higher degree, that
// makes no more than doubts of the terms of lower degree.
func beyondShift(norms []float64, k int, doubts []float64) bool {
	const margin = 4
	for m := k + 1; m < len(norms); m++ {
		if norms[m] == 0 {
			continue
		}
		shift := math.Inf(1)
		for j := 1; j < k; j++ {
			doubt := math.Max(doubts[j], norms[j])
			shift = math.Min(shift, math.Pow(doubt/(choose(m, j)*norms[m]), 1/float64(m-j)))
		}
		if norms[k] <= margin*choose(m, k)*norms[m]*math.Pow(shift, float64(m-k)) {
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
