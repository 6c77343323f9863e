package eval

import (
	"slices"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// Elementary applies a function of one number, which may overflow.
func (by Arithmetic) Elementary(f expr.Func, n *expr.Node) value.Value {
	apply := func(n *expr.Node) *expr.Node {
		return by.piecewise(n, func(n *expr.Node) *expr.Node { return expr.Apply(f, n) })
	}
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

// Poll ends the cell if it has been interrupted. It looks now and then only, and is to be called of each of many numbers.
func (by Arithmetic) Poll() { by.e.poll() }

// Look is Poll that looks each time.
func (by Arithmetic) Look() {
	if by.e.ctx.Err() != nil {
		by.e.interrupted()
	}
}

// appliedAtOnce is to how many numbers a function is applied without looking whether the cell was interrupted.
const appliedAtOnce = 1 << 18

// piecewise applies a function entry by entry; of many numbers to a piece after the other, so that an interrupt ends it.
func (by Arithmetic) piecewise(n *expr.Node, apply func(*expr.Node) *expr.Node) *expr.Node {
	if !n.IsConst() || n.Shape().Size() <= appliedAtOnce {
		return apply(n)
	}
	entries := make([]float64, 0, n.Shape().Size())
	for part := range slices.Chunk(n.Data(), appliedAtOnce) {
		by.Look()
		entries = append(entries, apply(value.Vector(part).Node).Data()...)
	}
	return expr.Array(n.Shape(), entries)
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
