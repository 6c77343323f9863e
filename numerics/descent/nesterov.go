package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// nesterov is the accelerated gradient in the form of most libraries, θ = θ - η (∇f(θ) + β v): the look-ahead form
// v = β v - η ∇f(θ + β v), θ = θ + v, written in the variable θ + β v (Bengio et al. 2013, arXiv:1212.0901, §3.5).
var nesterov = &Rule{
	Name:    "nesterov",
	Summary: reason.Both("heavy ball that looks ahead: the velocity counts once more in the step", "Nesterov 加速梯度：先按动量前瞻一步再用梯度修正"),
	Source:  "Nesterov 1983, Soviet Math. Dokl. 27, 372",
	Settings: []Setting{
		{"η", 0.1, reason.Both("learning rate", "学习率")},
		{"β", 0.9, reason.Both("how much of the velocity is kept", "动量系数：每步保留上一步速度的比例")},
	},
	Turns: true,
	Build: func(b *Builder) {
		theta, eta, beta := b.Point(), b.Setting("η"), b.Setting("β")
		v := b.Start("v", expr.Const(0))
		g := b.Assign("g", b.Gradient(theta))
		v = b.Assign("v", expr.Add(expr.Mul(beta, v), g))
		b.Assign("θ", expr.Sub(theta, expr.Mul(eta, expr.Add(g, expr.Mul(beta, v)))))
	},
}
