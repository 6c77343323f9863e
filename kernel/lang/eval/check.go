package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// check tests a claim; a claim that fails is an error that names both sides.
func (e *evaluation) check(st *syntax.Check) value.Value {
	compare, ok := unwrapped(st.Claim).(*syntax.Compare)
	if !ok {
		e.checkTruth(st.Claim)
		return value.Checked{Claim: st.Claim}
	}
	left := e.eval(compare.Operands[0], e.top)
	for i, op := range compare.Ops {
		right := e.eval(compare.Operands[i+1], e.top)
		span := compare.Operands[i].Span().To(compare.Operands[i+1].Span())
		if !e.link(op, left, right, e.top, span).Truth() {
			panic(e.failedCheck(op, left, right).At(e.top.source, span))
		}
		left = right
	}
	return value.Checked{Claim: st.Claim}
}

func unwrapped(x syntax.Expr) syntax.Expr {
	for {
		p, ok := x.(*syntax.Paren)
		if !ok {
			return x
		}
		x = p.Inner
	}
}

// checkTruth tests a claim that is no comparison.
func (e *evaluation) checkTruth(claim syntax.Expr) {
	n, ok := asQuantity(e.eval(claim, e.top))
	if !ok || !n.IsTruth() {
		panic(message.New("TypeError", "check.claim").At(e.top.source, claim.Span()).Advise("check.claim-advice", syntax.Text(claim)))
	}
	if !n.Truth() {
		e.top.fail("CheckError", claim.Span(), "check.false", syntax.Text(claim))
	}
}

// failedCheck names left, right and their difference. Numbers that look alike are written with the digits that tell
// them apart.
func (e *evaluation) failedCheck(op string, left, right value.Value) *message.Error {
	format := e.telling(left, right)
	a, okA := asQuantity(sizedLike(left, right))
	b, okB := asQuantity(sizedLike(right, left))
	if !okA || !okB || a.Shape() != b.Shape() || a.IsTruth() || op != "≈" && op != "==" {
		return message.New("CheckError", "check.sides", format.Plain(left), op, format.Plain(right))
	}
	difference := expr.Norm(expr.Sub(a, b)).Float()
	return message.New("CheckError", "check.differ", format.Plain(left), format.Plain(right), e.chosen.Format.Number(difference))
}

// telling is the notebook's format, with more digits where two values look alike in it.
func (e *evaluation) telling(left, right value.Value) value.Format {
	const most = 17
	format := e.chosen.Format
	for digits := value.Format(6); digits <= most && format.Plain(left) == format.Plain(right); digits++ {
		format = max(format, digits)
	}
	return format
}
