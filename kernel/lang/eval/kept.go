package eval

import (
	"slices"

	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/program/native"
)

// keptFormula is a traced function, with what was made of it.
type keptFormula struct {
	form        int      // of the points that it was traced for, a Form
	names       []string // of its variables, as the points have them
	variables   []*expr.Node
	value       *expr.Node
	graph       *expr.Graph // nil where nothing is kept but the changes
	derivatives map[value.Mark]value.Value
	machines    map[*expr.Node]*native.Machine
	changes     int // how many times the function had another formula than the last time
}

// isFor reports whether the formula was traced for points of a form with these variables.
func (k *keptFormula) isFor(form int, names []string, shapes []expr.Shape) bool {
	return k.graph != nil && k.form == form && slices.Equal(k.names, names) &&
		slices.EqualFunc(k.variables, shapes, func(v *expr.Node, s expr.Shape) bool { return v.Shape() == s })
}
