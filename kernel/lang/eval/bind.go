package eval

import (
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// bind gives a function's variables their values: one argument each, or one vector or one named point for all.
func (e *evaluation) bind(f *value.Function, args arguments) map[string]value.Value {
	e.checkSettings(f, args)
	names := make(map[string]value.Value, len(f.Variables)+len(f.Settings))
	if len(args.positional) == len(f.Variables) && !e.spreads(f, args) {
		for i, name := range f.Variables {
			names[name] = args.positional[i].value
			switch p := names[name].(type) {
			case value.CriticalPoint:
				names[name] = p.Place()
			case *located:
				names[name] = p.at
			}
		}
		return names
	}
	if len(args.positional) == 1 {
		if p, ok := args.positional[0].value.(value.Parts); ok {
			return e.bindParts(f, p, args)
		}
		if v, ok := asQuantity(args.positional[0].value); ok && v.Shape().Rank == 1 && v.Shape().Rows == len(f.Variables) {
			for i, entry := range v.Entries() {
				names[f.Variables[i]] = value.Quantity{Node: entry}
			}
			return names
		}
	}
	panic(e.wrongCount(f, args))
}

// spreads tells a single named point for a function of one variable of that name.
func (e *evaluation) spreads(f *value.Function, args arguments) bool {
	if len(args.positional) != 1 {
		return false
	}
	p, ok := args.positional[0].value.(value.Parts)
	return ok && len(p.Names) == 1 && p.Names[0] == f.Variables[0]
}

func (e *evaluation) bindParts(f *value.Function, p value.Parts, args arguments) map[string]value.Value {
	names := make(map[string]value.Value, len(f.Variables))
	for _, name := range f.Variables {
		part, ok := p.Part(name)
		if !ok {
			panic(missingPart(f, name).At(args.scope.source, args.positional[0].span))
		}
		names[name] = part
	}
	if len(p.Names) > len(f.Variables) {
		panic(e.wrongCount(f, args))
	}
	return names
}

// wrongCount says how many numbers a function takes and how many it got.
func (e *evaluation) wrongCount(f value.Callable, args arguments) *message.Error {
	got := len(args.positional)
	var failure *message.Error
	if got == 1 && f.Arity() > 1 {
		failure = message.New("ShapeError", "call.one", f.Label(), f.Arity(), strings.Join(value.ShownVariables(f), ", "), args.positional[0].value.Describe())
	} else {
		failure = message.New("ShapeError", "call.count", f.Label(), f.Arity(), strings.Join(value.ShownVariables(f), ", "), got)
	}
	failure.At(args.scope.source, args.open)
	origin := value.OriginOf(f)
	switch {
	case origin != nil && f.Arity() == 1 && got > 1:
		failure.Advise("call.vector-advice", f.Label(), argumentsText(args))
	case origin != nil && origin.Definition != nil && origin.Source.Cell > 0:
		failure.Advise("call.defined", syntax.Text(origin.Definition), origin.Source.Cell)
	}
	return failure
}

func argumentsText(args arguments) string {
	texts := make([]string, len(args.positional))
	for i, arg := range args.positional {
		texts[i] = syntax.Text(arg.from)
	}
	return strings.Join(texts, ", ")
}
