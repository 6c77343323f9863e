package working

import (
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
)

// Lagrange is a critical point on a set g = 0, with what its kind rests on.
type Lagrange struct {
	Point     value.ConstrainedPoint
	Functions []Place // f, then the functions that are 0 on the set
}

// Working is how the kind of the point comes about: the gradients, Lagrange's rule with its multipliers, the Hessian of the
// Lagrangian and its eigenvalues on the tangent space.
func (l Lagrange) Working() value.Working {
	w := &paper{}
	f, constraints := l.Functions[0], l.Functions[1:]
	for _, p := range l.Functions {
		w.formula(p.Gradient)
	}
	for _, g := range constraints {
		w.equation(g.at(0), value.Side{sign("0")})
	}
	for _, p := range l.Functions {
		if p.Slope != nil {
			w.equation(p.at(1), number(p.Slope))
		}
	}
	l.rule(w, constraints)
	if p := l.Point; p.Multipliers != nil && len(p.Eigenvalues) > 0 {
		w.equation(l.lagrangian(constraints), number(l.hessian()))
		w.say("working.tangent")
		w.equation(value.Side{lambda}, number(expr.Array(expr.Vector(len(p.Eigenvalues)), p.Eigenvalues)))
	}
	if f.Value != nil {
		w.equation(f.at(0), number(f.Value))
	}
	w.say("working.on", message.Say("verdict."+string(l.Point.Kind)), names(constraints))
	return w.Working
}

// names are the equations of the set: g = h = 0.
func names(constraints []Place) string {
	var labels []string
	for _, g := range constraints {
		labels = append(labels, g.Function.Label())
	}
	return strings.Join(labels, " = ") + " = 0"
}

// rule writes ∇f = μ ∇g with its multipliers; at a singular point that the gradients of the constraints say nothing.
func (l Lagrange) rule(w *paper, constraints []Place) {
	multipliers := l.multipliers()
	if len(multipliers) != len(constraints) {
		w.say("working.singular")
		return
	}
	var side value.Side
	for k, g := range constraints {
		if k > 0 {
			side = append(side, sign(" + "))
		}
		side = append(side, factor(multipliers[k]), times)
		side = append(side, g.at(1)...)
	}
	w.equation(l.Functions[0].at(1), side)
}

// multipliers are the numbers μ, exactly where they are known so.
func (l Lagrange) multipliers() []*expr.Node {
	list := make([]*expr.Node, len(l.Point.Multipliers))
	for k, x := range l.Point.Multipliers {
		list[k] = expr.Const(x)
		if forms := l.Point.Exact.Multipliers; len(forms) == len(list) {
			list[k] = exactly(forms[k])
		}
	}
	return list
}

// lagrangian is H = ∇²f(p) - μ ∇²g(p).
func (l Lagrange) lagrangian(constraints []Place) value.Side {
	side := append(value.Side{sign("H = ")}, l.Functions[0].at(2)...)
	for k, g := range constraints {
		side = append(side, sign(" - "), factor(l.multipliers()[k]), times)
		side = append(side, g.at(2)...)
	}
	return side
}

// hessian is the value of H, exactly where all its parts are known so.
func (l Lagrange) hessian() *expr.Node {
	multipliers := l.multipliers()
	h := l.Functions[0].Curvature
	for k, g := range l.Functions[1:] {
		if h == nil || g.Curvature == nil {
			return expr.Const(0)
		}
		h = expr.Sub(h, expr.Mul(expr.Const(multipliers[k].Float()), g.Curvature))
	}
	return expr.WithForms(expr.Array(h.Shape(), h.Clean()), func() ([]exact.Form, bool) { return l.exactHessian(multipliers) })
}

// exactHessian are the forms of H, from those of its parts.
func (l Lagrange) exactHessian(multipliers []*expr.Node) ([]exact.Form, bool) {
	sum, ok := l.Functions[0].Curvature.Forms()
	if !ok {
		return nil, false
	}
	for k, g := range l.Functions[1:] {
		forms, okForms := g.Curvature.Forms()
		mu, okMu := multipliers[k].Forms()
		if !okForms || !okMu || len(forms) != len(sum) {
			return nil, false
		}
		next := make([]exact.Form, len(sum))
		for i := range sum {
			if next[i], ok = exact.Less(sum[i], mu[0], forms[i]); !ok {
				return nil, false
			}
		}
		sum = next
	}
	return sum, true
}
