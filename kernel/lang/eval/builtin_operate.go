package eval

import (
	"math/rand/v2"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// Elementary applies a function of one number, which may overflow.
func (c *Call) Elementary(f expr.Func, n *expr.Node) value.Value {
	apply := func(n *expr.Node) *expr.Node { return expr.Apply(f, n) }
	result, err := catch(func() *expr.Node { return apply(n) })
	if err != nil {
		panic(refusal(err).At(c.scope.source, c.Site))
	}
	failure := undefined(f.String(), result, n)
	if f == expr.Exp && failure == nil && c.e.graph == nil && result.IsConst() && hasZero(result.Data()) {
		failure = overflow() // of what is divided by it, if anything comes to be
	}
	if failure != nil {
		result = c.e.lift(failure.At(c.scope.source, c.Site), result, func(n []*expr.Node) *expr.Node { return apply(n[0]) }, []*expr.Node{n})
	}
	return value.Quantity{Node: result}
}

// Operate computes something of the inputs in the name of an operation: where it refuses them, or the result is no number
// although they are, it fails and says why.
func (c *Call) Operate(name string, compute func() *expr.Node, inputs ...*expr.Node) value.Value {
	return c.e.operate(c.scope, c.Site, name, compute, inputs...)
}

// Fits refuses arrays of so many entries, at a place, where they are beyond what the notebook may use.
func (c *Call) Fits(entries int, span syntax.Span) { c.e.fits(entries, c.scope, span) }

// MostEntries is how many numbers one array or run may have.
func (c *Call) MostEntries() int { return c.e.limits.Entries }

// FitsFactoring refuses a matrix of a shape that takes an operation on it so long that an interrupt would seem not to work.
func (c *Call) FitsFactoring(name string, a expr.Shape) {
	c.e.fitsFactoring(name, a, c.scope, c.Site)
}

// NoteSingular says of a known matrix that was inverted, or solved with, that it is singular to working precision.
func (c *Call) NoteSingular(a *expr.Node) { c.e.noteSingular(a) }

// Rand is the source of the cell's random numbers.
func (r Chance) Rand() *rand.Rand { return r.e.rng }

// Stepping is, in the rule of an optimizer, where its lines are taken down; ok is false anywhere else.
func (r Rules) Stepping() (b *descent.Builder, ok bool) {
	if r.e.within == nil {
		return nil, false
	}
	return r.e.within.builder, true
}

// NewGraph is a graph in which work ends when the cell is interrupted.
func (by Calculus) NewGraph() *expr.Graph { return by.e.newGraph() }

// Of is what an optimizer does in each step on a function, as the runner takes it.
func (r Rules) Of(o *value.Optimizer, f value.Callable) *descent.Rule { return r.e.rule(o, f) }

// Apply calls a function with arguments on behalf of this call, where that stands.
func (c *Call) Apply(f value.Callable, args ...Argument) value.Value {
	at := c.here()
	at.Positional = args
	return c.e.apply(f, at)
}

// ApplyAt is the value of a function at a point; where it has none, it fails and says why.
func (c *Call) ApplyAt(f value.Callable, p Point) value.Value {
	return c.e.apply(f, p.arguments(p.Parts, c.here()))
}

// Eval evaluates an expression where the call stands.
func (c *Call) Eval(x syntax.Expr) value.Value { return c.e.eval(x, c.scope) }

// DefaultOf is the value of a setting of a function that is not given.
func (c *Call) DefaultOf(f *value.Function, setting value.Setting) value.Value {
	outer, _ := f.Scope.(*scope)
	return c.e.eval(setting.Default, &scope{source: f.Source, outer: outer})
}
