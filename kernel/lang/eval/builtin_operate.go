package eval

import (
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// elementary applies a function of one number, which may overflow.
func (c *builtinCall) elementary(f expr.Func, n *expr.Node) value.Value {
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
