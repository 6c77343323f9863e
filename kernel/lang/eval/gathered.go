package eval

import (
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
	"saddle/numerics/program"
	"saddle/numerics/program/native"
)

// gathered are the values that a body takes in a loop: plain numbers as long as all are known, nodes from the first on
// that is something else.
type gathered struct {
	numbers []float64
	nodes   []*expr.Node
	items   []value.Value // instead of both, where the values are to be a list of anything and not all are numbers or vectors
	listed  bool          // such values are taken

	conditions []*expr.Node // for each value whether it counts, nil where it does; nil: all do
}

func (v *gathered) known() bool { return v.nodes == nil && v.items == nil }

func (v *gathered) length() int { return max(len(v.numbers), len(v.nodes), len(v.items)) }

// addItem adds a value that is no number or vector, or any value behind one.
func (v *gathered) addItem(item value.Value) {
	if v.items == nil {
		for _, n := range v.all() {
			v.items = append(v.items, value.Quantity{Node: n})
		}
	}
	v.items = append(v.items, item)
	v.numbers, v.nodes = nil, nil
}

func (v *gathered) add(n *expr.Node) {
	if v.known() && n.IsConst() && !n.IsTruth() && n.Shape().Rank == 0 {
		v.numbers = append(v.numbers, n.Float())
		return
	}
	v.nodes = append(v.all(), n)
	v.numbers = nil
}

// all are the values as nodes.
func (v *gathered) all() []*expr.Node {
	if !v.known() {
		return v.nodes
	}
	nodes := make([]*expr.Node, len(v.numbers), len(v.numbers)+1)
	for i, x := range v.numbers {
		nodes[i] = expr.Const(x)
	}
	return nodes
}

// values are those of a body over loops, in order, the last loop fastest.
func (e *evaluation) values(body syntax.Expr, loops []syntax.Loop, s *scope) *gathered {
	v := &gathered{}
	e.fitsLoops(body, loops, s)
	e.gather(v, body, loops, nil, s)
	return v
}

// listing are the values of a body over loops, of whatever kind they are.
func (e *evaluation) listing(body syntax.Expr, loops []syntax.Loop, s *scope) *gathered {
	v := &gathered{listed: true}
	e.fitsLoops(body, loops, s)
	e.gather(v, body, loops, nil, s)
	return v
}

// gather adds the values of a body over loops; they count where a condition of the loops around holds, nil where all do.
func (e *evaluation) gather(v *gathered, body syntax.Expr, loops []syntax.Loop, around *expr.Node, s *scope) {
	c := e.course(loops[0], s)
	inner := loops[1:]
	if len(inner) == 0 {
		e.fits(v.length()+c.count, s, body.Span())
		if !c.open && around == nil && e.gatherCompiled(v, body, c) {
			return
		}
	}
	for k := range c.count {
		e.poll()
		inside := e.at(c, expr.Const(float64(k)))
		condition, counts := around, true
		if c.open {
			condition, counts = e.conditionIn(c, around, inside)
		}
		switch {
		case !counts:
		case len(inner) > 0:
			e.gather(v, body, inner, condition, inside)
		default:
			e.addValue(v, e.turn(v, body, inside), body, inside)
			v.condition(condition)
		}
	}
}

// conditionIn is the condition of a turn together with that of the loops around, nil where both hold; counts is false where
// the turn does not.
func (e *evaluation) conditionIn(c course, around *expr.Node, inside *scope) (condition *expr.Node, counts bool) {
	own := e.condition(c.loop.If, inside)
	switch {
	case own.IsConst():
		return around, own.Truth()
	case around == nil:
		return own, true
	}
	return expr.And(around, own), true
}

// condition notes whether the last value counts.
func (v *gathered) condition(n *expr.Node) {
	if n == nil && v.conditions == nil {
		return
	}
	for len(v.conditions) < v.length()-1 {
		v.conditions = append(v.conditions, nil)
	}
	v.conditions = append(v.conditions, n)
}

// selected are the values as nodes, with another in place of those that do not count.
func (v *gathered) selected(otherwise *expr.Node) []*expr.Node {
	nodes := v.all()
	for i, condition := range v.conditions {
		if condition != nil {
			nodes[i] = expr.Select(condition, nodes[i], expr.Fill(nodes[i].Shape(), otherwise))
		}
	}
	return nodes
}

// turn is the value of a body in one turn. What overflows in it may come to something in the sum of few.
func (e *evaluation) turn(v *gathered, body syntax.Expr, s *scope) value.Value {
	const few = 10_000
	if v.listed || v.length() >= few {
		return e.eval(body, s)
	}
	return e.operand(body, s)
}

// addValue adds the value of a body in one turn.
func (e *evaluation) addValue(v *gathered, item value.Value, body syntax.Expr, s *scope) {
	n, ok := e.asQuantity(item, s, body.Span())
	switch {
	case ok && v.items == nil && !(v.listed && n.Shape().Rank == 2):
		v.add(n)
	case v.listed:
		v.addItem(item)
	default:
		panic(e.notQuantity(item).At(s.source, body.Span()))
	}
}

// fitsLoops refuses loops in loops that have too many turns before the first is taken, as far as their ranges are told
// beforehand.
func (e *evaluation) fitsLoops(body syntax.Expr, loops []syntax.Loop, s *scope) {
	const most = 1 << 53
	turns, named := 1.0, map[string]bool{}
	for _, loop := range loops {
		over, ok := loop.Over.(*syntax.Range)
		if len(loops) == 1 || !ok {
			return
		}
		for _, name := range syntax.FreeNames(over) {
			if named[name] {
				return
			}
		}
		named[loop.Names[0].Text] = true
		if r, ok := e.eval(over, s).(value.Range); ok {
			turns *= float64(r.Length())
		}
		e.fits(int(min(turns, most)), s, body.Span())
	}
}

// compiledFrom is from how many turns on it pays to compile the body of a loop.
const compiledFrom = 64

// gatherCompiled evaluates the body once with a symbol for the loop's index and computes all its values by a program.
// It is refused, and nothing has happened, where the body is no formula of the index, draws random numbers, or gives
// anything but finite numbers: then each turn is evaluated by itself, which finds the mistake, if it is one.
func (e *evaluation) gatherCompiled(v *gathered, body syntax.Expr, c course) bool {
	if c.values != nil || c.count < compiledFrom || e.graph != nil || !v.known() {
		return false
	}
	chance := *e.source
	term, index, err := e.termOf(body, c)
	if *e.source != chance {
		*e.source = chance
		return false
	}
	if err != nil || term.IsTruth() || term.Shape().Rank != 0 {
		return false
	}
	numbers, ok := e.tabulate(term, index, c)
	if ok {
		v.numbers = append(v.numbers, numbers...)
	}
	return ok
}

// termOf is the body as a formula of the loop's index.
func (e *evaluation) termOf(body syntax.Expr, c course) (term, index *expr.Node, err error) {
	g := e.newGraph()
	index = g.Variable(c.loop.Names[0].Text, expr.Scalar)
	err = e.quietly(func() {
		e.graph = g
		term = e.symbolicTerm(body, c, index)
		e.graph = nil
	})
	return term, index, err
}

// tabulate is a formula of a loop's index in every turn; not ok where it cannot be compiled or is not finite.
func (e *evaluation) tabulate(term, index *expr.Node, c course) (numbers []float64, ok bool) {
	const most = 1 << 14
	compiled, err := program.Compile([]*expr.Node{index}, []*expr.Node{term})
	if err != nil {
		return nil, false
	}
	machine := native.NewMachine(compiled)
	machine.SetInterrupt(func() bool { return e.ctx.Err() != nil })
	at, numbers := make([]float64, min(most, c.count)), make([]float64, c.count)
	for done := 0; done < c.count; done += len(at) {
		some := numbers[done:min(done+len(at), c.count)]
		for k := range some {
			at[k] = c.start() + float64(done+k)
		}
		if machine.Block([][]float64{at[:len(some)]}, [][]float64{some}) != nil {
			e.interrupted()
		}
		if !value.AllFinite(some) {
			return nil, false
		}
	}
	return numbers, true
}
