package eval

import (
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// TaylorTerms are the terms of the Taylor polynomial at a known point, by power series in many digits where those can be
// had, else by the derivatives of the branches that are taken there.
func (c *builtinCall) TaylorTerms(t traced, p point, order int) expr.Polynomial {
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

// HessianAt is the Hessian of f at a point, over all the point's numbers.
func (c *builtinCall) HessianAt(f value.Callable, p point) *expr.Node {
	t := c.trace(f, p, c.here(), c.graphOf(p.parts))
	d := &value.Derivative{Of: f, Mark: value.Hessian}
	t.mustBeNumber(d, c.here())
	return c.valueAt(c.derivative(d, t, c.here()), t.variables, p, c.here()).(value.Quantity).Node
}

// HessianTimes is the Hessian of f at a point times a direction over all the point's numbers; no matrix is formed.
func (c *builtinCall) HessianTimes(f value.Callable, p point, d *expr.Node) *expr.Node {
	t := c.trace(f, p, c.here(), c.graphOf(append([]*expr.Node{d}, p.parts...)))
	t.mustBeNumber(&value.Derivative{Of: f, Mark: value.Hessian}, c.here())
	entries := d.Entries()
	directions := make([]*expr.Node, len(p.shapes))
	for i, shape := range p.shapes {
		directions[i] = shaped(entries[:shape.Size()], shape)
		entries = entries[shape.Size():]
	}
	product := expr.HVP(t.value, t.variables, directions)
	for i, n := range product {
		product[i] = c.nodeAt(n, t.variables, p, c.here())
	}
	if len(product) == 1 {
		return product[0]
	}
	return expr.Stack(product...)
}

// TraceWith traces a function with the shapes of a point in a graph, some of its settings given.
func (c *builtinCall) TraceWith(f value.Callable, p point, settings []argument, g *expr.Graph) traced {
	here := c.here()
	here.named = settings
	return c.trace(f, p, here, g)
}
