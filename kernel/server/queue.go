package server

import (
	"context"
	"sync"

	"saddle/kernel/wire"
)

// queueLimit is how many requests may wait in one queue. No front end comes
// near it; a client that runs wild is told so and costs nobody the kernel.
const queueLimit = 10_000

// request is one message on its way through a queue.
type request struct {
	wire.Envelope
	shell *shell // whose queue it stands in; nil for control
	// refusal is set when the request is to be answered with this error and
	// not carried out: a cell before it failed, or the queue was interrupted.
	refusal *CellError
	// ctx ends when the request is interrupted.
	ctx context.Context
	// afterwards is done when reply and idle are out; nil for nothing.
	afterwards func()
}

// queue holds the requests that wait for one goroutine, which serves them in
// order of arrival.
type queue struct {
	mu      sync.Mutex
	waiting []*request
	cancel  context.CancelFunc // ends the request being served; nil between two
	closed  bool
	more    chan struct{} // holds a token when something changed
}

func newQueue() *queue { return &queue{more: make(chan struct{}, 1)} }

// put adds a request at the end. It says no when the queue is closed or full.
func (q *queue) put(r *request) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed || len(q.waiting) >= queueLimit {
		return false
	}
	q.waiting = append(q.waiting, r)
	q.signal()
	return true
}

func (q *queue) signal() {
	select {
	case q.more <- struct{}{}:
	default:
	}
}

// serve hands every request to do, one after the other, until the queue is
// closed and empty. Each gets a context of its own, which interrupt ends.
func (q *queue) serve(ctx context.Context, do func(*request)) {
	for {
		r, open := q.next(ctx)
		switch {
		case r != nil:
			do(r)
			q.finish()
		case open:
			<-q.more
		default:
			return
		}
	}
}

// next takes the first request, and opens its context in the same moment, so
// that an interrupt finds it either waiting or running.
func (q *queue) next(ctx context.Context) (r *request, open bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) == 0 {
		return nil, !q.closed
	}
	r = q.waiting[0]
	q.waiting[0] = nil
	q.waiting = q.waiting[1:]
	r.ctx, q.cancel = context.WithCancel(ctx)
	return r, true
}

func (q *queue) finish() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.cancel()
	q.cancel = nil
}

// refuse gives up every cell that waits: it will be answered with reason. Other
// requests stay as they are.
func (q *queue) refuse(reason *CellError) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.refuseLocked(reason)
}

func (q *queue) refuseLocked(reason *CellError) {
	for _, r := range q.waiting {
		if r.Message.Header.MsgType == wire.ExecuteRequestType && r.refusal == nil {
			r.refusal = reason
		}
	}
}

// interrupt ends what is being served and refuses the cells that wait.
func (q *queue) interrupt(reason *CellError) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.cancel != nil {
		q.cancel()
	}
	q.refuseLocked(reason)
}

// closeIdle is close for a queue in which nothing waits or is served; it reports whether it is one.
func (q *queue) closeIdle() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) > 0 || q.cancel != nil {
		return false
	}
	q.closed = true
	q.signal()
	return true
}

// close lets serve return when it has served what waits.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.signal()
}
