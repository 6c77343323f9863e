package session

import (
	"context"
	"syscall/js"
	"time"
)

// A browser's worker has one thread: while a goroutine computes, no message comes in, an interrupt neither, and no timer
// runs out. So each time that a computation asks whether it has been interrupted, and has had the thread for a slice, it
// gives it up for as long as the worker needs to take in what has come. That takes a millisecond: a shorter sleep is over
// before the worker is asked. Where the page can ring, it gives it up as soon as it has rung.
const (
	slice = 50 * time.Millisecond
	least = 2 * time.Millisecond // what it has between two looks at the bell at least
	rest  = time.Millisecond
)

// slicing is a context whose Err gives the thread up now and then. It must be the innermost one: a context made from it
// keeps its own error.
type slicing struct {
	context.Context
	yielded *time.Time
	bell    *bell
}

func yielding(ctx context.Context) context.Context {
	now := time.Now()
	return slicing{ctx, &now, newBell()}
}

// Err is that of the context, once what has come in meanwhile has been taken in.
func (s slicing) Err() error {
	if had := time.Since(*s.yielded); had > slice || had > least && s.bell.rung() {
		time.Sleep(rest)
		*s.yielded = time.Now()
	}
	return s.Context.Err()
}

// bell is a number that the page and the worker share, where the page is isolated from others: the page raises it when it has
// sent what cannot wait (kernel/browser/assets/worker.js).
type bell struct {
	shared js.Value
	heard  int
}

// newBell is nil where the page has none.
func newBell() *bell {
	shared := js.Global().Get("saddleBell")
	if shared.Type() != js.TypeObject {
		return nil
	}
	return &bell{shared, shared.Index(0).Int()}
}

// rung reports whether the page has rung since it was last asked.
func (b *bell) rung() bool {
	if b == nil {
		return false
	}
	count := b.shared.Index(0).Int()
	again := count != b.heard
	b.heard = count
	return again
}
