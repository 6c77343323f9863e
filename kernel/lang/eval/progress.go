package eval

import (
	"sync/atomic"
	"time"
)

// Progress is how far a long computation is.
type Progress struct {
	What        string // "run", "escape_times"
	Done, Total int
}

const (
	progressDelay    = 500 * time.Millisecond // before the first report
	progressInterval = 100 * time.Millisecond // between two of them
)

// progress reports how far a computation is that takes longer than half a second. The function it returns may be called
// by several goroutines, as often as they like; it is nil when nobody watches.
func (e *evaluation) progress(what string, total int) func(done int) {
	tell := e.out.Progress
	if tell == nil {
		return nil
	}
	var next atomic.Int64
	next.Store(time.Now().Add(progressDelay).UnixNano())
	return func(done int) {
		now, due := time.Now().UnixNano(), next.Load()
		if now < due || !next.CompareAndSwap(due, now+int64(progressInterval)) {
			return
		}
		tell(Progress{What: what, Done: done, Total: total})
	}
}
