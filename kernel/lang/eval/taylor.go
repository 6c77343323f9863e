package eval

import (
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// taylorOf is the Taylor polynomial Σ ∂^α f(p)/α! (x - p)^α over all multi-indices α up to the order.
func taylorOf(c *builtinCall) value.Value {
	f := c.function(0)
	p := c.expansionPoint(f)
	order := c.wholeSetting("order", 0, 2)
	t := c.Objective(f, p)
	terms := c.TaylorTerms(t, p, order)
	variables, names := t.components()
	at := p.entries()
	polynomial := expr.Const(0)
	for _, term := range terms {
		polynomial = expr.Add(polynomial, expr.Mul(term.Coefficient, monomial(term.Powers, variables, at)))
	}
	return &value.Traced{Name: "T", Names: names, Variables: variables, Value: polynomial}
}

// expansionPoint is the setting at, or the origin.
func (c *builtinCall) expansionPoint(f value.Callable) point {
	if at, ok := c.setting("at"); ok {
		return c.pointIn(f, at)
	}
	p := point{layout: scalars(value.VariablesOf(f))}
	for range p.names {
		p.parts = append(p.parts, expr.Const(0))
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
