package eval

import (
	"math"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// comprehension is the vector of a body's values over loops; bodies that are vectors make a matrix of rows, other values a
// list.
func (e *evaluation) comprehension(body syntax.Expr, loops []syntax.Loop, s *scope, span syntax.Span) value.Value {
	v := e.listing(body, loops, s)
	if v.conditions != nil {
		panic(e.openCondition(loops, "list", s))
	}
	switch {
	case v.items != nil:
		return value.List(v.items)
	case v.known():
		return value.Vector(v.numbers)
	}
	return e.list(v.all(), func(int) syntax.Span { return body.Span() }, s, span)
}

// course is what one loop goes through: the numbers first, first+1, …, or the entries of a vector or rows of a matrix, or
// the values of a list.
type course struct {
	loop   syntax.Loop
	scope  *scope
	first  float64
	items  *expr.Node    // nil for numbers and values
	values []value.Value // nil for numbers and items
	table  *value.Table  // that the items are the rows of; nil: of none
	count  int
	open   bool // which turns count depends on what is symbolic: the loop's condition is looked at in each
}

// course is what a loop goes through, without the turns that its condition leaves out, as far as that is known.
func (e *evaluation) course(loop syntax.Loop, s *scope) course {
	c := e.wholeCourse(loop, s)
	if loop.If == nil {
		return c
	}
	var kept []int
	for k := range c.count {
		e.poll()
		switch n := e.condition(loop.If, e.at(c, expr.Const(float64(k)))); {
		case !n.IsConst():
			c.open = true
			return c
		case n.Truth():
			kept = append(kept, k)
		}
	}
	return c.picked(kept)
}

// picked is the course of some of the turns.
func (c course) picked(turns []int) course {
	all := c
	c.count = len(turns)
	switch {
	case c.values != nil || len(turns) == 0:
		c.values, c.items = make([]value.Value, len(turns)), nil
		for i, k := range turns {
			c.values[i] = all.values[k]
		}
	case c.items == nil:
		numbers := make([]float64, len(turns))
		for i, k := range turns {
			numbers[i] = c.first + float64(k)
		}
		c.items = value.Vector(numbers).Node
	default:
		c.items = rowsOf(c.items, turns)
	}
	return c
}

// rowsOf are some of the rows of a matrix, or of the entries of a vector.
func rowsOf(items *expr.Node, rows []int) *expr.Node {
	shape, positions := items.Shape(), make([]int, 0, len(rows)*items.Shape().Cols)
	for _, k := range rows {
		for j := range shape.Cols {
			positions = append(positions, k*shape.Cols+j)
		}
	}
	return expr.Take(items, expr.Shape{Rank: shape.Rank, Rows: len(rows), Cols: shape.Cols}, positions)
}

func (e *evaluation) wholeCourse(loop syntax.Loop, s *scope) course {
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
	table, _ := over.(*value.Table)
	if table != nil && table.HasTexts() {
		return courseOfRows(loop, table, s)
	}
	node, ok := AsQuantity(over)
	if !ok || node.IsTruth() || node.Shape().Rank == 0 {
		e.refuseLoop(loop, over, s)
	}
	return course{loop: loop, scope: s, items: node, table: table, count: node.Shape().Rows}
}

// courseOfRows goes through a table that has texts, which are no numbers.
func courseOfRows(loop syntax.Loop, table *value.Table, s *scope) course {
	rows := make([]value.Value, table.Count())
	for k := range rows {
		rows[k] = table.Row(k)
	}
	return course{loop: loop, scope: s, values: rows, count: len(rows)}
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
	if c.values != nil {
		v := c.values[int(k.Float())]
		if row, ok := v.(value.Row); ok && len(c.loop.Names) > 1 {
			return c.scope.inner(e.rowOf(c.loop, row, c.scope))
		}
		return c.scope.inner(map[string]value.Value{c.loop.Names[0].Text: v})
	}
	item := c.item(k)
	if c.table != nil && len(c.loop.Names) == 1 {
		return c.scope.inner(map[string]value.Value{c.loop.Names[0].Text: value.Row{Table: c.table, Node: item}})
	}
	return c.scope.inner(e.take(c.loop, item, c.scope))
}

// item is the number or the row of turn k.
func (c course) item(k *expr.Node) *expr.Node {
	switch {
	case c.items == nil && k.IsConst():
		return expr.Const(c.first + k.Float())
	case c.items == nil:
		return k
	case c.items.Shape().Rank == 1:
		return expr.Element(c.items, k)
	}
	return expr.Row(c.items, k)
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

// Sum is the sum of the terms of a loop, or where divides says so their mean, as one loop in the formula being traced: the body is
// evaluated once with a symbolic index. It is false for a short loop, where the body needs to know the index, and outside of rules
// where it draws random numbers, for each turn has its own.
func (t Terms) Sum(divides bool) (node *expr.Node, ok bool) {
	e, loop := t.call.e, t.loop
	if e.graph == nil || loop == nil || len(loop.loops) != 1 {
		return nil, false
	}
	draws := e.mayDraw(loop.body, loop.scope)
	if draws && e.within == nil {
		return nil, false
	}
	if node, ok := e.steppedSum(divides, loop); ok && !draws {
		return node, true
	}
	course := e.course(loop.loops[0], loop.scope)
	if course.values != nil || course.count < longLoop && !e.keeps(course) {
		return nil, false
	}
	return e.rolledSum(divides, loop, course)
}

// rolledSum is that loop in the formula; where a condition leaves turns out, a mean is divided by a sum that counts the others.
func (e *evaluation) rolledSum(divides bool, loop *loopArgument, course course) (node *expr.Node, ok bool) {
	count := expr.Const(float64(course.count))
	err := e.quietly(func() {
		node = e.summed(course, func(i *expr.Node) *expr.Node { return e.symbolicTerm(loop.body, course, i) })
		if course.open && divides {
			count = e.summed(course, func(*expr.Node) *expr.Node { return expr.Const(1) })
		}
	})
	switch {
	case err != nil:
		return nil, false
	case divides && course.open:
		node = MeanOf(node, count)
	case divides:
		node = expr.Div(node, count)
	}
	return node, true
}

// keeps reports whether a short sum goes over rows of data and stays a sum.
func (e *evaluation) keeps(c course) bool {
	const few = 2
	isRows := c.items != nil && c.count > few
	e.metRows = e.metRows || isRows
	return isRows && e.keepsRows
}

// MeanOf is a sum over the number of its terms, which depends on what is symbolic; NaN where there is none.
func MeanOf(sum, count *expr.Node) *expr.Node {
	some := expr.Compare(expr.Greater, count, expr.Const(0))
	return expr.Select(some, expr.Div(sum, count), expr.Const(math.NaN()))
}

// summed is the sum of a term over the turns of a course that count.
func (e *evaluation) summed(c course, term func(i *expr.Node) *expr.Node) *expr.Node {
	from, to := expr.Const(c.start()), expr.Const(c.start()+float64(c.count-1))
	sum := expr.SumOver
	if e.keepsRows {
		sum = expr.KeptSumOver
	}
	return sum(e.graph, c.indexName(), from, to, func(i *expr.Node) *expr.Node {
		if !c.open {
			return term(i)
		}
		return expr.Select(e.symbolicCondition(c, i), term(i), expr.Const(0))
	})
}

// indexName is the name of the loop's index in formulas.
func (c course) indexName() string {
	if c.items == nil {
		return c.loop.Names[0].Text
	}
	names := make([]string, len(c.loop.Names))
	for k, name := range c.loop.Names {
		names[k] = name.Text
	}
	var fields []string
	if c.table != nil {
		fields = c.table.Names
	}
	over := syntax.Text(c.loop.Over)
	if c.loop.If != nil && !c.open {
		over += " if " + syntax.Text(c.loop.If)
	}
	return expr.RowsName(names, fields, over)
}

// steppedSum is a sum or mean in the rule of an optimizer whose bounds depend on the step number: sum(1/k for k in 1..t).
func (e *evaluation) steppedSum(divides bool, loop *loopArgument) (node *expr.Node, ok bool) {
	over, isRange := loop.loops[0].Over.(*syntax.Range)
	if e.within == nil || !isRange || len(loop.loops[0].Names) != 1 {
		return nil, false
	}
	if loop.loops[0].If != nil {
		return nil, false
	}
	low, high := e.quantity(over.Low, loop.scope), e.quantity(over.High, loop.scope)
	if low.IsConst() && high.IsConst() || !e.knownInStep(low) || !e.knownInStep(high) {
		return nil, false
	}
	variable := loop.loops[0].Names[0].Text
	node = expr.SumOver(e.graph, variable, low, high, func(i *expr.Node) *expr.Node {
		return e.quantity(loop.body, loop.scope.inner(map[string]value.Value{variable: value.Quantity{Node: i}}))
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
func (e *evaluation) symbolicTerm(body syntax.Expr, c course, i *expr.Node) (term *expr.Node) {
	e.withIndex(c, i, func() { term = e.quantity(body, e.at(c, i)) })
	return term
}

// symbolicCondition is the condition of a loop with a symbol for its index.
func (e *evaluation) symbolicCondition(c course, i *expr.Node) (condition *expr.Node) {
	e.withIndex(c, i, func() { condition = e.condition(c.loop.If, e.at(c, i)) })
	return condition
}

// withIndex evaluates something in which a symbol stands for the index of a loop.
func (e *evaluation) withIndex(c course, i *expr.Node, do func()) {
	outer := e.indices
	e.indices = append(outer[:len(outer):len(outer)], loopIndex{i, c.start(), c.start() + float64(c.count-1)})
	do()
	e.indices = outer
}
