package eval

import (
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// sized gives the identity matrix on one side of an operation the size that the other side needs.
func (e *evaluation) sized(x *syntax.Binary, left, right value.Value, s *scope) (l, r value.Value) {
	rows, _ := sidesOf(right)
	before, columns := sidesOf(left)
	if x.Op != "*" {
		columns = before
	}
	return e.sizedTo(rows, x.Left, left, s), e.sizedTo(columns, x.Right, right, s)
}

// sizedTo is a value that, where it is the identity matrix, has n rows; an n of 0 leaves it open.
func (e *evaluation) sizedTo(n int, x syntax.Expr, v value.Value, s *scope) value.Value {
	i, ok := v.(value.Identity)
	if !ok || n == 0 {
		return v
	}
	e.fits(n*n, s, x.Span())
	return value.Quantity{Node: i.Of(n)}
}

// sidesOf are the rows and columns of a vector or matrix; 0 of anything else.
func sidesOf(v value.Value) (rows, columns int) {
	q, ok := v.(value.Quantity)
	if !ok || q.Node.Shape().Rank == 0 {
		return 0, 0
	}
	return q.Node.Shape().Rows, q.Node.Shape().Cols
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

// operators are the signs between two quantities.
var operators = map[string]func(a, b *expr.Node) *expr.Node{
	"+":   expr.Add,
	"-":   expr.Sub,
	"*":   expr.Mul,
	"/":   expr.Div,
	"^":   expr.Pow,
	"·":   scalarProduct,
	".+":  expr.AddEach,
	".-":  expr.SubEach,
	".*":  expr.Times,
	"./":  expr.DivEach,
	".^":  expr.PowEach,
	"and": expr.And,
	"or":  expr.Or,
}

// scalarProduct is u · v; beside a number · is the plain product, as papers write α · g.
func scalarProduct(a, b *expr.Node) *expr.Node {
	if a.Shape().Rank == 0 || b.Shape().Rank == 0 {
		return expr.Mul(a, b)
	}
	return expr.Dot(a, b)
}
