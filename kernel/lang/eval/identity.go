package eval

import (
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// sized gives the identity matrix on one side of an operation the size that the other side needs.
func (e *evaluation) sized(x *syntax.Binary, left, right value.Value, s *scope) (l, r value.Value) {
	return e.sizedBy(x.Left, left, right, s), e.sizedBy(x.Right, right, left, s)
}

// sizedBy is a value that, where it is the identity matrix, takes its size from its neighbour.
func (e *evaluation) sizedBy(x syntax.Expr, v, neighbour value.Value, s *scope) value.Value {
	i, ok := v.(value.Identity)
	n := sideOf(neighbour)
	if !ok || n == 0 {
		return v
	}
	e.fits(n*n, s, x.Span())
	return value.Quantity{Node: i.Of(n)}
}

// sideOf is the number of rows that an identity matrix beside a vector or a square matrix has; 0 leaves it open.
func sideOf(v value.Value) int {
	q, ok := v.(value.Quantity)
	if !ok || q.Node.Shape().Rank == 0 {
		return 0
	}
	return q.Node.Shape().Rows
}

// scaleIdentity is a multiple of I: 3 I, I/2, 2 I + I.
func scaleIdentity(x *syntax.Binary, left, right value.Value) (value.Value, bool) {
	i, isLeft := left.(value.Identity)
	j, isRight := right.(value.Identity)
	number := func(v value.Value) *expr.Node {
		if q, ok := v.(value.Quantity); ok && q.Node.Shape().Rank == 0 && !q.Node.IsTruth() {
			return q.Node
		}
		return nil
	}
	switch {
	case isLeft && isRight && (x.Op == "+" || x.Op == "-" || x.Op == "*"):
		return value.Identity{Scale: operators[x.Op](i.Scale, j.Scale)}, true
	case isLeft && !isRight && (x.Op == "*" || x.Op == "/") && number(right) != nil:
		return value.Identity{Scale: operators[x.Op](i.Scale, number(right))}, true
	case isRight && !isLeft && x.Op == "*" && number(left) != nil:
		return value.Identity{Scale: expr.Mul(number(left), j.Scale)}, true
	}
	return nil, false
}
