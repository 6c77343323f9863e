package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// heavyBall is Polyak's method in the form of most libraries, v = β v + ∇f(θ), θ = θ - η v.
var heavyBall = &Rule{
	Name:    "heavy_ball",
	Summary: reason.Both("a step against a velocity that sums the gradients", "重球法：速度是历史梯度的衰减累加，沿速度的反方向走一步"),
	Source:  "Polyak 1964, USSR Comp. Math. Math. Phys. 4(5), 1, eq. 9",
	Settings: []Setting{
		{"η", 0.1, reason.Both("learning rate", "学习率")},
		{"β", 0.9, reason.Both("how much of the velocity is kept", "动量系数：每步保留上一步速度的比例")},
	},
	Turns: true,
	Build: func(b *Builder) {
		theta, eta, beta := b.Point(), b.Setting("η"), b.Setting("β")
		v := b.Start("v", expr.Const(0))
		v = b.Assign("v", expr.Add(expr.Mul(beta, v), b.Gradient(theta)))
		b.Assign("θ", expr.Sub(theta, expr.Mul(eta, v)))
	},
}
