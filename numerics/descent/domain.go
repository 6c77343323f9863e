package descent

import (
	"math"

	"saddle/numerics/expr"
)

// regular reports whether f has a finite value and finite derivatives at a trial point, the second ones too where the Hessian
// is formed. A step to any other point is a bad one. It names the sum of their sizes, size.
func (b *Builder) regular(at *expr.Node) *expr.Node {
	size := expr.Add(expr.Apply(expr.Abs, b.F(at)), expr.Norm(b.Gradient(at)))
	if b.formed() {
		size = expr.Add(size, expr.Norm(b.Hessian(at)))
	}
	return finiteSize(b.Assign("size", size))
}

// finiteSize is false for NaN too.
func finiteSize(size *expr.Node) *expr.Node {
	return expr.Compare(expr.Less, size, expr.Const(math.Inf(1)))
}

// part is the part of a step that within takes; a rule starts it before its first line.
func (b *Builder) part() *expr.Node { return b.Start("part", expr.Const(1)) }

// within steps along s as far as f stays regular: the part of s that is taken falls to a quarter, and θ stays, after a trial
// outside, and grows back to the whole.
func (b *Builder) within(part, s *expr.Node) {
	next := expr.Add(b.point, expr.Mul(part, shaped(s, b.shape)))
	regular := b.regular(next)
	four := expr.Const(4)
	b.Assign("θ", expr.Select(regular, next, b.point))
	b.Assign("part", expr.Select(regular, expr.Min(expr.Mul(four, part), expr.Const(1)), expr.Div(part, four)))
}

// hidden is the part of |f| below which a fall may be rounding.
const hidden = 1e-11

// fall is f(θ) - f(θ + s). Where both it and the fall that a model predicts are small beside f, it is the integral of the
// slope along s by the trapezoidal rule instead, which rounding leaves more digits (Hager and Zhang 2005, SIAM J. Optim. 16,
// 170, eq. 1.9; Conn, Gould and Toint 2000, Trust-Region Methods, §17.4.2).
func (b *Builder) fall(theta, next, g, s, predicted *expr.Node) *expr.Node {
	fall := b.Assign("fall", expr.Sub(b.F(theta), b.F(next)))
	slopes := expr.Add(g, vector(flat(b.Gradient(next))))
	size := expr.Max(predicted, expr.Apply(expr.Abs, fall))
	small := expr.Compare(expr.Less, size, expr.Mul(expr.Const(hidden), expr.Apply(expr.Abs, b.F(theta))))
	return expr.Select(small, expr.Neg(expr.Mul(expr.Const(0.5), expr.Dot(slopes, s))), fall)
}
