package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/numerics/expr"
)

// refuseStepNumber says of a number that depends on the step number of the rule being built that it is not known yet.
func (e *evaluation) refuseStepNumber(n *expr.Node, x syntax.Expr, s *scope) {
	if e.within == nil || !e.knownInStep(n) {
		return
	}
	name := syntax.Text(x)
	panic(message.New("TypeError", "optimizer.step-number", name).At(s.source, x.Span()).Advise("optimizer.step-number-advice", name))
}

// knownInStep reports whether a number depends on nothing but the step number.
func (e *evaluation) knownInStep(n *expr.Node) bool {
	return n.Shape().Rank == 0 && !n.IsTruth() && madeOf(n, e.within.builder.Number())
}

// madeOf reports whether a formula has no other variable than one.
func madeOf(n, variable *expr.Node) bool {
	if n.Op() == expr.OpVariable {
		return n == variable
	}
	for _, arg := range n.Args() {
		if !madeOf(arg, variable) {
			return false
		}
	}
	return true
}
