package eval

import (
	"strconv"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

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
		return v.Rows, !v.HasTexts()
	case value.Row:
		return v.Node, !v.Table.HasTexts()
	case value.Movable:
		return value.Vector(v.At[:]).Node, true
	case value.Minimum:
		return AsQuantity(v.Point)
	case *Located:
		return AsQuantity(v.at)
	case value.Placed:
		return AsQuantity(v.Place())
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
		return e.calledToNumber(v)
	case *value.Optimizer:
		return message.Say("type.run-it", v.Name)
	case value.Identity:
		return message.Say("type.identity-advice")
	case value.List, value.CriticalPoints, value.Roots, value.Constrained, value.Extremes:
		return message.Say("type.list-advice")
	case *value.Table:
		return message.Say("table.texts-advice", "D", v.Names[0])
	case value.Complex, value.ComplexList, value.ComplexVectors, value.ComplexEigen:
		return message.Say("type.complex-advice")
	case value.Eigen:
		return message.Say("type.eigen-advice")
	case *value.Figure:
		return message.Say("type.figure-advice")
	case value.Text:
		return message.Say("type.text-advice")
	case value.Quantity:
		return message.Say("type.truth-advice")
	}
	if fields := Fields(v); len(fields) > 0 {
		return message.Say("type.fields-advice", fields)
	}
	return message.Phrase{}
}

// calledToNumber says how a function is called.
func (e *evaluation) calledToNumber(f value.Callable) message.Phrase {
	if e.within != nil {
		return message.Say("type.call-it", e.within.labelOf(f)+"("+e.within.point+")")
	}
	if d, ok := f.(*value.Derivative); ok && d.Arity() > 0 {
		return message.Say("type.call-at", d.Label()+"("+countedTo(d.Arity())+")")
	}
	return message.Say("type.call-it", calledText(f))
}

// countedTo is a point to show by: 1, 2, 3 for three variables.
func countedTo(n int) string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = strconv.Itoa(i + 1)
	}
	return strings.Join(texts, ", ")
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
