package eval

import (
	"strings"

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

// Function is a positional argument that must be a function.
func (c *Call) Function(i int) value.Callable {
	f, ok := c.Positional[i].Value.(value.Callable)
	if !ok || f.Arity() == 0 {
		c.Notebook().RefuseNumber(c.Positional[i], message.New("TypeError", "type.function", c.Positional[i].Value.Describe()).
			At(c.scope.source, c.Positional[i].Span).Advise("call.write", c.Entry.Usage()))
	}
	return f
}

// ValueOf is the function and the point of an argument that is a function's value, f and (0, 0) of f(0, 0), as they were typed.
func (n Notebook) ValueOf(arg Argument) (function, point string, ok bool) {
	call, isCall := arg.From.(*syntax.Call)
	a, isQuantity := AsQuantity(arg.Value)
	if !isCall || !isQuantity || a.Shape().Rank != 0 {
		return "", "", false
	}
	name, isName := call.Callee.(*syntax.Name)
	if !isName {
		return "", "", false
	}
	v, _ := n.e.lookup(name.Text, n.scope)
	if _, isFunction := v.(*value.Function); !isFunction {
		return "", "", false
	}
	point = strings.TrimPrefix(syntax.Text(call), name.Shown)
	if len(call.Args) == 1 {
		point = syntax.Text(call.Args[0].Value)
	}
	return name.Shown, point, true
}

// PointAt is an argument as a point of f.
func (c *Call) PointAt(f value.Callable, arg Argument) Point {
	return c.e.pointOf(f, Arguments{Positional: []Argument{arg}, scope: c.scope, Site: arg.Span, Open: arg.Span})
}

// here are the arguments of this call without any, for calls made on its behalf.
func (c *Call) here() Arguments {
	return Arguments{scope: c.scope, Site: c.Site, Open: c.Open}
}

// Quantity is an argument as a number or an array, perhaps symbolic.
func (c *Call) Quantity(arg Argument) *expr.Node { return c.e.quantityOf(arg, c.scope) }
