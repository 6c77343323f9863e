package descent

import (
	"math/rand/v2"
	"slices"
	"time"

	"saddle/numerics/program"
	"saddle/numerics/program/native"
)

// leaps are steps that nobody looks at, taken by machine code: from a kept step to the one before the next kept one. What ends
// a run, or might, is looked for in each step; where it shows, the steps of the leap are taken again one by one, which finds
// the step and the reason.
type leaps struct {
	steps   *native.Steps
	every   int
	last    int // no leap lands beyond
	slice   int // how many steps take about a millisecond
	wait    int // no leap begins before this step
	failed  int // leaps in a row that had to be taken again
	tol     float64
	before  []float64
	chance  rand.PCG // as it was before
	interim []float64
}

// worthCompiling is how many instructions a run executes at least before machine code is made for it.
const worthCompiling = 200_000

// newLeaps compiles the step; nil where all steps are kept, where there are few, or where the step cannot be compiled.
func (r *runner) newLeaps() *leaps {
	p := r.machine.Program()
	count := r.steps() - r.record.whole - edge
	if r.record.Every <= 2 || r.rows != nil || r.sight != nil || count <= 0 || count*len(p.Executed()) < worthCompiling {
		return nil
	}
	steps := native.NewSteps(p, r.recurrence())
	if steps == nil {
		return nil
	}
	steps.SetRandom(rand.New(r.chance))
	return &leaps{
		steps: steps, every: r.record.Every, last: r.steps() - edge, slice: 1 << 10, wait: r.record.whole, tol: r.options.Tol,
		before: make([]float64, r.kept), interim: make([]float64, r.kept),
	}
}

// recurrence says what is to be looked at in each step.
func (r *runner) recurrence() native.Recurrence {
	c := native.Recurrence{State: r.kept, Next: r.point, Number: r.number, Least: -1, Stop: outStop, Finite: []int{outF}, Moves: r.timed}
	for k := range r.size {
		c.Finite = append(c.Finite, r.point+k)
	}
	if r.options.Tol > 0 {
		c.Least = outNorm
	}
	if !r.timed && r.kept > r.size {
		c.Point = r.size
	}
	return c
}

func (l *leaps) close() {
	if l != nil {
		l.steps.Close()
	}
}

// mayBegin reports whether a leap may begin at step k: the end is far, and the last leap did not fail just now.
func (l *leaps) mayBegin(k int) bool {
	return l != nil && k >= l.wait && l.landing(k) > k+1 && l.landing(k) <= l.last
}

// landing is the next step that is kept.
func (l *leaps) landing(k int) int { return (k/l.every + 1) * l.every }

// leap goes from step k, whose row is the last one of the record and not yet observed, from one kept step to the next as far
// as it can, and returns the step that it came to.
func (r *runner) leap(k int) (landed int, err error) {
	for r.leaps.mayBegin(k) {
		landed, err := r.leapOnce(k)
		if err != nil || landed == k {
			return k, err
		}
		k = landed
	}
	return k, nil
}

// leapOnce goes to the next kept step; it stays at k where the steps must be taken one by one.
func (r *runner) leapOnce(k int) (landed int, err error) {
	l := r.leaps
	landed = l.landing(k)
	rested := r.rested
	copy(l.before, r.in[:r.kept])
	l.chance = *r.chance
	f, norm, ok, err := r.over(k, landed)
	if err != nil {
		return k, err
	}
	if !ok {
		r.rested = rested
		copy(r.in[:r.kept], l.before)
		*r.chance = l.chance
		l.failed++
		l.wait = landed + min(l.failed*l.failed, 1000)*l.every // ever rarer where they fail again and again
		return k, nil
	}
	l.failed, r.still = 0, 0
	if r.moves() {
		r.rested = landed
	}
	r.record.observe(f, norm)
	r.record.append(r.step, landed)
	r.advance()
	return landed, nil
}

// over takes the steps from k to landed, the first and the last by the program's own machine, which gives what the record
// wants: f and ‖∇f‖ at k, and in the outputs all that the last step gives. False where something may end the run.
func (r *runner) over(k, landed int) (f, norm float64, ok bool, err error) {
	if err := r.take(k + 1); err != nil || !r.goesOn() {
		return 0, 0, false, err
	}
	f, norm = r.out[outF], r.out[outNorm]
	if r.moves() {
		r.rested = k + 1
	}
	r.advance()
	if ok, err := r.jump(k+1, landed-1); !ok {
		return 0, 0, false, err
	}
	err = r.take(landed)
	return f, norm, err == nil && r.goesOn(), err
}

// jump takes the steps from k to the end; false where something happened that must be looked at step by step.
func (r *runner) jump(k, end int) (ok bool, err error) {
	l := r.leaps
	copy(l.interim, r.in[:r.kept])
	for k < end {
		if r.interrupted() {
			return false, program.ErrInterrupted
		}
		count := l.steps.Most(min(l.slice, end-k))
		begun := time.Now()
		report, err := l.steps.Take(l.interim, k, count)
		if err != nil {
			return false, nil
		}
		l.adapt(count, time.Since(begun))
		if !report.Counts() || report.Least <= l.tol {
			return false, nil
		}
		r.rested = max(r.rested, report.Moved)
		k += count
		if r.options.Progress != nil {
			r.options.Progress(k)
		}
	}
	copy(r.in[:r.kept], l.interim)
	return true, nil
}

// adapt sets the length of a slice by how long one took: a module that runs stops the garbage collector, and with it all else.
func (l *leaps) adapt(count int, took time.Duration) {
	const wanted = time.Millisecond
	switch {
	case took > 2*wanted:
		l.slice = max(l.slice/2, 64)
	case took < wanted/2 && count == l.slice:
		l.slice = min(2*l.slice, 1<<20)
	}
}

// goesOn reports whether the step that was just taken is one of many: nothing ends the run at it.
func (r *runner) goesOn() bool {
	f, norm := r.out[outF], r.out[outNorm]
	switch {
	case !finite(f), r.options.Tol > 0 && norm <= r.options.Tol, r.out[outStop] != 0, !allFinite(r.next()):
		return false
	case !r.timed && !r.moves():
		return false
	}
	return r.timed || r.kept == r.size || !slices.Equal(r.next(), r.in[:r.size])
}
