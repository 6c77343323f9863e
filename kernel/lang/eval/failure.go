package eval

import (
	"runtime/debug"

	"saddle/kernel/lang/message"
)

// attempt runs a piece of evaluation and turns its panic into an error: the one place where errors of the language are
// caught. A panic that is none of these is a mistake in the interpreter itself; the notebook outlives it.
func (e *evaluation) attempt(do func()) (err error) {
	before, asked := e.state, e.outermost
	depth := len(e.calls)
	defer func() {
		failure := e.failureOf(recover())
		if failure == nil {
			return
		}
		e.keepPath(failure)
		e.adviseDifference(failure)
		e.addChain(failure, depth)
		failure.Running = e.top.source
		e.state, e.calls, e.outermost = before, e.calls[:depth], asked
		err = failure
	}()
	do()
	return nil
}

// failureOf is what evaluation panicked with, as an error of the language; nil when it did not.
func (e *evaluation) failureOf(panicked any) *message.Error {
	switch failure := panicked.(type) {
	case nil:
		return nil
	case *message.Error:
		return failure
	case error:
		if said := refusal(failure); said != nil {
			return said
		}
	}
	if e.Faults != nil {
		e.Faults(panicked, debug.Stack())
	}
	return Internal()
}

// Internal is the error of a cell that met a mistake in Saddle itself.
func Internal() *message.Error {
	return message.New("InternalError", "eval.internal").Advise("eval.internal-advice")
}

// quietly evaluates something that may turn out not to work; the error is for the caller alone.
func (e *evaluation) quietly(do func()) error {
	const most = 1000
	choices, notes := e.choicesLeft, e.out.Note
	e.choicesLeft, e.out.Note = min(most, choices), nil
	err := e.attempt(do)
	e.choicesLeft, e.out.Note = choices, notes
	if e.ctx.Err() != nil {
		e.interrupted()
	}
	return err
}
