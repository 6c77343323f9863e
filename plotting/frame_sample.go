package plotting

import (
	"math"
	"slices"
)

// sortedSample is the finite values in order, thinned to some thousands.
func sortedSample(values []float64) []float64 {
	every := 1 + len(values)/20000
	if every > 1 && every%2 == 0 {
		every++ // an odd stride visits all columns of a grid
	}
	sample := make([]float64, 0, len(values)/every+1)
	for i := 0; i < len(values); i += every {
		if v := values[i]; !math.IsNaN(v) && !math.IsInf(v, 0) {
			sample = append(sample, v)
		}
	}
	slices.Sort(sample)
	return sample
}

// sortedValues is the finite values in order.
func sortedValues(values []float64) []float64 {
	sorted := slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
	slices.Sort(sorted)
	return sorted
}

// infinite is how many values are not finite, or no numbers.
func infinite(values []float64) int { return len(values) - len(sortedValues(values)) }

// withoutTails is the range of the values without the outermost percent on a
// side where that percent is most of the range, as it is at a pole.
func withoutTails(sorted []float64) (low, high float64) {
	n := len(sorted)
	low, high = sorted[0], sorted[n-1]
	a, b := sorted[n/100], sorted[n-1-n/100]
	if b > a && high-b > 3*(b-a) {
		high = b
	}
	if b > a && a-low > 3*(b-a) {
		low = a
	}
	return low, high
}

// median of sorted values; of an even number it is the mean of the middle two.
func median(sorted []float64) float64 {
	n := len(sorted)
	return sorted[(n-1)/2] + (sorted[n/2]-sorted[(n-1)/2])/2
}

func quantile(sorted []float64, q float64) float64 {
	return sorted[int(q*float64(len(sorted)-1))]
}
