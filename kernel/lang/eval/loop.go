package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// comprehension is the vector of a body's values over loops; bodies that are vectors make a matrix of rows.
func (e *evaluation) comprehension(body syntax.Expr, loops []syntax.Loop, s *scope, span syntax.Span) value.Value {
	nodes := e.loopValues(body, loops, s)
	return e.stack(nodes, func(int) syntax.Span { return body.Span() }, s, span)
}

// loopValues are the values of a body over loops, in order.
func (e *evaluation) loopValues(body syntax.Expr, loops []syntax.Loop, s *scope) []*expr.Node {
	var nodes []*expr.Node
	e.iterate(loops, s, func(inside *scope) {
		e.fits(len(nodes)+1, s, body.Span())
		nodes = append(nodes, e.quantity(body, inside))
	})
	return nodes
}

// iterate runs a body for every combination of the loops' values, the last loop fastest.
func (e *evaluation) iterate(loops []syntax.Loop, s *scope, body func(*scope)) {
	if len(loops) == 0 {
		body(s)
		return
	}
	loop := loops[0]
	e.each(loop, s, func(names map[string]value.Value) {
		e.iterate(loops[1:], s.inner(names), body)
	})
}

// each gives the names of one loop their values, one after the other.
func (e *evaluation) each(loop syntax.Loop, s *scope, body func(map[string]value.Value)) {
	over := e.eval(loop.Over, s)
	if r, ok := over.(value.Range); ok && len(loop.Names) == 1 {
		for i := range r.Length() {
			e.poll()
			body(map[string]value.Value{loop.Names[0].Text: value.Number(r.Low + float64(i))})
		}
		return
	}
	node, ok := asQuantity(over)
	if !ok || node.Shape().Rank == 0 {
		s.fail("TypeError", loop.Over.Span(), "loop.over", over.Describe())
	}
	for _, row := range rowsOf(node) {
		e.poll()
		body(e.take(loop, row, s))
	}
}

// rowsOf takes a vector apart into its entries and a matrix into its rows.
func rowsOf(node *expr.Node) []*expr.Node {
	if node.Shape().Rank == 1 {
		return node.Entries()
	}
	rows := make([]*expr.Node, node.Shape().Rows)
	for i := range rows {
		rows[i] = expr.Row(node, expr.Const(float64(i)))
	}
	return rows
}

// take gives one entry or row to the names of a loop.
func (e *evaluation) take(loop syntax.Loop, row *expr.Node, s *scope) map[string]value.Value {
	if len(loop.Names) == 1 {
		return map[string]value.Value{loop.Names[0].Text: value.Quantity{Node: row}}
	}
	if row.Shape().Rank != 1 || row.Shape().Rows != len(loop.Names) {
		last := loop.Names[len(loop.Names)-1]
		panic(message.New("ShapeError", "loop.names", len(loop.Names), value.Quantity{Node: row}.Describe()).
			At(s.source, loop.Names[0].Span().To(last.Span())))
	}
	names := make(map[string]value.Value, len(loop.Names))
	for i, entry := range row.Entries() {
		names[loop.Names[i].Text] = value.Quantity{Node: entry}
	}
	return names
}

// loopArgument is body for … in … as the argument of a function that takes its values one by one.
type loopArgument struct {
	body  syntax.Expr
	loops []syntax.Loop
	scope *scope
}

// longLoop is from how many terms on a sum stays a loop in a traced formula.
const longLoop = 17

// loopedSum is a long sum or mean, in a formula being traced, whose body is evaluated once with a symbolic index. It is
// refused where the body needs to know the index.
func (c *builtinCall) loopedSum(name string) (node *expr.Node, ok bool) {
	loop := c.positional[0].loop
	if c.graph == nil || loop == nil || len(loop.loops) != 1 || name == "prod" {
		return nil, false
	}
	first, count, bind := c.loopIndex(loop)
	if count < longLoop {
		return nil, false
	}
	err := c.quietly(func() {
		node = expr.SumOver(c.graph, loop.loops[0].Names[0].Text, expr.Const(first), expr.Const(first+float64(count-1)), func(i *expr.Node) *expr.Node {
			return c.quantity(loop.body, loop.scope.inner(bind(i)))
		})
	})
	if err != nil {
		return nil, false
	}
	if name == "mean" {
		node = expr.Div(node, expr.Const(float64(count)))
	}
	return node, true
}

// loopIndex is the first index of a loop, how many there are, and what they stand for.
func (c *builtinCall) loopIndex(l *loopArgument) (first float64, count int, bind func(i *expr.Node) map[string]value.Value) {
	loop := l.loops[0]
	over := c.eval(loop.Over, l.scope)
	if r, ok := over.(value.Range); ok && len(loop.Names) == 1 {
		return r.Low, r.Length(), func(i *expr.Node) map[string]value.Value {
			return map[string]value.Value{loop.Names[0].Text: value.Quantity{Node: i}}
		}
	}
	node, ok := asQuantity(over)
	if !ok || node.Shape().Rank == 0 {
		return 0, 0, nil
	}
	return 0, node.Shape().Rows, func(i *expr.Node) map[string]value.Value {
		if node.Shape().Rank == 1 {
			return c.take(loop, expr.Element(node, i), l.scope)
		}
		return c.take(loop, expr.Row(node, i), l.scope)
	}
}

// quietly evaluates something that may turn out not to work, with a symbolic index; the error is for the caller alone.
func (e *evaluation) quietly(do func()) error {
	before := e.looping
	e.looping = true
	err := e.attempt(do)
	e.looping = before
	if e.ctx.Err() != nil {
		e.interrupted()
	}
	return err
}
