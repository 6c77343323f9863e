package eval

import (
	"math"

	"saddle/kernel/lang/matrixform"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// matrixFormula is the gradient or Hessian of a function of a vector as a formula of its matrices, 2A' (A x - b); false for a function
// that is not of that kind. It is shown only if it has the derivative's numbers at several points; else the
// derivative is written out for vectors of the length that the matrices ask for.
func (e *evaluation) matrixFormula(d *value.Derivative, span syntax.Span) (formula value.Formula, ok bool) {
	f, isFunction := d.Of.(*value.Function)
	if !isFunction || f.Arity() != 1 || d.Mark != value.Gradient && d.Mark != value.Hessian {
		return formula, false
	}
	inside := e.insideOf(f)
	if inside == nil {
		return formula, false
	}
	derivatives, ok := matrixform.Derive(f.Body, f.Variables[0], func(x syntax.Expr) (matrixform.Shape, bool) { return e.shapeIn(x, inside) })
	if !ok {
		return formula, false
	}
	written := derivatives.Gradient
	if d.Mark == value.Hessian {
		written = derivatives.Hessian
	}
	if written == nil || !e.holdsAtPoints(d, written, derivatives.Size, inside, span) {
		const longest = 12
		if derivatives.Size > longest {
			return formula, false
		}
		formula, err := e.formulaFor(d, derivatives.Size, span)
		return formula, err == nil
	}
	return value.Formula{Function: d, Variables: f.Shown, Written: written}, true
}

// insideOf is what a function's body sees besides its variables; nil where a setting has no value.
func (e *evaluation) insideOf(f *value.Function) *scope {
	outer, _ := f.Scope.(*scope)
	inside := &scope{source: f.Source, outer: outer, names: map[string]value.Value{}}
	for _, setting := range f.Settings {
		err := e.quietly(func() { inside.names[setting.Name] = e.eval(setting.Default, &scope{source: f.Source, outer: outer}) })
		if err != nil {
			return nil
		}
	}
	return inside
}

// shapeIn is the shape of a known expression.
func (e *evaluation) shapeIn(x syntax.Expr, s *scope) (shape matrixform.Shape, ok bool) {
	var n *expr.Node
	err := e.quietly(func() { n, ok = AsQuantity(e.eval(x, s)) })
	if err != nil || !ok || !n.IsConst() || n.IsTruth() {
		return shape, false
	}
	shape = matrixform.Shape{Rank: n.Shape().Rank, Rows: n.Shape().Rows, Cols: n.Shape().Cols}
	if shape.Rank == 2 && shape.Rows == shape.Cols {
		shape.Symmetric = true
		data := n.Data()
		for i := range shape.Rows {
			for j := range i {
				shape.Symmetric = shape.Symmetric && data[i*shape.Cols+j] == data[j*shape.Cols+i]
			}
		}
	}
	return shape, true
}

// holdsAtPoints reports whether a formula of a vector has the numbers of a derivative.
func (e *evaluation) holdsAtPoints(d *value.Derivative, written syntax.Expr, size int, inside *scope, span syntax.Span) bool {
	const points, largest = 3, 2000
	if size > largest {
		return false
	}
	for k := range points {
		at := make([]float64, size)
		for i := range at {
			at[i] = math.Sin(1.7 + 2.3*float64(i) + 0.9*float64(k*i) + 1.1*float64(k))
		}
		var ours, theirs *expr.Node
		err := e.quietly(func() {
			ours = e.writtenAt(d, written, value.Vector(at), size, inside)
			theirs, _ = AsQuantity(e.apply(d, Arguments{Positional: []Argument{{Value: value.Vector(at), Span: span}}, scope: e.top, Site: span, Open: span}))
		})
		if err != nil || ours == nil || theirs == nil || !sameNumbers(ours, theirs) {
			return false
		}
	}
	return true
}

// writtenAt is the formula of a derivative at a point; nil where it is no array.
func (e *evaluation) writtenAt(d *value.Derivative, written syntax.Expr, point value.Value, size int, inside *scope) *expr.Node {
	names := &scope{source: inside.source, outer: inside, names: map[string]value.Value{value.VariablesOf(d)[0]: point}}
	v := e.eval(written, names)
	if identity, ok := v.(value.Identity); ok {
		v = value.Quantity{Node: identity.Of(size)}
	}
	n, _ := AsQuantity(v)
	return n
}

func sameNumbers(a, b *expr.Node) bool {
	if !a.IsConst() || !b.IsConst() || a.Shape().Size() != b.Shape().Size() {
		return false
	}
	scale := 1.0
	for _, y := range b.Data() {
		scale = max(scale, math.Abs(y))
	}
	const rounding = 1e-10
	for k, y := range b.Data() {
		if !(math.Abs(a.Data()[k]-y) <= rounding*scale) {
			return false
		}
	}
	return true
}
