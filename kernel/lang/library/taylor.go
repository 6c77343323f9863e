package library

import (
	"sync"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/formula"
)

// taylorOf is the Taylor polynomial Σ ∂^α f(p)/α! (x - p)^α over all multi-indices α up to the order.
func taylorOf(c *eval.Call) value.Value {
	f := c.Function(0)
	p := expansionPoint(c, f)
	order := wholeSetting(c, "order", 0, 2)
	return polynomialOf(c, c.Calculus().Objective(f, p), p, order)
}

// polynomialOf is the Taylor polynomial of a traced function.
func polynomialOf(c *eval.Call, t eval.Trace, p eval.Point, order int) *value.Traced {
	terms := c.Calculus().TaylorTerms(t, p, order)
	variables, names := t.Components()
	at := p.Entries()
	polynomial := expr.Const(0)
	for _, term := range terms {
		polynomial = expr.Add(polynomial, expr.Mul(term.Coefficient, monomial(term.Powers, variables, at)))
	}
	return &value.Traced{Name: "T", Short: "T" + expr.Subscript(order), Names: names, Variables: variables, Value: polynomial, Exactly: sync.OnceValues(func() (*expr.Node, bool) {
		if !p.IsKnown() {
			return nil, false
		}
		return formula.Taylor(t.Value, t.Variables, p.Parts, variables, order, terms)
	})}
}

// expansionPoint is the setting at, or the origin.
func expansionPoint(c *eval.Call, f value.Callable) eval.Point {
	if at, ok := c.Setting("at"); ok {
		return c.PointAt(f, at)
	}
	p := eval.Point{Layout: eval.Scalars(value.VariablesOf(f))}
	for range p.Names {
		p.Parts = append(p.Parts, expr.Const(0))
	}
	return p
}

// monomial is (x - p)^α.
func monomial(powers []int, variables, at []*expr.Node) *expr.Node {
	product := expr.Const(1)
	for i, power := range powers {
		if power > 0 {
			step := expr.Sub(variables[i], at[i])
			product = expr.Mul(product, expr.Pow(step, expr.Const(float64(power))))
		}
	}
	return product
}
