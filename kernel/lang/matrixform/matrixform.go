// Package matrixform differentiates formulas of a vector as a book does, without writing their entries out: the gradient of
// ‖A x - b‖² is 2Aᵀ(A x - b), its Hessian 2AᵀA.
//
// It knows sums of squares of lengths, of inner products and of quadratic forms of what is affine in the vector, with known
// matrices, vectors and numbers, and powers, roots, exponentials and logarithms of such numbers; of anything else it says nothing. It works on syntax trees: what a name means, and whether a
// formula is right in numbers, is for its caller to tell.
//
//	d, ok := matrixform.Derive(body, "x", shapeOf) // of ‖A x - b‖²
//	syntax.Text(d.Gradient)                        // 2A' (A x - b)
package matrixform

import (
	"saddle/kernel/lang/syntax"
)

// Shape is that of a known value; Symmetric tells a matrix that is its own transpose.
type Shape struct {
	Rank, Rows, Cols int
	Symmetric        bool
}

// Derivatives are those of a function of a vector of Size numbers; a Hessian that is nil is not known.
type Derivatives struct {
	Gradient, Hessian syntax.Expr
	Size              int
}

// Derive differentiates a formula by a variable; false where it is not of the kind that it knows, or holds no array besides the
// variable. ShapeOf is the shape of an expression without the variable, false where it has none.
func Derive(body syntax.Expr, variable string, shapeOf func(syntax.Expr) (Shape, bool)) (d Derivatives, ok bool) {
	r := &reader{variable: variable, shapeOf: shapeOf, bound: map[string]quantity{}}
	q, ok := r.read(body)
	if !ok || q.kind != scalarKind || r.size == 0 || len(q.products) == 0 {
		return d, false
	}
	var gradient vector
	for _, p := range q.products {
		gradient = append(gradient, p.gradient()...)
	}
	gradient = collected(gradient)
	name := &syntax.Name{Text: variable, Shown: r.shown}
	matrices, squares := hessian(q.products)
	if !r.composed {
		matrices = gradient.jacobian()
	}
	return Derivatives{Gradient: gradient.write(name), Hessian: writeMatrices(collectedMatrices(matrices), squares, name), Size: r.size}, true
}

// gradient is Jᵤᵀ v + Jᵥᵀ u, of a square 2 Jᵤᵀ u.
func (p product) gradient() vector {
	if p.inner != nil {
		return gradientOf(p.inner).scaled(p.c)
	}
	if p.u.key() == p.v.key() {
		u, j := p.u, p.u.jacobian()
		if len(j) == 1 && j[0].c.number.Sign() < 0 {
			u = u.scaled(minusOne)
			j = u.jacobian()
		}
		g, c := applied(j, u), p.c.times(two)
		if len(g) > 1 && (c.number.Cmp(unit.number) != 0 || c.letters() != unit.letters()) {
			return vector{{c: c, group: g}}
		}
		return g.scaled(c)
	}
	return append(applied(p.u.jacobian(), p.v), applied(p.v.jacobian(), p.u)...).scaled(p.c)
}

// applied is Jᵀ v.
func applied(j []matrix, v vector) vector {
	var sum vector
	for _, m := range j {
		sum = append(sum, m.transposed().times(v)...)
	}
	return sum
}
