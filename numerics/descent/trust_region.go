package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// trustRegion minimises the quadratic model exactly within a radius D, which shrinks where the model promises too much or the
// step leaves the domain of f, and doubles where it holds and the step reaches the border. Where the rounding of f hides the
// fall, the gradients at both ends of the step tell it. At an exact saddle it leaves along q₁. In many variables the Hessian
// is not formed, see mostFormed.
var trustRegion = &Rule{
	Name:    "trust_region",
	Summary: reason.Both("the best step of the quadratic model within a radius that adapts; it leaves saddle points by itself", "信赖域法：在自适应的半径内使二次模型最小；能自行离开鞍点"),
	Source:  "Moré and Sorensen 1983, SIAM J. Sci. Stat. Comput. 4, 553; Nocedal and Wright, 2nd ed., algorithm 4.1",
	Settings: []Setting{
		{"D₀", 1, reason.Both("first radius", "初始半径")},
		{"D_max", 100, reason.Both("largest radius", "最大半径")},
	},
	Turns: true,
	Build: func(b *Builder) {
		theta := b.Point()
		radius := b.Start("D", b.Setting("D₀"))
		g := b.Assign("g", vector(flat(b.Gradient(theta))))
		s, promised := b.trustStep(g, radius)
		predicted := b.Assign("predicted", promised)
		next := expr.Add(theta, shaped(s, b.shape))
		regular := b.regular(next)
		fall := b.fall(theta, next, g, s, predicted)
		drop := b.Assign("drop", expr.Select(regular, fall, expr.Const(0)))
		poor := expr.Compare(expr.Less, drop, expr.Mul(expr.Const(0.25), predicted))
		good := expr.And(expr.Compare(expr.Greater, drop, expr.Mul(expr.Const(0.75), predicted)),
			expr.Compare(expr.Greater, expr.Norm(s), expr.Mul(expr.Const(0.99), radius)))
		grown := expr.Min(expr.Mul(expr.Const(2), radius), b.Setting("D_max"))
		b.Assign("D", expr.Select(poor, expr.Div(radius, expr.Const(4)), expr.Select(good, grown, radius)))
		accept := expr.Compare(expr.Greater, drop, expr.Mul(expr.Const(0.1), predicted))
		b.Assign("θ", expr.Select(accept, next, theta))
	},
}

// trustStep is the step and the drop that the model promises for it.
func (b *Builder) trustStep(g, radius *expr.Node) (s, predicted *expr.Node) {
	if !b.formed() {
		s, predicted = b.modelStep(g, radius, true, func(m reducedModel, radius float64) []float64 {
			return m.within(func(float64) float64 { return radius })
		})
		return b.Assign("s", expr.Flatten(s)), predicted
	}
	h := b.Assign("H", square2(b.Hessian(b.Point())))
	s = b.Assign("s", b.named("trust_step", g.Shape(), func() *expr.Node { return expr.TrustStep(g, h, radius) }, g, h, radius))
	return s, expr.Neg(expr.Add(expr.Dot(g, s), expr.Mul(expr.Const(0.5), expr.Dot(s, times(h, s)))))
}

// square2 is the Hessian of a function of one number as a 1×1 matrix.
func square2(h *expr.Node) *expr.Node {
	if h.Shape().IsScalar() {
		return expr.Matrix([][]*expr.Node{{h}})
	}
	return h
}

// vector is a number as a vector of one entry; a vector as it is.
func vector(g *expr.Node) *expr.Node {
	if g.Shape().IsScalar() {
		return expr.Stack(g)
	}
	return g
}

// times is a matrix times a vector, a vector even if it has one entry.
func times(a, v *expr.Node) *expr.Node {
	if v.Shape().Size() == 1 {
		return expr.Times(a.Entries()[0], v)
	}
	return expr.Mul(a, v)
}
