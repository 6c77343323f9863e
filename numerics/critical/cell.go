package critical

import (
	"math"

	"saddle/numerics/interval"
)

// Range is a closed interval of one variable.
type Range struct{ Lo, Hi float64 }

// cell is a box.
type cell []interval.Interval

func (x cell) middle() cell {
	m := make(cell, len(x))
	for i, r := range x {
		m[i] = interval.Exactly(r.Mid())
	}
	return m
}

func (x cell) centre() []float64 {
	at := make([]float64, len(x))
	for i, r := range x {
		at[i] = r.Mid()
	}
	return at
}

func (x cell) widest() float64 {
	widest := 0.0
	for _, r := range x {
		widest = math.Max(widest, r.Width())
	}
	return widest
}

func (x cell) clone() cell { return append(cell(nil), x...) }

// within tells whether x lies in y.
func (x cell) within(y cell) bool {
	for i := range x {
		if x[i].Lo < y[i].Lo || x[i].Hi > y[i].Hi {
			return false
		}
	}
	return true
}

// meets tells whether x and y have a point in common.
func (x cell) meets(y cell) bool {
	for i := range x {
		if x[i].Lo > y[i].Hi || y[i].Lo > x[i].Hi {
			return false
		}
	}
	return true
}

func (x cell) hull(y cell) cell {
	h := make(cell, len(x))
	for i := range x {
		h[i] = x[i].Hull(y[i])
	}
	return h
}

func (x cell) ranges() []Range {
	r := make([]Range, len(x))
	for i := range x {
		r[i] = Range{x[i].Lo, x[i].Hi}
	}
	return r
}
