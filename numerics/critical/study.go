package critical

import (
	"sync"

	"saddle/numerics/critical/factors"
	"saddle/numerics/expr"
)

// Studies look at a function at one point after the other.
type Studies struct {
	f     *expr.Function
	bases func() *factors.Bases
}

// NewStudies are studies of a function.
func NewStudies(f *expr.Function) *Studies {
	return &Studies{f, sync.OnceValue(func() *factors.Bases { return factors.NewBases(f) })}
}

// Of evaluates the function and its first two derivatives at p, with error bounds.
func (s *Studies) Of(p []float64) (*Study, error) {
	return (&derivatives{f: s.f, bases: s.bases}).study(p)
}

// Bases are those of the powers in the function, nil where there are none.
func (s *Studies) Bases() *factors.Bases { return s.bases() }

// Point is where the function is looked at; it is not to be changed.
func (l *Study) Point() []float64 { return l.p }

// Fading reports whether the gradient only gets smaller on the way to infinity, and is no zero.
func (l *Study) Fading() bool { return l.fadesOut(nil) }
