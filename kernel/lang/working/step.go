package working

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"unicode"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// Step is one step of a run whose rule is known as text.
type Step struct {
	Run      *value.Run
	Rule     *syntax.OptimizerDefinition
	Number   int             // of the step, from 1
	Function value.Callable  // as the rule calls it: of one point
	Settings []value.Setting // of the rule, as it was defined

	// Evaluate is the value of an expression of the rule where names have values; false where it has none.
	Evaluate func(x syntax.Expr, names map[string]value.Value) (value.Value, bool)
}

// stepping is a step being written.
type stepping struct {
	*paper
	Step
	names map[string]value.Value
	state map[string]bool // the names that a step changes, and what they depend on: what else a rule holds are known numbers
	seen  map[string]bool // the calls of the function that have a line

	trusted bool // all that the run has kept of the step is what comes of its lines
}

// OneStep writes a step line by line with its numbers put in: each line of the rule as it is written, then with the values from
// before the line in place of names, and what comes of it.
func OneStep(s Step) value.Working {
	trial := newStepping(s)
	agrees := true
	for _, line := range trial.assignments() {
		_, computed := trial.outcome(line)
		agrees = agrees && computed
	}
	w := newStepping(s)
	w.trusted = agrees
	for _, line := range w.assignments() {
		w.line(line)
	}
	w.after()
	return w.Working
}

func newStepping(s Step) *stepping {
	w := &stepping{paper: &paper{}, Step: s, names: map[string]value.Value{}, state: map[string]bool{}, seen: map[string]bool{}}
	w.before()
	return w
}

// assignments are the lines that give names values in every step.
func (w *stepping) assignments() []assignment {
	last := map[string]int{}
	for k, line := range w.Rule.Lines {
		for _, name := range line.Names {
			last[name.Text] = k
		}
	}
	var lines []assignment
	for k, line := range w.Rule.Lines {
		if line.Kind == syntax.Assign {
			lines = append(lines, assignment{line, func(name string) bool { return last[name] == k }})
		}
	}
	return lines
}

// assignment is a line of a rule, with whether it is the last of the step to give a name its value, which is the one that the run
// has kept.
type assignment struct {
	syntax.Line
	isLast func(name string) bool
}

// before gives every name its value before the step.
func (w *stepping) before() {
	variables := 0
	for _, p := range w.Rule.Params {
		name := p.Name.Text
		switch {
		case p.Default != nil:
			w.takeSetting(name, p.Default)
			continue
		case variables == 0:
			w.names[name] = w.Function
			w.state[name] = true
		case variables == 1:
			w.names[name] = w.pointAt(w.Number - 1)
			w.state[name] = true
		default:
			w.names[name] = value.Number(float64(w.Number))
		}
		variables++
	}
	for _, line := range w.Rule.Lines {
		for _, name := range line.Names {
			w.state[name.Text] = true
			if v, ok := w.recorded(name.Text, w.Number-1); ok && line.Kind == syntax.Start {
				first, _ := w.Evaluate(line.Body, w.names)
				w.names[name.Text] = like(v, first)
			}
		}
	}
}

// takeSetting gives a setting of the rule its value: as the run has it, else its default.
func (w *stepping) takeSetting(name string, otherwise syntax.Expr) {
	if v, ok := w.Run.Optimizer.Changed[name]; ok {
		w.names[name] = v
	} else if x, ok := w.Run.Record.Settings[name]; ok {
		w.names[name] = value.Number(x)
	} else if v, ok := w.Evaluate(otherwise, nil); ok {
		w.names[name] = v
	}
}

// pointAt is the point after k steps, as the rule has it.
func (w *stepping) pointAt(k int) value.Value {
	return value.Quantity{Node: expr.Array(w.Run.Record.Points.Shape, w.Run.Record.Points.At(k))}
}

// point is the rule's name of the point.
func (w *stepping) point() string {
	variables := 0
	for _, p := range w.Rule.Params {
		if p.Default == nil {
			if variables++; variables == 2 {
				return p.Name.Text
			}
		}
	}
	return ""
}

// line writes one line of the rule.
func (w *stepping) line(line assignment) {
	w.equation(w.left(line), value.Side{written(syntax.Text(line.Body), syntax.LaTeX(line.Body))})
	before := maps.Clone(w.names)
	values, computed := w.outcome(line)
	after := w.names
	var middle value.Side
	if computed && len(line.Names) == 1 {
		w.names = before
		middle = w.inNumbers(line.Body)
		w.names = after
	}
	for i, name := range line.Names {
		shown := computed && w.trusted || line.isLast(name.Text)
		if q, isQuantity := values[i].(value.Quantity); shown && isQuantity && q.Node.IsConst() && !q.Node.IsTruth() {
			w.equation(value.Side{w.indexed(name)}, w.entryless(line, middle), number(q.Node))
		}
	}
	if !computed {
		w.say("working.drawn")
	}
}

// left is the left side of a line: its names, or the entry that it sets.
func (w *stepping) left(line assignment) value.Side {
	if line.Entry != nil {
		return value.Side{written(syntax.Text(line.Entry), syntax.LaTeX(line.Entry))}
	}
	left := make(value.Side, 0, 2*len(line.Names))
	for i, name := range line.Names {
		if i > 0 {
			left = append(left, sign(", "))
		}
		left = append(left, written(name.Shown, syntax.LaTeXName(name.Text, "")))
	}
	return left
}

// entryless is what stands between a name and its value; of a line that sets one entry nothing.
func (w *stepping) entryless(line assignment, middle value.Side) value.Side {
	if line.Entry != nil {
		return nil
	}
	return middle
}

// indexed is a name with the number of the step.
func (w *stepping) indexed(name *syntax.Name) value.Piece {
	k := strconv.Itoa(w.Number)
	text := name.Shown + expr.Subscript(w.Number)
	if last := []rune(name.Shown); unicode.IsNumber(last[len(last)-1]) {
		text = name.Shown + "(" + k + ")"
	}
	return written(text, syntax.LaTeXName(name.Text, k))
}

// after writes f at the new point.
func (w *stepping) after() {
	n := w.pointAt(w.Number).(value.Quantity).Node
	if f := w.Run.Record.Value(w.Number); isFinite(f) {
		w.equation(calledAt(w.Run.Objective, n), number(expr.Const(f)))
	}
}

// calledAt is f(x), or f(x, y) at a point of several numbers.
func calledAt(f value.Callable, at *expr.Node) value.Side {
	if at.Shape().Rank != 1 {
		return value.Side{written(f.Label()+"(", value.LabelLaTeX(f)+"("), {Node: at}, sign(")")}
	}
	const most = 6
	if at.Shape().Rows > most {
		return value.Side{written(f.Label(), value.LabelLaTeX(f)), {Node: at}}
	}
	side := value.Side{written(f.Label()+"(", value.LabelLaTeX(f)+"(")}
	for k, x := range cleanEntries(at) {
		if k > 0 {
			side = append(side, sign(", "))
		}
		side = append(side, value.Piece{Node: x})
	}
	return append(side, sign(")"))
}

// same reports whether two values are the same numbers but for rounding.
func same(a, b value.Value) bool {
	p, okA := a.(value.Quantity)
	q, okB := b.(value.Quantity)
	if !okA || !okB || !p.Node.IsConst() || !q.Node.IsConst() || p.Node.Shape().Size() != q.Node.Shape().Size() && p.Node.Shape().Rank > 0 {
		return false
	}
	const tolerance = 1e-9
	xs, ys := p.Node.Data(), q.Node.Data()
	for k, y := range ys {
		x := xs[min(k, len(xs)-1)]
		if !(math.Abs(x-y) <= tolerance*max(1, math.Abs(y))) {
			return false
		}
	}
	return true
}

// changes reports whether an expression depends on what a step changes.
func (w *stepping) changes(x syntax.Expr) bool {
	return slices.ContainsFunc(syntax.FreeNames(x), func(name string) bool { return w.state[name] })
}

// inNumbers is an expression with numbers in place of names; empty where nothing of it is left but its value.
func (w *stepping) inNumbers(x syntax.Expr) value.Side {
	if called, ok := w.called(syntax.Unwrap(x)); ok {
		return called
	}
	t := w.put(x, true)
	if len(t.side) == 1 && t.side[0].Node != nil {
		return nil
	}
	return t.side
}
