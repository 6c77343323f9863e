package matrixform

import (
	"slices"

	"saddle/kernel/lang/syntax"
)

// quantity is what an expression is, as far as this package knows such things.
type quantity struct {
	kind     kind
	c        coefficient // a number, or what a vector or a row is multiplied by; of those the zero coefficient is 1
	m        matrix
	v        vector    // of a vector or a row
	products []product // of a scalar, constants left out
}

type kind uint8

const (
	numberKind kind = iota // a known number
	matrixKind             // a known matrix
	vectorKind
	rowKind    // the transpose of a vector
	scalarKind // a number that depends on the variable
)

// reader reads expressions.
type reader struct {
	variable string
	shown    string // the variable as it is written
	shapeOf  func(syntax.Expr) (Shape, bool)
	bound    map[string]quantity // by where
	size     int                 // of the variable, as far as it is known
	composed bool                // there are functions of inner products, such as exp
}

func (r *reader) read(x syntax.Expr) (q quantity, ok bool) {
	if !r.depends(x) {
		return r.known(x)
	}
	switch x := x.(type) {
	case *syntax.Name:
		if q, ok := r.bound[x.Text]; ok {
			return q, true
		}
		r.shown = x.Shown
		return quantity{kind: vectorKind, v: vector{{c: unit}}}, true
	case *syntax.Paren:
		return r.read(x.Inner)
	case *syntax.Where:
		return r.where(x)
	case *syntax.Prime:
		return r.turned(x)
	case *syntax.Unary:
		return r.unary(x)
	case *syntax.Binary:
		return r.binary(x)
	case *syntax.Norm:
		return r.length(x, x.Operand)
	case *syntax.Call:
		return r.call(x)
	}
	return q, false
}

// where reads an expression with names that it gives values.
func (r *reader) where(x *syntax.Where) (quantity, bool) {
	for _, b := range x.Bindings {
		q, ok := r.read(b.Value)
		if !ok {
			return q, false
		}
		r.bound[b.Name.Text] = q
	}
	return r.read(x.Body)
}

// unary reads a root, or what has a sign.
func (r *reader) unary(x *syntax.Unary) (quantity, bool) {
	if x.Op == "√" {
		return r.function("sqrt", x, x.Operand)
	}
	q, ok := r.read(x.Operand)
	if !ok || x.Op != "-" && x.Op != "+" {
		return q, false
	}
	if x.Op == "-" {
		q = q.scaled(minusOne)
	}
	return q, true
}

// depends reports whether an expression holds the variable, or a name that where has bound to something with it.
func (r *reader) depends(x syntax.Expr) bool {
	return slices.ContainsFunc(syntax.FreeNames(x), func(name string) bool {
		_, bound := r.bound[name]
		return name == r.variable || bound
	})
}

// outer is what a vector or a row is multiplied by.
func (q quantity) outer() coefficient {
	if q.c.number == nil {
		return unit
	}
	return q.c
}

func (q quantity) scaled(c coefficient) quantity {
	switch q.kind {
	case numberKind:
		q.c = q.c.times(c)
	case matrixKind:
		q.m.c = q.m.c.times(c)
	case vectorKind, rowKind:
		q.c = q.outer().times(c)
	case scalarKind:
		products := slices.Clone(q.products)
		for k := range products {
			products[k].c = products[k].c.times(c)
			if bend := products[k].bend; bend != nil {
				scaled := bend.times(c)
				products[k].bend = &scaled
			}
		}
		q.products = products
	}
	return q
}

// turned is a transpose.
func (r *reader) turned(x *syntax.Prime) (quantity, bool) {
	q, ok := r.read(x.Operand)
	switch q.kind {
	case vectorKind:
		q.kind = rowKind
	case rowKind:
		q.kind = vectorKind
	default:
		return q, false
	}
	return q, ok
}

func (r *reader) binary(x *syntax.Binary) (q quantity, ok bool) {
	if x.Op == "^" {
		if q, ok := r.squared(x); ok {
			return q, true
		}
		return r.power(x)
	}
	left, okLeft := r.read(x.Left)
	right, okRight := r.read(x.Right)
	if !okLeft || !okRight {
		return q, false
	}
	switch x.Op {
	case "+":
		return r.sum(left, right)
	case "-":
		return r.sum(left, right.scaled(minusOne))
	case "*":
		return r.times(left, right)
	case "·":
		return r.dot(left, right)
	case "/":
		return r.over(left, right, x.Right)
	}
	return q, false
}

// over is left / right, written being what right was read from.
func (r *reader) over(left, right quantity, written syntax.Expr) (q quantity, ok bool) {
	if left.kind == numberKind && right.kind == scalarKind {
		return r.reciprocal(right, written).scaled(left.c), true
	}
	if right.kind != numberKind || right.c.number.Sign() == 0 {
		return q, false
	}
	return left.scaled(unit.over(right.c)), true
}

// sum is the sum of two of one kind; known numbers have no derivative.
func (r *reader) sum(a, b quantity) (quantity, bool) {
	switch {
	case a.kind == numberKind && b.kind == scalarKind:
		return b, true
	case a.kind == scalarKind && b.kind == numberKind:
		return a, true
	case a.kind != b.kind:
		return a, false
	case a.kind == vectorKind || a.kind == rowKind:
		r.meet(a.v, b.v)
		r.meet(b.v, a.v)
		a.v, a.c = slices.Concat(a.v.scaled(a.outer()), b.v.scaled(b.outer())), unit
		return a, true
	case a.kind == scalarKind:
		a.products = slices.Concat(a.products, b.products)
		return a, true
	}
	return a, false
}

// meet learns the size of the variable from a known vector that it is added to, or multiplied by.
func (r *reader) meet(v, known vector) {
	bare := slices.ContainsFunc(v, func(t term) bool { return len(t.factors) == 0 && t.known == nil && t.group == nil })
	for _, t := range known {
		if bare && t.known != nil && len(t.factors) == 0 {
			if shape, ok := r.shapeOf(t.known); ok {
				r.size = shape.Rows
			}
		}
	}
}

func (r *reader) times(a, b quantity) (quantity, bool) {
	switch {
	case a.kind == numberKind:
		return b.scaled(a.c), true
	case b.kind == numberKind:
		return a.scaled(b.c), true
	case a.kind == matrixKind && b.kind == matrixKind:
		return quantity{kind: matrixKind, m: matrix{a.m.c.times(b.m.c), slices.Concat(a.m.factors, b.m.factors)}}, true
	case a.kind == matrixKind && b.kind == vectorKind:
		r.measure(a.m, b.v)
		b.v = a.m.times(b.v)
		return b, true
	case a.kind == rowKind && b.kind == matrixKind:
		m := b.m.transposed()
		r.measure(m, a.v)
		a.v = m.times(a.v)
		return a, true
	case a.kind == rowKind && b.kind == vectorKind:
		return r.inner(a, b)
	}
	return a, false
}

// measure learns the size of the variable from a matrix that it is multiplied by.
func (r *reader) measure(m matrix, v vector) {
	if len(m.factors) == 0 {
		return
	}
	for _, t := range v {
		if len(t.factors) == 0 && t.known == nil && t.group == nil {
			r.size = m.factors[len(m.factors)-1].columns()
		}
	}
}

func (r *reader) dot(a, b quantity) (quantity, bool) {
	if a.kind == vectorKind && b.kind == vectorKind {
		return r.inner(a, b)
	}
	if a.kind == numberKind || b.kind == numberKind {
		return r.times(a, b)
	}
	return a, false
}

// inner is uᵀ v.
func (r *reader) inner(u, v quantity) (quantity, bool) {
	r.meet(u.v, v.v)
	r.meet(v.v, u.v)
	return quantity{kind: scalarKind, products: []product{{c: u.outer().times(v.outer()), u: u.v, v: v.v}}}, true
}
