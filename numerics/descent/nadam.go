package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// nadam is Adam with Nesterov's look-ahead in its mean, whose weight μ grows slowly; the form of PyTorch.
var nadam = &Rule{
	Name:    "nadam",
	Summary: reason.Both("Adam whose mean looks one step ahead, as Nesterov's momentum does", "NAdam：Adam 与 Nesterov 动量的结合"),
	Source:  "Dozat 2016, ICLR workshop, Incorporating Nesterov Momentum into Adam, algorithm 2",
	Number:  "t",
	Settings: append(append([]Setting(nil), adamSettings...),
		Setting{"ψ", 0.004, reason.Both("how fast the momentum reaches β₁", "动量达到 β₁ 的快慢")}),
	Build: func(b *Builder) {
		theta, t, eta, second := b.Point(), b.Number(), b.Setting("η"), b.Setting("β₂")
		one := expr.Const(1)
		m, v, product := b.Start("m", expr.Const(0)), b.Start("v", expr.Const(0)), b.Start("P", one)
		g := b.Assign("g", b.Gradient(theta))
		now := b.Assign("μ", b.warmedUp(t))
		next := b.Assign("ρ", b.warmedUp(expr.Add(t, one)))
		product = b.Assign("P", expr.Mul(product, now))
		m = b.Assign("m", averaged(b.Setting("β₁"), m, g))
		v = b.Assign("v", averaged(second, v, squared(g)))
		ahead := expr.Add(
			expr.Mul(expr.Div(expr.Sub(one, now), expr.Sub(one, product)), g),
			expr.Mul(expr.Div(next, expr.Sub(one, expr.Mul(product, next))), m))
		root := expr.AddEach(expr.Sqrt(expr.Div(v, unbiasing(second, t))), b.Setting("ε"))
		b.Assign("θ", expr.Sub(theta, expr.Mul(eta, expr.DivEach(ahead, root))))
	},
}

// warmedUp is β₁ (1 - 0.96^(ψ t)/2).
func (b *Builder) warmedUp(t *expr.Node) *expr.Node {
	decay := expr.Pow(expr.Const(0.96), expr.Mul(b.Setting("ψ"), t))
	return expr.Mul(b.Setting("β₁"), expr.Sub(expr.Const(1), expr.Mul(expr.Const(0.5), decay)))
}
