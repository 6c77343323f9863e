package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// lion moves every coordinate by ±η, by the sign of an interpolated momentum.
var lion = &Rule{
	Name:    "lion",
	Summary: reason.Both("every coordinate moves by η, in the direction that a running average gives", "Lion：每个坐标都移动 η，正负由动量的符号决定"),
	Source:  "Chen et al. 2023, arXiv:2302.06675, program 1",
	Settings: []Setting{
		{"η", 0.01, reason.Both("learning rate: the length of a step in each coordinate", "学习率：每个坐标上一步的长度")},
		{"β₁", 0.9, reason.Both("how much of the average counts in the direction", "平均值在方向中所占的比例")},
		{"β₂", 0.99, reason.Both("how much of the average is kept", "动量系数：每步保留上一步平均值的比例")},
		{"λ", 0, reason.Both("weight decay", "权重衰减")},
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
