package library

import (
	"errors"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/numerics/reason"
)

// numericalFailure says at an argument why numerics refuse it.
func numericalFailure(c *eval.Call, err error, arg eval.Argument) {
	var failure *message.Error
	if errors.As(err, &failure) {
		panic(failure)
	}
	if errors.Is(err, c.Context().Err()) && c.Context().Err() != nil {
		c.Interrupted()
	}
	var said interface{ Reason() reason.Reason }
	if errors.As(err, &said) {
		c.Fail("DomainError", arg.Span, "expr.refused", said.Reason().Text())
	}
	c.Fail("DomainError", arg.Span, "expr.refused-otherwise")
}
