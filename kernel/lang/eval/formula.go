package eval

import (
	"errors"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// shown is the value that a statement shows: of a derivative or Taylor polynomial without a point, its formula.
func (e *evaluation) shown(v value.Value, span syntax.Span) value.Value {
	switch f := v.(type) {
	case *value.Derivative:
		if formula, ok := e.formula(f, span); ok {
			return formula
		}
	case *value.Traced:
		return value.Formula{Function: f, Variables: f.Names, Value: value.Quantity{Node: f.Value}}
	}
	return v
}

// formula is a derivative as a formula of its variables. They are taken as numbers; where a function of one variable
// does not take a number, or has a Jacobian, as a vector of as few entries as it does take.
func (e *evaluation) formula(d *value.Derivative, span syntax.Span) (formula value.Formula, ok bool) {
	if d.Arity() == 0 || value.OriginOf(d) == nil && d.Arity() != 1 {
		return formula, false
	}
	if e.open == nil {
		if formula, ok := e.matrixFormula(d, span); ok {
			return formula, true
		}
		if formula, ok := e.formulaOfLength(d, span); ok {
			return formula, true
		}
	}
	formula, err := e.formulaFor(d, 0, span)
	if err == nil && !(d.Mark == value.Jacobi && d.Arity() == 1 && isSingle(formula.Value)) {
		if e.takesVectors(d, span) && !isZero(formula.Value) {
			e.note("note.number", formula.Variables[0], d.Label())
		}
		return formula, true
	}
	if formula, ok := e.formulaOfVector(d, span); ok {
		return formula, true
	}
	if never(err) {
		panic(err)
	}
	return formula, err == nil
}

// formulaOfVector is the derivative of a function of one variable as a formula of a vector of as few entries as it takes.
func (e *evaluation) formulaOfVector(d *value.Derivative, span syntax.Span) (formula value.Formula, ok bool) {
	const longest = 12
	for entries := 2; d.Arity() == 1 && d.Mark != value.Prime && entries <= longest; entries++ {
		if formula, failed := e.formulaFor(d, entries, span); failed == nil {
			return formula, true
		}
	}
	return formula, false
}

// isSingle reports whether a value is a matrix of one number: the Jacobian of a function that takes a number to one, which is rather meant for
// vectors.
func isSingle(v value.Value) bool {
	q, ok := v.(value.Quantity)
	return ok && q.Node.Shape().Size() == 1
}

// isZero reports whether a derivative vanishes, whatever the shape of the point.
func isZero(v value.Value) bool {
	q, ok := v.(value.Quantity)
	return ok && q.Node.IsConst() && q.Node.Float() == 0
}

// never reports whether a derivative fails whatever its point is.
func never(err error) bool {
	var failure *message.Error
	if !errors.As(err, &failure) {
		return false
	}
	switch failure.Text.Key {
	case "derivative.scalar", "derivative.vector", "derivative.none", "derivative.value", "name.undefined":
		return true
	}
	return failure.Kind == "RecursionError"
}

// formulaFor is a derivative as a formula of numbers, or of one vector of some entries.
func (e *evaluation) formulaFor(d *value.Derivative, entries int, span syntax.Span) (formula value.Formula, err error) {
	l := Scalars(value.VariablesOf(d))
	if entries > 0 {
		l.Shapes[0] = expr.Vector(entries)
	}
	g := e.graphOf(nil)
	variables := make([]*expr.Node, len(l.Names))
	for i, name := range value.ShownVariables(d) {
		variables[i] = g.Variable(name, l.Shapes[i])
	}
	formula = value.Formula{Function: d, Variables: value.ShownVariables(d), Entries: entries}
	trace := func(of *value.Value) error {
		return e.quietly(func() {
			outer := e.graph
			e.graph = g
			*of = e.apply(d, l.arguments(variables, Arguments{scope: e.top, Site: span, Open: span}))
			e.graph = outer
		})
	}
	e.metRows = false
	if err = trace(&formula.Value); err != nil || !e.metRows {
		return formula, err
	}
	e.keepsRows = true
	if trace(&formula.Rolled) != nil {
		formula.Rolled = nil
	}
	e.keepsRows = false
	return formula, nil
}
