package descent

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// dampedNewton adds a multiple of the identity to the Hessian that makes it positive definite (Levenberg 1944; Goldfeld,
// Quandt and Trotter 1966): D = max(μ, μ - λ₁), θ = θ - (H + D I)⁻¹ ∇f(θ), shortened
// where that would leave the domain of f. In many variables the Hessian is not formed, see mostFormed.
var dampedNewton = &Rule{
	Name:     "damped_newton",
	Summary:  reason.Both("Newton's step with the Hessian shifted until it is positive definite, so that it always descends", "阻尼牛顿法：给海森矩阵加 μI 使其正定，保证是下降方向"),
	Source:   "Levenberg 1944, Quart. Appl. Math. 2, 164; Goldfeld, Quandt and Trotter 1966, Econometrica 34, 541",
	Settings: []Setting{{"μ", 1, reason.Both("least shift, and least eigenvalue of the shifted Hessian", "μ 的最小值，也是修正后海森矩阵特征值的下界")}},
	Turns:    true,
	Build: func(b *Builder) {
		theta, mu := b.Point(), b.Setting("μ")
		part := b.part()
		if !b.formed() {
			s, _ := b.modelStep(b.Gradient(theta), mu, true, func(m reducedModel, mu float64) []float64 {
				return m.divided(math.Max(mu, mu-m.lambda[0]))
			})
			b.within(part, s)
			return
		}
		g := b.Assign("g", flat(b.Gradient(theta)))
		lambda, vectors := b.Eigen("λ", "V", b.Hessian(theta))
		shift := b.Assign("shift", expr.Max(mu, expr.Sub(mu, expr.Element(lambda, expr.Const(0)))))
		b.within(part, b.Assign("s", b.minusSpectral(g, vectors, expr.AddEach(lambda, shift))))
	},
}

// minusSpectral is -V (Vᵀg ./ d): Newton's step with d in place of the eigenvalues.
func (b *Builder) minusSpectral(g, vectors, d *expr.Node) *expr.Node {
	if b.shape.IsScalar() {
		return expr.Neg(expr.Div(g, d.Entries()[0]))
	}
	along := expr.Mul(expr.Transpose(vectors), g)
	return expr.Neg(shaped(expr.Mul(vectors, expr.Div(along, d)), b.shape))
}
