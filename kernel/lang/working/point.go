package working

import (
	"math"
	"math/big"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
)

// Place is a point of a function with what a verdict on it rests on. Numbers carry what they are exactly, where that is known.
type Place struct {
	Function  value.Callable
	Arguments []*expr.Node // that the function is called with at the point

	Gradient, Hessian *value.Formula // f' and f'' of a function of one number; nil: too long to be written
	Slope, Curvature  *expr.Node     // their values; nil: there are none
	Value             *expr.Node     // of the function; nil: there is none
	Terms             *value.Formula // the Taylor polynomial with the terms that decide; nil: the Hessian decides, or they are not known
	Curve             *Curve         // a parabola on which the terms decide; nil: there is none
	Verdict           *critical.Verdict
}

// Point is how a verdict on a point comes about.
func Point(p Place) value.Working {
	w := &paper{}
	v := p.Verdict
	w.formula(p.Gradient)
	if v.Kind.IsRough() || p.Slope == nil {
		w.conclude(v)
		return w.Working
	}
	w.equation(p.at(1), number(p.Slope))
	if v.Kind == critical.NotCritical || p.Curvature == nil || len(v.Eigenvalues) != max(1, p.Curvature.Shape().Rows) {
		w.conclude(v)
		return w.Working
	}
	if h := p.Hessian; h != nil && !isConstant(h) {
		w.formula(h)
	}
	p.curvature(w)
	if p.Terms != nil {
		w.say("working.terms")
		w.formula(p.Terms)
	}
	if p.Curve != nil {
		w.equation(p.Curve.equation(p.Function))
	}
	if p.Value != nil {
		w.equation(p.at(0), number(p.Value))
	}
	w.conclude(p.Verdict)
	return w.Working
}

// isConstant reports whether a formula does not depend on the point.
func isConstant(f *value.Formula) bool {
	q, ok := f.Value.(value.Quantity)
	return ok && q.Node.IsConst()
}

// curvature writes the Hessian and what its signs say.
func (p Place) curvature(w *paper) {
	if p.Curvature.Shape().IsScalar() {
		w.equation(p.at(2), number(p.Curvature))
		if p.Verdict.Degenerate {
			w.say("working.second-zero", p.label(2))
		}
		return
	}
	w.equation(append(value.Side{sign("H = ")}, p.at(2)...), number(p.Curvature))
	w.matrix(newMatrix("H", p.Curvature, formsOf(p.Curvature), p.Verdict))
}

// conclude writes the verdict.
func (w *paper) conclude(v *critical.Verdict) {
	w.say("working.conclusion", message.Say("verdict."+string(v.Kind)), value.SaidInBoth(v.Reason))
}

// one reports whether the function is one of a number.
func (p Place) one() bool { return len(p.Arguments) == 1 && p.Arguments[0].Shape().IsScalar() }

// label is the name of the function or of its derivative of an order: f, ∇f, f”.
func (p Place) label(order int) string {
	name := p.Function.Label()
	if p.one() {
		return name + strings.Repeat("'", order)
	}
	return []string{"", "∇", "∇²"}[order] + name
}

// at is the function, or its derivative of an order, called at the point.
func (p Place) at(order int) value.Side {
	formula := syntax.LaTeXName(syntax.CanonicalName(p.Function.Label()), "")
	switch {
	case p.one():
		formula += strings.Repeat("'", order)
	default:
		formula = []string{"", `\nabla `, `\nabla^{2} `}[order] + formula
	}
	side := value.Side{written(p.label(order)+"(", formula+"(")}
	for k, x := range p.Arguments {
		if k > 0 {
			side = append(side, sign(", "))
		}
		side = append(side, value.Piece{Node: withQuotient(x)})
	}
	return append(side, sign(")"))
}

// withQuotient is a coordinate with the quotient that it was rounded from, 4/3, where it has no form.
func withQuotient(n *expr.Node) *expr.Node {
	if _, known := n.Forms(); known || !n.IsConst() || n.IsTruth() || !n.Shape().IsScalar() {
		return n
	}
	return expr.WithForms(n, func() ([]exact.Form, bool) {
		r := exact.RatOf(n.Float())
		if r == nil {
			return nil, false
		}
		return exact.FormsOf([]*big.Rat{r})
	})
}

// TermsOrder is up to which order the terms of f are to be looked at for a verdict on a degenerate point, and whether they are known
// to decide there; 0 where its Hessian decides.
func TermsOrder(v *critical.Verdict) (order int, known bool) {
	if !v.Degenerate || v.Kind == critical.NotCritical || v.Kind == critical.SaddlePoint && v.Strict {
		return 0, false
	}
	place := -1
	switch {
	case strings.HasPrefix(v.Reason.Key, "critical.zero."):
		place = 0
	case strings.HasPrefix(v.Reason.Key, "critical.higher."):
		place = 1
	}
	if place >= 0 && place < len(v.Reason.Args) {
		if order, ok := v.Reason.Args[place].(int); ok && order > 0 {
			return order, true
		}
	}
	if len(v.Eigenvalues) == 1 {
		return 3, false
	}
	return 4, false
}

// isFinite reports whether a number is one.
func isFinite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
