package descent

import "saddle/numerics/expr"

// stochasticGradientDescent is gradient descent on a few rows of the data at a time: the run draws them (Options.Batch).
// On a function without data it is gradient descent.
var stochasticGradientDescent = &Rule{
	Name:    "sgd",
	Summary: "gradient descent on a few rows of the data, drawn anew each step",
	Source:  "Robbins and Monro 1951, Ann. Math. Statist. 22, 400",
	Settings: []Setting{
		{"η", 0.02, "learning rate"},
	},
	Build: func(b *Builder) {
		theta := b.Point()
		b.Assign("θ", expr.Sub(theta, expr.Mul(b.Setting("η"), b.Gradient(theta))))
	},
}
