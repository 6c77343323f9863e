package eval

import (
	"slices"

	"saddle/kernel/lang/syntax"
	"saddle/numerics/expr"
)

// Items are the terms one by one. Known numbers are in numbers, else all are nodes; both are empty where there are none.
func (t Terms) Items() (numbers []float64, nodes []*expr.Node) {
	c := t.call
	if loop := t.loop; loop != nil {
		v := c.e.values(loop.body, loop.loops, loop.scope)
		if v.conditions != nil {
			panic(c.e.openCondition(loop.loops, c.Entry.Name, loop.scope))
		}
		return v.numbers, v.nodes
	}
	n := c.Node(t.place)
	switch {
	case n.IsConst():
		return n.Data(), nil
	case n.Shape().Rank == 0:
		return nil, []*expr.Node{n}
	}
	return nil, n.Entries()
}

// Selected are the terms of a loop whose condition depends on what is symbolic, with another number in place of those that
// do not count, and the conditions, 1 for true; ok is false for any other argument.
func (t Terms) Selected(otherwise float64) (nodes, conditions []*expr.Node, ok bool) {
	e, loop := t.call.e, t.loop
	if loop == nil || e.graph == nil || !slices.ContainsFunc(loop.loops, func(l syntax.Loop) bool { return l.If != nil }) {
		return nil, nil, false
	}
	v := e.values(loop.body, loop.loops, loop.scope)
	if v.conditions == nil {
		return nil, nil, false
	}
	for k := range v.length() {
		one := expr.Const(1)
		if k < len(v.conditions) && v.conditions[k] != nil {
			one = expr.Select(v.conditions[k], one, expr.Const(0))
		}
		conditions = append(conditions, one)
	}
	return v.selected(expr.Const(otherwise)), conditions, true
}
