package native

import (
	goruntime "runtime"
	"slices"
	"sync"

	"saddle/numerics/program"
)

// Points computes a program at blocks of points, large ones on several processors. It is for any number of goroutines.
type Points struct {
	program *program.Program
	work    int       // about what a point takes
	idle    sync.Pool // of machines
}

// worthAProcessor is how much is to be done on a processor at least: a fifth of a millisecond, much more than it takes to wake it.
const worthAProcessor = 400_000

// NewPoints is a program at blocks of points.
func NewPoints(p *program.Program) *Points { return &Points{program: p, work: workAtPoint(p)} }

// Block computes the outputs at many points at once, as program.Machine.Block, until stop answers true. Several goroutines may ask
// it.
func (s *Points) Block(stop func() bool, in, out [][]float64) error {
	points := 0
	if len(out) > 0 {
		points = len(out[0])
	}
	parts := min(goruntime.GOMAXPROCS(0), points, points*s.work/worthAProcessor)
	if parts < 2 || !s.program.Scalar { // where random numbers are drawn their order counts
		return s.part(stop, in, out)
	}
	errs := make([]error, parts)
	var working sync.WaitGroup
	part := func(k int) {
		from, to := points*k/parts, points*(k+1)/parts
		errs[k] = s.part(stop, between(in, from, to), between(out, from, to))
	}
	for k := range parts - 1 {
		working.Go(func() { part(k) })
	}
	part(parts - 1)
	working.Wait()
	return errs[max(0, slices.IndexFunc(errs, func(err error) bool { return err != nil }))]
}

// between are the numbers from one up to another of some arrays.
func between(arrays [][]float64, from, to int) [][]float64 {
	parts := make([][]float64, len(arrays))
	for k, a := range arrays {
		parts[k] = a[from:to]
	}
	return parts
}

// part is Block by one machine.
func (s *Points) part(stop func() bool, in, out [][]float64) error {
	m, ok := s.idle.Get().(*Machine)
	if !ok {
		m = NewMachine(s.program)
	}
	defer s.idle.Put(m)
	m.SetInterrupt(stop)
	return m.Block(in, out)
}
