package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// cubicNewton minimises the quadratic model plus M/6 ‖s‖³, which lies above f everywhere when M is a Lipschitz constant of
// the Hessian. A step that would leave the domain of f is shortened. At an exact saddle it leaves along q₁ with ‖s‖ = 2|λ₁|/M. In many variables the Hessian is not formed,
// see mostFormed.
var cubicNewton = &Rule{
	Name:     "cubic_newton",
	Summary:  reason.Both("Newton's method with a cubic term that bounds the step: it leaves saddle points without any noise", "三次正则化牛顿法：用三次项限制步长，不需要噪声就能离开鞍点"),
	Source:   "Nesterov and Polyak 2006, Math. Prog. 108, 177, eq. 2.4",
	Settings: []Setting{{"M", 1, reason.Both("weight of the cubic term, at least the Lipschitz constant of the Hessian", "三次项的权重，不小于海森矩阵的 Lipschitz 常数")}},
	Turns:    true,
	Build: func(b *Builder) {
		theta, m := b.Point(), b.Setting("M")
		part := b.part()
		g := b.Assign("g", vector(flat(b.Gradient(theta))))
		if !b.formed() {
			s, _ := b.modelStep(g, m, true, func(r reducedModel, m float64) []float64 {
				return r.within(func(shift float64) float64 { return 2 * shift / m })
			})
			b.within(part, s)
			return
		}
		h := b.Assign("H", square2(b.Hessian(theta)))
		s := b.Assign("s", b.named("cubic_step", g.Shape(), func() *expr.Node { return expr.CubicStep(g, h, m) }, g, h, m))
		b.within(part, s)
	},
}
