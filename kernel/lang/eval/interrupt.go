package eval

import (
	"context"
	"time"

	"saddle/kernel/lang/message"
	"saddle/numerics/expr"
)

// patience is how long an interrupted evaluation may take to come to its end by itself.
const patience = 50 * time.Millisecond

// runApart runs a piece of evaluation on a goroutine of its own, so that an interrupt ends it even where a long
// computation does not look up: it is then abandoned, and what it finds later is lost.
func (e *evaluation) runApart(do func() error) error {
	ended := make(chan error, 1)
	go func() {
		defer e.ended.Store(true)
		ended <- do()
	}()
	select {
	case err := <-ended:
		return err
	case <-e.ctx.Done():
	}
	select {
	case err := <-ended:
		return err
	case <-time.After(patience):
	}
	e.changing.Lock()
	e.abandoned = true
	e.changing.Unlock()
	return message.New("Interrupted", "eval.interrupted")
}

// lasting is the context of what the evaluation leaves behind to be computed later, asked for each time: the cell's while that
// is evaluated, then one that is never done. Whoever computes it then looks at his own.
func (e *evaluation) lasting() context.Context {
	if e.ended.Load() {
		return context.WithoutCancel(e.ctx)
	}
	return e.ctx
}

// newGraph is a graph in which work ends when the evaluation is interrupted. Once the evaluation has ended by itself, what
// it leaves behind may be worked on in it for ever.
func (e *evaluation) newGraph() *expr.Graph {
	g := expr.NewGraph()
	g.SetInterrupt(func() bool { return e.ctx.Err() != nil && !e.ended.Load() })
	return g
}

// poll ends the evaluation when it has been interrupted.
func (e *evaluation) poll() {
	e.polls++
	if e.polls&255 == 0 && e.ctx.Err() != nil {
		e.interrupted()
	}
}

func (e *evaluation) interrupted() {
	panic(message.New("Interrupted", "eval.interrupted"))
}
