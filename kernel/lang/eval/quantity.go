package eval

import (
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// quantity evaluates an expression that must be a number, a truth, a vector or a matrix.
func (e *evaluation) quantity(x syntax.Expr, s *scope) *expr.Node {
	return e.quantityIn(e.eval(x, s), x, s)
}

// openQuantity is quantity for an operand, which may be a formula of something that has overflowed.
func (e *evaluation) openQuantity(x syntax.Expr, s *scope) *expr.Node {
	return e.quantityIn(e.operand(x, s), x, s)
}

func (e *evaluation) quantityIn(v value.Value, x syntax.Expr, s *scope) *expr.Node {
	n, ok := e.asQuantity(v, s, x.Span())
	if !ok {
		panic(e.notQuantity(v).At(s.source, x.Span()))
	}
	return n
}

// asQuantity is asQuantity for a value of any size at a place.
func (e *evaluation) asQuantity(v value.Value, s *scope, span syntax.Span) (*expr.Node, bool) {
	if r, ok := v.(value.Range); ok {
		e.fitsRange(r, s, span)
		return rangeVector(r), true
	}
	return AsQuantity(v)
}

// AsQuantity reads a value as a number or an array; a range is the vector of its whole numbers, a table its matrix.
func AsQuantity(v value.Value) (*expr.Node, bool) {
	switch v := v.(type) {
	case value.Quantity:
		return v.Node, true
	case value.Range:
		if v.Length() > longestRange {
			return nil, false
		}
		return rangeVector(v), true
	case *value.Table:
		return v.Rows, true
	case value.Minimum:
		return AsQuantity(v.Point)
	case value.CriticalPoint:
		return AsQuantity(v.Place())
	case *Located:
		return AsQuantity(v.at)
	}
	return nil, false
}

// notQuantity says that a number, a vector or a matrix is needed, and how to make one of what there is.
func (e *evaluation) notQuantity(v value.Value) *message.Error {
	failure := message.New("TypeError", "type.quantity", v.Describe())
	failure.Advice = e.toNumber(v)
	return failure
}

// toNumber says how to come from a value to numbers.
func (e *evaluation) toNumber(v value.Value) message.Phrase {
	switch v := v.(type) {
	case value.Callable:
		if e.within != nil {
			return message.Say("type.call-it", e.within.labelOf(v)+"("+e.within.point+")")
		}
		return message.Say("type.call-it", calledText(v))
	case *value.Optimizer:
		return message.Say("type.run-it", v.Name)
	case value.Identity:
		return message.Say("type.identity-advice")
	case value.List, value.CriticalPoints:
		return message.Say("type.list-advice")
	case value.Eigen:
		return message.Say("type.eigen-advice")
	case value.Text:
		return message.Say("type.text-advice")
	case value.Quantity:
		return message.Say("type.truth-advice")
	}
	if fields := Fields(v); len(fields) > 0 {
		return message.Say("type.fields-advice", strings.Join(fields, ", "))
	}
	return message.Phrase{}
}

// calledText is a function called with its variables: f(x, y).
func calledText(f value.Callable) string {
	if f.Arity() == 0 {
		return f.Label() + "(…)"
	}
	return f.Label() + "(" + strings.Join(value.ShownVariables(f), ", ") + ")"
}

// longestRange is how many numbers a range may have that is read as a vector where nobody asked for one.
const longestRange = 1 << 24

func rangeVector(r value.Range) *expr.Node {
	entries := make([]float64, r.Length())
	for i := range entries {
		entries[i] = r.Low + float64(i)
	}
	return value.Vector(entries).Node
}

// rangeOf is a..b: of numbers a range, of vectors a box.
func (e *evaluation) rangeOf(x *syntax.Range, s *scope) value.Value {
	low, high := e.eval(x.Low, s), e.eval(x.High, s)
	a, aOk := AsQuantity(low)
	b, bOk := AsQuantity(high)
	if aOk && bOk && a.Shape().Rank == 1 && a.Shape() == b.Shape() && a.IsConst() && b.IsConst() {
		return value.Box{Low: a.Data(), High: b.Data()}
	}
	return value.Range{Low: e.knownNumber(low, x.Low, s), High: e.knownNumber(high, x.High, s)}
}

// knownNumber is a value as a known number.
func (e *evaluation) knownNumber(v value.Value, x syntax.Expr, s *scope) float64 {
	n, ok := e.asQuantity(v, s, x.Span())
	if !ok || n.Shape().Rank != 0 || n.IsTruth() {
		s.fail("TypeError", x.Span(), "type.number", v.Describe())
	}
	if !n.IsConst() {
		e.refuseStepNumber(n, x, s)
		s.fail("TypeError", x.Span(), "trace.number-known")
	}
	return n.Float()
}

// refuseStepNumber says of a number that depends on the step number of the rule being built that it is not known yet.
func (e *evaluation) refuseStepNumber(n *expr.Node, x syntax.Expr, s *scope) {
	if e.within == nil || !e.knownInStep(n) {
		return
	}
	name := syntax.Text(x)
	panic(message.New("TypeError", "optimizer.step-number", name).At(s.source, x.Span()).Advise("optimizer.step-number-advice", name))
}
