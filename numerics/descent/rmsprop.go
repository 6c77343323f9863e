package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// rmsprop divides each coordinate's step by a running root mean square of its gradients; the form of PyTorch, ε outside the
// root.
var rmsprop = &Rule{
	Name:    "rmsprop",
	Summary: reason.Both("each coordinate's step is divided by the running root mean square of its gradients", "RMSProp：各坐标的步长除以该坐标梯度的均方根（指数移动平均）"),
	Source:  "Tieleman and Hinton 2012, COURSERA lecture 6.5",
	Settings: []Setting{
		{"η", 0.01, reason.Both("learning rate", "学习率")},
		{"ρ", 0.99, reason.Both("how much of the mean square is kept", "均方保留的比例")},
		{"ε", 1e-8, reason.Both("added to the root, against division by zero", "加在分母的根号之外，防止除以零")},
	},
	Build: func(b *Builder) {
		theta, eta, rho, eps := b.Point(), b.Setting("η"), b.Setting("ρ"), b.Setting("ε")
		s := b.Start("s", expr.Const(0))
		g := b.Assign("g", b.Gradient(theta))
		s = b.Assign("s", averaged(rho, s, squared(g)))
		b.Assign("θ", expr.Sub(theta, expr.Mul(eta, expr.DivEach(g, expr.AddEach(expr.Sqrt(s), eps)))))
	},
}

// averaged is β a + (1 - β) b, the step of a running average.
func averaged(beta, a, b *expr.Node) *expr.Node {
	return expr.Add(expr.Mul(beta, a), expr.Mul(expr.Sub(expr.Const(1), beta), b))
}
