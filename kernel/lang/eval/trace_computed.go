package eval

import (
	"errors"
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// What cannot be written out as a formula, because it needs numbers that depend on the variables of the trace (a search, a
// run, a recursion that they decide, an index), becomes a part of the formula that is computed at each point: an opaque
// node, which evaluates the expression where it stands with numbers in place of what is symbolic there.

// formulate evaluates something that is to be a formula. An expression that cannot be written out is found by its failing;
// what encloses it most closely and is a number is then computed, and the evaluation begun anew.
func (e *evaluation) formulate(do func()) { e.formulateAs(do, pointLike) }

// How well an expression stands for what is computed.
const (
	single    = iota // a number or a truth
	array            // a vector or a matrix
	pointLike        // taken as one of these: a minimum, a critical point
	unfit            // anything else
)

// formulateAs is formulate where expressions are computed that are at most so unlike a number.
func (e *evaluation) formulateAs(do func(), most int) {
	before := e.computing
	outside := len(e.path)
	for {
		err := e.attempt(do)
		if err == nil {
			break
		}
		x, why := e.computable(err, outside, most)
		if x == nil || e.computing[x] != nil {
			panic(e.withNumbers(err, outside))
		}
		more := computed{x: why}
		for y, reason := range e.computing {
			more[y] = reason
		}
		e.computing = more
	}
	e.computing = before
}

// evalTraced evaluates an expression that is a part of a trace.
func (e *evaluation) evalTraced(x syntax.Expr, s *scope) value.Value {
	if why := e.computing[x]; why != nil {
		if n := e.compute(x, s, why); n != nil {
			return value.Quantity{Node: n}
		}
	}
	e.path = append(e.path, level{x, s})
	v := e.evaluated(x, s)
	e.path = e.path[:len(e.path)-1]
	return v
}

// keepPath remembers where a failure to write out a formula arose.
func (e *evaluation) keepPath(failure *message.Error) {
	if isUnwritten(failure) && e.unwritten.failure != failure {
		e.unwritten = unwritten{failure, slices.Clone(e.path)}
	}
}

// isUnwritten tells the failures of formulas that numbers in place of their symbols would not have.
func isUnwritten(failure *message.Error) bool {
	return strings.HasPrefix(failure.Text.Key, "trace.") || failure.Text.Key == "optimizer.step-number"
}

// computable is the expression to compute for a failure: the innermost around it that is a single number, else the
// innermost that is a vector or a matrix, else that is taken as one; nil where there is none. Of a recursion it is what
// calls it first.
func (e *evaluation) computable(err error, outside, most int) (syntax.Expr, *message.Error) {
	var failure *message.Error
	if !errors.As(err, &failure) || e.unwritten.failure != failure || len(e.unwritten.levels) < outside {
		return nil, nil
	}
	levels := beforeRecursion(e.unwritten.levels[outside:])
	var best syntax.Expr
	rank := most + 1
	for k := len(levels) - 1; k >= 0 && rank > single; k-- {
		if r := e.rankOf(levels[k]); r < rank {
			best, rank = levels[k].x, r
		}
	}
	return best, failure
}

// withNumbers is how something fails with numbers too, where it does, instead of how it fails as a formula.
func (e *evaluation) withNumbers(err error, outside int) error {
	var failure *message.Error
	if !errors.As(err, &failure) || e.unwritten.failure != failure || len(e.unwritten.levels) <= outside {
		return err
	}
	l := e.unwritten.levels[outside]
	found, failed := e.capturedBy(l.x, l.s).values(e, 1)
	if len(found) > 0 || failed == nil {
		return err
	}
	return failed
}

// beforeRecursion are the levels down to the first that occurs again inside itself; the first one at least.
func beforeRecursion(levels []level) []level {
	count := map[syntax.Expr]int{}
	for _, l := range levels {
		count[l.x]++
	}
	for k, l := range levels {
		if count[l.x] > 1 {
			return levels[:max(k, 1)]
		}
	}
	return levels
}

// rankOf tells how well an expression stands for what is computed; one that fails with numbers too is unfit.
func (e *evaluation) rankOf(l level) int {
	found, _ := e.capturedBy(l.x, l.s).values(e, 3)
	if len(found) == 0 {
		return unfit
	}
	switch v := found[0].(type) {
	case value.Quantity:
		return rankOfShape(v.Node.Shape(), found)
	case value.Minimum, value.Placed:
		return pointLike
	}
	return unfit
}

// rankOfShape tells how well what has these values stands for what is computed, the first of a shape. What changes its shape
// is unfit.
func rankOfShape(shape expr.Shape, values []value.Value) int {
	for _, v := range values {
		if other, ok := v.(value.Quantity); !ok || other.Node.Shape() != shape {
			return unfit
		}
	}
	if shape.Rank == 0 {
		return single
	}
	return array
}

// compute is the opaque node of an expression; nil where all that it sees is known.
func (e *evaluation) compute(x syntax.Expr, s *scope, why *message.Error) *expr.Node {
	return e.computeCaptured(e.capturedBy(x, s), x, s, why)
}

func (e *evaluation) computeCaptured(c *captured, x syntax.Expr, s *scope, why *message.Error) *expr.Node {
	if len(c.nodes) == 0 {
		return nil
	}
	n, ok := AsQuantity(c.sample(e))
	if !ok {
		return nil
	}
	p := c.spelled()
	o := &expr.Opaque{
		Text: p.text, LaTeX: p.latex, Shape: n.Shape(), Truth: n.IsTruth(), Refusal: underivedAt(x, s, why),
	}
	for _, l := range c.letters(p) {
		if k := slices.Index(c.nodes, l.Node); k >= 0 {
			o.Letters = append(o.Letters, expr.Letter{Name: l.Name, Arg: k, Bound: l.Bound})
		}
	}
	o.Value = expr.Remember(c.program(e, o))
	return o.Call(c.nodes...)
}

// underivedAt says why what is computed has no derivative.
func underivedAt(x syntax.Expr, s *scope, why *message.Error) *message.Error {
	switch why.Text.Key {
	case "trace.recursion", "trace.index", "trace.number-known", "trace.if-open", "trace.if-list":
		return why
	}
	failure := message.New("DomainError", "derivative.computed", syntax.Text(x)).At(s.source, x.Span()).Advise("derivative.computed-advice")
	failure.Calls = why.Calls
	return failure
}
