package jet

import "saddle/numerics/expr"

// accurate is the series of a formula that loses digits as it is written where u is small: log(1 + u), exp(u) - 1, 1 - cos(u), √(1 + u) - 1,
// and the last three with the other sign. Ok is false for any other.
func (e *evaluation) accurate(n *expr.Node) (series Jet, ok bool) {
	switch {
	case !n.Shape().IsScalar():
		return nil, false
	case n.Op() == expr.OpApply && n.Func() == expr.Log:
		if u := e.beyondOne(n.Args()[0]); u != nil {
			return e.Compose(u, functions["log1p"](u[0], e.Order)), true
		}
	case n.Op() == expr.OpSum && len(n.Args()) == 2:
		for k, a := range n.Args() {
			p, q := n.Coefficient(k)
			if r, s := n.Coefficient(1 - k); p != -r || q != s || p*p != q*q || !isOne(n.Args()[1-k]) {
				continue
			}
			if less := e.lessOne(a); less != nil {
				return e.Scale(less, Exact(p/q)), true
			}
		}
	}
	return nil, false
}

// lessOne is the series of a number less 1, nil where it needs no care.
func (e *evaluation) lessOne(n *expr.Node) Jet {
	switch {
	case n.Op() == expr.OpApply && n.Func() == expr.Exp:
		u := e.number(n.Args()[0])
		return e.Compose(u, exponentialLessOne(u[0], e.Order))
	case n.Op() == expr.OpApply && n.Func() == expr.Cos:
		half := e.Scale(e.number(n.Args()[0]), Exact(0.5))
		sine, _ := sineCosine(half[0], e.Order)
		s := e.Compose(half, sine)
		return e.Scale(e.Mul(s, s), Exact(-2))
	case n.Op() == expr.OpPower && n.Args()[1].IsConst() && n.Args()[1].Float() == 0.5:
		u := e.beyondOne(n.Args()[0])
		if u == nil || u[0].Mid <= -0.5 {
			return nil
		}
		return e.Div(u, e.Add(e.number(n), e.Const(Exact(1))))
	}
	return nil
}

// beyondOne is the series of a sum less the 1 in it, nil for anything else.
func (e *evaluation) beyondOne(sum *expr.Node) Jet {
	if sum.Op() != expr.OpSum || !sum.Shape().IsScalar() {
		return nil
	}
	ones := 0
	u := e.Const(Ball{})
	for k, a := range sum.Args() {
		p, q := sum.Coefficient(k)
		if p == q && isOne(a) {
			ones++
			continue
		}
		e.addScaled(u, e.number(a), div(Rounded(p), Rounded(q)))
	}
	if ones != 1 {
		return nil
	}
	return u
}

func isOne(n *expr.Node) bool {
	return n.IsConst() && n.Shape().IsScalar() && !n.IsTruth() && n.Float() == 1
}
