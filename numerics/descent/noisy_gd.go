package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// noisyGradientDescent adds to the gradient a vector of length σ in a random direction each step.
var noisyGradientDescent = &Rule{
	Name:    "noisy_gd",
	Summary: reason.Both("gradient descent with a random direction added to the gradient each step", "带噪声的梯度下降：每步给梯度加上一个随机方向的扰动"),
	Source:  "Ge, Huang, Jin and Yuan 2015, arXiv:1503.02101, algorithm 1",
	Settings: []Setting{
		{"η", 0.1, reason.Both("learning rate", "学习率")},
		{"σ", 0.01, reason.Both("length of the noise", "噪声的大小（范数）")},
	},
	Build: func(b *Builder) {
		theta := b.Point()
		xi := b.Assign("ξ", b.onSphere())
		noisy := expr.Add(b.Gradient(theta), expr.Mul(b.Setting("σ"), xi))
		b.Assign("θ", expr.Sub(theta, expr.Mul(b.Setting("η"), noisy)))
	},
}

// onSphere is a random unit vector in the shape of the point; of a number, ±1.
func (b *Builder) onSphere() *expr.Node {
	u := b.Assign("u", b.Normal())
	return expr.Div(u, expr.Norm(u))
}
