package eval

import (
	"context"
	"errors"
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// refusal is an error of numerics as an error of the language; nil for an error that they do not mean for a student.
func refusal(err error) *message.Error {
	var (
		shape      *expr.ShapeError
		index      *expr.IndexError
		kind       *expr.KindError
		derivative *expr.DerivativeError
	)
	switch {
	case errors.As(err, &shape):
		return message.New("ShapeError", "shape.operation", signOf(shape.Op), kindsOf(shape.Shapes))
	case errors.As(err, &index):
		return message.New("IndexError", "index.range", float64(index.Index+1), index.Size)
	case errors.As(err, &kind) && kind.Truth:
		return message.New("TypeError", "type.arithmetic", signOf(kind.Op), message.Say("kind.truth")).Advise("type.truth-advice")
	case errors.As(err, &kind):
		return message.New("TypeError", "type.truth", message.Say("kind.number"))
	case errors.As(err, &derivative) && derivative.Why != nil:
		return refusedBy(derivative.Why)
	case errors.As(err, &derivative):
		return message.New("DomainError", "derivative.none", derivative.Of)
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded),
		errors.Is(err, expr.ErrInterrupted), errors.Is(err, program.ErrInterrupted):
		return message.New("Interrupted", "eval.interrupted")
	}
	return nil
}

// signOf is the sign of an operation as a student writes it.
func signOf(op string) string {
	if op == "sqrt" {
		return "√"
	}
	return op
}

// kindsOf lists shapes as a sentence needs them.
func kindsOf(shapes []expr.Shape) message.Phrase {
	kinds := make([]message.Phrase, len(shapes))
	for i, shape := range shapes {
		kinds[i] = value.DescribeShape(shape)
	}
	switch len(kinds) {
	case 0:
		return message.Phrase{}
	case 1:
		return kinds[0]
	}
	all := kinds[len(kinds)-1]
	for i := len(kinds) - 2; i >= 0; i-- {
		all = message.Say("kind.and", kinds[i], all)
	}
	return all
}

// refusedAt is an error of numerics at a place, unless it names its own.
func refusedAt(err error, s *scope, span syntax.Span) *message.Error {
	failure := refusal(err)
	if len(failure.Labels) == 0 {
		failure.At(s.source, span)
	}
	return failure
}

// refusedBy is the reason why something has no derivative, said anew: it may be given several times.
func refusedBy(why error) *message.Error {
	var failure *message.Error
	if !errors.As(why, &failure) {
		return nil
	}
	again := *failure
	again.Labels, again.Calls = slices.Clone(failure.Labels), slices.Clone(failure.Calls)
	return &again
}

// catch makes a node and returns the error with which expr refuses.
func catch(make func() *expr.Node) (result *expr.Node, err error) {
	err = expr.Catch(func() { result = make() })
	if errors.Is(err, expr.ErrInterrupted) { // says nothing of what was made
		panic(message.New("Interrupted", "eval.interrupted"))
	}
	return result, err
}
