package plotting

import (
	"math"
	"slices"
)

// binsOf are the edges of the bins that several lists of numbers share, one more
// than there are bins. Whole numbers get bins of whole width, others the width
// of Freedman and Diaconis, 2·IQR/∛n, of the list for which it is smallest,
// rounded. Outliers that would make all bins thin have none, unless tails are what
// is to be seen. log gives bins whose ends have one ratio.
func binsOf(lists [][]float64, bins int, log, tails bool) []float64 {
	var pooled []float64
	var sorted [][]float64
	for _, values := range lists {
		s := sortedSample(values)
		for i, v := range s {
			s[i] = min(max(v, -utmost), utmost)
		}
		if log {
			s = slices.DeleteFunc(s, func(v float64) bool { return v <= 0 })
		}
		if len(s) > 0 {
			sorted, pooled = append(sorted, s), append(pooled, s...)
		}
	}
	if len(pooled) == 0 {
		return []float64{0, 1}
	}
	slices.Sort(pooled)
	if log {
		return binsByFactors(pooled, bins)
	}
	seen := Range{pooled[0], pooled[len(pooled)-1]}
	if !tails {
		seen = withoutOutliers(sorted, pooled)
	}
	if bins > 0 {
		return evenBins(seen, bins)
	}
	return chosenBins(sorted, pooled, seen)
}

// wholeBins is up to what range each whole number has a bin, of which several are the same.
const wholeBins = 20

// chosenBins are bins of a round width over a range.
func chosenBins(sorted [][]float64, pooled []float64, seen Range) []float64 {
	whole := !slices.ContainsFunc(pooled, func(v float64) bool { return v != math.Round(v) })
	width := math.Inf(1)
	for _, s := range sorted {
		if w := 2 * (quantile(s, 0.75) - quantile(s, 0.25)) / math.Cbrt(float64(len(s))); w > 0 {
			width = min(width, w)
		}
	}
	if math.IsInf(width, 1) {
		width = 0
	}
	width = min(max(width, seen.span()/40), seen.span()/5)
	switch least := 1e-14 * max(-seen.Min, seen.Max); {
	case seen.span() < least:
		width = max(1, roundStep(least))
	case whole && seen.span() <= wholeBins && float64(len(pooled)) >= 3*(seen.span()+1):
		width = 1
	case whole:
		width = max(1, math.Ceil(roundStep(width)))
	default:
		width = roundStep(width)
	}
	start := math.Floor(seen.Min/width) * width
	if whole {
		start -= 0.5
	}
	edges := []float64{start}
	for k := 1; edges[k-1] <= seen.Max && k < 200; k++ {
		edges = append(edges, start+float64(k)*width)
	}
	return edges
}

// evenBins are so many bins of one width.
func evenBins(seen Range, bins int) []float64 {
	if least := 1e-14 * max(-seen.Min, seen.Max, 1e-290); seen.span() < least {
		seen = Range{seen.Min, seen.Min + max(1, roundStep(least))}
	}
	return evenly(seen, bins+1)
}

// binsByFactors are bins whose ends have one ratio, over positive numbers.
func binsByFactors(pooled []float64, bins int) []float64 {
	low, high := math.Log(pooled[0]), math.Log(pooled[len(pooled)-1])
	if bins <= 0 {
		bins = min(max(int(math.Sqrt(float64(len(pooled)))), 5), 30)
	}
	if high-low < 1e-9 {
		low, high = low-0.5, high+0.5
	}
	edges := evenly(Range{low, high}, bins+1)
	for i, e := range edges {
		edges[i] = math.Exp(e)
	}
	edges[0], edges[bins] = min(edges[0], pooled[0]), max(edges[bins], pooled[len(pooled)-1])
	return edges
}

// farOut is by how many times the middle half's width a value lies beyond it
// that may be an outlier; fewOutliers the share of all that may be.
const farOut, fewOutliers = 6, 0.02

// withoutOutliers is the range of the values without a few far out that would
// take more than half of it.
func withoutOutliers(sorted [][]float64, pooled []float64) Range {
	all := Range{pooled[0], pooled[len(pooled)-1]}
	var fence extent
	for _, s := range sorted {
		low, high := quantile(s, 0.25), quantile(s, 0.75)
		fence.include(low-farOut*(high-low), high+farOut*(high-low))
	}
	var kept extent
	out := 0
	for _, v := range pooled {
		if fence.contains(v) {
			kept.include(v)
		} else {
			out++
		}
	}
	if out == 0 || float64(out) > max(1, fewOutliers*float64(len(pooled))) || !(kept.span() > 0) || kept.span() > all.span()/2 {
		return all
	}
	return kept.Range
}

// countIn counts the values in each bin, and those that are in none.
func countIn(edges, values []float64) (counts []float64, beyond int) {
	counts = make([]float64, len(edges)-1)
	for _, v := range values {
		v = min(max(v, -utmost), utmost)
		at, found := slices.BinarySearch(edges, v)
		if !found {
			at--
		}
		if v == edges[len(edges)-1] {
			at = len(counts) - 1
		}
		if at < 0 || at >= len(counts) {
			beyond++
			continue
		}
		counts[at]++
	}
	return counts, beyond
}

// middleOf is the median of all values but those that are no number: ∞ where
// most never came to an end; NaN where there are none.
func middleOf(values []float64) float64 {
	sorted := slices.DeleteFunc(slices.Clone(values), math.IsNaN)
	if len(sorted) == 0 {
		return math.NaN()
	}
	slices.Sort(sorted)
	low, high := sorted[(len(sorted)-1)/2], sorted[len(sorted)/2]
	if math.IsInf(low, 0) || math.IsInf(high, 0) || low == high {
		return high
	}
	return low + (high-low)/2
}
