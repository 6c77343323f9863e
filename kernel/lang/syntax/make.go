package syntax

// Expressions that the parser did not read, with a place of the caller's choice for errors that they meet.

// MakeCall is callee(args).
func MakeCall(callee Expr, args []Arg, span Span) *Call {
	return &Call{expression: expression{at{span}}, Callee: callee, Args: args, Open: span}
}

// MakeBinary is left op right; implicit is a product without a sign.
func MakeBinary(op string, left, right Expr, implicit bool, span Span) *Binary {
	b := &Binary{Op: op, Left: left, Right: right, OpSpan: span, Implicit: implicit}
	b.span = span
	return b
}

// MakeUnary is op operand.
func MakeUnary(op string, operand Expr, span Span) *Unary {
	return &Unary{expression{at{span}}, op, operand}
}

// MakeText is "letters".
func MakeText(letters string, span Span) *String {
	return &String{expression: expression{at{span}}, Value: letters}
}
