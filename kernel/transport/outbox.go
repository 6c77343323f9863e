package transport

import (
	"errors"
	"net"
	"slices"
	"sync"
)

// packet is a message as it goes over the wire. Its bytes are shared by all who queue it and never changed.
type packet struct {
	bytes []byte
	// private says that the bytes are of this peer alone, as the answer to something that it sent.
	private bool
	// display is the display_id of an update_display_data, which a later packet with the same one replaces;
	// empty for everything else.
	display string
}

var (
	errBoxFull   = errors.New("the peer does not read what it is sent")
	errBoxClosed = errors.New("connection closed")
)

// batchBytes is how much goes into one write, so that a flood of small messages does not cost a system call
// each.
const batchBytes = 128 << 10

// outbox is the queue of one connection, bounded by bytes. Putting never waits, taking waits for something.
type outbox struct {
	mu      sync.Mutex
	filled  *sync.Cond
	queue   []packet
	waiting int // bytes in the queue
	writing int // bytes taken and not written yet
	limit   int
	foreign int     // bytes of private packets in the queue and being written
	shared  *budget // of the private packets; nil bounds nothing
	closed  bool
	empty   chan struct{} // closed while nothing waits and nothing is being written
}

func newOutbox(limit int, shared *budget) *outbox {
	b := &outbox{limit: limit, shared: shared, empty: make(chan struct{})}
	b.filled = sync.NewCond(&b.mu)
	close(b.empty)
	return b
}

// put queues a packet. A queue over its limit is errBoxFull; a single packet may be larger than that.
func (b *outbox) put(p packet) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch held := b.waiting + b.writing; {
	case b.closed:
		return errBoxClosed
	case held > 0 && held+len(p.bytes) > b.limit:
		return errBoxFull
	case p.private && !b.shared.take(len(p.bytes)):
		return errBoxFull
	case held == 0:
		b.empty = make(chan struct{})
	}
	if p.private {
		b.foreign += len(p.bytes)
	}
	b.queue = append(b.queue, p)
	b.waiting += len(p.bytes)
	b.filled.Signal()
	return nil
}

// putUpdate is put for an update_display_data. Where more than behind bytes wait, those that it makes stale
// are taken out of the queue first.
func (b *outbox) putUpdate(p packet, behind int) error {
	b.mu.Lock()
	if b.waiting+len(p.bytes) > behind {
		b.queue = slices.DeleteFunc(b.queue, func(old packet) bool {
			stale := old.display == p.display
			if stale {
				b.waiting -= len(old.bytes)
			}
			return stale
		})
		b.settle()
	}
	b.mu.Unlock()
	return b.put(p)
}

// take waits for packets and returns as many as make one write, or nil when the outbox is closed. The caller
// says written when they are.
func (b *outbox) take() net.Buffers {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.queue) == 0 && !b.closed {
		b.filled.Wait()
	}
	if b.closed {
		return nil
	}
	var batch net.Buffers
	for len(batch) < len(b.queue) && (len(batch) == 0 || b.writing+len(b.queue[len(batch)].bytes) <= batchBytes) {
		bytes := b.queue[len(batch)].bytes
		batch = append(batch, bytes)
		b.writing += len(bytes)
	}
	b.queue = dropFirst(b.queue, len(batch))
	b.waiting -= b.writing
	return batch
}

// dropFirst lets go of the packets, and of the whole array when none is left.
func dropFirst(queue []packet, n int) []packet {
	if n == len(queue) {
		return nil
	}
	clear(queue[:n])
	return queue[n:]
}

// written says that what was taken last is on its way, or lost.
func (b *outbox) written() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.writing = 0
	b.settle()
}

// close drops what waits. Nothing can be put any more.
func (b *outbox) close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	b.queue, b.waiting = nil, 0
	b.settle()
	b.filled.Broadcast()
}

// drained is closed as soon as nothing waits or is being written any more.
func (b *outbox) drained() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.empty
}

// settle closes empty if that has become true, and gives back what private packets have taken.
func (b *outbox) settle() {
	if b.waiting+b.writing > 0 {
		return
	}
	b.shared.give(b.foreign)
	b.foreign = 0
	select {
	case <-b.empty:
	default:
		close(b.empty)
	}
}

// narrow lowers the limit.
func (b *outbox) narrow(limit int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.limit = min(b.limit, limit)
}
