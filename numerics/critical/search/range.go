package search

import "saddle/numerics/interval"

// Range is a closed interval of one variable.
type Range struct{ Lo, Hi float64 }

// ranges are the sides of a box.
func ranges(x interval.Box) []Range {
	r := make([]Range, len(x))
	for i := range x {
		r[i] = Range{x[i].Lo, x[i].Hi}
	}
	return r
}
