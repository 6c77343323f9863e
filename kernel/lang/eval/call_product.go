package eval

import (
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// calledProduct is a product without a sign and without a space, fs[2](3) or (f)(3), whose left side turns out to be a
// function: it is the call of that.
func (e *evaluation) calledProduct(x *syntax.Binary, s *scope) (value.Value, bool) {
	if !x.Implicit || x.Left.Span().End != x.Right.Span().Start || !endsCallable(x.Left) {
		return nil, false
	}
	args, whole := calledWith(x.Right)
	if args == nil {
		return nil, false
	}
	left := e.operand(x.Left, s)
	callee, ok := left.(value.Callable)
	if !ok || callee.Arity() == 0 {
		return e.operated(x, left, s), true
	}
	if !whole {
		panic(calledAndRaised(x, args, s))
	}
	call := syntax.MakeCall(x.Left, argumentsIn(args), x.Span())
	if b, ok := callee.(*value.Builtin); ok {
		return e.callBuiltin(b, call, s), true
	}
	return e.applyOpen(callee, e.arguments(call, s)), true
}

// calledAndRaised refuses fs[2](3)^2, where the power would be of the argument alone.
func calledAndRaised(x *syntax.Binary, args syntax.Expr, s *scope) *message.Error {
	text := s.written(x.Left)
	return message.New("TypeError", "call.raised", s.written(x)).At(s.source, x.Span()).
		Advise("call.raised-advice", "("+text+tightly(args)+")"+strings.TrimPrefix(s.written(x.Right), tightly(args)), "g = "+text)
}

// endsCallable tells expressions whose value may be a function that is called by what follows.
func endsCallable(x syntax.Expr) bool {
	switch x := x.(type) {
	case *syntax.Index, *syntax.Call, *syntax.Paren:
		return true
	case *syntax.Unary:
		return endsCallable(x.Operand)
	case *syntax.Binary:
		return x.Implicit && endsCallable(x.Right)
	}
	return false
}

// calledWith is the parenthesis with which an operand begins, and whether it is all of it; nil: it begins with none.
func calledWith(x syntax.Expr) (args syntax.Expr, whole bool) {
	whole = true
	for {
		switch inner := x.(type) {
		case *syntax.Paren, *syntax.Parts:
			return inner, whole
		case *syntax.Vector:
			if inner.Bracket {
				return nil, false
			}
			return inner, whole
		case *syntax.Binary:
			if inner.Op != "^" {
				return nil, false
			}
			x, whole = inner.Left, false
		case *syntax.Prime:
			x, whole = inner.Operand, false
		case *syntax.Index:
			x, whole = inner.Operand, false
		case *syntax.Field:
			x, whole = inner.Operand, false
		default:
			return nil, false
		}
	}
}

// argumentsIn are the entries of a parenthesis as those of a call.
func argumentsIn(x syntax.Expr) []syntax.Arg {
	switch x := x.(type) {
	case *syntax.Vector:
		args := make([]syntax.Arg, len(x.Entries))
		for i, entry := range x.Entries {
			args[i] = syntax.Arg{Value: entry}
		}
		return args
	case *syntax.Parts:
		args := make([]syntax.Arg, len(x.Names))
		for i, name := range x.Names {
			args[i] = syntax.Arg{Name: name, Value: x.Values[i]}
		}
		return args
	}
	return []syntax.Arg{{Value: syntax.Unwrap(x)}}
}
