package descent

import (
	"math"

	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// negativeCurvature is article 1's escape from a saddle point in four steps: where the gradient is about zero, look at the
// Hessian; take the unit eigenvector of its smallest eigenvalue; try both signs and keep the one that lowers f more; go on
// until the gradient is about zero and the Hessian has no negative eigenvalue. Elsewhere it is gradient descent.
//
// At an exact saddle both signs lower f equally; then the eigenvector is taken as it is, its largest entry positive.
var negativeCurvature = &Rule{
	Name:    "negative_curvature",
	Summary: reason.Both("gradient descent that leaves saddle points along the direction of most negative curvature", "负曲率下降：梯度很小时沿曲率最负的方向离开鞍点，其余时候做梯度下降"),
	Source:  "H.-Y. Lee 2021, Machine Learning, lecture 2; Moré and Sorensen 1979, Math. Prog. 16, 1",
	Chinese: "李宏毅《机器学习》（2021）第 2 讲；Moré 与 Sorensen（1979），Math. Prog. 16, 1",
	Settings: []Setting{
		{"η", 0.1, reason.Both("learning rate, and length of a step along the eigenvector", "学习率，也是沿特征向量一步的长度")},
		{"ε", 1e-3, reason.Both("a gradient shorter than this counts as zero", "梯度范数小于它时视为零")},
		{"δ", 1e-6, reason.Both("a curvature above -δ counts as none", "最小特征值不小于 -δ 时视为没有负曲率")},
	},
	Turns: true,
	Build: func(b *Builder) {
		theta, eta, eps, delta := b.Point(), b.Setting("η"), b.Setting("ε"), b.Setting("δ")
		g := b.Assign("g", b.Gradient(theta))
		small := expr.Compare(expr.Less, expr.Norm(g), eps)
		least, v := b.leastCurvature(small)
		b.StopIf(expr.And(small, expr.Compare(expr.GreaterEqual, least, expr.Neg(delta))))
		step := expr.Mul(eta, v)
		ahead, behind := b.F(expr.Add(theta, step)), b.F(expr.Sub(theta, step))
		defined := expr.Compare(expr.Less, ahead, expr.Const(math.Inf(1)))
		lower := expr.And(defined, expr.Not(expr.Compare(expr.Less, behind, ahead))) // also where f has no value behind
		down := b.Assign("down", expr.Select(lower, v, expr.Neg(v)))
		move := expr.Select(small, expr.Mul(eta, down), expr.Neg(expr.Mul(eta, g)))
		b.Assign("θ", expr.Add(theta, move))
	},
}

// leastCurvature is the smallest eigenvalue of the Hessian at θ and its eigenvector in the shape of the point; for many
// variables only where they are needed.
func (b *Builder) leastCurvature(needed *expr.Node) (least, v *expr.Node) {
	if b.large() {
		least, v = b.lowest(needed)
		return b.Assign("λ", least), b.Assign("v", v)
	}
	lambda, vectors := b.Eigen("λ", "V", b.Hessian(b.point))
	first := expr.Const(0)
	return expr.Element(lambda, first), b.Assign("v", shaped(expr.Column(vectors, first), b.shape))
}
