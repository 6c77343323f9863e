package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// eval is the value of an expression in a scope; it is never nil.
func (e *evaluation) eval(x syntax.Expr, s *scope) value.Value {
	e.enter(x, s)
	outer := e.overflow
	e.overflow = nil
	v := e.evalAny(x, s)
	if e.overflow != nil {
		v = e.settle(v)
	}
	e.overflow = outer
	e.nesting--
	return v
}

// enter counts nested expressions.
func (e *evaluation) enter(x syntax.Expr, s *scope) {
	e.poll()
	e.nesting++
	if e.nesting > e.limits.Nesting {
		panic(message.New("RecursionError", "limit.nesting", e.limits.Nesting).At(s.source, x.Span()).Advise("limit.nesting-advice"))
	}
}

// evalAny evaluates an expression inside or outside a trace.
func (e *evaluation) evalAny(x syntax.Expr, s *scope) value.Value {
	if e.graph != nil {
		return e.evalTraced(x, s)
	}
	return e.evaluated(x, s)
}

func (e *evaluation) evaluated(x syntax.Expr, s *scope) value.Value {
	switch x := x.(type) {
	case *syntax.Number:
		return value.Number(x.Value)
	case *syntax.String:
		return e.text(x, s)
	case *syntax.Name:
		return e.name(x, s)
	case *syntax.Paren:
		return e.operand(x.Inner, s)
	case *syntax.Unary:
		return e.unary(x, s)
	case *syntax.Binary:
		return e.binary(x, s)
	case *syntax.Compare:
		return e.compare(x, s)
	case *syntax.Call:
		return e.call(x, s)
	}
	return e.clause(x, s)
}

// clause evaluates what is written with words.
func (e *evaluation) clause(x syntax.Expr, s *scope) value.Value {
	switch x := x.(type) {
	case *syntax.Truth:
		return value.Truth(x.Value)
	case *syntax.If:
		return e.choose(x, s)
	case *syntax.Lambda:
		return e.lambda(x, s)
	case *syntax.Where:
		return e.where(x, s)
	}
	return e.collection(x, s)
}

// collection evaluates what puts values together, or takes them apart.
func (e *evaluation) collection(x syntax.Expr, s *scope) value.Value {
	switch x := x.(type) {
	case *syntax.Index:
		return e.index(x, s)
	case *syntax.Field:
		return e.field(x, s)
	case *syntax.Range:
		return e.rangeOf(x, s)
	case *syntax.Vector:
		return e.vector(x, s)
	case *syntax.Matrix:
		return e.matrix(x, s)
	case *syntax.Parts:
		return e.parts(x, s)
	case *syntax.Comprehension:
		return e.comprehension(x.Body, x.Loops, s, x.Span())
	}
	return e.marked(x, s)
}

// marked evaluates an operand with a sign before, behind or around it.
func (e *evaluation) marked(x syntax.Expr, s *scope) value.Value {
	switch x := x.(type) {
	case *syntax.Prime:
		return e.prime(x, s)
	case *syntax.Nabla:
		return e.nabla(x, s)
	case *syntax.Partial:
		return e.partial(x, s)
	case *syntax.Norm:
		return e.norm(x, s)
	case *syntax.Bars:
		return e.absolute(x, s)
	case *syntax.Factorial:
		return e.factorial(x, s)
	}
	panic("eval: unknown expression")
}

func (e *evaluation) name(x *syntax.Name, s *scope) value.Value {
	v, ok := e.lookup(x.Text, s)
	if !ok {
		v, ok = e.letter(x, s)
	}
	if !ok {
		e.undefined(x, s, "name.define")
	}
	if _, later := v.(*delayed); later {
		e.notYet(v, s, x.Span())
	}
	return v
}

// choose evaluates if: one branch when the condition is known, a selection of both when it depends on a variable.
func (e *evaluation) choose(x *syntax.If, s *scope) value.Value {
	condition := e.condition(x.Cond, s)
	if condition.IsConst() {
		if condition.Truth() {
			return e.operand(x.Then, s)
		}
		return e.operand(x.Else, s)
	}
	e.branch(s, x.Cond.Span())
	then, otherwise := e.quantity(x.Then, s), e.quantity(x.Else, s)
	e.choices--
	return e.operate(s, x.Span(), "if", func() *expr.Node { return expr.Select(condition, then, otherwise) }, then, otherwise)
}

// branch counts the conditions that depend on a variable. Both sides of each are traced, so a recursion that such a
// condition should end has no end.
func (e *evaluation) branch(s *scope, span syntax.Span) {
	const deepest = 100
	e.choices++
	e.choicesLeft--
	if e.choices > deepest || e.choicesLeft < 0 {
		panic(message.New("RecursionError", "trace.recursion").At(s.source, span).Advise("trace.recursion-advice"))
	}
}

// condition evaluates an expression that must be true or false.
func (e *evaluation) condition(x syntax.Expr, s *scope) *expr.Node {
	v := e.eval(x, s)
	n, ok := e.asQuantity(v, s, x.Span())
	if !ok || !n.IsTruth() {
		panic(message.New("TypeError", "type.truth", v.Describe()).At(s.source, x.Span()).Advise("type.compare-it", syntax.Text(x)))
	}
	return n
}

func (e *evaluation) lambda(x *syntax.Lambda, s *scope) value.Value {
	f := &value.Function{Body: x.Body, Source: s.source, Scope: s}
	for _, p := range x.Params {
		f.Variables = append(f.Variables, p.Text)
		f.Shown = append(f.Shown, p.Shown)
	}
	return f
}

func (e *evaluation) where(x *syntax.Where, s *scope) value.Value {
	return e.operand(x.Body, e.bound(x, s))
}

// bound is the scope of the body of a where.
func (e *evaluation) bound(x *syntax.Where, s *scope) *scope {
	for _, b := range x.Bindings {
		s = s.inner(map[string]value.Value{b.Name.Text: e.eval(b.Value, s)})
	}
	return s
}

func (e *evaluation) norm(x *syntax.Norm, s *scope) value.Value {
	n := e.quantity(x.Operand, s)
	return e.operate(s, x.Span(), "‖‖", func() *expr.Node { return expr.Norm(n) }, n)
}

// quantity evaluates an expression that must be a number, a truth, a vector or a matrix.
func (e *evaluation) quantity(x syntax.Expr, s *scope) *expr.Node {
	return e.quantityIn(e.eval(x, s), x, s)
}

// openQuantity is quantity for an operand, which may be a formula of something that has overflowed.
func (e *evaluation) openQuantity(x syntax.Expr, s *scope) *expr.Node {
	return e.quantityIn(e.operand(x, s), x, s)
}

func (e *evaluation) quantityIn(v value.Value, x syntax.Expr, s *scope) *expr.Node {
	n, ok := e.asQuantity(v, s, x.Span())
	if !ok {
		panic(e.notQuantity(v).At(s.source, x.Span()))
	}
	return n
}

// rangeOf is a..b: of numbers a range, of vectors a box.
func (e *evaluation) rangeOf(x *syntax.Range, s *scope) value.Value {
	low, high := e.eval(x.Low, s), e.eval(x.High, s)
	a, aOk := AsQuantity(low)
	b, bOk := AsQuantity(high)
	if aOk && bOk && a.Shape().Rank == 1 && a.Shape() == b.Shape() && a.IsConst() && b.IsConst() {
		return value.Box{Low: a.Data(), High: b.Data()}
	}
	return value.Range{Low: e.knownNumber(low, x.Low, s), High: e.knownNumber(high, x.High, s)}
}

// knownNumber is a value as a known number.
func (e *evaluation) knownNumber(v value.Value, x syntax.Expr, s *scope) float64 {
	n, ok := e.asQuantity(v, s, x.Span())
	if !ok || n.Shape().Rank != 0 || n.IsTruth() {
		s.fail("TypeError", x.Span(), "type.number", v.Describe())
	}
	if !n.IsConst() {
		e.refuseStepNumber(n, x, s)
		s.fail("TypeError", x.Span(), "trace.number-known")
	}
	return n.Float()
}
