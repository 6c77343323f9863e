// Package search finds every critical point of a function in a box: with proof, by enclosures of the gradient and the Hessian in boxes
// that get smaller, and by Newton's method in those that resist. What kind of point it is critical says; how many are far from the
// box nobody says.
//
//	found, err := search.Points(ctx, f, interval.Box{interval.Of(-5, 5), interval.Of(-5, 5)}, search.Options{})
//	found.Points, found.Proven    // nine, for Himmelblau's function: there are no more
package search

import (
	"context"
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/interval"
	"saddle/numerics/reason"
)

// Error says what is wrong with the box of a search.
type Error struct {
	Variable int // counted from 1; 0 when their number is wrong
	Range    interval.Interval
	Want     int
	Got      int
}

// Error implements error.
func (e *Error) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *Error) Reason() reason.Reason {
	if e.Variable == 0 {
		return reason.Of("search.ranges", e.Want, e.Got)
	}
	return reason.Of("search.range", e.Variable, e.Range.Lo, e.Range.Hi)
}

// MostVariables is in how many variables a search is possible at all.
const MostVariables = 100

// SizeError says that there are too many variables.
type SizeError struct{ Variables int }

// Error implements error.
func (e *SizeError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *SizeError) Reason() reason.Reason {
	return reason.Of("search.size", e.Variables, MostVariables)
}

// Points finds the critical points of f in a box: by branch and prune over interval enclosures of ∇f and ∇²f, which proves
// what it finds and that there is no more (Hansen and Walster 2004, Global Optimization Using Interval Analysis, ch. 11).
// Boxes that resist a proof are searched by Newton's method, and returned. An interrupted search is not an error.
func Points(ctx context.Context, f *expr.Function, box interval.Box, o Options) (*Findings, error) {
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
	if s.byParts(ctx) || s.byFactors(ctx) || s.byMultiples(ctx) {
		return s.findings, nil
	}
	s.prove(ctx)
	if err := s.searchLocally(ctx); err != nil {
		return nil, err
	}
	if !s.findings.Proven && !s.findings.Stopped && s.byPolynomial(ctx) {
		s.findings.Regions, s.findings.Undecided, s.findings.Continuum = nil, nil, false
		return s.findings, nil
	}
	return s.findings, s.jumps()
}

func checkBox(f *expr.Function, box interval.Box) error {
	n := f.Dimension()
	switch {
	case n != len(box):
		return &Error{Want: n, Got: len(box)}
	case n > MostVariables:
		return &SizeError{Variables: n}
	}
	for i, r := range box {
		if !(r.Lo < r.Hi) || math.IsInf(r.Lo, 0) || math.IsInf(r.Hi, 0) {
			return &Error{Variable: i + 1, Range: r}
		}
	}
	return nil
}
