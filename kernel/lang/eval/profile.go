package eval

import (
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// profilePicture draws f along a line with its quadratic model: f(p) + t gᵀd + t²/2 dᵀHd.
func profilePicture(c *builtinCall) value.Value {
	f := c.function(0)
	p := c.pointAt(f, 1)
	d := c.direction(2, p.size())
	t := c.traceAt(f, p)
	variables, _ := t.components()
	g := t.value.Graph()
	if g == nil {
		g = expr.NewGraph()
	}
	step := g.Variable("t", expr.Scalar)
	along := make([]*expr.Node, len(variables))
	for i, x := range p.flat() {
		along[i] = expr.Add(expr.Const(x), expr.Mul(expr.Const(d.Entries()[i].Float()), step))
	}
	line := expr.Substitute(t.value, variables, along)
	model := quadraticModel(line, step)
	name := f.Label()
	figure := &value.Figure{Layers: []value.Layer{
		&value.Curve{Name: name, Label: "t", Sample: c.sampleLine(traced{variables: []*expr.Node{step}, value: line})},
		&value.Curve{Name: "quadratic model", Label: "t", Model: true, Sample: c.sampleLine(traced{variables: []*expr.Node{step}, value: model})},
	}}
	c.readSettings(figure)
	if along, ok := c.setting("t"); ok {
		figure.Settings.X = c.rangeIn(along)
	}
	return figure
}

// quadraticModel is the Taylor polynomial of second order at t = 0.
func quadraticModel(line, t *expr.Node) *expr.Node {
	zero := []*expr.Node{expr.Const(0)}
	at := func(n *expr.Node) *expr.Node { return expr.Substitute(n, []*expr.Node{t}, zero) }
	first := expr.Gradient(line, t)[0]
	second := expr.Gradient(first, t)[0]
	model := expr.Add(at(line), expr.Mul(at(first), t))
	return expr.Add(model, expr.Mul(expr.Div(at(second), expr.Const(2)), expr.Pow(t, expr.Const(2))))
}
