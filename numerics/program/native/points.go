package native

import (
	goruntime "runtime"
	"sync"
	"sync/atomic"

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

// piecesEach is how many pieces a processor has to do where all keep up. One that is late has fewer, or none.
const piecesEach = 8

// NewPoints is a program at blocks of points.
func NewPoints(p *program.Program) *Points { return &Points{program: p, work: workAtPoint(p)} }

// Block computes the outputs at many points at once, as program.Machine.Block, until stop answers true. Several goroutines may ask
// it.
func (s *Points) Block(stop func() bool, in, out [][]float64) error {
	points := 0
	if len(out) > 0 {
		points = len(out[0])
	}
	processors := min(goruntime.GOMAXPROCS(0), points*s.work/worthAProcessor)
	if processors < 2 || points < processors*piecesEach || !s.program.Scalar { // where random numbers are drawn their order counts
		m := s.machine(stop)
		defer s.idle.Put(m)
		return m.Block(in, out)
	}
	b := &pieces{Points: s, stop: stop, in: in, out: out, points: points, errs: make([]error, processors*piecesEach)}
	b.left.Add(len(b.errs))
	for range processors - 1 {
		go b.do()
	}
	b.do()
	b.left.Wait()
	for _, err := range b.errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// machine is one that nobody uses.
func (s *Points) machine(stop func() bool) *Machine {
	m, ok := s.idle.Get().(*Machine)
	if !ok {
		m = NewMachine(s.program)
	}
	m.SetInterrupt(stop)
	return m
}

// pieces is a block of points that several goroutines do, a piece after the other each. It is done when all pieces are: a goroutine
// that comes too late is not waited for, and finds nothing to do.
type pieces struct {
	*Points
	stop    func() bool
	in, out [][]float64
	points  int
	next    atomic.Int64
	errs    []error
	ended   atomic.Bool // by an error
	left    sync.WaitGroup
}

// do does pieces until none is left.
func (b *pieces) do() {
	k := int(b.next.Add(1)) - 1
	if k >= len(b.errs) {
		return
	}
	m := b.machine(b.stop)
	defer b.idle.Put(m)
	for ; k < len(b.errs); k = int(b.next.Add(1)) - 1 {
		if !b.ended.Load() {
			from, to := b.points*k/len(b.errs), b.points*(k+1)/len(b.errs)
			b.errs[k] = m.Block(between(b.in, from, to), between(b.out, from, to))
			if b.errs[k] != nil {
				b.ended.Store(true)
			}
		}
		b.left.Done()
	}
}

// between are the numbers from one up to another of some arrays.
func between(arrays [][]float64, from, to int) [][]float64 {
	parts := make([][]float64, len(arrays))
	for k, a := range arrays {
		parts[k] = a[from:to]
	}
	return parts
}
