package eval

import (
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

func (e *evaluation) call(x *syntax.Call, s *scope) value.Value {
	callee := e.callee(x, s)
	if b, ok := callee.(*value.Builtin); ok {
		return e.callBuiltin(b, x, s)
	}
	switch callee := callee.(type) {
	case value.Callable:
		e.refuseLetters(x, s)
		return e.applyOpen(callee, e.arguments(x, s))
	case *value.Optimizer:
		return e.adjust(callee, e.arguments(x, s))
	}
	e.refuseCall(x, callee, s)
	return nil
}

// callee evaluates what is called.
func (e *evaluation) callee(x *syntax.Call, s *scope) value.Value {
	name, ok := x.Callee.(*syntax.Name)
	if !ok {
		return e.eval(x.Callee, s)
	}
	v, ok := e.lookup(name.Text, s)
	if meant := syntax.SuggestCall(x); !ok && meant.Key != "" {
		failure := message.New("NameError", "name.undefined", name.Shown).At(s.source, name.Span())
		failure.Advice = meant
		panic(failure)
	}
	if !ok {
		e.undefined(name, s, "name.define-function")
	}
	return v
}

func (e *evaluation) refuseCall(x *syntax.Call, callee value.Value, s *scope) {
	name := syntax.Text(x.Callee)
	start := x.Callee.Span()
	failure := message.New("TypeError", "type.not-callable", name, callee.Describe()).
		At(s.source, syntax.Span{Start: start.Start, End: x.Open.Start + 1})
	failure.Advice = e.callAdvice(x, callee, name, s)
	panic(failure)
}

// callAdvice is what to write instead of a call of something that cannot be called: a product, or an entry.
func (e *evaluation) callAdvice(x *syntax.Call, callee value.Value, name string, s *scope) message.Phrase {
	texts := make([]string, len(x.Args))
	for i, arg := range x.Args {
		texts[i] = s.written(arg.Value)
	}
	inside := strings.Join(texts, ", ")
	n, ok := AsQuantity(callee)
	switch {
	case !ok || n.IsTruth() || len(texts) == 0:
		return message.Say("type.call-advice", name)
	case n.Shape().Rank == 0 && len(texts) == 1:
		return message.Say("type.multiply-advice", name, inside)
	case n.Shape().Rank == 0:
		return message.Say("type.call-advice", name)
	case len(texts) == 1:
		return message.Say("type.entry-or-multiply-advice", name, inside)
	}
	return message.Say("type.index-advice", name, inside)
}

// calledProduct is a product without a sign and without a space, fs[2](3) or (f)(3), whose left side turns out to be a
// function: it is the call of that.
func (e *evaluation) calledProduct(x *syntax.Binary, s *scope) (value.Value, bool) {
	if !x.Implicit || x.Left.Span().End != x.Right.Span().Start || !endsCallable(x.Left) {
		return nil, false
	}
	args, whole := calledWith(x.Right)
	if args == nil {
		return nil, false
	}
	left := e.operand(x.Left, s)
	callee, ok := left.(value.Callable)
	if !ok || callee.Arity() == 0 {
		return e.operated(x, left, s), true
	}
	if !whole {
		panic(calledAndRaised(x, args, s))
	}
	call := syntax.MakeCall(x.Left, argumentsIn(args), x.Span())
	if b, ok := callee.(*value.Builtin); ok {
		return e.callBuiltin(b, call, s), true
	}
	return e.applyOpen(callee, e.arguments(call, s)), true
}

// calledAndRaised refuses fs[2](3)^2, where the power would be of the argument alone.
func calledAndRaised(x *syntax.Binary, args syntax.Expr, s *scope) *message.Error {
	text := s.written(x.Left)
	return message.New("TypeError", "call.raised", s.written(x)).At(s.source, x.Span()).
		Advise("call.raised-advice", "("+text+tightly(args)+")"+strings.TrimPrefix(s.written(x.Right), tightly(args)), "g = "+text)
}

// endsCallable tells expressions whose value may be a function that is called by what follows.
func endsCallable(x syntax.Expr) bool {
	switch x := x.(type) {
	case *syntax.Index, *syntax.Call, *syntax.Paren:
		return true
	case *syntax.Unary:
		return endsCallable(x.Operand)
	case *syntax.Binary:
		return x.Implicit && endsCallable(x.Right)
	}
	return false
}

// calledWith is the parenthesis with which an operand begins, and whether it is all of it; nil: it begins with none.
func calledWith(x syntax.Expr) (args syntax.Expr, whole bool) {
	whole = true
	for {
		switch inner := x.(type) {
		case *syntax.Paren, *syntax.Parts:
			return inner, whole
		case *syntax.Vector:
			if inner.Bracket {
				return nil, false
			}
			return inner, whole
		case *syntax.Binary:
			if inner.Op != "^" {
				return nil, false
			}
			x, whole = inner.Left, false
		case *syntax.Prime:
			x, whole = inner.Operand, false
		case *syntax.Index:
			x, whole = inner.Operand, false
		case *syntax.Field:
			x, whole = inner.Operand, false
		default:
			return nil, false
		}
	}
}

// argumentsIn are the entries of a parenthesis as those of a call.
func argumentsIn(x syntax.Expr) []syntax.Arg {
	switch x := x.(type) {
	case *syntax.Vector:
		args := make([]syntax.Arg, len(x.Entries))
		for i, entry := range x.Entries {
			args[i] = syntax.Arg{Value: entry}
		}
		return args
	case *syntax.Parts:
		args := make([]syntax.Arg, len(x.Names))
		for i, name := range x.Names {
			args[i] = syntax.Arg{Name: name, Value: x.Values[i]}
		}
		return args
	}
	return []syntax.Arg{{Value: syntax.Unwrap(x)}}
}

// arguments evaluates the arguments of a call from left to right.
func (e *evaluation) arguments(x *syntax.Call, s *scope) Arguments {
	return e.argumentsOf(x, s, &Builtin{})
}

// argumentsOf evaluates arguments as the called function wants them: the values of a loop or the entries of a list may stay
// apart.
func (e *evaluation) argumentsOf(x *syntax.Call, s *scope, entry *Builtin) Arguments {
	args := Arguments{scope: s, Site: x.Span(), Open: x.Open, alone: x == e.command, asked: x == e.command || x == e.given}
	for _, arg := range x.Args {
		if entry.Draws && entry.Most < 0 {
			if turns, ok := e.drawnTurns(arg, s); ok {
				args.Positional = append(args.Positional, turns...)
				continue
			}
		}
		a := e.argumentOf(arg, s, entry)
		if arg.Name == nil {
			args.Positional = append(args.Positional, a)
			continue
		}
		a.Name, a.Label = arg.Name.Text, arg.Name.Span()
		if _, twice := args.Setting(a.Name); twice {
			panic(message.New("NameError", "name.twice", a.Name).At(s.source, a.Label).Advise("name.twice-advice"))
		}
		args.Named = append(args.Named, a)
	}
	return args
}

// argumentOf evaluates one argument, without its name.
func (e *evaluation) argumentOf(arg syntax.Arg, s *scope, entry *Builtin) Argument {
	a := Argument{Span: arg.Value.Span(), From: arg.Value}
	switch {
	case len(arg.Loops) > 0 && entry.Reduces:
		a.loop = &loopArgument{arg.Value, arg.Loops, s}
	case len(arg.Loops) > 0:
		a.Value = e.comprehension(arg.Value, arg.Loops, s, arg.Value.Span())
	case entry.Chooses:
		a.Value = e.listed(arg.Value, s)
	case entry.Reduces || entry.Elementary:
		a.Value = e.operand(arg.Value, s)
	default:
		a.Value = e.eval(arg.Value, s)
	}
	return a
}

// apply calls a function, a derivative or a built-in function with evaluated arguments.
func (e *evaluation) apply(f value.Callable, args Arguments) value.Value {
	return e.settled(func() value.Value { return e.applyOpen(f, args) })
}

// applyOpen is apply for an operand, which may be a formula of something that has overflowed. The depth is not deferred to be
// counted back, for attempt does that with the rest of the state: and unwinding thousands of frames that defer, beside the
// collector, Go 1.26 takes arguments of calls that are over for alive ("found pointer to free object").
func (e *evaluation) applyOpen(f value.Callable, args Arguments) value.Value {
	e.deeper(args.scope, args.Site)
	e.fitsFormula(args.scope, args.Site)
	v := e.applied(f, args)
	e.shallower()
	return v
}

func (e *evaluation) applied(f value.Callable, args Arguments) value.Value {
	switch f := f.(type) {
	case *value.Function:
		return e.applyFunction(f, args)
	case *value.Derivative:
		before := e.outermost
		v := e.differentiate(f, args)
		e.outermost = before
		return v
	case *value.Traced:
		return e.applyTraced(f, args)
	case *value.Packed:
		return e.applyPacked(f, args)
	case *value.Builtin:
		return e.applyBuiltin(f.Entry.(*Builtin), args)
	}
	panic("eval: unknown callable")
}

func (e *evaluation) applyFunction(f *value.Function, args Arguments) value.Value {
	names := e.bind(f, args)
	outer, _ := f.Scope.(*scope)
	inside := &scope{source: f.Source, names: names, outer: outer}
	for _, setting := range f.Settings { // a default sees the variables and the settings before it
		arg, given := args.Setting(setting.Name)
		if given {
			names[setting.Name] = arg.Value
		} else {
			names[setting.Name] = e.eval(setting.Default, inside)
		}
	}
	e.calls = append(e.calls, frame{f.Label()})
	result := e.operand(f.Body, inside)
	e.calls = e.calls[:len(e.calls)-1]
	return result
}

// choices are the entries of a list that may hold more than numbers.
type choices []value.Value

// Describe implements value.Value.
func (c choices) Describe() message.Phrase { return c[0].Describe() }

// Items implements value.Tuple.
func (c choices) Items() []value.Value { return c }

// listed evaluates a list to its entries, and anything else to its value.
func (e *evaluation) listed(x syntax.Expr, s *scope) value.Value {
	list, ok := x.(*syntax.Vector)
	if !ok || len(list.Entries) == 0 {
		return e.eval(x, s)
	}
	var items choices
	for _, entry := range list.Entries {
		if _, ok := entry.(*syntax.Range); ok {
			return e.eval(x, s)
		}
		items = append(items, e.eval(entry, s))
	}
	return items
}

// applyTraced calls a function that is known as a formula.
func (e *evaluation) applyTraced(f *value.Traced, args Arguments) value.Value {
	for _, arg := range args.Named {
		panic(NoSetting(f.Label(), arg, nil, args.scope.source))
	}
	p := e.pointOf(f, args)
	for _, part := range p.Parts {
		if part.Shape().Rank != 0 {
			panic(message.New("ShapeError", "type.number", value.Quantity{Node: part}.Describe()).At(args.scope.source, args.Open))
		}
	}
	result := expr.Substitute(f.Value, f.Variables, p.Parts)
	if f.Of != nil {
		e.mustHaveValue(f.Of, p, args)
		e.differentiable(result, args)
		if args.asked {
			return withForms(value.Quantity{Node: result}, value.Quantity{Node: f.Value}, f.Variables, p)
		}
	}
	return value.Quantity{Node: result}
}

// applyPacked calls a function of several parts with one vector of all their numbers.
func (e *evaluation) applyPacked(f *value.Packed, args Arguments) value.Value {
	if len(args.Positional) != 1 || isParts(args.Positional[0].Value) {
		return e.apply(f.Of, args)
	}
	node := e.quantityOf(args.Positional[0], args.scope)
	parts := value.Parts{Names: f.Names}
	entries := node.Entries()
	for _, shape := range f.Shapes {
		if len(entries) < shape.Size() {
			panic(e.wrongCount(f.Of, args))
		}
		parts.Values = append(parts.Values, value.Quantity{Node: shaped(entries[:shape.Size()], shape)})
		entries = entries[shape.Size():]
	}
	point := args.Positional[0]
	point.Value = parts
	args.Positional = []Argument{point}
	return e.apply(f.Of, args)
}
