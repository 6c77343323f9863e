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
		return c.Operate(c.Entry.Name, func() *expr.Node { return step(expr.Flatten(g), h, size) }, g, h, size)
	}
}
