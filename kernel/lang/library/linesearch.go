package library

import (
	"math"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// ray is a function along a direction from a point, as the searches along it take them.
type ray struct {
	f        value.Callable
	at       eval.Point
	function *expr.Function
	theta, d *expr.Node
}

// rayOf reads f, θ and d.
func rayOf(c *eval.Call) ray {
	l := ray{f: c.Function(0)}
	l.at = c.PointAt(l.f, c.Positional[1])
	l.function = c.Calculus().Objective(l.f, l.at).Function(l.f.Label())
	l.theta, l.d = flatPoint(l.at.Parts), flatPoint(directionParts(c))
	if l.d.Shape().Size() != l.theta.Shape().Size() {
		c.Fail("ShapeError", c.Positional[2].Span, "line.direction", c.Positional[2].Value.Describe(), l.f.Label(), l.theta.Shape().Size())
	}
	if len(l.at.Parts) == 1 {
		l.d = expr.Reshape(l.d, l.theta.Shape())
	}
	return l
}

// directionParts are the numbers of a direction: an array, or the parts of a point.
func directionParts(c *eval.Call) []*expr.Node {
	p, ok := c.Positional[2].Value.(value.Parts)
	if !ok {
		return []*expr.Node{c.Node(2)}
	}
	var parts []*expr.Node
	for _, part := range p.Values {
		parts = append(parts, part.Node)
	}
	return parts
}

// flatPoint is a point as an optimizer sees it: one array as it is, several as the vector of all numbers.
func flatPoint(parts []*expr.Node) *expr.Node {
	if len(parts) == 1 {
		return parts[0]
	}
	var entries []*expr.Node
	for _, part := range parts {
		entries = append(entries, part.Entries()...)
	}
	return expr.Stack(entries...)
}

// isKnown reports whether a search is made now, with numbers.
func (l ray) isKnown() bool { return l.theta.IsConst() && l.d.IsConst() }

// mustFall refuses a line along which a known function rises or has no value at its beginning.
func (l ray) mustFall(c *eval.Call) {
	if !l.isKnown() {
		return
	}
	c.ApplyAt(l.f, l.at) // where f has no value, it says why
	slope := expr.Total(expr.Times(expr.Flatten(expr.Substitute(l.gradient(), l.function.Variables, l.at.Parts)), expr.Flatten(l.d)))
	if slope.IsConst() && slope.Float() > 0 {
		panic(message.New("DomainError", "line.rises", l.f.Label(), slope.Float()).At(c.Source(), c.Positional[2].Span).
			Advise("line.rises-advice", l.f.Label()))
	}
}

func (l ray) gradient() *expr.Node {
	return flatPoint(expr.Gradient(l.function.Value, l.function.Variables...))
}

func armijoStep(c *eval.Call) value.Value {
	first, part, shrink := numberOr(c, "α", 1), numberOr(c, "c", 1e-4), numberSetting(c, "shrink", 0.5)
	within(c, "shrink", expr.Const(shrink), 1)
	within(c, "c", part, 1)
	within(c, "α", first, math.Inf(1))
	l := rayOf(c)
	l.mustFall(c)
	return value.Quantity{Node: descent.Armijo(l.function, l.theta, l.d, first, part, shrink)}
}

// numberOr is a setting that is a number, known or not, or what it is when not given.
func numberOr(c *eval.Call, name string, otherwise float64) *expr.Node {
	arg, ok := c.Setting(name)
	if !ok {
		return expr.Const(otherwise)
	}
	n := c.Quantity(arg)
	if n.IsTruth() || n.Shape().Rank != 0 {
		c.Fail("TypeError", arg.Span, "type.number", arg.Value.Describe())
	}
	return n
}

// within refuses a known setting that does not lie between 0 and a number.
func within(c *eval.Call, name string, n *expr.Node, most float64) {
	if arg, ok := c.Setting(name); ok && n.IsConst() && !(n.Float() > 0 && n.Float() < most) {
		key := "line.between"
		if math.IsInf(most, 1) {
			key = "line.positive"
		}
		c.Fail("DomainError", arg.Span, key, name, n.Float())
	}
}

func exactStep(c *eval.Call) value.Value {
	l := rayOf(c)
	l.mustFall(c)
	step, err := descent.ExactStep(l.function, l.theta, l.d)
	if err != nil {
		numericalFailure(c, err, eval.Argument{Span: c.Site})
	}
	if step.IsConst() && math.IsNaN(step.Float()) {
		panic(message.New("DomainError", "line.endless", l.f.Label()).At(c.Source(), c.Site).Advise("line.endless-advice", l.f.Label()))
	}
	return value.Quantity{Node: step}
}

func quasiNewton(c *eval.Call) value.Value {
	b, ok := c.Rules().Stepping()
	if !ok {
		panic(message.New("TypeError", "rule.only", c.Entry.Name).At(c.Source(), c.Site).Advise("rule.only-advice"))
	}
	g := c.Node(0)
	if g.Shape().Size() != b.Point().Shape().Size() {
		c.Fail("ShapeError", c.Positional[0].Span, "rule.gradient", c.Positional[0].Value.Describe(), b.Point().Shape().Size())
	}
	return value.Quantity{Node: b.QuasiNewton(expr.Reshape(g, b.Point().Shape()))}
}
