package descent

import "saddle/numerics/expr"

// gradientDescent is Cauchy's method with a constant rate (Cauchy 1847; Nocedal and Wright, 2nd ed., §2.2).
var gradientDescent = &Rule{
	Name:     "gd",
	Summary:  "gradient descent: a step against the gradient",
	Source:   "Cauchy 1847, Comptes Rendus 25, 536",
	Settings: []Setting{{"η", 0.1, "learning rate"}},
	Build: func(b *Builder) {
		theta, eta := b.Point(), b.Setting("η")
		b.Assign("θ", expr.Sub(theta, expr.Mul(eta, b.Gradient(theta))))
	},
}
