package eval

import (
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// callBuiltin evaluates the arguments of a call and runs the table's entry.
func (e *evaluation) callBuiltin(b *value.Builtin, x *syntax.Call, s *scope) value.Value {
	entry := b.Entry.(*Builtin)
	e.refuseFormulas(entry, x, s)
	e.checkKnown(entry, x, s)
	args := e.argumentsOf(x, s, entry)
	return e.applyBuiltin(entry, args)
}

// checkKnown answers names that are not defined where the entry knows better what is meant than a definition: forget(foo),
// load(line), and sum(i^2), where nothing says what i goes through.
func (e *evaluation) checkKnown(entry *Builtin, x *syntax.Call, s *scope) {
	if entry.unknown == "" && !entry.reduces {
		return
	}
	for _, arg := range x.Args {
		if len(arg.Loops) > 0 {
			continue
		}
		for _, name := range syntax.FreeNames(arg.Value) {
			if _, known := e.lookup(name, s); known {
				continue
			}
			place := occurrence(arg.Value, name)
			_, alone := arg.Value.(*syntax.Name)
			_, dotted := arg.Value.(*syntax.Field)
			switch {
			case (alone || dotted) && entry.unknown != "":
				e.unknownArgument(entry, place, s)
			case entry.reduces && len([]rune(name)) == 1 && (!alone || strings.Contains("ijkmn", name)):
				panic(message.New("NameError", "name.undefined", place.Shown).At(s.source, place.Span()).
					Advise("reduce.index", entry.Name, syntax.Text(arg.Value), place.Shown))
			}
		}
	}
}

// unknownArgument says what to write instead of a name that is not defined, or which name may be meant.
func (e *evaluation) unknownArgument(entry *Builtin, name *syntax.Name, s *scope) {
	failure := message.New("NameError", "name.undefined", name.Shown).At(s.source, name.Span())
	failure.Advise(entry.unknown, name.Shown)
	if entry.word != nil && entry.word(name.Text) {
		panic(failure.Advise("call.write", "help(\""+name.Text+"\")"))
	}
	if near := syntax.Nearest(name.Text, e.visible(s)); near != "" && !entry.outside {
		failure.Advise("suggest.near", near)
	}
	panic(failure)
}

func (e *evaluation) applyBuiltin(entry *Builtin, args arguments) value.Value {
	if entry.most < 0 && !entry.command {
		args.positional = spreadLists(args.positional)
	}
	c := &builtinCall{e, args, entry}
	c.refuseSearched()
	c.refusePicture()
	c.checkCount()
	c.checkNames()
	c.checkPlace()
	before := c.outermost
	c.askBuiltin()
	var result value.Value
	if err := expr.Catch(func() { result = entry.run(c) }); err != nil {
		panic(refusedAt(err, args.scope, args.site))
	}
	c.outermost = before
	return result
}

// refuseSearched refuses the points of a search that is not made yet.
func (c *builtinCall) refuseSearched() {
	for _, arg := range slices.Concat(c.positional, c.named) {
		if _, later := arg.value.(*searched); later {
			c.notYet(arg.value, c.scope, arg.span)
		}
	}
}

// refusePicture refuses to draw inside a formula.
func (c *builtinCall) refusePicture() {
	if c.graph != nil && c.entry.draws {
		panic(message.New("TypeError", "derivative.picture", c.entry.Name).At(c.scope.source, c.site).
			Advise("derivative.picture-advice", c.entry.Name))
	}
}

// spreadLists puts the values of a list, such as several runs, in the place of the list.
func spreadLists(args []argument) []argument {
	var spread []argument
	for _, arg := range args {
		list, ok := arg.value.(value.List)
		if !ok {
			spread = append(spread, arg)
			continue
		}
		for _, item := range list {
			spread = append(spread, argument{value: item, span: arg.span})
		}
	}
	return spread
}

// checkPlace refuses a command that is a part of something else.
func (c *builtinCall) checkPlace() {
	if c.entry.command && (!c.alone || len(c.calls) > 0) {
		panic(message.New("TypeError", "call.command", c.entry.Name).At(c.scope.source, c.site).
			Advise("call.command-advice", c.entry.Signature))
	}
}

func (c *builtinCall) checkCount() {
	got := len(c.positional)
	if got >= c.entry.least && (c.entry.most < 0 || got <= c.entry.most) {
		return
	}
	failure := message.New("TypeError", "call.signature", c.entry.Name, got).At(c.scope.source, c.open).Advise("call.write", c.entry.Signature)
	if meant := c.meantCall(); meant != "" {
		failure.Advise("call.write", meant)
	}
	panic(failure)
}

// meantCall is a call with too many arguments as it may be meant: run(gd, f, from = (1, 1)) for run(gd, f, (1, 1)), and
// hessian(f, (1, 2)) for hessian(f, 1, 2); empty when nothing is known.
func (c *builtinCall) meantCall() string {
	most := c.entry.most
	if most < 1 || len(c.positional) <= most {
		return ""
	}
	texts := make([]string, len(c.positional))
	for i, arg := range c.positional {
		if arg.from == nil {
			return ""
		}
		texts[i] = syntax.Text(arg.from)
	}
	if c.entry.meant != nil {
		if text := c.entry.meant(c, texts); text != "" {
			return text
		}
	}
	_, isFunction := c.positional[0].value.(value.Callable)
	_, lastIsFunction := c.positional[most].value.(value.Callable)
	switch {
	case most == 1 && c.allNumbers() && (c.entry.reduces || c.entry.ofArray):
		return c.entry.Name + "((" + strings.Join(texts, ", ") + "))"
	case slices.Contains(c.entry.settings, "from") && len(texts) == most+1 && c.given("from") == nil && !lastIsFunction:
		return c.entry.Name + "(" + strings.Join(texts[:most], ", ") + ", from = " + texts[most] + ")"
	case isFunction && most == 2 && strings.HasSuffix(c.entry.Signature, ", p)"):
		return c.entry.Name + "(" + texts[0] + ", (" + strings.Join(texts[1:], ", ") + "))"
	}
	return ""
}

// allNumbers tells whether all positional arguments are single numbers.
func (c *builtinCall) allNumbers() bool {
	for _, arg := range c.positional {
		if n, ok := asQuantity(arg.value); !ok || n.Shape().Rank != 0 {
			return false
		}
	}
	return true
}

// checkNames refuses settings that the entry does not have. The variables of a function that is an argument are
// settings too: plot(f, x = -2..2).
func (c *builtinCall) checkNames() {
	for _, arg := range c.named {
		if !c.entry.anyNames && !slices.Contains(c.entry.settings, arg.name) && !c.isVariable(arg.name) {
			failure := noSetting(c.entry.Name, arg, c.entry.settings, c.scope)
			meant := []string{arg.name}
			if syntax.Nearest(arg.name, c.entry.settings) == "" {
				meant = append(meant, settingHabits[arg.name])
			}
			for _, name := range meant {
				if o := c.optimizerWith(name); o != nil {
					failure.Advise("setting.optimizer-advice", name, o.Name)
				}
			}
			panic(failure)
		}
	}
}

// optimizerWith is an optimizer among the arguments that has a setting of a name; nil when there is none.
func (c *builtinCall) optimizerWith(setting string) *value.Optimizer {
	for _, arg := range c.positional {
		if o, ok := arg.value.(*value.Optimizer); ok && settingNamed(settingNames(o), setting) != "" {
			return o
		}
	}
	return nil
}

// isVariable tells whether a setting names a variable of a function among the arguments, for entries with ranges.
func (c *builtinCall) isVariable(name string) bool {
	if !slices.Contains(c.entry.settings, "x") {
		return false
	}
	for _, arg := range c.positional {
		if f := functionIn(arg.value); f != nil && slices.Contains(value.VariablesOf(f), name) {
			return true
		}
	}
	return false
}

// functionIn is the function that a value is, or that a run went over; nil when there is none.
func functionIn(v value.Value) value.Callable {
	switch v := v.(type) {
	case value.Callable:
		return v
	case *value.Run:
		return v.Objective
	}
	return nil
}
