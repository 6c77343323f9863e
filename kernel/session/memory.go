package session

import (
	"context"
	"errors"
	"math"
	"runtime"
	"runtime/metrics"
	"time"

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
		if used() > s.memory() {
			runtime.GC() // what nobody holds any more does not count
			if used() > s.memory() {
				cancel(errMemory)
				return
			}
		}
		if ctx.Err() == nil {
			timer.Reset(memoryInterval)
		}
	})
	timer.Reset(memoryInterval)
	return ctx, func() {
		timer.Stop()
		cancel(nil)
	}
}

// memory is how many bytes the notebook may use.
func (s *Session) memory() uint64 {
	if chosen := s.language.Preferences().Memory; chosen > 0 {
		return uint64(chosen)
	}
	return s.allowance
}

// used is how many bytes the values of the process take, and what has not been collected yet.
func used() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// beyondMemory is the error of a cell whose watched context has ended.
func (s *Session) beyondMemory(ctx context.Context, err error) error {
	if err == nil || !errors.Is(context.Cause(ctx), errMemory) {
		return err
	}
	limit := math.Round(float64(s.memory())/(1<<30)*10) / 10
	return message.New("MemoryError", "limit.memory", limit).Advise("limit.memory-advice", 2*limit)
}

// allowance is how much a notebook may use that has chosen nothing: 4 GB, or a part of a machine or container that has
// less.
func allowance() uint64 {
	const usual = 4 << 30
	room := MemoryRoom()
	if room == 0 {
		return usual
	}
	return min(usual, room/10*7)
}
