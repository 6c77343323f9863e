package critical

import (
	"context"
	"sync"

	"saddle/numerics/critical/factors"
	"saddle/numerics/critical/jet"
	"saddle/numerics/expr"
	"saddle/numerics/program/native"
)

// Studies look at a function at one point after the other. They are for one goroutine.
type Studies struct{ by *derivatives }

// NewStudies are studies of a function.
func NewStudies(f *expr.Function) *Studies {
	return &Studies{&derivatives{
		f: f, bases: sync.OnceValue(func() *factors.Bases { return factors.NewBases(f) }),
		formulas: sync.OnceValues(func() (*native.Machine, error) { return formulasOf(f) }),
	}}
}

// Of evaluates the function and its first two derivatives at p, with error bounds.
func (s *Studies) Of(p []float64) (*Study, error) {
	s.by.expansion()
	by := *s.by // whether formulas are needed is asked at each point
	return by.study(p)
}

// Bases are those of the powers in the function, nil where there are none.
func (s *Studies) Bases() *factors.Bases { return s.by.bases() }

// Point is where the function is looked at; it is not to be changed.
func (l *Study) Point() []float64 { return l.p }

// Fading reports whether the gradient only gets smaller on the way to infinity, and is no zero.
func (l *Study) Fading() bool { return l.fadesOut(nil) }

// Classify is ClassifyFound for the point of a study, which is not looked at again.
func (l *Study) Classify(ctx context.Context, proven bool) (*Verdict, error) {
	if ctx.Err() != nil || len(l.p) > largestFormed {
		return ClassifyFound(ctx, l.f, l.p, proven)
	}
	bounded := *l
	bounded.by = l.by.bounded(jet.NewEffort(ctx, mostEffort))
	return bounded.verdict(ctx, proven)
}
