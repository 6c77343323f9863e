package eval

import (
	"saddle/kernel/lang/value"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
	textbook "saddle/numerics/formula"
)

// withForms is a derivative at a known point with what it is exactly, which is looked for when it is shown.
func withForms(result, symbolic value.Value, variables []*expr.Node, p Point) value.Value {
	q, ok := result.(value.Quantity)
	of, isQuantity := symbolic.(value.Quantity)
	const most = 36
	if !ok || !isQuantity || !q.Node.IsConst() || q.Node.Shape().Size() > most || !p.IsKnown() {
		return result
	}
	return value.Quantity{Node: expr.WithForms(q.Node, func() ([]exact.Form, bool) {
		return textbook.FormsAt(of.Node, variables, p.Parts)
	})}
}
