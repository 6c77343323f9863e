package eval

import (
	"context"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// Context is done when the cell is interrupted.
func (c *Call) Context() context.Context { return c.e.ctx }

// Interrupted ends the cell as one that was interrupted.
func (c *Call) Interrupted() { c.e.interrupted() }

// Source is the text in which the call stands, for errors with places of their own.
func (c *Call) Source() *message.Source { return c.scope.source }

// Fail ends the cell with an error at a place.
func (c *Call) Fail(kind string, span syntax.Span, key string, args ...any) {
	c.scope.fail(kind, span, key, args...)
}

// Note says something worth knowing about the result, once in a cell.
func (c *Call) Note(key string, args ...any) { c.e.note(key, args...) }

// Format is how the notebook writes numbers.
func (c *Call) Format() value.Format { return c.e.chosen.Format }

// IsHeard reports whether anybody reads notes, so that one that is costly is worth it.
func (n Notebook) IsHeard() bool { return n.e.out.Note != nil }

// Locale is the language that the notebook has chosen.
func (n Notebook) Locale() message.Locale { return n.e.chosen.Locale }

// TellApart writes two numbers with the digits that tell them apart.
func (n Notebook) TellApart(a, b float64) (string, string) { return n.e.tellApart(a, b) }

// Attempt runs a piece of the function and returns the error of the language that ends it, a *message.Error; nil for none.
func (c *Call) Attempt(do func()) error { return c.e.attempt(do) }

// Quietly is Attempt for something that may well not work: it says nothing, and gives up early.
func (c *Call) Quietly(do func()) error { return c.e.quietly(do) }

// Progress reports how far a computation of so many parts is; the function it returns may be called from any goroutine, and is
// nil when nobody watches.
func (c *Call) Progress(total int) func(done int) { return c.e.progress(c.Entry.Name, total) }

// Partly is Progress for a computation of which only the part that is done is known, from 0 to 1. It is never nil.
func (c *Call) Partly() func(part float64) { return c.e.partly(c.Entry.Name) }

// Apply calls a function with arguments on behalf of this call, where that stands.
func (c *Call) Apply(f value.Callable, args ...Argument) value.Value {
	at := c.here()
	at.Positional, at.asked = args, c.asked
	return c.e.apply(f, at)
}

// ApplyAt is the value of a function at a point; where it has none, it fails and says why.
func (c *Call) ApplyAt(f value.Callable, p Point) value.Value {
	return c.e.apply(f, p.arguments(p.Parts, c.here()))
}
