package browser

import (
	"context"
	"slices"
	"sync"

	"saddle/kernel/wire"
)

// inbox holds what has come in on a channel, as much as there is, until the server takes it.
type inbox struct {
	out  chan wire.Envelope
	more chan struct{}

	mu      sync.Mutex
	waiting []wire.Envelope
	count   uint64 // of all that has come in
}

func newInbox() *inbox {
	return &inbox{out: make(chan wire.Envelope), more: make(chan struct{}, 1)}
}

// put adds an envelope; it waits for nobody, as nothing may that a page calls.
func (b *inbox) put(e wire.Envelope) {
	b.mu.Lock()
	b.count++
	e.Sequence = b.count
	b.waiting = append(b.waiting, e)
	b.mu.Unlock()
	select {
	case b.more <- struct{}{}:
	default:
	}
}

// pass hands envelopes on in their order, until ctx ends.
func (b *inbox) pass(ctx context.Context) {
	for {
		e, ok := b.take()
		if !ok {
			select {
			case <-b.more:
				continue
			case <-ctx.Done():
				return
			}
		}
		select {
		case b.out <- e:
		case <-ctx.Done():
			return
		}
	}
}

func (b *inbox) take() (e wire.Envelope, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.waiting) == 0 {
		return e, false
	}
	e = b.waiting[0]
	b.waiting = slices.Delete(b.waiting, 0, 1)
	return e, true
}
