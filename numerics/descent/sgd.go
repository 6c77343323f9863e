package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// stochasticGradientDescent is gradient descent on a few rows of the data at a time: the run draws them (Options.Batch).
// On a function without data it is gradient descent.
var stochasticGradientDescent = &Rule{
	Name:    "sgd",
	Summary: reason.Both("gradient descent on a few rows of the data, drawn anew each step", "小批量随机梯度下降：每步随机抽取一小批数据"),
	Source:  "Robbins and Monro 1951, Ann. Math. Statist. 22, 400",
	Settings: []Setting{
		{"η", 0.02, reason.Both("learning rate", "学习率")},
	},
	Turns: true,
	Build: func(b *Builder) {
		theta := b.Point()
		b.Assign("θ", expr.Sub(theta, expr.Mul(b.Setting("η"), b.Gradient(theta))))
	},
}
