package solve

import "saddle/numerics/reason"

// CountError says that there are not as many equations as unknowns.
type CountError struct{ Equations, Unknowns int }

// Error implements error.
func (e *CountError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *CountError) Reason() reason.Reason {
	return reason.Of("solve.count", e.Equations, e.Unknowns)
}

// SizeError says that there are too many unknowns.
type SizeError struct{ Unknowns int }

// Error implements error.
func (e *SizeError) Error() string { return e.Reason().String() }

// Reason says it in both languages.
func (e *SizeError) Reason() reason.Reason { return reason.Of("solve.size", e.Unknowns, MostUnknowns) }
