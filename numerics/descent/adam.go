package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// adam is momentum divided by a root mean square, both freed of their start at zero.
var adam = &Rule{
	Name:     "adam",
	Summary:  reason.Both("running averages of the gradient and of its square, freed of their start at zero", "Adam：梯度与梯度平方各取指数移动平均，并做偏差校正"),
	Source:   "Kingma and Ba 2015, arXiv:1412.6980, algorithm 1",
	Number:   "t",
	Settings: adamSettings,
	Build: func(b *Builder) {
		theta := b.Point()
		m, v := b.Start("m", expr.Const(0)), b.Start("v", expr.Const(0))
		b.Assign("θ", expr.Sub(theta, b.adamStep(m, v)))
	},
}

var adamSettings = []Setting{
	{"η", 0.1, reason.Both("learning rate", "学习率")},
	{"β₁", 0.9, reason.Both("how much of the mean is kept", "均值保留的比例")},
	{"β₂", 0.999, reason.Both("how much of the mean square is kept", "均方保留的比例")},
	{"ε", 1e-8, reason.Both("added to the root, against division by zero", "加在分母的根号之外，防止除以零")},
}

// adamStep assigns m and v and returns what Adam takes off θ.
func (b *Builder) adamStep(m, v *expr.Node) *expr.Node {
	t, first, second := b.Number(), b.Setting("β₁"), b.Setting("β₂")
	g := b.Assign("g", b.Gradient(b.Point()))
	m = b.Assign("m", averaged(first, m, g))
	v = b.Assign("v", averaged(second, v, squared(g)))
	mean := expr.Div(m, unbiasing(first, t))
	root := expr.Sqrt(expr.Div(v, unbiasing(second, t)))
	return expr.Mul(b.Setting("η"), expr.DivEach(mean, expr.AddEach(root, b.Setting("ε"))))
}

// unbiasing is 1 - βᵗ, the weight that a running average from zero has reached.
func unbiasing(beta, t *expr.Node) *expr.Node { return expr.Sub(expr.Const(1), expr.Pow(beta, t)) }
