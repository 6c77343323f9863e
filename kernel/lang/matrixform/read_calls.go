package matrixform

import (
	"math/big"

	"saddle/kernel/lang/syntax"
)

// squared is ‖u‖².
func (r *reader) squared(x *syntax.Binary) (q quantity, ok bool) {
	n, isNumber := syntax.Unwrap(x.Right).(*syntax.Number)
	if !isNumber || n.Value != 2 {
		return q, false
	}
	var inside syntax.Expr
	switch base := syntax.Unwrap(x.Left).(type) {
	case *syntax.Norm:
		inside = base.Operand
	case *syntax.Call:
		if name, ok := base.Callee.(*syntax.Name); ok && name.Text == "norm" && isSingle(base) {
			inside = base.Args[0].Value
		}
	}
	if inside == nil {
		return q, false
	}
	if q, ok = r.read(inside); !ok || q.kind != vectorKind {
		return q, false
	}
	return r.inner(q, q)
}

func isSingle(x *syntax.Call) bool {
	return len(x.Args) == 1 && x.Args[0].Name == nil && len(x.Args[0].Loops) == 0
}

// call is dot(u, v), norm(u), or a function of a number.
func (r *reader) call(x *syntax.Call) (q quantity, ok bool) {
	name, isName := x.Callee.(*syntax.Name)
	switch {
	case !isName:
		return q, false
	case isSingle(x) && name.Text == "norm":
		return r.length(x, x.Args[0].Value)
	case isSingle(x):
		return r.function(name.Text, x, x.Args[0].Value)
	case name.Text != "dot" || len(x.Args) != 2:
		return q, false
	}
	a, okA := r.read(x.Args[0].Value)
	b, okB := r.read(x.Args[1].Value)
	if !okA || !okB {
		return q, false
	}
	return r.dot(a, b)
}

// length is ‖u‖, whose gradient is that of ‖u‖²/2 over ‖u‖.
func (r *reader) length(x, operand syntax.Expr) (q quantity, ok bool) {
	if q, ok = r.read(operand); !ok || q.kind != vectorKind {
		return q, false
	}
	q, _ = r.inner(q, q)
	return r.composite(q, coefficient{number: big.NewRat(1, 2), below: []syntax.Expr{x}}), true
}

// function is a function of a number that depends on the variable.
func (r *reader) function(name string, x, operand syntax.Expr) (q quantity, ok bool) {
	if q, ok = r.read(operand); !ok || q.kind != scalarKind {
		return q, false
	}
	switch name {
	case "exp":
		return r.composite(q, coefficient{number: big.NewRat(1, 1), after: []syntax.Expr{x}}), true
	case "log", "ln":
		return r.composite(q, coefficient{number: big.NewRat(1, 1), below: []syntax.Expr{operand}}), true
	case "sqrt":
		return r.composite(q, coefficient{number: big.NewRat(1, 2), below: []syntax.Expr{x}}), true
	}
	return q, false
}

// composite is a function with a slope of a number.
func (r *reader) composite(q quantity, slope coefficient) quantity {
	r.composed = true
	return quantity{kind: scalarKind, products: []product{{c: slope, inner: q.products}}}
}
