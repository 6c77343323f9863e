package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// captured is an expression with everything symbolic that it sees.
type captured struct {
	x     syntax.Expr
	scope *scope
	nodes []*expr.Node

	chance *expr.Node // one of the nodes: a number drawn in each step of a rule, from which its random numbers come; nil: it has none
}

// delayed is a value that is no number and depends on what is symbolic: the run that a line of a rule makes in each step.
type delayed struct {
	*captured
	like value.Value    // that it has at a sample
	why  *message.Error // it cannot be known yet
}

// Describe implements value.Value.
func (d *delayed) Describe() message.Phrase { return d.like.Describe() }

// Located is what minimize or critical answers, or a point of critical_points, for a function that depends on letters of a
// function around it: its place and its value are formulas of these letters, with derivatives; all else is computed.
type Located struct {
	*delayed
	at    value.Value // of quantities
	value *expr.Node
}

// searched is what critical_points answers for such a function.
type searched struct {
	*delayed
	point func(k int) *Located // the k-th point, from 1
}

// field is the place or the value; nil for anything else.
func (l *Located) field(name string) value.Value {
	switch name {
	case "at":
		return l.at
	case "value":
		return value.Quantity{Node: l.value}
	}
	return nil
}

// Place is where the point lies.
func (l *Located) Place() value.Value { return l.at }

// notYet refuses a value of later where it is asked for more than can be known of it in a formula.
func (e *evaluation) notYet(v value.Value, s *scope, span syntax.Span) {
	s.fail("TypeError", span, "trace.later", v.Describe())
}
