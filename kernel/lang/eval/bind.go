package eval

import (
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// bind gives a function's variables their values: one argument each, or one vector or one named point for all.
func (e *evaluation) bind(f *value.Function, args Arguments) map[string]value.Value {
	e.checkSettings(f, args)
	names := make(map[string]value.Value, len(f.Variables)+len(f.Settings))
	switch {
	case len(args.Positional) == len(f.Variables) && !e.spreads(f, args):
		for i, name := range f.Variables {
			names[name] = bound(args.Positional[i].Value)
		}
		return names
	case len(args.Positional) == 1:
		if p, ok := args.Positional[0].Value.(value.Parts); ok {
			return e.bindParts(f, p, args)
		}
		if v, ok := AsQuantity(args.Positional[0].Value); ok && v.Shape().Rank == 1 && v.Shape().Rows == len(f.Variables) {
			for i, entry := range v.Entries() {
				names[f.Variables[i]] = value.Quantity{Node: entry}
			}
			return names
		}
	}
	panic(e.wrongCount(f, args))
}

// bound is what a variable stands for when a function is called with a value: with a result that has a place, for that place.
func bound(v value.Value) value.Value {
	switch p := v.(type) {
	case *Located:
		return p.at
	case value.Row:
		if n, ok := AsQuantity(p); ok {
			return value.Quantity{Node: n}
		}
	case value.Placed:
		return p.Place()
	}
	return v
}

// spreads reports whether the arguments are a single named point, for a function of one variable of that name.
func (e *evaluation) spreads(f *value.Function, args Arguments) bool {
	if len(args.Positional) != 1 {
		return false
	}
	p, ok := args.Positional[0].Value.(value.Parts)
	return ok && len(p.Names) == 1 && p.Names[0] == f.Variables[0]
}

func (e *evaluation) bindParts(f *value.Function, p value.Parts, args Arguments) map[string]value.Value {
	names := make(map[string]value.Value, len(f.Variables))
	for _, name := range f.Variables {
		part, ok := p.Part(name)
		if !ok {
			panic(missingPart(f, name).At(args.scope.source, args.Positional[0].Span))
		}
		names[name] = part
	}
	if len(p.Names) > len(f.Variables) {
		panic(e.wrongCount(f, args))
	}
	return names
}

// wrongCount says how many numbers a function takes and how many it got.
func (e *evaluation) wrongCount(f value.Callable, args Arguments) *message.Error {
	got := len(args.Positional)
	var failure *message.Error
	if got == 1 && f.Arity() > 1 {
		failure = message.New("ShapeError", "call.one", f.Label(), f.Arity(), value.ShownVariables(f), args.Positional[0].Value.Describe())
	} else {
		failure = message.New("ShapeError", "call.count", f.Label(), f.Arity(), value.ShownVariables(f), got)
	}
	failure.At(args.scope.source, args.Open)
	origin := value.OriginOf(f)
	switch {
	case origin != nil && got > f.Arity() && got <= f.Arity()+len(origin.Settings) && f.Arity() > 0:
		failure.Advise("call.setting-advice", origin.Settings[0].Name, f.Label()+"("+settledText(origin, args)+")")
	case origin != nil && f.Arity() == 1 && got > 1:
		failure.Advise("call.vector-advice", f.Label(), argumentsText(args))
	case origin != nil && origin.Definition != nil && origin.Source.Cell > 0:
		failure.Advise("call.defined", syntax.Text(origin.Definition), origin.Source.Cell)
	}
	return failure
}

// settledText are the arguments of a call of which those beyond the variables are given to the settings, in their order.
func settledText(f *value.Function, args Arguments) string {
	texts := make([]string, len(args.Positional))
	for i, arg := range args.Positional {
		texts[i] = syntax.Text(arg.From)
		if extra := i - f.Arity(); extra >= 0 {
			texts[i] = f.Settings[extra].Name + " = " + texts[i]
		}
	}
	return strings.Join(texts, ", ")
}

func argumentsText(args Arguments) string {
	texts := make([]string, len(args.Positional))
	for i, arg := range args.Positional {
		texts[i] = syntax.Text(arg.From)
	}
	return strings.Join(texts, ", ")
}
