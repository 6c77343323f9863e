package session

import (
	"context"
	"errors"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
)

// memoryInterval is how often a long cell's memory is looked at.
const memoryInterval = 25 * time.Millisecond

// errMemory is why a cell was stopped that took too much.
var errMemory = errors.New("the memory limit is reached")

// watchMemory is a context that ends when the notebook takes more memory than it may. The function ends the watch.
func (s *Session) watchMemory(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	var timer *time.Timer
	timer = time.AfterFunc(time.Hour, func() {
		if s.exceeded() {
			runtime.GC() // what nobody holds any more does not count
			if s.exceeded() {
				cancel(errMemory)
				return
			}
		}
		if ctx.Err() == nil {
			timer.Reset(memoryInterval)
		}
	})
	timer.Reset(memoryInterval)
	return yielding(ctx), func() {
		timer.Stop()
		cancel(nil)
	}
}

// exceeded reports whether the notebook takes more memory than it may.
func (s *Session) exceeded() bool {
	allowed := s.language.Memory.Usual
	if chosen := s.language.Preferences().Memory; chosen > 0 {
		allowed = chosen
	}
	return used() > uint64(allowed)
}

// used is how many bytes the values of the process take, and what has not been collected yet.
func used() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// beyondMemory is the error of a cell whose watched context has ended. What the cell left is given back to the system,
// which may be about to end a process that holds it.
func (s *Session) beyondMemory(ctx context.Context, err error) error {
	var failed *message.Error
	switch {
	case err == nil:
		return nil
	case errors.Is(context.Cause(ctx), errMemory):
		err = s.language.BeyondMemory()
	case !errors.As(err, &failed) || failed.Kind != "MemoryError":
		return err
	}
	debug.FreeOSMemory()
	return err
}

// memory is what a notebook may use where the process can have so much; 0 is unknown. Unless it chooses that is 4 GB,
// and at most the part that leaves room for the rest of the process and for what is not collected yet.
func memory(room uint64) eval.Memory {
	const usual = 4 << 30
	m := eval.Memory{Usual: usual, Used: used}
	if room > 0 {
		m.Most = int64(room / 10 * 7)
		m.Usual = min(usual, m.Most)
	}
	return m
}
