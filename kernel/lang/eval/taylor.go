package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// taylorOf is the Taylor polynomial Σ ∂^α f(p)/α! (x - p)^α over all multi-indices α up to the order.
func taylorOf(c *builtinCall) value.Value {
	f := c.function(0)
	p := c.expansionPoint(f)
	order := c.wholeSetting("order", 0, 2)
	t := c.tracedAs(f, p)
	c.mustBeObjective(f, t)
	terms := c.taylorTerms(t, p, order)
	variables, names := t.components()
	at := p.entries()
	polynomial := expr.Const(0)
	for _, term := range terms {
		polynomial = expr.Add(polynomial, expr.Mul(term.Coefficient, monomial(term.Powers, variables, at)))
	}
	return &value.Traced{Name: "T", Names: names, Variables: variables, Value: polynomial}
}

// taylorTerms are the terms of the Taylor polynomial at a known point, by power series in many digits where those can be
// had, else by the derivatives of the branches that are taken there.
func (c *builtinCall) taylorTerms(t traced, p point, order int) expr.Polynomial {
	smooth, hasValue, ok := c.smoothExpansion(t, p, order)
	if !ok {
		if order > 0 {
			c.noteCorners(t, p)
		}
		terms := expr.Taylor(t.value, t.variables, p.parts, order)
		for _, term := range terms {
			c.differentiable(term.Coefficient, c.here())
		}
		return terms
	}
	if !hasValue {
		c.note("note.removable", c.placeText(p), c.chosen.Format.Number(smooth.Coefficients[0]))
	}
	var terms expr.Polynomial
	for k, coefficient := range smooth.Coefficients {
		terms = append(terms, expr.Monomial{Powers: smooth.Powers[k], Coefficient: expr.Const(coefficient)})
	}
	return terms
}

// expansionPoint is the setting at, or the origin.
func (c *builtinCall) expansionPoint(f value.Callable) point {
	if at, ok := c.setting("at"); ok {
		return c.pointIn(f, at)
	}
	p := point{layout: scalars(variablesOf(f))}
	for range p.names {
		p.parts = append(p.parts, expr.Const(0))
	}
	return p
}

// components lists every number of the traced point as a variable of its own, with its name.
func (t traced) components() (variables []*expr.Node, names []string) {
	for _, v := range t.variables {
		for _, entry := range v.Entries() {
			variables = append(variables, entry)
			names = append(names, entry.Name())
		}
	}
	return variables, names
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

// applyTraced calls a function that is known as a formula.
func (e *evaluation) applyTraced(f *value.Traced, args arguments) value.Value {
	for _, arg := range args.named {
		panic(noSetting(f.Label(), arg, nil, args.scope))
	}
	p := e.pointOf(f, args)
	for _, part := range p.parts {
		if part.Shape().Rank != 0 {
			panic(message.New("ShapeError", "type.number", value.Quantity{Node: part}.Describe()).At(args.scope.source, args.open))
		}
	}
	return value.Quantity{Node: expr.Substitute(f.Value, f.Variables, p.parts)}
}
