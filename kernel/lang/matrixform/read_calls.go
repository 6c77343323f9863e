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

// power is a number to the power of a whole number of at least 2.
func (r *reader) power(x *syntax.Binary) (q quantity, ok bool) {
	n, isNumber := syntax.Unwrap(x.Right).(*syntax.Number)
	if !isNumber || n.Value < 2 || n.Value > 9 || n.Value != float64(int(n.Value)) {
		return q, false
	}
	if q, ok = r.read(x.Left); !ok || q.kind != scalarKind {
		return q, false
	}
	m := int64(n.Value)
	return r.composite(q, powered(m, x.Left, m-1), powered(m*(m-1), x.Left, m-2)), true
}

// powered is c xⁿ.
func powered(c int64, x syntax.Expr, n int64) coefficient {
	result := coefficient{number: big.NewRat(c, 1)}
	if n > 0 {
		result.after = []syntax.Expr{raised(x, n)}
	}
	return result
}

// raised is xⁿ.
func raised(x syntax.Expr, n int64) syntax.Expr {
	if n == 1 {
		return x
	}
	switch syntax.Unwrap(x).(type) {
	case *syntax.Name, *syntax.Norm, *syntax.Call:
	default:
		x = &syntax.Paren{Inner: syntax.Unwrap(x)}
	}
	return syntax.MakeBinary("^", x, numberExpr(big.NewRat(n, 1), false), false, nowhere)
}

// under is c/xⁿ.
func under(p, q int64, x syntax.Expr, n int64) coefficient {
	return coefficient{number: big.NewRat(p, q), below: []syntax.Expr{raised(x, n)}}
}

// reciprocal is one over a number x.
func (r *reader) reciprocal(q quantity, x syntax.Expr) quantity {
	return r.composite(q, under(-1, 1, x, 2), under(2, 1, x, 3))
}

// length is ‖u‖, whose gradient is that of ‖u‖²/2 over ‖u‖.
func (r *reader) length(x, operand syntax.Expr) (q quantity, ok bool) {
	if q, ok = r.read(operand); !ok || q.kind != vectorKind {
		return q, false
	}
	q, _ = r.inner(q, q)
	return r.composite(q, under(1, 2, x, 1), under(-1, 4, x, 3)), true
}

// function is a function of a number that depends on the variable.
func (r *reader) function(name string, x, operand syntax.Expr) (q quantity, ok bool) {
	if q, ok = r.read(operand); !ok || q.kind != scalarKind {
		return q, false
	}
	switch name {
	case "exp":
		return r.composite(q, powered(1, x, 1), powered(1, x, 1)), true
	case "log", "ln":
		return r.composite(q, under(1, 1, operand, 1), under(-1, 1, operand, 2)), true
	case "sqrt":
		power := &syntax.Paren{Inner: syntax.MakeBinary("/", numberExpr(big.NewRat(3, 1), false), numberExpr(big.NewRat(2, 1), false), false, nowhere)}
		bend := coefficient{number: big.NewRat(-1, 4), below: []syntax.Expr{syntax.MakeBinary("^", &syntax.Paren{Inner: syntax.Unwrap(operand)}, power, false, nowhere)}}
		return r.composite(q, under(1, 2, x, 1), bend), true
	}
	return q, false
}

// composite is a function of a number with its first and second derivative.
func (r *reader) composite(q quantity, slope, bend coefficient) quantity {
	r.composed = true
	return quantity{kind: scalarKind, products: []product{{c: slope, inner: q.products, bend: &bend}}}
}
