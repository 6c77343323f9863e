package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// node is the number or array of a positional argument.
func (c *builtinCall) node(i int) *expr.Node {
	arg := &c.positional[i]
	if arg.value == nil {
		arg.value = c.comprehension(arg.loop.body, arg.loop.loops, arg.loop.scope, arg.span)
	}
	return c.quantityOf(*arg, c.scope)
}

func (c *builtinCall) numberOf(arg argument) float64 {
	n, ok := c.asQuantity(arg.value, c.scope, arg.span)
	if !ok || n.IsTruth() || n.Shape().Rank != 0 {
		c.scope.fail("TypeError", arg.span, "type.number", arg.value.Describe())
	}
	if !n.IsConst() {
		c.scope.fail("TypeError", arg.span, "trace.number-known")
	}
	return n.Float()
}

// whole is a known whole number of at least a least value.
func (c *builtinCall) whole(arg argument, least int) int {
	x := c.numberOf(arg)
	if x != float64(int(x)) || int(x) < least {
		c.scope.fail("DomainError", arg.span, "type.whole", least, x)
	}
	return int(x)
}

// wholeSetting is a setting that is a whole number, or what it is when not given.
func (c *builtinCall) wholeSetting(name string, least, otherwise int) int {
	arg, ok := c.setting(name)
	if !ok {
		return otherwise
	}
	return c.whole(arg, least)
}

// numberSetting is a setting that is a number, or what it is when not given.
func (c *builtinCall) numberSetting(name string, otherwise float64) float64 {
	arg, ok := c.setting(name)
	if !ok {
		return otherwise
	}
	return c.numberOf(arg)
}

// sizeSetting is a setting that is a number of at least 0, or 0 when not given.
func (c *builtinCall) sizeSetting(name string) float64 {
	x := c.numberSetting(name, 0)
	if arg, ok := c.setting(name); ok && !(x >= 0) {
		panic(message.New("DomainError", "type.least", name, x).At(c.scope.source, arg.span).Advise("setting." + name + "-advice"))
	}
	return x
}

// textSetting is a setting that is a text; empty when not given.
func (c *builtinCall) textSetting(name string) string {
	arg, ok := c.setting(name)
	if !ok {
		return ""
	}
	text, ok := arg.value.(value.Text)
	if !ok {
		c.scope.fail("TypeError", arg.span, "type.text", arg.value.Describe())
	}
	return string(text)
}

// function is a positional argument that must be a function.
func (c *builtinCall) function(i int) value.Callable {
	f, ok := c.positional[i].value.(value.Callable)
	if !ok || f.Arity() == 0 {
		c.refuseNumber(c.positional[i], message.New("TypeError", "type.function", c.positional[i].value.Describe()).
			At(c.scope.source, c.positional[i].span).Advise("call.write", c.entry.Signature))
	}
	return f
}

// pointAt is a positional argument as a point of f.
func (c *builtinCall) pointAt(f value.Callable, i int) point { return c.pointIn(f, c.positional[i]) }

func (c *builtinCall) pointIn(f value.Callable, arg argument) point {
	return c.pointOf(f, arguments{positional: []argument{arg}, scope: c.scope, site: arg.span, open: arg.span})
}

// here are the arguments of this call without any, for calls made on its behalf.
func (c *builtinCall) here() arguments {
	return arguments{scope: c.scope, site: c.site, open: c.open}
}

// refuseUnknown says that a point must be known, and why it is not in the rule of an optimizer.
func (c *builtinCall) refuseUnknown(span syntax.Span) {
	panic(message.New("TypeError", "trace.point-known", c.entry.Name).At(c.scope.source, span))
}

// traceAt traces f, whose result must be a number, with the shapes of a known point.
func (c *builtinCall) traceAt(f value.Callable, p point) traced {
	if !p.isKnown() {
		c.refuseUnknown(c.site)
	}
	t := c.Objective(f, p)
	if !t.isClosed() {
		panic(message.New("TypeError", "trace.letters", c.entry.Name, f.Label()).At(c.scope.source, c.site))
	}
	return t
}

// mustBeObjective refuses a function whose result is not one number.
func (c *builtinCall) mustBeObjective(f value.Callable, t traced) {
	if t.value.Shape().Rank != 0 {
		panic(message.New("ShapeError", "type.objective", c.entry.Name, f.Label(), value.Quantity{Node: t.value}.Describe()).
			At(c.scope.source, c.site).Advise("type.objective-advice", f.Label()))
	}
}

// tracedAs traces f with the shapes of a point. Where f does not take a number, or gives more than one for it, it is meant
// for vectors.
func (c *builtinCall) tracedAs(f value.Callable, p point) (t traced) {
	err := c.attempt(func() { t = c.trace(f, p, c.here(), c.graphOf(p.parts)) })
	scalar := p.form == whole && p.shapes[0].Rank == 0
	if failure, ok := err.(*message.Error); ok && scalar && (failure.Kind == "ShapeError" || failure.Text.Key == "index.of") {
		failure.Advise("point.vector-advice", value.ShownVariables(f)[0])
	}
	if err != nil {
		panic(err)
	}
	if scalar && t.value.Shape().Rank == 2 {
		panic(message.New("ShapeError", "type.objective", c.entry.Name, f.Label(), value.Quantity{Node: t.value}.Describe()).
			At(c.scope.source, c.site).Advise("point.vector-advice", value.ShownVariables(f)[0]))
	}
	return t
}

// word is an argument that must be a text.
func (c *builtinCall) word(i int) string {
	text, ok := c.positional[i].value.(value.Text)
	if !ok {
		c.scope.fail("TypeError", c.positional[i].span, "type.text", c.positional[i].value.Describe())
	}
	return string(text)
}

// given is the value of a setting, nil when it is not given.
func (c *builtinCall) given(name string) value.Value {
	arg, _ := c.setting(name)
	return arg.value
}

// Quantity is an argument as a number or an array, perhaps symbolic.
func (c *builtinCall) Quantity(arg argument) *expr.Node { return c.quantityOf(arg, c.scope) }

// NoSetting says that what was called has no setting of an argument's name, and which known one may be meant.
func (c *builtinCall) NoSetting(called string, arg argument, known []string) *message.Error {
	return noSetting(called, arg, known, c.scope)
}

// Items are the numbers of an argument, one by one: the values of a loop, or the entries of an array. Known numbers are in
// numbers, else all are nodes; both are empty where there are none.
func (c *builtinCall) Items(i int) (numbers []float64, nodes []*expr.Node) {
	if loop := c.positional[i].loop; loop != nil {
		v := c.values(loop.body, loop.loops, loop.scope)
		return v.numbers, v.nodes
	}
	n := c.node(i)
	switch {
	case n.IsConst():
		return n.Data(), nil
	case n.Shape().Rank == 0:
		return nil, []*expr.Node{n}
	}
	return nil, n.Entries()
}

// Objective traces f, whose result must be a number, with the shapes of a point.
func (c *builtinCall) Objective(f value.Callable, p point) traced {
	t := c.tracedAs(f, p)
	c.mustBeObjective(f, t)
	return t
}

// WrittenName is the name that an argument was written as; false for anything else.
func (a argument) WrittenName() (string, bool) { return nameOf(a) }

// IsTurn reports whether the argument is one turn of a loop that draws.
func (a argument) IsTurn() bool { return a.within != nil }

// In is the call as it stands in the turn of a loop, where the loop's names have their values of that turn.
func (c *builtinCall) In(turn argument) *builtinCall {
	inside := *c
	inside.scope = turn.within
	return &inside
}
