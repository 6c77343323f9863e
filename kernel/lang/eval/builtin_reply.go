package eval

import (
	"context"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// Context is done when the cell is interrupted.
func (c *builtinCall) Context() context.Context { return c.ctx }

// Interrupted ends the cell as one that was interrupted.
func (c *builtinCall) Interrupted() { c.interrupted() }

// Source is the text in which the call stands, for errors with places of their own.
func (c *builtinCall) Source() *message.Source { return c.scope.source }

// Fail ends the cell with an error at a place.
func (c *builtinCall) Fail(kind string, span syntax.Span, key string, args ...any) {
	c.scope.fail(kind, span, key, args...)
}

// Note says something worth knowing about the result, once in a cell.
func (c *builtinCall) Note(key string, args ...any) { c.note(key, args...) }

// IsHeard reports whether anybody reads notes, so that one that is costly is worth it.
func (c *builtinCall) IsHeard() bool { return c.out.Note != nil }

// Format is how the notebook writes numbers.
func (c *builtinCall) Format() value.Format { return c.chosen.Format }

// TellApart writes two numbers with the digits that tell them apart.
func (c *builtinCall) TellApart(a, b float64) (string, string) { return c.tellApart(a, b) }

// Attempt runs a piece of the function and returns the error of the language that ends it, a *message.Error; nil for none.
func (c *builtinCall) Attempt(do func()) error { return c.attempt(do) }

// Quietly is Attempt for something that may well not work: it says nothing, and gives up early.
func (c *builtinCall) Quietly(do func()) error { return c.quietly(do) }

// Progress reports how far a computation of so many parts is; the function it returns may be called from any goroutine, and is
// nil when nobody watches.
func (c *builtinCall) Progress(total int) func(done int) { return c.progress(c.entry.Name, total) }

// Partly is Progress for a computation of which only the part that is done is known, from 0 to 1. It is never nil.
func (c *builtinCall) Partly() func(part float64) { return c.partly(c.entry.Name) }
