package eval

import (
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// Node is the number or array of a positional argument.
func (c *Call) Node(i int) *expr.Node {
	arg := &c.Positional[i]
	if arg.Value == nil {
		arg.Value = c.e.comprehension(arg.loop.body, arg.loop.loops, arg.loop.scope, arg.Span)
	}
	return c.e.quantityOf(*arg, c.scope)
}

// Number is an argument that must be a known number.
func (c *Call) Number(arg Argument) float64 {
	n, ok := c.e.asQuantity(arg.Value, c.scope, arg.Span)
	if !ok || n.IsTruth() || n.Shape().Rank != 0 {
		c.scope.fail("TypeError", arg.Span, "type.number", arg.Value.Describe())
	}
	if !n.IsConst() {
		c.scope.fail("TypeError", arg.Span, "trace.number-known")
	}
	return n.Float()
}

// Whole is a known whole number of at least a least value.
func (c *Call) Whole(arg Argument, least int) int {
	x := c.Number(arg)
	if x != float64(int(x)) || int(x) < least {
		c.scope.fail("DomainError", arg.Span, "type.whole", least, x)
	}
	return int(x)
}

// WholeSetting is a setting that is a whole number, or what it is when not given.
func (c *Call) WholeSetting(name string, least, otherwise int) int {
	arg, ok := c.Setting(name)
	if !ok {
		return otherwise
	}
	return c.Whole(arg, least)
}

// NumberSetting is a setting that is a number, or what it is when not given.
func (c *Call) NumberSetting(name string, otherwise float64) float64 {
	arg, ok := c.Setting(name)
	if !ok {
		return otherwise
	}
	return c.Number(arg)
}

// SizeSetting is a setting that is a number of at least 0, or 0 when not given.
func (c *Call) SizeSetting(name string) float64 {
	x := c.NumberSetting(name, 0)
	if arg, ok := c.Setting(name); ok && !(x >= 0) {
		panic(message.New("DomainError", "type.least", name, x).At(c.scope.source, arg.Span).Advise("setting." + name + "-advice"))
	}
	return x
}

// TextSetting is a setting that is a text; empty when not given.
func (c *Call) TextSetting(name string) string {
	arg, ok := c.Setting(name)
	if !ok {
		return ""
	}
	text, ok := arg.Value.(value.Text)
	if !ok {
		c.scope.fail("TypeError", arg.Span, "type.text", arg.Value.Describe())
	}
	return string(text)
}

// Function is a positional argument that must be a function.
func (c *Call) Function(i int) value.Callable {
	f, ok := c.Positional[i].Value.(value.Callable)
	if !ok || f.Arity() == 0 {
		c.RefuseNumber(c.Positional[i], message.New("TypeError", "type.function", c.Positional[i].Value.Describe()).
			At(c.scope.source, c.Positional[i].Span).Advise("call.write", c.Entry.Usage()))
	}
	return f
}

// PointAt is a positional argument as a point of f.
func (c *Call) PointAt(f value.Callable, i int) Point { return c.PointIn(f, c.Positional[i]) }

// PointIn is an argument as a point of f.
func (c *Call) PointIn(f value.Callable, arg Argument) Point {
	return c.e.pointOf(f, Arguments{Positional: []Argument{arg}, scope: c.scope, Site: arg.Span, Open: arg.Span})
}

// here are the arguments of this call without any, for calls made on its behalf.
func (c *Call) here() Arguments {
	return Arguments{scope: c.scope, Site: c.Site, Open: c.Open}
}

// RefuseUnknown says that a point must be known, and why it is not in the rule of an optimizer.
func (c *Call) RefuseUnknown(span syntax.Span) {
	panic(message.New("TypeError", "trace.point-known", c.Entry.Name).At(c.scope.source, span))
}

// TraceAt traces f, whose result must be a number, with the shapes of a known point.
func (c *Call) TraceAt(f value.Callable, p Point) Trace {
	if !p.IsKnown() {
		c.RefuseUnknown(c.Site)
	}
	t := c.Objective(f, p)
	if !t.isClosed() {
		panic(message.New("TypeError", "trace.letters", c.Entry.Name, f.Label()).At(c.scope.source, c.Site))
	}
	return t
}

// TraceArray traces f, whose result may be a number or an array, with the shapes of a known point.
func (c *Call) TraceArray(f value.Callable, p Point) Trace {
	if !p.IsKnown() {
		c.RefuseUnknown(c.Site)
	}
	t := c.tracedAs(f, p)
	if !t.isClosed() {
		panic(message.New("TypeError", "trace.letters", c.Entry.Name, f.Label()).At(c.scope.source, c.Site))
	}
	return t
}

// mustBeObjective refuses a function whose result is not one number.
func (c *Call) mustBeObjective(f value.Callable, t Trace) {
	if t.Value.Shape().Rank != 0 {
		panic(message.New("ShapeError", "type.objective", c.Entry.Name, f.Label(), value.Quantity{Node: t.Value}.Describe()).
			At(c.scope.source, c.Site).Advise(objectiveAdvice(t), f.Label()))
	}
}

// objectiveAdvice is the key of what to take of a function whose value is a vector or a matrix.
func objectiveAdvice(t Trace) string {
	if t.Value.Shape().Rank == 2 {
		return "type.objective-matrix-advice"
	}
	return "type.objective-advice"
}

// tracedAs traces f with the shapes of a point. Where f does not take a number, or gives more than one for it, it is meant
// for vectors.
func (c *Call) tracedAs(f value.Callable, p Point) (t Trace) {
	err := c.e.attempt(func() { t = c.e.trace(f, p, c.here(), c.e.graphOf(p.Parts)) })
	scalar := p.Form == Whole && p.Shapes[0].Rank == 0
	if failure, ok := err.(*message.Error); ok && scalar && (failure.Kind == "ShapeError" || failure.Text.Key == "index.of") {
		failure.Advise("point.vector-advice", value.ShownVariables(f)[0])
	}
	if err != nil {
		panic(err)
	}
	if scalar && t.Value.Shape().Rank == 2 {
		panic(message.New("ShapeError", "type.objective", c.Entry.Name, f.Label(), value.Quantity{Node: t.Value}.Describe()).
			At(c.scope.source, c.Site).Advise("point.vector-advice", value.ShownVariables(f)[0]))
	}
	return t
}

// Text is an argument that must be a text.
func (c *Call) Text(i int) string {
	text, ok := c.Positional[i].Value.(value.Text)
	if !ok {
		c.scope.fail("TypeError", c.Positional[i].Span, "type.text", c.Positional[i].Value.Describe())
	}
	return string(text)
}

// Given is the value of a setting, nil when it is not given.
func (c *Call) Given(name string) value.Value {
	arg, _ := c.Setting(name)
	return arg.Value
}

// Quantity is an argument as a number or an array, perhaps symbolic.
func (c *Call) Quantity(arg Argument) *expr.Node { return c.e.quantityOf(arg, c.scope) }

// NoSetting says that what was called has no setting of an argument's name, and which known one may be meant.
func (c *Call) NoSetting(called string, arg Argument, known []string) *message.Error {
	return noSetting(called, arg, known, c.scope)
}

// Items are the numbers of an argument, one by one: the values of a loop, or the entries of an array. Known numbers are in
// numbers, else all are nodes; both are empty where there are none.
func (c *Call) Items(i int) (numbers []float64, nodes []*expr.Node) {
	if loop := c.Positional[i].loop; loop != nil {
		v := c.e.values(loop.body, loop.loops, loop.scope)
		if v.conditions != nil {
			panic(c.e.openCondition(loop.loops, c.Entry.Name, loop.scope))
		}
		return v.numbers, v.nodes
	}
	n := c.Node(i)
	switch {
	case n.IsConst():
		return n.Data(), nil
	case n.Shape().Rank == 0:
		return nil, []*expr.Node{n}
	}
	return nil, n.Entries()
}

// Objective traces f, whose result must be a number, with the shapes of a point.
func (c *Call) Objective(f value.Callable, p Point) Trace {
	t := c.tracedAs(f, p)
	c.mustBeObjective(f, t)
	return t
}

// In is the call as it stands in the turn of a loop, where the loop's names have their values of that turn.
func (c *Call) In(turn Argument) *Call {
	inside := *c
	inside.scope = turn.within
	return &inside
}

// Selected are the numbers of a loop whose condition depends on what is symbolic, with another number in place of those that
// do not count, and the conditions, 1 for true; ok is false for any other argument.
func (c *Call) Selected(i int, otherwise float64) (nodes, conditions []*expr.Node, ok bool) {
	loop := c.Positional[i].loop
	if loop == nil || c.e.graph == nil || !slices.ContainsFunc(loop.loops, func(l syntax.Loop) bool { return l.If != nil }) {
		return nil, nil, false
	}
	v := c.e.values(loop.body, loop.loops, loop.scope)
	if v.conditions == nil {
		return nil, nil, false
	}
	for k := range v.length() {
		one := expr.Const(1)
		if k < len(v.conditions) && v.conditions[k] != nil {
			one = expr.Select(v.conditions[k], one, expr.Const(0))
		}
		conditions = append(conditions, one)
	}
	return v.selected(expr.Const(otherwise)), conditions, true
}
