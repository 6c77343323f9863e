package eval

import (
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// TaylorTerms are the terms of the Taylor polynomial at a known point, by power series in many digits where those can be
// had, else by the derivatives of the branches that are taken there.
func (by Calculus) TaylorTerms(t Trace, p Point, order int) expr.Polynomial {
	smooth, hasValue, ok := by.e.smoothExpansion(t, p, order)
	if !ok {
		if order > 0 {
			by.e.noteCorners(t, p, order)
		}
		terms := expr.Taylor(t.Value, t.Variables, p.Parts, order)
		for _, term := range terms {
			by.e.differentiable(term.Coefficient, by.call.here())
		}
		return terms
	}
	if !hasValue {
		by.e.note("note.removable", by.e.placeText(p), by.e.chosen.Format.Number(smooth.Coefficients[0]))
	}
	var terms expr.Polynomial
	for k, coefficient := range smooth.Coefficients {
		n := expr.Const(coefficient)
		if q := smooth.Quotients[k]; q != nil {
			n = withQuotient(n, q)
		}
		terms = append(terms, expr.Monomial{Powers: smooth.Powers[k], Coefficient: n})
	}
	return terms
}

// HessianAt is the Hessian of f at a point, over all the point's numbers.
func (by Calculus) HessianAt(f value.Callable, p Point) *expr.Node {
	t := by.e.traceAt(f, p, by.call.here())
	d := &value.Derivative{Of: f, Mark: value.Hessian}
	t.mustBeNumber(d, by.call.here())
	if smooth, ok := by.e.derivativeAtChoice(d, t, p); ok {
		return smooth.(value.Quantity).Node
	}
	return by.e.valueAt(by.e.derivativeAt(d, t, by.call.here()), t.Variables, p, by.call.here()).(value.Quantity).Node
}

// HessianTimes is the Hessian of f at a point times a direction over all the point's numbers; no matrix is formed.
func (by Calculus) HessianTimes(f value.Callable, p Point, d *expr.Node) *expr.Node {
	t := by.e.trace(f, p, by.call.here(), by.e.graphOf(append([]*expr.Node{d}, p.Parts...)))
	whole := &value.Derivative{Of: f, Mark: value.Hessian}
	t.mustBeNumber(whole, by.call.here())
	if h, ok := by.e.derivativeAtChoice(whole, t, p); ok {
		return expr.Mul(h.(value.Quantity).Node, d)
	}
	product := expr.HVP(t.Value, t.Variables, p.apart(d.Entries()))
	for i, n := range product {
		product[i] = by.e.nodeAt(n, t.Variables, p, by.call.here())
	}
	if len(product) == 1 {
		return product[0]
	}
	return expr.Stack(product...)
}

// apart are numbers of which there are as many as the point has, in the shapes of its parts.
func (p Point) apart(entries []*expr.Node) []*expr.Node {
	parts := make([]*expr.Node, len(p.Shapes))
	for i, shape := range p.Shapes {
		parts[i] = shaped(entries[:shape.Size()], shape)
		entries = entries[shape.Size():]
	}
	return parts
}

// NewGraph is a graph in which work ends when the cell is interrupted.
func (by Calculus) NewGraph() *expr.Graph { return by.e.newGraph() }
