package eval

import (
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// The letters in which formulas of a vector x of any length are written before they are shown.
const (
	vectorLetter, identityLetter, outerLetter, lengthLetter = "χ", "ζ", "ω", "ξ"
)

// formulaOfLength is the gradient 2φ' x, or the Hessian 2φ' I + 4φ” x x', of a function of one variable that is φ(x'x) for
// vectors of any length. It is false for any other function.
func (e *evaluation) formulaOfLength(d *value.Derivative, span syntax.Span) (formula value.Formula, ok bool) {
	if d.Arity() != 1 || d.Mark != value.Gradient && d.Mark != value.Hessian {
		return formula, false
	}
	formula, ok = e.radialFormula(d, 2, span)
	if !ok {
		return formula, false
	}
	other, ok := e.radialFormula(d, 3, span)
	return formula, ok && expr.Text(formula.Value.(value.Quantity).Node) == expr.Text(other.Value.(value.Quantity).Node)
}

// radialFormula is the formula as vectors of some entries tell it.
func (e *evaluation) radialFormula(d *value.Derivative, entries int, span syntax.Span) (formula value.Formula, ok bool) {
	g := e.graphOf(nil)
	x, identity, outer := g.Variable(vectorLetter, expr.Scalar), g.Variable(identityLetter, expr.Scalar), g.Variable(outerLetter, expr.Scalar)
	r, square := g.Length(lengthLetter), g.Length("s")
	t, ok := e.tracedOfLength(d, entries, g, span)
	if !ok {
		return formula, false
	}
	phi, ok := expr.Radial(t.Value, t.Variables[0], square)
	if !ok || phi.IsConst() {
		return formula, false
	}
	slope := expr.Gradient(phi, square)[0]
	alpha := expr.Times(expr.Const(2), slope)
	result := expr.Times(alpha, x)
	if d.Mark == value.Hessian {
		beta := expr.Times(expr.Const(4), expr.Gradient(slope, square)[0])
		result = expr.Add(expr.Times(alpha, identity), expr.Times(beta, outer))
	}
	result = expr.Substitute(result, []*expr.Node{square}, []*expr.Node{expr.Pow(r, expr.Const(2))})
	name := value.ShownVariables(d)
	return value.Formula{Function: d, Variables: name, Value: value.Quantity{Node: result}, Letters: lettersOf(name[0])}, true
}

// tracedOfLength is the function of a vector of some entries, where it is a number.
func (e *evaluation) tracedOfLength(d *value.Derivative, entries int, g *expr.Graph, span syntax.Span) (t Trace, ok bool) {
	l := Scalars(value.VariablesOf(d))
	l.Shapes[0] = expr.Vector(entries)
	err := e.quietly(func() { t = e.trace(d.Of, Point{Layout: l}, Arguments{scope: e.top, Site: span, Open: span}, g) })
	return t, err == nil && t.Value.Shape().Rank == 0
}

// takesVectors reports whether a function of one variable is a number for vectors too.
func (e *evaluation) takesVectors(d *value.Derivative, span syntax.Span) bool {
	if d.Arity() != 1 || d.Mark != value.Gradient && d.Mark != value.Hessian {
		return false
	}
	_, ok := e.tracedOfLength(d, 2, e.graphOf(nil), span)
	return ok
}

// lettersOf are what the letters stand for, of a vector of a name.
func lettersOf(name string) []value.Letter {
	x := syntax.LaTeXName(syntax.CanonicalName(name), "")
	return []value.Letter{
		{Name: vectorLetter, Text: name, LaTeX: x},
		{Name: identityLetter, Text: "I", LaTeX: "I"},
		{Name: outerLetter, Text: name + " " + name + "'", LaTeX: x + " " + x + `^{\top}`},
		{Name: lengthLetter, Text: "‖" + name + "‖", LaTeX: `\left\lVert ` + x + `\right\rVert`},
	}
}
