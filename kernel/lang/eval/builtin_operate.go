package eval

import (
	"math/rand/v2"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// Elementary applies a function of one number, which may overflow.
func (c *builtinCall) Elementary(f expr.Func, n *expr.Node) value.Value {
	apply := func(n *expr.Node) *expr.Node { return expr.Apply(f, n) }
	result, err := catch(func() *expr.Node { return apply(n) })
	if err != nil {
		panic(refusal(err).At(c.scope.source, c.site))
	}
	failure := undefined(f.String(), result, n)
	if f == expr.Exp && failure == nil && c.graph == nil && result.IsConst() && hasZero(result.Data()) {
		failure = overflow() // of what is divided by it, if anything comes to be
	}
	if failure != nil {
		result = c.lift(failure.At(c.scope.source, c.site), result, func(n []*expr.Node) *expr.Node { return apply(n[0]) }, []*expr.Node{n})
	}
	return value.Quantity{Node: result}
}

// Operate computes something of the inputs in the name of an operation: where it refuses them, or the result is no number
// although they are, it fails and says why.
func (c *builtinCall) Operate(name string, compute func() *expr.Node, inputs ...*expr.Node) value.Value {
	return c.operate(c.scope, c.site, name, compute, inputs...)
}

// Fits refuses arrays of so many entries, at a place, where they are beyond what the notebook may use.
func (c *builtinCall) Fits(entries int, span syntax.Span) { c.fits(entries, c.scope, span) }

// MostEntries is how many numbers one array or run may have.
func (c *builtinCall) MostEntries() int { return c.limits.Entries }

// FitsFactoring refuses a matrix of a shape that takes an operation on it so long that an interrupt would seem not to work.
func (c *builtinCall) FitsFactoring(name string, a expr.Shape) {
	c.fitsFactoring(name, a, c.scope, c.site)
}

// NoteSingular says of a known matrix that was inverted, or solved with, that it is singular to working precision.
func (c *builtinCall) NoteSingular(a *expr.Node) { c.noteSingular(a) }

// Rand is the source of the cell's random numbers.
func (c *builtinCall) Rand() *rand.Rand { return c.rng }

// DrawnAnew is, in the rule of an optimizer, the graph of the rule and the number of this draw in it: there random numbers are
// drawn anew at each step. ok is false anywhere else.
func (c *builtinCall) DrawnAnew() (g *expr.Graph, draw int, ok bool) {
	if c.within == nil {
		return nil, 0, false
	}
	c.draws++
	return c.graph, c.draws, true
}

// NewGraph is a graph in which work ends when the cell is interrupted.
func (c *builtinCall) NewGraph() *expr.Graph { return c.newGraph() }

// Rule is what an optimizer does in each step on a function, as the runner takes it.
func (c *builtinCall) Rule(o *value.Optimizer, f value.Callable) *descent.Rule { return c.rule(o, f) }

// Apply calls a function with arguments on behalf of this call, where that stands.
func (c *builtinCall) Apply(f value.Callable, args ...argument) value.Value {
	at := c.here()
	at.positional = args
	return c.apply(f, at)
}

// ApplyAt is the value of a function at a point; where it has none, it fails and says why.
func (c *builtinCall) ApplyAt(f value.Callable, p point) value.Value {
	return c.apply(f, p.arguments(p.parts, c.here()))
}

// Eval evaluates an expression where the call stands.
func (c *builtinCall) Eval(x syntax.Expr) value.Value { return c.eval(x, c.scope) }

// DefaultOf is the value of a setting of a function that is not given.
func (c *builtinCall) DefaultOf(f *value.Function, setting value.Setting) value.Value {
	outer, _ := f.Scope.(*scope)
	return c.eval(setting.Default, &scope{source: f.Source, outer: outer})
}
