package eval

import (
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// TaylorTerms are the terms of the Taylor polynomial at a known point, by power series in many digits where those can be
// had, else by the derivatives of the branches that are taken there.
func (c *Call) TaylorTerms(t Trace, p Point, order int) expr.Polynomial {
	smooth, hasValue, ok := c.e.smoothExpansion(t, p, order)
	if !ok {
		if order > 0 {
			c.e.noteCorners(t, p)
		}
		terms := expr.Taylor(t.Value, t.Variables, p.Parts, order)
		for _, term := range terms {
			c.e.differentiable(term.Coefficient, c.here())
		}
		return terms
	}
	if !hasValue {
		c.e.note("note.removable", c.e.placeText(p), c.e.chosen.Format.Number(smooth.Coefficients[0]))
	}
	var terms expr.Polynomial
	for k, coefficient := range smooth.Coefficients {
		terms = append(terms, expr.Monomial{Powers: smooth.Powers[k], Coefficient: expr.Const(coefficient)})
	}
	return terms
}

// HessianAt is the Hessian of f at a point, over all the point's numbers.
func (c *Call) HessianAt(f value.Callable, p Point) *expr.Node {
	t := c.e.trace(f, p, c.here(), c.e.graphOf(p.Parts))
	d := &value.Derivative{Of: f, Mark: value.Hessian}
	t.mustBeNumber(d, c.here())
	return c.e.valueAt(c.e.derivative(d, t, c.here()), t.Variables, p, c.here()).(value.Quantity).Node
}

// HessianTimes is the Hessian of f at a point times a direction over all the point's numbers; no matrix is formed.
func (c *Call) HessianTimes(f value.Callable, p Point, d *expr.Node) *expr.Node {
	t := c.e.trace(f, p, c.here(), c.e.graphOf(append([]*expr.Node{d}, p.Parts...)))
	t.mustBeNumber(&value.Derivative{Of: f, Mark: value.Hessian}, c.here())
	entries := d.Entries()
	directions := make([]*expr.Node, len(p.Shapes))
	for i, shape := range p.Shapes {
		directions[i] = shaped(entries[:shape.Size()], shape)
		entries = entries[shape.Size():]
	}
	product := expr.HVP(t.Value, t.Variables, directions)
	for i, n := range product {
		product[i] = c.e.nodeAt(n, t.Variables, p, c.here())
	}
	if len(product) == 1 {
		return product[0]
	}
	return expr.Stack(product...)
}

// TraceWith traces a function with the shapes of a point in a graph, some of its settings given.
func (c *Call) TraceWith(f value.Callable, p Point, settings []Argument, g *expr.Graph) Trace {
	here := c.here()
	here.Named = settings
	return c.e.trace(f, p, here, g)
}
