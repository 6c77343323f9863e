package eval

import (
	"math"
	"runtime"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
)

// usualMemory is the memory, in bytes, that Limits.Entries is meant for: so an array is at most an eighth of what the
// notebook may use, and computing with some of them has room.
const usualMemory = 2 << 30

// Memory is what the notebook may use of the machine, in bytes. The zero value knows nothing, and bounds nothing but by
// Limits.Entries.
type Memory struct {
	Usual int64         // unless the notebook chooses with limit
	Most  int64         // that it can choose; 0: any
	Used  func() uint64 // what is used now, and not collected yet
}

// leastMemory is the least, in gigabytes, that limit can be given.
const leastMemory = 0.1

// gigabytes is a size rounded down to a tenth, a hundredth where it is less than limit can be given.
func gigabytes(bytes int64) float64 {
	const dust = 1e-6 // of the rounding to bytes
	size := float64(bytes) / (1 << 30)
	if size+dust < leastMemory {
		return math.Floor(size*100+dust) / 100
	}
	return math.Floor(size*10+dust) / 10
}

// within are the limits of a notebook that may use so much memory: arrays grow with it.
func (l Limits) within(memory int64) Limits {
	if memory > 0 {
		l.Entries = int(float64(l.Entries) * float64(memory) / usualMemory)
	}
	return l
}

// scaled are the limits of arrays in a notebook that has chosen so much memory, or nothing: then they are the usual ones,
// or smaller where there is less room.
func (in *Interpreter) scaled(chosen int64) Limits {
	if chosen == 0 && in.Memory.Usual > 0 {
		chosen = min(in.Memory.Usual, usualMemory)
	}
	return in.limits.within(chosen)
}

// allowed is how many bytes the notebook may use; 0: nobody knows.
func (in *Interpreter) allowed() int64 {
	if chosen := in.Preferences().Memory; chosen > 0 {
		return chosen
	}
	return in.Memory.Usual
}

// BeyondMemory is the error of a cell that needs more than the notebook may use.
func (in *Interpreter) BeyondMemory() *message.Error {
	limit := in.allowed()
	failure := message.New("MemoryError", "limit.memory", gigabytes(limit))
	more := 2 * limit
	if in.Memory.Most > 0 {
		more = min(more, in.Memory.Most)
	}
	if gigabytes(more) <= gigabytes(limit) || gigabytes(more) < leastMemory {
		return failure.Advise("limit.memory-fewer")
	}
	return failure.Advise("limit.memory-advice", gigabytes(more))
}

// fits refuses arrays beyond the limit, and those for which there is no memory, before they are made.
func (e *evaluation) fits(entries int, s *scope, span syntax.Span) {
	if entries > e.limits.Entries {
		panic(e.tooMany(entries).At(s.source, span))
	}
	const large = 1 << 17
	if entries < large {
		return
	}
	if e.ctx.Err() != nil {
		e.interrupted()
	}
	if e.short(entries) {
		panic(e.BeyondMemory().At(s.source, span))
	}
}

// short reports whether so many numbers more are too much for the memory, after what nobody holds any more is collected.
func (e *evaluation) short(entries int) bool {
	allowed := uint64(e.allowed())
	if e.Memory.Used == nil || allowed == 0 {
		return false
	}
	more := 8 * uint64(entries)
	if e.Memory.Used()+more <= allowed {
		return false
	}
	runtime.GC()
	return e.Memory.Used()+more > allowed
}

// tooMany says that an array is too large, and under which limit it would not be, if there is one.
func (e *evaluation) tooMany(entries int) *message.Error {
	failure := message.New("LimitError", "limit.entries", entries, e.limits.Entries)
	needed := math.Ceil(float64(entries) / float64(e.Interpreter.limits.Entries) * usualMemory / (1 << 30))
	if needed >= 1<<20 || e.Memory.Most > 0 && needed > gigabytes(e.Memory.Most) {
		return failure.Advise("limit.entries-fewer")
	}
	return failure.Advise("limit.entries-advice", needed)
}
