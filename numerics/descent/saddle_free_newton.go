package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// saddleFreeNewton divides by |λ|: it moves away from a saddle at the speed at which Newton's method moves towards it.
var saddleFreeNewton = &Rule{
	Name:     "saddle_free_newton",
	Summary:  reason.Both("Newton's step with the eigenvalues taken positive: saddle points repel it", "取特征值绝对值的牛顿步：鞍点排斥它"),
	Source:   "Dauphin et al. 2014, arXiv:1406.2572, algorithm 1",
	Settings: []Setting{{"δ", 1e-3, reason.Both("least |λ| that is divided by", "作除数的最小 |λ|")}},
	Build: func(b *Builder) {
		theta, delta := b.Point(), b.Setting("δ")
		part := b.part()
		g := b.Assign("g", flat(b.Gradient(theta)))
		if b.large() {
			b.within(part, expr.Neg(b.saddleFree(g, delta.Float())))
			return
		}
		lambda, vectors := b.Eigen("λ", "V", b.Hessian(theta))
		b.within(part, b.Assign("s", b.minusSpectral(g, vectors, expr.Max(expr.Apply(expr.Abs, lambda), delta))))
	},
}
