package session

import (
	"context"
	"time"
)

// A browser's worker has one thread: while a goroutine computes, no message comes in, an interrupt neither, and no timer
// runs out. So each time that a computation asks whether it has been interrupted, and has had the thread for a slice, it
// gives it up for as long as the worker needs to take in what has come. That takes a millisecond: a shorter sleep is over
// before the worker is asked.
const (
	slice = 50 * time.Millisecond
	rest  = time.Millisecond
)

// slicing is a context whose Err gives the thread up now and then. It must be the innermost one: a context made from it
// keeps its own error.
type slicing struct {
	context.Context
	yielded *time.Time
}

func yielding(ctx context.Context) context.Context {
	now := time.Now()
	return slicing{ctx, &now}
}

// Err is that of the context, once what has come in meanwhile has been taken in.
func (s slicing) Err() error {
	if time.Since(*s.yielded) > slice {
		time.Sleep(rest)
		*s.yielded = time.Now()
	}
	return s.Context.Err()
}
