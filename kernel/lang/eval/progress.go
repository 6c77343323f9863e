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
	var next atomic.Int64
	next.Store(time.Now().Add(progressDelay).UnixNano())
	return func(p Progress) {
		now, due := time.Now().UnixNano(), next.Load()
		if now >= due && next.CompareAndSwap(due, now+int64(progressInterval)) {
			tell(p)
		}
	}
}
