package eval

import (
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// state is what an evaluation goes back to when a part of it has failed.
type state struct {
	depth       int                    // of nested calls
	nesting     int                    // of nested expressions, through all calls
	choices     int                    // symbolic conditions around
	choicesLeft int                    // how many more symbolic conditions may be met
	within      *stepping              // the rule of an optimizer being built, where random numbers are drawn anew at each step
	graph       *expr.Graph            // in which a formula is being traced
	indices     []loopIndex            // symbolic indices of the loops around
	path        []level                // the expressions around, in the trace
	computing   computed               // those that become opaque nodes
	points      map[*expr.Node]float64 // where the variables of the traces stand, as far as that is known
	overflow    *unsettled             // what has overflowed in the expression being evaluated; nil: nothing
}

// frame is a call being evaluated, for the chain an error shows.
type frame struct{ label string }

// outermost is what the outermost derivative or search under way is asked for: a function, and the point, as far as there is one.
type outermost struct {
	f     value.Callable
	point []float64
	flat  bool // the point is one vector, or a number
	call  Arguments
	busy  bool // the advice is being tried
}

// stepping is the rule being built: its function, where its lines are taken down, and the names of the function and the
// point in it.
type stepping struct {
	objective       value.Callable
	builder         *descent.Builder
	function, point string
}

// labelOf is the label of a function under the name that the rule has for its function.
func (s *stepping) labelOf(f value.Callable) string {
	if mark, ok := strings.CutSuffix(f.Label(), s.objective.Label()); ok {
		return mark + s.function
	}
	return f.Label()
}

// level is an expression being evaluated in a trace, with what it sees.
type level struct {
	x syntax.Expr
	s *scope
}

// unwritten is a failure to write something out as a formula, with the expressions in which it arose, from the outside in.
type unwritten struct {
	failure *message.Error
	levels  []level
}

// computed are the expressions that become opaque nodes in the formulas being traced.
type computed map[syntax.Expr]*message.Error // why each cannot be written out

// unsettled are the overflows met in one expression.
type unsettled struct {
	graph     *expr.Graph
	variables []*expr.Node // that stand for known operands
	values    []float64    // of all their entries
	first     *message.Error
	calls     []frame // in which it arose
}

// loopIndex is the symbol for a loop's index with the first and last number that it stands for.
type loopIndex struct {
	node      *expr.Node
	low, high float64
}
