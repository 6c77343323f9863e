package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// comprehension is the vector of a body's values over loops; bodies that are vectors make a matrix of rows, other values a
// list.
func (e *evaluation) comprehension(body syntax.Expr, loops []syntax.Loop, s *scope, span syntax.Span) value.Value {
	v := e.listing(body, loops, s)
	switch {
	case v.items != nil:
		return value.List(v.items)
	case v.known():
		return value.Vector(v.numbers)
	}
	return e.stack(v.all(), func(int) syntax.Span { return body.Span() }, s, span)
}

// course is what one loop goes through: the numbers first, first+1, …, or the entries of a vector or rows of a matrix, or
// the values of a list.
type course struct {
	loop   syntax.Loop
	scope  *scope
	first  float64
	items  *expr.Node    // nil for numbers and values
	values []value.Value // nil for numbers and items
	count  int
}

func (e *evaluation) course(loop syntax.Loop, s *scope) course {
	over := e.eval(loop.Over, s)
	if _, later := over.(*searched); later {
		e.notYet(over, s, loop.Over.Span())
	}
	if r, ok := over.(value.Range); ok && len(loop.Names) == 1 {
		e.fitsRange(r, s, loop.Over.Span())
		return course{loop: loop, scope: s, first: r.Low, count: r.Length()}
	}
	if list, ok := over.(value.Tuple); ok && len(loop.Names) == 1 {
		items := list.Items()
		return course{loop: loop, scope: s, values: items, count: len(items)}
	}
	node, ok := AsQuantity(over)
	if !ok || node.IsTruth() || node.Shape().Rank == 0 {
		e.refuseLoop(loop, over, s)
	}
	return course{loop: loop, scope: s, items: node, count: node.Shape().Rows}
}

func (e *evaluation) refuseLoop(loop syntax.Loop, over value.Value, s *scope) {
	failure := message.New("TypeError", "loop.over", over.Describe()).At(s.source, loop.Over.Span())
	switch q, ok := over.(value.Quantity); {
	case len(loop.Names) > 1:
		failure.Advise("loop.rows-advice")
	case ok && !q.Node.IsTruth():
		failure.Advise("loop.over-advice", syntax.Text(loop.Over))
	}
	panic(failure)
}

// at gives the loop's names their values in turn k, from 0, which may be symbolic.
func (e *evaluation) at(c course, k *expr.Node) *scope {
	var item *expr.Node
	switch {
	case c.values != nil:
		return c.scope.inner(map[string]value.Value{c.loop.Names[0].Text: c.values[int(k.Float())]})
	case c.items == nil && k.IsConst():
		item = expr.Const(c.first + k.Float())
	case c.items == nil:
		item = k
	case c.items.Shape().Rank == 1:
		item = expr.Element(c.items, k)
	default:
		item = expr.Row(c.items, k)
	}
	return c.scope.inner(e.take(c.loop, item, c.scope))
}

// take gives one entry or row to the names of a loop.
func (e *evaluation) take(loop syntax.Loop, row *expr.Node, s *scope) map[string]value.Value {
	if len(loop.Names) == 1 {
		return map[string]value.Value{loop.Names[0].Text: value.Quantity{Node: row}}
	}
	if row.Shape().Rank != 1 || row.Shape().Rows != len(loop.Names) {
		last := loop.Names[len(loop.Names)-1]
		failure := message.New("ShapeError", "loop.names", len(loop.Names), value.Quantity{Node: row}.Describe()).
			At(s.source, loop.Names[0].Span().To(last.Span())).Advise("loop.names-advice", row.Shape().Rows)
		if row.Shape().Rank == 0 {
			failure.Advise("loop.one-advice", loop.Names[0].Shown)
		}
		panic(failure)
	}
	names := make(map[string]value.Value, len(loop.Names))
	for i, entry := range row.Entries() {
		names[loop.Names[i].Text] = value.Quantity{Node: entry}
	}
	return names
}

// longLoop is from how many terms on a sum stays a loop in a traced formula.
const longLoop = 17

// LoopedSum is the sum of the loop that is the first argument, or where divides says so its mean, as one in the formula
// being traced: the body is evaluated once with a symbolic index. It is false for a short loop, where the body needs to know the
// index, and outside of rules where it draws random numbers, for each turn has its own.
func (c *Call) LoopedSum(divides bool) (node *expr.Node, ok bool) {
	loop := c.Positional[0].loop
	if c.e.graph == nil || loop == nil || len(loop.loops) != 1 {
		return nil, false
	}
	draws := c.e.mayDraw(loop.body, loop.scope)
	if draws && c.e.within == nil {
		return nil, false
	}
	if node, ok := c.steppedSum(divides, loop); ok && !draws {
		return node, true
	}
	course := c.e.course(loop.loops[0], loop.scope)
	if course.count < longLoop || course.values != nil {
		return nil, false
	}
	from, to := expr.Const(course.start()), expr.Const(course.start()+float64(course.count-1))
	err := c.e.quietly(func() {
		node = expr.SumOver(c.e.graph, loop.loops[0].Names[0].Text, from, to, func(i *expr.Node) *expr.Node {
			return c.e.symbolicTerm(loop.body, course, i)
		})
	})
	if err != nil {
		return nil, false
	}
	if divides {
		node = expr.Div(node, expr.Const(float64(course.count)))
	}
	return node, true
}

// steppedSum is a sum or mean in the rule of an optimizer whose bounds depend on the step number: sum(1/k for k in 1..t).
func (c *Call) steppedSum(divides bool, loop *loopArgument) (node *expr.Node, ok bool) {
	over, isRange := loop.loops[0].Over.(*syntax.Range)
	if c.e.within == nil || !isRange || len(loop.loops[0].Names) != 1 {
		return nil, false
	}
	low, high := c.e.quantity(over.Low, loop.scope), c.e.quantity(over.High, loop.scope)
	if low.IsConst() && high.IsConst() || !c.e.knownInStep(low) || !c.e.knownInStep(high) {
		return nil, false
	}
	variable := loop.loops[0].Names[0].Text
	node = expr.SumOver(c.e.graph, variable, low, high, func(i *expr.Node) *expr.Node {
		return c.e.quantity(loop.body, loop.scope.inner(map[string]value.Value{variable: value.Quantity{Node: i}}))
	})
	if divides {
		node = expr.Div(node, expr.Add(expr.Sub(high, low), expr.Const(1)))
	}
	return node, true
}

// start is the first number that stands for a turn of the loop when its index is symbolic: the number itself, or 0 for
// the first item.
func (c course) start() float64 {
	if c.items == nil {
		return c.first
	}
	return 0
}

// symbolicTerm is the body of a loop with a symbol for its index.
func (e *evaluation) symbolicTerm(body syntax.Expr, c course, i *expr.Node) *expr.Node {
	outer := e.indices
	e.indices = append(outer[:len(outer):len(outer)], loopIndex{i, c.start(), c.start() + float64(c.count-1)})
	term := e.quantity(body, e.at(c, i))
	e.indices = outer
	return term
}
