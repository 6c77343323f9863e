package eval

import (
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// Functions of the same number of variables add, are multiplied and divided by numbers, and are composed: f + g, 2f, f ∘ g.
// The result is the function of the first one's names whose body calls them.

// combineFunctions is a sum, a multiple or a composition of functions; ok is false where no operand is a function, or an
// operation of functions has no meaning.
func (e *evaluation) combineFunctions(x *syntax.Binary, left, right value.Value, s *scope) (value.Value, bool) {
	f, isLeft := functionOperand(left)
	g, isRight := functionOperand(right)
	switch {
	case x.Op == "∘":
		return e.composed(x, f, g, left, right, s), true
	case e.within != nil: // a rule steps numbers: 0.1 ∇f lacks its point
		return nil, false
	case !isLeft && !isRight || calls(x) && isLeft:
		return nil, false
	case isLeft && isRight && (x.Op == "+" || x.Op == "-"):
		e.mustAgree(x, f, g, s)
		m := newMixture(f, s)
		return m.function(syntax.MakeBinary(x.Op, m.call(f, x.Left), m.call(g, x.Right), false, x.Span()), f, g), true
	case isLeft && isRight && x.Op == "*":
		e.refuseProduct(x, f, g, s)
	case isRight && x.Op == "*" && isScalar(left):
		m := newMixture(g, s)
		return m.function(syntax.MakeBinary("*", m.number(left, x.Left), m.call(g, x.Right), true, x.Span()), g), true
	case isLeft && (x.Op == "*" && !x.Implicit || x.Op == "/") && isScalar(right):
		m := newMixture(f, s)
		return m.function(syntax.MakeBinary(x.Op, m.call(f, x.Left), m.number(right, x.Right), false, x.Span()), f), true
	}
	return nil, false
}

// negated is -f.
func (e *evaluation) negated(x *syntax.Unary, v value.Value, s *scope) (value.Value, bool) {
	f, ok := functionOperand(v)
	if !ok || x.Op != "-" || e.within != nil {
		return nil, false
	}
	m := newMixture(f, s)
	return m.function(syntax.MakeUnary("-", m.call(f, x.Operand), x.Span()), f), true
}

// composed is f ∘ g, which first does g.
func (e *evaluation) composed(x *syntax.Binary, f, g value.Callable, left, right value.Value, s *scope) value.Value {
	for _, side := range []struct {
		f       value.Callable
		v       value.Value
		operand syntax.Expr
	}{{f, left, x.Left}, {g, right, x.Right}} {
		if side.f == nil {
			panic(message.New("TypeError", "type.compose", side.v.Describe()).At(s.source, side.operand.Span()).Advise("type.compose-advice"))
		}
	}
	m := newMixture(g, s)
	return m.function(syntax.MakeCall(m.name(f, x.Left), []syntax.Arg{{Value: m.call(g, x.Right)}}, x.Span()), g)
}

// functionOperand is a value as a function that is known with its variables.
func functionOperand(v value.Value) (value.Callable, bool) {
	f, ok := v.(value.Callable)
	if !ok || f.Arity() == 0 {
		return nil, false
	}
	return f, true
}

func isScalar(v value.Value) bool {
	q, ok := v.(value.Quantity)
	return ok && q.Node.Shape().Rank == 0 && !q.Node.IsTruth()
}

// mustAgree refuses the sum of functions of unlike variables, and of those that have a setting with two defaults.
func (e *evaluation) mustAgree(x *syntax.Binary, f, g value.Callable, s *scope) {
	if f.Arity() != g.Arity() {
		panic(message.New("ShapeError", "type.function-sum", f.Describe(), g.Describe()).At(s.source, x.Span()).Advise("type.function-sum-advice"))
	}
	for _, a := range settingsOf(f) {
		for _, b := range settingsOf(g) {
			if a.Name == b.Name && syntax.Text(a.Default) != syntax.Text(b.Default) {
				panic(message.New("NameError", "type.two-defaults", a.Name, syntax.Text(a.Default), syntax.Text(b.Default)).At(s.source, x.Span()).
					Advise("type.two-defaults-advice", a.Name))
			}
		}
	}
}

// refuseProduct answers f g and f * g, which could be the product of values or a composition.
func (e *evaluation) refuseProduct(x *syntax.Binary, f, g value.Callable, s *scope) {
	at := "(" + value.ShownVariables(f)[0] + ")"
	panic(message.New("TypeError", "type.function-product").At(s.source, x.Span()).
		Advise("type.function-product-advice", value.ShownVariables(f)[0], syntax.Text(x.Left)+at, syntax.Text(x.Right)+at, syntax.Text(x.Left), syntax.Text(x.Right)))
}

func settingsOf(f value.Callable) []value.Setting {
	if origin := value.OriginOf(f); origin != nil {
		return origin.Settings
	}
	return nil
}

// mixture makes the body of a function of functions, with the variables of the first: names stand for what it is made of.
type mixture struct {
	first value.Callable
	scope *scope
	names map[string]value.Value
}

func newMixture(first value.Callable, s *scope) *mixture {
	return &mixture{first: first, scope: s, names: map[string]value.Value{}}
}

// name stands for an operand, under its own name or, where that is taken or is none, the next free letter.
func (m *mixture) name(v value.Callable, operand syntax.Expr) *syntax.Name {
	text := v.Label()
	if f, ok := v.(*value.Function); ok && f.Name == "" {
		text = "(" + m.scope.written(syntax.Unwrap(operand)) + ")"
	}
	for _, other := range []string{text, "g", "h", "f₁", "f₂", "f₃"} {
		if taken, ok := m.names[other]; (!ok || taken == v) && !slices.Contains(value.VariablesOf(m.first), other) {
			text = other
			break
		}
	}
	m.names[text] = v
	return syntax.MakeShownName(text, text, operand.Span())
}

// number stands for a number: as it is written, where that is a number alone.
func (m *mixture) number(v value.Value, operand syntax.Expr) syntax.Expr {
	if _, ok := operand.(*syntax.Number); ok {
		return operand
	}
	text := m.scope.written(operand)
	for m.names[text] != nil {
		text += "'"
	}
	m.names[text] = v
	shown := text
	if b, ok := operand.(*syntax.Binary); ok && !b.Superscript {
		shown = "(" + text + ")"
	}
	return syntax.MakeShownName(text, shown, operand.Span())
}

// call is the call of a function with the variables of the whole, and with those of its settings that it has.
func (m *mixture) call(f value.Callable, operand syntax.Expr) syntax.Expr {
	var args []syntax.Arg
	shown := value.ShownVariables(m.first)
	for i, variable := range value.VariablesOf(m.first) {
		args = append(args, syntax.Arg{Value: syntax.MakeShownName(variable, shown[i], operand.Span())})
	}
	for _, setting := range settingsOf(f) {
		name := syntax.MakeName(setting.Name, operand.Span())
		args = append(args, syntax.Arg{Name: name, Value: name})
	}
	return syntax.MakeCall(m.name(f, operand), args, operand.Span())
}

// function is the whole, a function of the first one's variables with the settings of all.
func (m *mixture) function(body syntax.Expr, parts ...value.Callable) *value.Function {
	f := &value.Function{
		Variables: slices.Clone(value.VariablesOf(parts[0])), Shown: slices.Clone(value.ShownVariables(parts[0])),
		Body: body, Source: m.scope.source, Scope: m.scope.inner(m.names),
	}
	for _, part := range parts {
		for _, setting := range settingsOf(part) {
			if !slices.ContainsFunc(f.Settings, func(s value.Setting) bool { return s.Name == setting.Name }) {
				f.Settings = append(f.Settings, setting)
			}
		}
	}
	return f
}

// Composed is f ∘ g of two arguments.
func (by Calculus) Composed(f, g Argument) value.Value {
	outer, _ := functionOperand(f.Value)
	inner, _ := functionOperand(g.Value)
	return by.e.composed(syntax.MakeBinary("∘", f.From, g.From, false, by.call.Site), outer, inner, f.Value, g.Value, by.call.scope)
}
