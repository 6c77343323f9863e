package spectral

import "fmt"

// ShapeError says that a matrix is not square.
type ShapeError struct{ Rows, Columns int }

// Error implements error.
func (e *ShapeError) Error() string {
	return fmt.Sprintf("eigenvalues need a square matrix, this one is %d×%d", e.Rows, e.Columns)
}

// NotFiniteError says that an entry, counted from 1, is no number or infinite.
type NotFiniteError struct {
	Row, Column int
	Value       float64
}

// Error implements error.
func (e *NotFiniteError) Error() string {
	return fmt.Sprintf("entry (%d, %d) of the matrix is %v, not a finite number", e.Row, e.Column, e.Value)
}

// AsymmetryError names the first pair of mirrored entries, counted from 1, that differ by more than rounding.
type AsymmetryError struct {
	Row, Column  int
	Upper, Lower float64 // entries (Row, Column) and (Column, Row)
}

// Error implements error.
func (e *AsymmetryError) Error() string {
	return fmt.Sprintf("the matrix is not symmetric: entry (%d, %d) is %g, entry (%d, %d) is %g",
		e.Row, e.Column, e.Upper, e.Column, e.Row, e.Lower)
}

// NoConvergenceError says that LAPACK's iteration gave up, which finite matrices hardly ever bring about.
type NoConvergenceError struct{ Order int }

// Error implements error.
func (e *NoConvergenceError) Error() string {
	return fmt.Sprintf("the eigenvalues of this %d×%d matrix could not be found: the iteration did not converge", e.Order, e.Order)
}
