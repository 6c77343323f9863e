package descent

import (
	"saddle/numerics/expr"
	"saddle/numerics/reason"
)

// lbfgs builds a model of the Hessian's inverse from the last pairs of steps s and gradient changes y, and goes along its
// Newton step as far as f falls enough (Armijo's rule, the step halved until it does). Pairs along which f does not curve
// up are left out, so it descends always, and rests at an exact saddle.
var lbfgs = &Rule{
	Name:    "lbfgs",
	Summary: reason.Both("a Newton-like step from the last few gradients alone, shortened until f falls enough", "L-BFGS（有限内存拟牛顿法）：只用最近几步的梯度近似牛顿方向，并用线搜索缩短步长，直到 f 充分下降"),
	Source:  "Liu and Nocedal 1989, Math. Prog. 45, 503; Nocedal and Wright, 2nd ed., algorithms 7.4 and 3.1",
	Settings: []Setting{
		{"c", 1e-4, reason.Both("part of the fall promised by the gradient that a step must bring", "Armijo 条件的系数：实际下降至少要达到线性预测的这个比例")},
	},
	Turns: true,
	Build: func(b *Builder) {
		theta := b.Point()
		g := b.Assign("g", b.Gradient(theta))
		d := b.Assign("d", b.named("quasi_newton", g.Shape(), func() *expr.Node { return b.QuasiNewton(g) }, g))
		alpha := b.Assign("α", b.named("armijo", expr.Scalar, func() *expr.Node {
			return armijo(b.objective, theta, d, expr.Const(1), b.Setting("c"), 0.5)
		}, b.symbol(b.rule.functionName()), theta, d, b.symbol("c = c")))
		b.Assign("θ", expr.Add(theta, expr.Mul(alpha, d)))
	},
}

// QuasiNewton is the direction of lbfgs for the gradient g at the point of the step: minus the model of the Hessian's inverse,
// of the pairs that the steps of the run have left, times g. The rule keeps the pairs from then on.
func (b *Builder) QuasiNewton(g *expr.Node) *expr.Node {
	pairs := b.keepPairs(vector(flat(b.point)), vector(flat(g)))
	return shaped(expr.Neg(pairs.timesInverse(vector(flat(g)))), b.shape)
}

// history is how many pairs are kept.
const history = 10

// pairs are the steps and gradient changes, the newest first. A pair of zeros counts for nothing.
type pairs struct{ s, y []*expr.Node }

// keepPairs keeps the pairs from step to step, with the one that the last step made in front, if f curves up along it by more
// than rounding.
func (b *Builder) keepPairs(theta, g *expr.Node) *pairs {
	p := &pairs{}
	b.histories++
	suffix := "₋" + expr.Subscript(b.histories) // no name that can be typed ends so
	zero := expr.Fill(theta.Shape(), expr.Const(0))
	lastTheta, lastG := b.keep("θ"+suffix, theta), b.keep("g"+suffix, zero)
	first := expr.Compare(expr.Equal, b.keep("began"+suffix, expr.Const(0)), expr.Const(0))
	b.Assign("began"+suffix, expr.Const(1))
	s, y := expr.Sub(theta, lastTheta), expr.Sub(g, lastG)
	curved := expr.Compare(expr.Greater, expr.Dot(s, y), expr.Mul(expr.Const(1e-12), expr.Mul(expr.Norm(s), expr.Norm(y))))
	bent := expr.Compare(expr.Greater, expr.Norm(y), expr.Mul(expr.Const(1e-13), expr.Norm(g)))
	useful := expr.And(expr.And(expr.Not(first), curved), bent)
	b.pushPair(p, suffix, useful, s, y)
	b.Assign("θ"+suffix, theta)
	b.Assign("g"+suffix, g)
	return p
}

// pushPair puts the pair s, y in front of those that were kept, and drops the oldest, where it is useful.
func (b *Builder) pushPair(p *pairs, suffix string, useful, s, y *expr.Node) {
	zero := expr.Fill(s.Shape(), expr.Const(0))
	oldS, oldY := make([]*expr.Node, history), make([]*expr.Node, history)
	for i := range history {
		oldS[i], oldY[i] = b.keep("s"+expr.Subscript(i)+suffix, zero), b.keep("y"+expr.Subscript(i)+suffix, zero)
	}
	for i := range history {
		newerS, newerY := s, y
		if i > 0 {
			newerS, newerY = oldS[i-1], oldY[i-1]
		}
		p.s, p.y = append(p.s, expr.Select(useful, newerS, oldS[i])), append(p.y, expr.Select(useful, newerY, oldY[i]))
		b.Assign("s"+expr.Subscript(i)+suffix, p.s[i])
		b.Assign("y"+expr.Subscript(i)+suffix, p.y[i])
	}
}

// timesInverse is the model of H⁻¹ times g, by two passes over the pairs. Without any pair it is g over its length.
func (p *pairs) timesInverse(g *expr.Node) *expr.Node {
	weights := make([]*expr.Node, len(p.s))
	q := g
	for i, s := range p.s {
		weights[i] = expr.Mul(p.weight(i), expr.Dot(s, q))
		q = expr.Sub(q, expr.Mul(weights[i], p.y[i]))
	}
	none := expr.Compare(expr.Equal, p.weight(0), expr.Const(0))
	scale := expr.Select(none, expr.Div(expr.Const(1), expr.Norm(g)), expr.Div(expr.Dot(p.s[0], p.y[0]), expr.NormSquared(p.y[0])))
	r := expr.Mul(scale, q)
	for i := len(p.s) - 1; i >= 0; i-- {
		correction := expr.Sub(weights[i], expr.Mul(p.weight(i), expr.Dot(p.y[i], r)))
		r = expr.Add(r, expr.Mul(correction, p.s[i]))
	}
	return r
}

// weight is 1/(s·y) of a pair, 0 for a pair of zeros.
func (p *pairs) weight(i int) *expr.Node {
	curvature := expr.Dot(p.s[i], p.y[i])
	return expr.Select(expr.Compare(expr.Greater, curvature, expr.Const(0)), expr.Div(expr.Const(1), curvature), expr.Const(0))
}
