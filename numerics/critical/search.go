package critical

import (
	"context"
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// SearchError says what is wrong with the box of a search.
type SearchError struct {
	Variable int // counted from 1; 0 when their number is wrong
	Range    Range
	Want     int
	Got      int
}

// Error implements error.
func (e *SearchError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *SearchError) Reason() reason.Reason {
	if e.Variable == 0 {
		return reason.Of("search.ranges", e.Want, e.Got)
	}
	return reason.Of("search.range", e.Variable, e.Range.Lo, e.Range.Hi)
}

// MostSearched is in how many variables a search is possible at all.
const MostSearched = 100

// SearchSizeError says that there are too many variables.
type SearchSizeError struct{ Variables int }

// Error implements error.
func (e *SearchSizeError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *SearchSizeError) Reason() reason.Reason {
	return reason.Of("search.size", e.Variables, MostSearched)
}

// Search finds the critical points of f in a box: by branch and prune over interval enclosures of ∇f and ∇²f, which proves
// what it finds and that there is no more (Hansen and Walster 2004, Global Optimization Using Interval Analysis, ch. 11).
// Boxes that resist a proof are searched by Newton's method, and returned. An interrupted search is not an error.
func Search(ctx context.Context, f *expr.Function, box []Range, o SearchOptions) (*Findings, error) {
	if err := checkBox(f, box); err != nil {
		return nil, err
	}
	s, err := newSearch(f, box, o)
	if err != nil {
		return nil, err
	}
	if s.byLevels(ctx) {
		return s.findings, s.jumps()
	}
	if s.byParts(ctx) {
		return s.findings, nil
	}
	s.prove(ctx)
	if err := s.searchLocally(ctx); err != nil {
		return nil, err
	}
	return s.findings, s.jumps()
}

func checkBox(f *expr.Function, box []Range) error {
	n := f.Dimension()
	switch {
	case n != len(box):
		return &SearchError{Want: n, Got: len(box)}
	case n > MostSearched:
		return &SearchSizeError{Variables: n}
	}
	for i, r := range box {
		if !(r.Lo < r.Hi) || math.IsInf(r.Lo, 0) || math.IsInf(r.Hi, 0) {
			return &SearchError{Variable: i + 1, Range: r}
		}
	}
	return nil
}
