package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// saddleFreeNewton divides by |λ|: it moves away from a saddle at the speed at which Newton's method moves towards it.
var saddleFreeNewton = &Rule{
	Name:     "saddle_free_newton",
	Summary:  reason.Both("Newton's step with the eigenvalues taken positive: saddle points repel it", "无鞍点牛顿法（saddle-free Newton）：把特征值换成绝对值，因此会远离鞍点"),
	Source:   "Dauphin et al. 2014, arXiv:1406.2572, algorithm 1",
	Settings: []Setting{{"δ", 1e-3, reason.Both("least |λ| that is divided by", "特征值绝对值的下限（防止除以过小的数）")}},
	Turns:    true,
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
