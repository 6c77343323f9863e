package descent

import "saddle/numerics/expr"

// objective gives a rule its function: the value and derivatives of f as formulas in the rule's point.
type objective interface {
	value(at *expr.Node) *expr.Node
	gradient(at *expr.Node) *expr.Node // in the shape of the point
	hessian(at *expr.Node) *expr.Node  // by the entries of the point, row by row; of a number, a number
}

// formula is a known function. Its derivatives are formed once, when first asked for.
type formula struct {
	f           *expr.Function
	shape       expr.Shape // of the point
	first, both *expr.Function
}

func (o *formula) value(at *expr.Node) *expr.Node { return o.f.Call(o.parts(at)...) }

func (o *formula) gradient(at *expr.Node) *expr.Node {
	if o.first == nil {
		o.first = o.f.Gradient()
	}
	return shaped(o.first.Call(o.parts(at)...), o.shape)
}

func (o *formula) hessian(at *expr.Node) *expr.Node {
	if o.both == nil {
		o.both = o.f.Hessian()
	}
	h := o.both.Call(o.parts(at)...)
	if o.shape.IsScalar() {
		return h.Entries()[0]
	}
	return h
}

// parts takes a point apart into the arguments of f.
func (o *formula) parts(at *expr.Node) []*expr.Node {
	if len(o.f.Variables) == 1 {
		return []*expr.Node{at}
	}
	flat := expr.Flatten(at)
	parts := make([]*expr.Node, len(o.f.Variables))
	from := 0
	for k, v := range o.f.Variables {
		to := from + v.Shape().Size()
		parts[k] = shaped(expr.Slice(flat, from, to), v.Shape())
		from = to
	}
	return parts
}

// shaped is the same entries in another shape.
func shaped(n *expr.Node, s expr.Shape) *expr.Node {
	switch {
	case n.Shape() == s:
		return n
	case s.IsScalar():
		return n.Entries()[0]
	}
	return expr.Reshape(n, s)
}

// unknown is a function that is only a name, for rules that print themselves.
type unknown struct {
	graph *expr.Graph
	name  string
	shape expr.Shape

	curved bool // the Hessian was asked for
}

func (o *unknown) value(at *expr.Node) *expr.Node {
	return o.graph.Unknown(o.name, expr.Scalar, at)
}

func (o *unknown) gradient(at *expr.Node) *expr.Node {
	return o.graph.Unknown("∇"+o.name, o.shape, at)
}

func (o *unknown) hessian(at *expr.Node) *expr.Node {
	o.curved = true
	n := o.shape.Size()
	return o.graph.Unknown("∇²"+o.name, expr.MatrixShape(n, n), at)
}
