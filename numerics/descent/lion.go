package descent

import "saddle/numerics/expr"

// lion moves every coordinate by ±η, by the sign of an interpolated momentum.
var lion = &Rule{
	Name:    "lion",
	Summary: "every coordinate moves by η, in the direction that a running average gives",
	Source:  "Chen et al. 2023, arXiv:2302.06675, program 1",
	Settings: []Setting{
		{"η", 0.01, "learning rate: the length of a step in each coordinate"},
		{"β₁", 0.9, "how much of the average counts in the direction"},
		{"β₂", 0.99, "how much of the average is kept"},
		{"λ", 0, "weight decay"},
	},
	Build: func(b *Builder) {
		theta, eta := b.Point(), b.Setting("η")
		m := b.Start("m", expr.Const(0))
		g := b.Assign("g", b.Gradient(theta))
		c := b.Assign("c", averaged(b.Setting("β₁"), m, g))
		b.Assign("m", averaged(b.Setting("β₂"), m, g))
		direction := expr.Add(expr.Apply(expr.Sign, c), expr.Mul(b.Setting("λ"), theta))
		b.Assign("θ", expr.Sub(theta, expr.Mul(eta, direction)))
	},
}
