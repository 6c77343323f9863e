package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// adagrad divides each coordinate's step by the root of the sum of its squared gradients; the form of PyTorch.
var adagrad = &Rule{
	Name:    "adagrad",
	Summary: reason.Both("each coordinate's rate falls with the squared gradients it has seen", "AdaGrad：各坐标的学习率随该坐标梯度平方的累加而减小"),
	Source:  "Duchi, Hazan and Singer 2011, JMLR 12, 2121, fig. 1",
	Settings: []Setting{
		{"η", 0.1, reason.Both("learning rate", "学习率")},
		{"ε", 1e-10, reason.Both("added to the root, against division by zero", "加在分母的根号之外，防止除以零")},
	},
	Build: func(b *Builder) {
		theta, eta, eps := b.Point(), b.Setting("η"), b.Setting("ε")
		s := b.Start("s", expr.Const(0))
		g := b.Assign("g", b.Gradient(theta))
		s = b.Assign("s", expr.Add(s, squared(g)))
		b.Assign("θ", expr.Sub(theta, expr.Mul(eta, expr.DivEach(g, expr.AddEach(expr.Sqrt(s), eps)))))
	},
}

// squared is the square of every entry.
func squared(g *expr.Node) *expr.Node { return expr.PowEach(g, expr.Const(2)) }
