package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// Trace is a function's value as an expression of its variables.
type Trace struct {
	Layout
	Variables []*expr.Node
	Value     *expr.Node
}

// Function is the traced function as numerics know it.
func (t Trace) Function(label string) *expr.Function {
	return &expr.Function{Name: label, Variables: t.Variables, Value: t.Value}
}

// isClosed reports whether a formula is of the function's own variables; else it depends on letters of a function around it.
func (t Trace) isClosed() bool {
	return len(expr.Outside([]*expr.Node{t.Value}, t.Variables)) == 0
}

func (t Trace) differentiated(mark value.Mark) value.Value {
	switch {
	case mark == value.Prime:
		return value.Quantity{Node: expr.Gradient(t.Value, t.Variables...)[0]}
	case mark == value.Gradient:
		return t.Gather(expr.Gradient(t.Value, t.Variables...))
	}
	h := expr.Hessian(t.Value, t.Variables...)
	if h.Shape().Size() == 1 {
		h = expr.Reshape(h, expr.Scalar)
	}
	return value.Quantity{Node: h}
}

// mustBeNumber refuses functions whose result is not one number.
func (t Trace) mustBeNumber(d *value.Derivative, args Arguments) {
	if t.Value.Shape().Rank == 0 {
		return
	}
	label := d.Of.Label()
	panic(message.New("ShapeError", "derivative.scalar", label, value.Quantity{Node: t.Value}.Describe()).
		At(args.scope.source, args.Site).Advise("derivative.scalar-advice", label))
}

// mustBeVector refuses functions whose result is a matrix.
func (t Trace) mustBeVector(d *value.Derivative, args Arguments) {
	if t.Value.Shape().Rank == 2 {
		panic(message.New("ShapeError", "derivative.vector", d.Of.Label(), value.Quantity{Node: t.Value}.Describe()).
			At(args.scope.source, args.Site).Advise("derivative.vector-advice", d.Of.Label()))
	}
}

// Components lists every number of the traced point as a variable of its own, with its name.
func (t Trace) Components() (variables []*expr.Node, names []string) {
	for _, v := range t.Variables {
		for _, entry := range v.Entries() {
			variables = append(variables, entry)
			names = append(names, entry.Name())
		}
	}
	return variables, names
}
