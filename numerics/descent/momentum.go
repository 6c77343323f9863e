package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// momentum is the averaged form of article 1, v = β v + (1 - β) ∇f(θ), θ = θ - η v. With η/(1 - β) for η it is heavy_ball.
var momentum = &Rule{
	Name:    "momentum",
	Summary: reason.Both("a step against the running average of the gradients", "动量法（指数移动平均形式）：沿梯度的指数移动平均的反方向走一步"),
	Source:  "H.-Y. Lee 2021, Machine Learning, lecture 2; the average goes back to Polyak 1964",
	Chinese: "李宏毅《机器学习》（2021）第 2 讲；平均的形式可追溯到 Polyak（1964）",
	Settings: []Setting{
		{"η", 0.1, reason.Both("learning rate", "学习率")},
		{"β", 0.9, reason.Both("how much of the average is kept", "动量系数：每步保留上一步平均值的比例")},
	},
	Turns: true,
	Build: func(b *Builder) {
		theta, eta, beta := b.Point(), b.Setting("η"), b.Setting("β")
		v := b.Start("v", expr.Const(0))
		v = b.Assign("v", expr.Add(expr.Mul(beta, v), expr.Mul(expr.Sub(expr.Const(1), beta), b.Gradient(theta))))
		b.Assign("θ", expr.Sub(theta, expr.Mul(eta, v)))
	},
}
