package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// perturbedGradientDescent jumps to a random point of a small ball where the gradient is small and the last jump is some
// steps ago. The thresholds are given outright: the paper's constants are made for its proof.
var perturbedGradientDescent = &Rule{
	Name:    "perturbed_gd",
	Summary: reason.Both("gradient descent that jumps a little, at random, where the gradient is small", "扰动梯度下降：梯度很小时加一次小的随机扰动"),
	Source:  "Jin et al. 2017, arXiv:1703.00887, algorithm 2",
	Number:  "t",
	Settings: []Setting{
		{"η", 0.1, reason.Both("learning rate", "学习率")},
		{"ε", 1e-3, reason.Both("a gradient shorter than this is small", "梯度范数小于它时加扰动")},
		{"r", 0.01, reason.Both("radius of the ball", "扰动半径：扰动在此半径的球内均匀抽取")},
		{"T", 10, reason.Both("least number of steps between jumps", "两次扰动之间至少间隔的步数")},
	},
	Turns: true,
	Build: func(b *Builder) {
		theta, t, wait := b.Point(), b.Number(), b.Setting("T")
		last := b.Start("last", expr.Neg(wait))
		small := expr.Compare(expr.LessEqual, expr.Norm(b.Gradient(theta)), b.Setting("ε"))
		waited := expr.Compare(expr.GreaterEqual, expr.Sub(t, last), wait)
		jump := b.Assign("jump", expr.And(small, waited))
		b.Assign("last", expr.Select(jump, t, last))
		xi := b.Assign("ξ", expr.Mul(b.Setting("r"), b.inBall()))
		theta = b.Assign("θ", expr.Select(jump, expr.Add(theta, xi), theta))
		b.Assign("θ", expr.Sub(theta, expr.Mul(b.Setting("η"), b.Gradient(theta))))
	},
}

// inBall is uniform in the unit ball of the point's dimension.
func (b *Builder) inBall() *expr.Node {
	return expr.Mul(expr.Pow(b.Uniform(), expr.Div(expr.Const(1), b.dimension())), b.onSphere())
}
