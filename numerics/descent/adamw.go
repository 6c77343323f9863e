package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// adamw shrinks the point itself before Adam's step; the form of PyTorch.
var adamw = &Rule{
	Name:     "adamw",
	Summary:  reason.Both("Adam, and the point shrinks a little each step whatever the gradient", "AdamW：在 Adam 的基础上，每步另做与梯度无关的权重衰减"),
	Source:   "Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2",
	Number:   "t",
	Settings: append(append([]Setting(nil), adamSettings...), Setting{"λ", 0.01, reason.Both("weight decay", "权重衰减")}),
	Build: func(b *Builder) {
		theta := b.Point()
		m, v := b.Start("m", expr.Const(0)), b.Start("v", expr.Const(0))
		decayed := expr.Sub(theta, expr.Mul(expr.Mul(b.Setting("η"), b.Setting("λ")), theta))
		b.Assign("θ", expr.Sub(decayed, b.adamStep(m, v)))
	},
}
