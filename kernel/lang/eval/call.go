package eval

import (
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// argument is an evaluated argument of a call; name is empty when it is positional.
type argument struct {
	name  string
	value value.Value
	span  syntax.Span   // of the value
	label syntax.Span   // of the name
	from  syntax.Expr   // as it was written
	loop  *loopArgument // a loop's values, for a function that takes them one by one
}

// arguments are those of one call, with the places an error needs.
type arguments struct {
	positional []argument
	named      []argument
	scope      *scope      // where the call stands
	site, open syntax.Span // the whole call; its parentheses
	alone      bool        // the call is a statement by itself
	explain    func()      // fails where what was called has no value; nil: there is nothing to say
}

// setting is the argument of a name.
func (a *arguments) setting(name string) (argument, bool) {
	for _, arg := range a.named {
		if arg.name == name {
			return arg, true
		}
	}
	return argument{}, false
}

func (e *evaluation) call(x *syntax.Call, s *scope) value.Value {
	callee := e.callee(x, s)
	if b, ok := callee.(*value.Builtin); ok {
		return e.callBuiltin(b, x, s)
	}
	switch callee := callee.(type) {
	case value.Callable:
		return e.apply(callee, e.arguments(x, s))
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
	inside := join(texts, ", ")
	n, ok := asQuantity(callee)
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

// arguments evaluates the arguments of a call from left to right.
func (e *evaluation) arguments(x *syntax.Call, s *scope) arguments { return e.argumentsOf(x, s, false) }

// argumentsOf evaluates arguments; where the called function reduces, the values of a loop stay apart.
func (e *evaluation) argumentsOf(x *syntax.Call, s *scope, reduces bool) arguments {
	args := arguments{scope: s, site: x.Span(), open: x.Open, alone: x == e.command}
	for _, arg := range x.Args {
		a := argument{span: arg.Value.Span(), from: arg.Value}
		switch {
		case len(arg.Loops) > 0 && reduces:
			a.loop = &loopArgument{arg.Value, arg.Loops, s}
		case len(arg.Loops) > 0:
			a.value = e.comprehension(arg.Value, arg.Loops, s, arg.Value.Span())
		default:
			a.value = e.eval(arg.Value, s)
		}
		if arg.Name == nil {
			args.positional = append(args.positional, a)
			continue
		}
		a.name = arg.Name.Text
		if _, twice := args.setting(a.name); twice {
			panic(message.New("NameError", "name.twice", a.name).At(s.source, arg.Name.Span()).Advise("name.twice-advice"))
		}
		a.label = arg.Name.Span()
		args.named = append(args.named, a)
	}
	return args
}

// apply calls a function, a derivative or a built-in function with evaluated arguments.
func (e *evaluation) apply(f value.Callable, args arguments) value.Value {
	e.deeper(args.scope, args.site)
	e.fitsFormula(args.scope, args.site)
	defer e.shallower()
	switch f := f.(type) {
	case *value.Function:
		return e.applyFunction(f, args)
	case *value.Derivative:
		return e.differentiate(f, args)
	case *value.Traced:
		return e.applyTraced(f, args)
	case *value.Packed:
		return e.applyPacked(f, args)
	case *value.Builtin:
		return e.applyBuiltin(f.Entry.(*Builtin), args)
	}
	panic("eval: unknown callable")
}

func (e *evaluation) applyFunction(f *value.Function, args arguments) value.Value {
	names := e.bind(f, args)
	outer, _ := f.Scope.(*scope)
	inside := &scope{source: f.Source, names: names, outer: outer}
	for _, setting := range f.Settings { // a default sees the variables and the settings before it
		arg, given := args.setting(setting.Name)
		if given {
			names[setting.Name] = arg.value
		} else {
			names[setting.Name] = e.eval(setting.Default, inside)
		}
	}
	e.calls = append(e.calls, frame{f.Label()})
	result := e.eval(f.Body, inside)
	e.calls = e.calls[:len(e.calls)-1]
	return result
}

// bind gives a function's variables their values: one argument each, or one vector or one named point for all.
func (e *evaluation) bind(f *value.Function, args arguments) map[string]value.Value {
	e.checkSettings(f, args)
	names := make(map[string]value.Value, len(f.Variables)+len(f.Settings))
	if len(args.positional) == len(f.Variables) && !e.spreads(f, args) {
		for i, name := range f.Variables {
			names[name] = args.positional[i].value
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

// checkSettings refuses settings that the function does not have.
func (e *evaluation) checkSettings(f *value.Function, args arguments) {
	for _, arg := range args.named {
		known := make([]string, len(f.Settings))
		found := false
		for i, setting := range f.Settings {
			known[i] = setting.Name
			found = found || setting.Name == arg.name
		}
		if !found {
			panic(e.noSettingOf(f, arg, known, args.scope))
		}
	}
}

// noSettingOf says that a function has no setting of a name, and how a variable is given instead.
func (e *evaluation) noSettingOf(f *value.Function, arg argument, known []string, s *scope) *message.Error {
	failure := noSetting(f.Label(), arg, known, s)
	switch {
	case contains(f.Variables, arg.name):
		failure.Text = message.Say("setting.variable", arg.name, f.Label())
		failure.Advise("setting.variable-advice", calledText(f), f.Label()+"("+pointText(f)+")")
	case len(known) == 0:
		failure.Advise("setting.none-advice", f.Label(), calledText(f))
	}
	return failure
}

// noSetting says that a called thing has no setting of a name, with the ones it has.
func noSetting(called string, arg argument, known []string, s *scope) *message.Error {
	failure := message.New("NameError", "setting.unknown", called, arg.name).At(s.source, arg.label)
	near := syntax.Nearest(arg.name, known)
	for _, name := range known {
		if strings.EqualFold(name, arg.name) {
			near = name
		}
	}
	if other := settingHabits[arg.name]; near == "" && contains(known, other) {
		near = other
	}
	switch {
	case near != "":
		return failure.Advise("setting.near", near, join(known, ", "))
	case len(known) > 0:
		return failure.Advise("setting.list", join(known, ", "))
	}
	return failure.Advise("setting.none", called)
}

// settingHabits are what other programs call settings.
var settingHabits = map[string]string{
	"start": "from", "x0": "from", "initial": "from", "init": "from", "at": "from",
	"lr": "η", "rate": "η", "learning_rate": "η", "alpha": "η", "α": "η", "step": "η", "stepsize": "η", "step_size": "η", "h": "η",
	"momentum": "β", "beta": "β", "γ": "β", "mu": "β", "μ": "β",
	"n": "steps", "iterations": "steps", "maxiter": "steps", "max_iter": "steps", "epochs": "steps", "T": "steps", "k": "steps", "N": "steps",
	"eps": "tol", "ε": "tol", "tolerance": "tol", "gtol": "tol", "batch_size": "batch", "sigma": "noise", "σ": "noise",
	"xlim": "x", "ylim": "y", "xrange": "x", "yrange": "y", "label": "title", "name": "title", "logy": "log", "contours": "levels",
}

func contains(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// wrongCount says how many numbers a function takes and how many it got.
func (e *evaluation) wrongCount(f value.Callable, args arguments) *message.Error {
	got := len(args.positional)
	var failure *message.Error
	if got == 1 && f.Arity() > 1 {
		failure = message.New("ShapeError", "call.one", f.Label(), f.Arity(), join(shownVariables(f), ", "), args.positional[0].value.Describe())
	} else {
		failure = message.New("ShapeError", "call.count", f.Label(), f.Arity(), join(shownVariables(f), ", "), got)
	}
	failure.At(args.scope.source, args.open)
	origin := originOf(f)
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
	return join(texts, ", ")
}

// originOf is the student's function that a callable is made of; nil for a built-in one.
func originOf(f value.Callable) *value.Function {
	switch f := f.(type) {
	case *value.Function:
		return f
	case *value.Derivative:
		return originOf(f.Of)
	}
	return nil
}

// shownVariables names the variables of a callable as they were written.
func shownVariables(f value.Callable) []string {
	if origin := originOf(f); origin != nil {
		return origin.Shown
	}
	return variablesOf(f)
}

// variablesOf names the variables of a callable.
func variablesOf(f value.Callable) []string {
	if origin := originOf(f); origin != nil {
		return origin.Variables
	}
	switch f := f.(type) {
	case *value.Traced:
		return f.Names
	case *value.Packed:
		return []string{"θ"}
	}
	names := []string{"x", "y", "z"}
	return names[:min(f.Arity(), len(names))]
}
