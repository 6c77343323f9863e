package spectral

import "saddle/numerics/reason"

// ShapeError says that a matrix is not square.
type ShapeError struct{ Rows, Columns int }

// Error implements error.
func (e *ShapeError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *ShapeError) Reason() reason.Reason { return reason.Of("spectral.shape", e.Rows, e.Columns) }

// NotFiniteError says that an entry, counted from 1, is no number or infinite.
type NotFiniteError struct {
	Row, Column int
	Value       float64
}

// Error implements error.
func (e *NotFiniteError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *NotFiniteError) Reason() reason.Reason {
	return reason.Of("spectral.finite", e.Row, e.Column, e.Value)
}

// AsymmetryError names the first pair of mirrored entries, counted from 1, that differ by more than rounding.
type AsymmetryError struct {
	Row, Column  int
	Upper, Lower float64 // entries (Row, Column) and (Column, Row)
}

// Error implements error.
func (e *AsymmetryError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *AsymmetryError) Reason() reason.Reason {
	return reason.Of("spectral.symmetric", e.Row, e.Column, e.Upper, e.Lower)
}

// NoConvergenceError says that LAPACK's iteration gave up, which finite matrices hardly ever bring about.
type NoConvergenceError struct{ Order int }

// Error implements error.
func (e *NoConvergenceError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *NoConvergenceError) Reason() reason.Reason { return reason.Of("spectral.converge", e.Order) }
