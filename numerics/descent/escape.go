package descent

import (
	"context"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"saddle/numerics/program/native"
)

// Trials is an experiment: many walks from one point, each with random numbers of its own.
type Trials struct {
	Count    int
	Fall     float64        // a walk has escaped when f is this much below its start
	Seed     uint64         // of the first walk; the others count on from it
	Progress func(done int) // nil: nobody watches; called from several goroutines
}

// Escapes is how long the walks took. A walk that did not escape within its steps counts as infinitely long.
type Escapes struct {
	Steps  []float64 // of each walk, in the order of the seeds; +Inf for one that did not escape
	Status []Status  // how each walk ended; StepsUsed for one that escaped
}

// EscapeTimes walks from start until f has fallen, for many seeds, on all processors. An interrupt leaves the walks that
// were done.
func (c *Compiled) EscapeTimes(ctx context.Context, start []float64, t Trials) (*Escapes, error) {
	e := &Escapes{Steps: make([]float64, t.Count), Status: make([]Status, t.Count)}
	walks := c.escapeWalks(t)
	side := 1
	if walks != nil {
		side = native.Side
	}
	progress := func(done int) {
		if t.Progress != nil {
			t.Progress(min(done*side, t.Count))
		}
	}
	err := inParallel(ctx, (t.Count+side-1)/side, progress, func() (work func(k int) error, end func()) {
		a := c.newAbreast(walks)
		return func(k int) error { return a.escapes(ctx, start, t, e, k*side, min((k+1)*side, t.Count)) }, a.close
	})
	if ctx.Err() != nil {
		e.dropInterrupted()
	}
	return e, err
}

// escape is one walk by itself: how many steps it takes to fall, +Inf where it does not.
func (c *Compiled) escape(ctx context.Context, start []float64, fall float64, seed uint64) (steps float64, status Status, err error) {
	steps = math.Inf(1)
	goal := math.NaN()
	status, err = c.Walk(ctx, start, seed, func(s Stand) bool {
		if s.Step == 0 {
			goal = s.F - fall
		}
		if s.F > goal {
			return true
		}
		steps = float64(s.Step)
		return false
	})
	return steps, status, err
}

func (e *Escapes) dropInterrupted() {
	var steps []float64
	var status []Status
	for i, s := range e.Status {
		if s != Interrupted && s != "" {
			steps, status = append(steps, e.Steps[i]), append(status, s)
		}
	}
	e.Steps, e.Status = steps, status
}

// Quartiles are the lower quartile, the median and the upper quartile of the steps; +Inf where so many did not escape.
func (e *Escapes) Quartiles() [3]float64 {
	sorted := slices.Sorted(slices.Values(e.Steps))
	var q [3]float64
	for k := range q {
		q[k] = quantile(sorted, float64(k+1)/4)
	}
	return q
}

// quantile interpolates between the two nearest of sorted numbers (Hyndman and Fan 1996, definition 7).
func quantile(sorted []float64, share float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := share * float64(len(sorted)-1)
	low := int(at)
	high := min(low+1, len(sorted)-1)
	if part := at - float64(low); part > 0 && sorted[low] != sorted[high] {
		return sorted[low] + part*(sorted[high]-sorted[low])
	}
	return sorted[low]
}

// Escaped is how many walks escaped.
func (e *Escapes) Escaped() int {
	n := 0
	for _, s := range e.Steps {
		if !math.IsInf(s, 1) {
			n++
		}
	}
	return n
}

// inParallel does n pieces of work on all processors and returns the first error. It begins none after an interrupt. Each
// goroutine begins once, with what it works and ends by.
func inParallel(ctx context.Context, n int, progress func(done int), begin func() (work func(i int) error, end func())) error {
	var next, done atomic.Int64
	var failed atomic.Pointer[error]
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			work, end := begin()
			defer end()
			for i := next.Add(1) - 1; int(i) < n && failed.Load() == nil && ctx.Err() == nil; i = next.Add(1) - 1 {
				if err := work(int(i)); err != nil {
					failed.CompareAndSwap(nil, &err)
				}
				if d := done.Add(1); progress != nil {
					progress(int(d))
				}
			}
		})
	}
	workers.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	return nil
}
