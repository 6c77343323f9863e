package eval

import (
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

func isList(v value.Value) bool {
	_, ok := v.(value.List)
	return ok
}

// fieldOf is the part of a value that a name behind a dot asks; nil when there is none. A reason is told in the language of
// the notebook.
func (e *evaluation) fieldOf(v value.Value, name string) value.Value {
	if reasoned, ok := v.(value.Reasoned); ok && name == "reason" {
		return value.Text(reasoned.ReasonIn(e.chosen.Locale))
	}
	if f, ok := v.(value.Fielded); ok {
		return f.Field(name)
	}
	if q, ok := v.(value.Quantity); ok && !q.Node.IsTruth() {
		return partOf(q.Node, name)
	}
	return nil
}

// partOf is a part of real numbers as of complex ones, since eigenvalues may be both; nil for another name.
func partOf(n *expr.Node, name string) value.Value {
	switch name {
	case "re":
		return value.Quantity{Node: n}
	case "im":
		return value.Quantity{Node: expr.Fill(n.Shape(), expr.Const(0))}
	case "abs":
		return value.Quantity{Node: expr.Apply(expr.Abs, n)}
	}
	return nil
}

// Fields lists what can be asked of a value with a dot, for messages and completion.
func Fields(v value.Value) []string {
	if f, ok := v.(value.Fielded); ok {
		return f.Fields()
	}
	return nil
}

// AnswerOfCall is a value of the kind that a built-in function answers, for completion; nil where it is not said.
func (in *Interpreter) AnswerOfCall(name string) value.Value {
	if entry, ok := in.table().Builtins[name]; ok {
		return entry.Answers
	}
	return nil
}
