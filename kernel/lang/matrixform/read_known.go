package matrixform

import (
	"math/big"
	"strconv"
	"strings"

	"saddle/kernel/lang/syntax"
)

// known is an expression without the variable.
func (r *reader) known(x syntax.Expr) (q quantity, ok bool) {
	shape, ok := r.shapeOf(x)
	if _, literal := syntax.Unwrap(x).(*syntax.Matrix); !ok || literal { // its entries are better multiplied out
		return q, false
	}
	switch shape.Rank {
	case 0:
		return quantity{kind: numberKind, c: coefficientOf(x)}, true
	case 1:
		return quantity{kind: vectorKind, v: vector{{c: unit, known: x}}}, true
	}
	if q, ok, composed := r.knownMatrix(syntax.Unwrap(x)); composed {
		return q, ok
	}
	return quantity{kind: matrixKind, m: matrix{unit, []factor{{x: x, shape: shape}}}}, true
}

// knownMatrix is a matrix that is a transpose, a row with a sign, or a product; composed is false for any other.
func (r *reader) knownMatrix(x syntax.Expr) (q quantity, ok, composed bool) {
	switch x := x.(type) {
	case *syntax.Prime:
		q, ok := r.known(x.Operand)
		switch {
		case ok && q.kind == vectorKind:
			q.kind = rowKind
			return q, true, true
		case ok && q.kind == matrixKind:
			q.m = q.m.transposed()
			return q, true, true
		}
	case *syntax.Unary:
		if x.Op != "-" {
			return q, false, false
		}
		if q, ok := r.known(x.Operand); ok && q.kind == rowKind {
			return q.scaled(minusOne), true, true
		}
	case *syntax.Binary:
		if x.Op == "*" {
			return r.knownProduct(x)
		}
	}
	return q, false, false
}

// knownProduct is a product without the variable: a number times a row, or matrices and numbers.
func (r *reader) knownProduct(x *syntax.Binary) (q quantity, ok, composed bool) {
	left, okLeft := r.known(x.Left)
	right, okRight := r.known(x.Right)
	scales := func(q quantity) bool { return q.kind == matrixKind || q.kind == numberKind }
	switch {
	case !okLeft || !okRight:
	case left.kind == numberKind && right.kind == rowKind:
		return right.scaled(left.c), true, true
	case scales(left) && scales(right):
		q, ok = r.times(left, right)
		return q, ok, true
	}
	return q, false, false
}

// coefficientOf is a known number: products and quotients are taken apart, literals are numbers.
func coefficientOf(x syntax.Expr) coefficient {
	switch x := x.(type) {
	case *syntax.Paren:
		return coefficientOf(x.Inner)
	case *syntax.Number:
		text := strconv.FormatFloat(x.Value, 'g', -1, 64)
		if number, ok := new(big.Rat).SetString(text); ok {
			return coefficient{number: number, decimal: strings.Contains(x.Text, ".")}
		}
	case *syntax.Unary:
		if x.Op == "-" {
			return coefficientOf(x.Operand).times(minusOne)
		}
	case *syntax.Binary:
		switch right := x.Right; x.Op {
		case "*":
			return coefficientOf(x.Left).times(coefficientOf(right))
		case "/":
			if below := coefficientOf(right); below.number.Sign() != 0 {
				return coefficientOf(x.Left).over(below)
			}
		}
	}
	return coefficient{number: big.NewRat(1, 1), above: []syntax.Expr{x}}
}
