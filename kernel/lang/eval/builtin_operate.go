package eval

import (
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// Elementary applies a function of one number, which may overflow.
func (by Arithmetic) Elementary(f expr.Func, n *expr.Node) value.Value {
	apply := func(n *expr.Node) *expr.Node { return expr.Apply(f, n) }
	result, err := catch(func() *expr.Node { return apply(n) })
	if err != nil {
		panic(refusal(err).At(by.call.scope.source, by.call.Site))
	}
	failure := undefined(f.String(), result, n)
	if f == expr.Exp && failure == nil && by.e.graph == nil && result.IsConst() && hasZero(result.Data()) {
		failure = overflow() // of what is divided by it, if anything comes to be
	}
	if failure != nil {
		result = by.e.lift(failure.At(by.call.scope.source, by.call.Site), result, func(n []*expr.Node) *expr.Node { return apply(n[0]) }, []*expr.Node{n})
	}
	return value.Quantity{Node: result}
}

// Operate computes something of the inputs in the name of an operation: where it refuses them, or the result is no number
// although they are, it fails and says why.
func (by Arithmetic) Operate(name string, compute func() *expr.Node, inputs ...*expr.Node) value.Value {
	return by.e.operate(by.call.scope, by.call.Site, name, compute, inputs...)
}

// Fits refuses arrays of so many entries, at a place, where they are beyond what the notebook may use.
func (by Arithmetic) Fits(entries int, span syntax.Span) { by.e.fits(entries, by.call.scope, span) }

// MostEntries is how many numbers one array or run may have.
func (by Arithmetic) MostEntries() int { return by.e.limits.Entries }

// FitsFactoring refuses a matrix of a shape that takes an operation on it so long that an interrupt would seem not to work.
func (by Arithmetic) FitsFactoring(name string, a expr.Shape) {
	by.e.fitsFactoring(name, a, by.call.scope, by.call.Site)
}

// NoteSingular says of a known matrix that was inverted, or solved with, that it is singular to working precision.
func (by Arithmetic) NoteSingular(a *expr.Node) { by.e.noteSingular(a) }
