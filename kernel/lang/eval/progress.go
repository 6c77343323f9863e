package eval

import (
	"sync/atomic"
	"time"
)

// Progress is how far a long computation is.
type Progress struct {
	What        string // "run", "escape_times"
	Done, Total int    // steps, walks, rows; a Total of 0 means that only Part is known
	Part        float64
}

const (
	progressDelay    = 500 * time.Millisecond // before the first report
	progressInterval = 100 * time.Millisecond // between two of them
	progressRest     = 300 * time.Millisecond // that the rest takes at least when the first is made
)

// progress reports how far a computation is that takes longer than half a second. The function it returns may be called
// by several goroutines, as often as they like; it is nil when nobody watches.
func (e *evaluation) progress(what string, total int) func(done int) {
	report := e.reporter()
	if report == nil {
		return nil
	}
	return func(done int) {
		report(Progress{What: what, Done: done, Total: total, Part: float64(done) / float64(max(total, 1))})
	}
}

// partly is progress for a computation of which only the part that is done is known, from 0 to 1. It is never nil.
func (e *evaluation) partly(what string) func(part float64) {
	report := e.reporter()
	return func(part float64) {
		if report != nil {
			report(Progress{What: what, Part: part})
		}
	}
}

// reporter lets through what is reported after half a second, and then ten times a second; nil when nobody watches.
func (e *evaluation) reporter() func(Progress) {
	tell := e.out.Progress
	if tell == nil {
		return nil
	}
	return newReports(time.Now()).through(tell, time.Now)
}

// reports decides what is reported of a computation.
type reports struct {
	began time.Time
	next  atomic.Int64 // nanoseconds since then at which the next is due
	shown atomic.Bool  // there was one
}

func newReports(began time.Time) *reports {
	r := &reports{began: began}
	r.next.Store(int64(progressDelay))
	return r
}

// through hands on what is due. A bar that would go at once is not shown: it only flashes.
func (r *reports) through(tell func(Progress), now func() time.Time) func(Progress) {
	return func(p Progress) {
		passed, due := now().Sub(r.began), r.next.Load()
		if int64(passed) < due || !r.shown.Load() && nearlyDone(p.Part, passed) {
			return
		}
		if r.next.CompareAndSwap(due, int64(passed+progressInterval)) {
			r.shown.Store(true)
			tell(p)
		}
	}
}

// nearlyDone reports whether the rest of a computation is short, if it takes its time evenly.
func nearlyDone(part float64, passed time.Duration) bool {
	return part > 0 && float64(passed)*(1-part) < float64(progressRest)*part
}
