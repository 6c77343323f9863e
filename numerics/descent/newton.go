package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// newton goes to the critical point of the quadratic model, whatever its kind. In many variables the Hessian is not formed, see
// mostFormed.
var newton = &Rule{
	Name:    "newton",
	Summary: reason.Both("a step to the critical point of the quadratic model: a minimum, a maximum or a saddle", "牛顿法：一步走到二次模型的临界点，可能是极小值点、极大值点或鞍点"),
	Source:  "Nocedal and Wright, 2nd ed., §3.3, eq. 3.30",
	Turns:   true,
	Build: func(b *Builder) {
		theta := b.Point()
		if !b.formed() {
			s, _ := b.modelStep(b.Gradient(theta), expr.Const(0), false, reducedModel.divided)
			b.Assign("θ", expr.Add(theta, s))
			return
		}
		b.Assign("θ", expr.Sub(theta, b.solve(b.Hessian(theta), b.Gradient(theta))))
	},
}

// solve is H⁻¹ g for a g in the shape of the point.
func (b *Builder) solve(hessian, g *expr.Node) *expr.Node {
	if b.shape.IsScalar() {
		return expr.Div(g, hessian)
	}
	return shaped(expr.Solve(hessian, flat(g)), b.shape)
}

// flat is a point or gradient as the vector of its entries, as the Hessian counts them; a number stays one.
func flat(g *expr.Node) *expr.Node {
	if g.Shape().IsMatrix() {
		return expr.Flatten(g)
	}
	return g
}
