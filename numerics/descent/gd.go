package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// gradientDescent is Cauchy's method with a constant rate (Cauchy 1847; Nocedal and Wright, 2nd ed., §2.2).
var gradientDescent = &Rule{
	Name:     "gd",
	Summary:  reason.Both("gradient descent: a step against the gradient", "梯度下降：沿负梯度方向走一步"),
	Source:   "Cauchy 1847, Comptes Rendus 25, 536",
	Settings: []Setting{{"η", 0.1, reason.Both("learning rate", "学习率")}},
	Turns:    true,
	Build: func(b *Builder) {
		theta, eta := b.Point(), b.Setting("η")
		b.Assign("θ", expr.Sub(theta, expr.Mul(eta, b.Gradient(theta))))
	},
}
