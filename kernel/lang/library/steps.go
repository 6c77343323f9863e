package library

import (
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// steps are the inner problems of second-order optimizers, so that trust_region and cubic_newton can be typed.
func steps() []*eval.Builtin {
	return []*eval.Builtin{
		{Name: "trust_step", Signature: "trust_step(g, H, D)", Topic: "Optimisation", Least: 3, Most: 3, Run: modelStep("D", expr.TrustStep),
			Meaning: reason.Both("the step s with ‖s‖ ≤ D that makes the quadratic model g·s + ½ s'H s least, what trust_region takes", "信赖域子问题的解：在 ‖s‖ ≤ D 内使二次模型 g·s + ½ s'H s 最小的位移 s"), Example: "trust_step((1, 1), [2, 0; 0, -2], 0.5)"},
		{Name: "cubic_step", Signature: "cubic_step(g, H, M)", Topic: "Optimisation", Least: 3, Most: 3, Run: modelStep("M", expr.CubicStep),
			Meaning: reason.Both("the step s that makes the model g·s + ½ s'H s + M/6 ‖s‖³ least, what cubic_newton takes", "使三次模型 g·s + ½ s'H s + M/6 ‖s‖³ 最小的位移 s，即 cubic_newton 走的一步"), Example: "cubic_step((1, 1), [2, 0; 0, -2], 3)"},
		{Name: "armijo", Signature: "armijo(f, θ, d, α = 1, c = 1e-4, shrink = 0.5)", Topic: "Optimisation", Function: 1, Least: 3, Most: 3, Settings: []string{"α", "c", "shrink"}, Open: true, Run: armijoStep,
			Meaning: reason.Both("the longest of the step lengths α, α shrink, α shrink², … along d at which f has fallen by at least the part c of what the slope promises; 0 where none has", "Armijo 线搜索：沿方向 d 依次尝试步长 α、α·shrink、α·shrink²……，取第一个使 f 的下降量不小于斜率预测值的 c 倍的步长；都不满足时为 0"), Example: "f(x, y) = x^2 + 10 y^2\narmijo(f, (1, 1), -∇f(1, 1))"},
		{Name: "exact_step", Signature: "exact_step(f, θ, d)", Topic: "Optimisation", Function: 1, Least: 3, Most: 3, Open: true, Run: exactStep,
			Meaning: reason.Both("the step length α > 0 at which f(θ + α d) is least: exact line search, to the first minimum met along d; 0 where f does not fall along d", "精确线搜索：使 f(θ + α d) 最小的步长 α > 0，取沿 d 遇到的第一个极小值；f 沿 d 不下降时为 0"), Example: "f(x, y) = x^2 + 10 y^2\nexact_step(f, (1, 1), -∇f(1, 1))"},
		{Name: "quasi_newton", Signature: "quasi_newton(g)", Topic: "Optimisation", Least: 1, Most: 1, Open: true, Run: quasiNewton,
			Meaning: reason.Both("in the lines of an optimizer, the direction of L-BFGS for the gradient g: the rule remembers the last ten steps and changes of g", "在优化器的规则里使用：由梯度 g 得到 L-BFGS 的下降方向；规则会记住最近十步的位移和梯度变化"), Example: "optimizer mine(f, θ)\n  d = quasi_newton(∇f(θ))\n  θ = θ + armijo(f, θ, d) d\nend\nrun(mine, (x, y) -> x^2 + 10 y^2, from = (1, 1), steps = 5)"},
	}
}

func modelStep(limit string, step func(g, h, size *expr.Node) *expr.Node) func(*eval.Call) value.Value {
	return func(c *eval.Call) value.Value {
		g, h, size := c.Node(0), symmetric(c, 1), c.Node(2)
		if g.Shape().Rank > 1 || g.Shape().Size() != h.Shape().Rows {
			c.Fail("ShapeError", c.Open, "shape.operands", c.Positional[0].Value.Describe(), c.Positional[1].Value.Describe())
		}
		if size.Shape().Rank != 0 {
			c.Fail("TypeError", c.Positional[2].Span, "type.number", c.Positional[2].Value.Describe())
		}
		if size.IsConst() && !(size.Float() >= 0) {
			c.Fail("DomainError", c.Positional[2].Span, "type.least", limit, size.Float())
		}
		return c.Arithmetic().Operate(c.Entry.Name, func() *expr.Node { return step(expr.Flatten(g), h, size) }, g, h, size)
	}
}
