package eval

import (
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/program"
)

// An operation that overflows, as exp(1000) does, is no mistake inside a formula whose value is finite: 1/(1 + exp(1000))
// is 0. It is taken as the formula that it is, of its known operands, and so is what is made of it, until a value is needed:
// then a program computes the whole, without the digits and the quotients of infinities that single steps would lose. Only
// where that is not finite, the overflow is reported, at its place.

// isOverflow reports whether a failure is one that only a later step can turn into an error.
func isOverflow(failure *message.Error) bool { return failure.Advice.Key == "domain.overflow-advice" }

// lift makes an operation that has overflowed a formula. In a formula that is being traced it stays infinite.
func (e *evaluation) lift(failure *message.Error, result *expr.Node, make func(inputs []*expr.Node) *expr.Node, inputs []*expr.Node) *expr.Node {
	if !isOverflow(failure) || anyNaN(result.Data()) {
		panic(failure)
	}
	if e.graph != nil {
		return result
	}
	if e.overflow == nil {
		e.overflow = &unsettled{graph: e.newGraph(), first: failure, calls: slices.Clone(e.calls)}
	}
	lifted := append([]*expr.Node(nil), inputs...)
	for i, n := range lifted {
		if n.IsConst() {
			lifted[i] = e.overflow.variable(n)
		}
	}
	return make(lifted)
}

// variable stands for a known operand; one for all operands that are equal, so that what is alike cancels.
func (u *unsettled) variable(n *expr.Node) *expr.Node {
	place := 0
	for _, v := range u.variables {
		size := v.Shape().Size()
		if v.Shape() == n.Shape() && slices.Equal(u.values[place:place+size], n.Data()) {
			return v
		}
		place += size
	}
	v := u.graph.Variable("x", n.Shape())
	u.variables, u.values = append(u.variables, v), append(u.values, n.Data()...)
	return v
}

// settled evaluates something and gives what it left open its value.
func (e *evaluation) settled(evaluate func() value.Value) value.Value {
	outer := e.overflow
	e.overflow = nil
	v := evaluate()
	if e.overflow != nil {
		v = e.settle(v)
	}
	e.overflow = outer
	return v
}

// settle computes a value in which something has overflowed.
func (e *evaluation) settle(v value.Value) value.Value {
	q, open := e.settledQuantity(v)
	if open && !q.Node.IsTruth() && !value.AllFinite(q.Node.Data()) {
		e.failOverflow()
	}
	if open {
		return q
	}
	return v
}

// settledQuantity is a value that may be infinite; open is false where nothing in it had overflowed.
func (e *evaluation) settledQuantity(v value.Value) (result value.Quantity, open bool) {
	u := e.overflow
	q, ok := v.(value.Quantity)
	if u == nil || !ok || q.Node.IsConst() || q.Node.Graph() != u.graph {
		return q, false
	}
	compiled, err := program.Compile(u.variables, []*expr.Node{q.Node})
	if err != nil {
		e.failOverflow()
	}
	machine := compiled.NewMachine()
	machine.SetInterrupt(func() bool { return e.ctx.Err() != nil })
	out := make([]float64, compiled.Outputs())
	switch {
	case machine.Run(u.values, out) != nil:
		e.interrupted()
	case anyNaN(out):
		e.failOverflow()
	case q.Node.IsTruth():
		return value.Truth(out[0] != 0), true
	}
	return value.Quantity{Node: expr.Array(q.Node.Shape(), out)}, true
}

// comparands settles what is compared: what has overflowed is larger than any number, but two such are not compared.
func (e *evaluation) comparands(operands []value.Value) {
	infinite := 0
	for i, v := range operands {
		q, open := e.settledQuantity(v)
		if !open {
			continue
		}
		operands[i] = q
		if !q.Node.IsTruth() && !value.AllFinite(q.Node.Data()) {
			infinite++
		}
	}
	if infinite > 1 {
		e.failOverflow()
	}
}

// failOverflow reports the first overflow of an expression.
func (e *evaluation) failOverflow() {
	e.calls = e.overflow.calls
	panic(e.overflow.first)
}

// operand is the value of an operand, which may be a formula of something that has overflowed.
func (e *evaluation) operand(x syntax.Expr, s *scope) value.Value {
	e.enter(x, s)
	v := e.evalAny(x, s)
	e.nesting--
	return v
}
