package eval

import (
	"cmp"
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
	x = e.inQuotes(entry, x, s)
	e.refuseFormulas(entry, x, s)
	e.refuseConstraints(entry, x, s)
	e.refuseStrangeSettings(entry, x, s)
	e.checkKnown(entry, x, s)
	e.unknownFunction(entry, x, s)
	args := e.argumentsOf(x, s, entry)
	return e.applyBuiltin(entry, args)
}

// checkKnown answers names that are not defined where the entry knows better what is meant than a definition: forget(foo),
// load(line), and sum(i^2), where nothing says what i goes through.
func (e *evaluation) checkKnown(entry *Builtin, x *syntax.Call, s *scope) {
	if entry.Unknown == "" && !entry.Reduces {
		return
	}
	for _, arg := range x.Args {
		if len(arg.Loops) > 0 {
			continue
		}
		for _, name := range syntax.FreeNames(arg.Value) {
			if v, known := e.lookup(name, s); known && !(entry.Outside && yields(v)) {
				continue
			}
			place := occurrence(arg.Value, name)
			_, alone := arg.Value.(*syntax.Name)
			_, dotted := arg.Value.(*syntax.Field)
			switch {
			case (alone || dotted) && entry.Unknown != "":
				e.unknownArgument(entry, place, s)
			case entry.Reduces && len([]rune(name)) == 1 && (!alone || strings.Contains("ijkmn", name)):
				panic(message.New("NameError", "name.undefined", place.Shown).At(s.source, place.Span()).
					Advise("reduce.index", entry.Name, syntax.Text(arg.Value), place.Shown))
			}
		}
	}
}

// inQuotes is a call in which names that stand for nothing, but are words of the language, are texts: help(from), help(鞍点).
func (e *evaluation) inQuotes(entry *Builtin, x *syntax.Call, s *scope) *syntax.Call {
	if entry.Word == nil {
		return x
	}
	quoted := syntax.MakeCall(x.Callee, e.quotedWords(entry, x.Args, s), x.Span())
	quoted.Open = x.Open
	if e.command == x {
		e.command = quoted
	}
	if e.given == x {
		e.given = quoted
	}
	return quoted
}

func (e *evaluation) quotedWords(entry *Builtin, args []syntax.Arg, s *scope) []syntax.Arg {
	quoted := slices.Clone(args)
	for i, arg := range args {
		name, ok := arg.Value.(*syntax.Name)
		if !ok || !e.isUnknown(name, s) {
			continue
		}
		if word := cmp.Or(name.Shown, name.Text); entry.Word(word) {
			quoted[i].Value = syntax.MakeText(word, name.Span())
		}
	}
	return quoted
}

// yields reports whether a value is a built-in function whose name a notebook, or a file, may have.
func yields(v value.Value) bool {
	b, ok := v.(*value.Builtin)
	return ok && b.Entry.(*Builtin).Open
}

// unknownArgument says what to write instead of a name that is not defined, or which name may be meant.
func (e *evaluation) unknownArgument(entry *Builtin, name *syntax.Name, s *scope) {
	failure := message.New("NameError", "name.undefined", name.Shown).At(s.source, name.Span())
	failure.Advise(entry.Unknown, name.Shown)
	if near := syntax.Nearest(name.Text, e.visible(s)); near != "" && !entry.Outside {
		failure.Advise("suggest.near", near)
	}
	panic(failure)
}

func (e *evaluation) applyBuiltin(entry *Builtin, args Arguments) value.Value {
	if entry.Most < 0 && !entry.Command {
		args.Positional = spreadLists(args.Positional)
	}
	c := &Call{e, args, entry}
	c.refuseSearched()
	c.refusePicture()
	c.checkCount()
	c.checkNames()
	c.checkPlace()
	before := c.e.outermost
	c.askBuiltin()
	var result value.Value
	if err := expr.Catch(func() { result = entry.Run(c) }); err != nil {
		panic(refusedAt(err, args.scope, args.Site))
	}
	c.e.outermost = before
	return result
}

// refuseSearched refuses the points of a search that is not made yet.
func (c *Call) refuseSearched() {
	for _, arg := range slices.Concat(c.Positional, c.Named) {
		if _, later := arg.Value.(*searched); later {
			c.e.notYet(arg.Value, c.scope, arg.Span)
		}
	}
}

// refusePicture refuses to draw inside a formula.
func (c *Call) refusePicture() {
	if c.e.graph != nil && c.Entry.Draws {
		panic(message.New("TypeError", "derivative.picture", c.Entry.Name).At(c.scope.source, c.Site).
			Advise("derivative.picture-advice", c.Entry.Name))
	}
}

// spreadLists puts the values of a list, such as several runs, in the place of the list.
func spreadLists(args []Argument) []Argument {
	var spread []Argument
	for _, arg := range args {
		list, ok := arg.Value.(value.List)
		if !ok {
			spread = append(spread, arg)
			continue
		}
		for i, item := range list {
			spread = append(spread, arg.Item(i, item))
		}
	}
	return spread
}

// checkPlace refuses a command that is a part of something else.
func (c *Call) checkPlace() {
	if c.Entry.Command && (!c.alone || len(c.e.calls) > 0) {
		panic(message.New("TypeError", "call.command", c.Entry.Name).At(c.scope.source, c.Site).
			Advise("call.command-advice", c.Entry.Usage()))
	}
}

func (c *Call) checkCount() {
	got := len(c.Positional)
	if got >= c.Entry.Least && (c.Entry.Most < 0 || got <= c.Entry.Most) {
		return
	}
	failure := message.New("TypeError", "call.signature", c.Entry.Name, got).At(c.scope.source, c.Open).Advise("call.write", c.Entry.Usage())
	if meant := c.meantCall(); meant != "" {
		failure.Advise("call.write", meant)
	}
	panic(failure)
}

// meantCall is a call with too many arguments as it may be meant: run(gd, f, from = (1, 1)) for run(gd, f, (1, 1)), and
// hessian(f, (1, 2)) for hessian(f, 1, 2); empty when nothing is known.
func (c *Call) meantCall() string {
	most := c.Entry.Most
	if most < 1 || len(c.Positional) <= most {
		return ""
	}
	texts := TextsOf(c.Positional)
	if texts == nil {
		return ""
	}
	if c.Entry.Meant != nil {
		if text := c.Entry.Meant(c, texts); text != "" {
			return text
		}
	}
	return c.regrouped(texts)
}

// TextsOf are arguments as they were typed; nil where one was not.
func TextsOf(args []Argument) []string {
	texts := make([]string, len(args))
	for i, arg := range args {
		if arg.From == nil {
			return nil
		}
		texts[i] = syntax.Text(arg.From)
	}
	return texts
}

// regrouped is a call with more arguments than it takes, of which some belong together or the last are the start, as it is written
// right; texts are its arguments as typed.
func (c *Call) regrouped(texts []string) string {
	most := c.Entry.Most
	if most == 1 && AllNumbers(c.Positional) && (c.Entry.Reduces || c.Entry.OfArray) {
		return c.Entry.Name + "((" + strings.Join(texts, ", ") + "))"
	}
	if text := c.rated(texts); text != "" {
		return text
	}
	if start := c.startOf(texts[most:]); start != "" {
		return c.Entry.Name + "(" + strings.Join(texts[:most], ", ") + ", from = " + start + ")"
	}
	return c.gathered(texts)
}

// rated is run(gd(η = 0.1), f, from = (1, 1)) for a run to which a learning rate is given last, run(gd, f, (1, 1), 0.1) or
// run(gd, f, 1, 1, 0.1): a number between 0 and 1, which cannot be a number of steps. "" for other calls.
func (c *Call) rated(texts []string) string {
	most, last := c.Entry.Most, len(texts)-1
	o, isRule := c.Positional[0].Value.(*value.Optimizer)
	rate, isNumber := AsQuantity(c.Positional[last].Value)
	if !isRule || !isNumber || last <= most || !rate.IsConst() || rate.Shape().Rank != 0 || !(rate.Data()[0] > 0 && rate.Data()[0] < 1) {
		return ""
	}
	_, named := c.Positional[0].From.(*syntax.Name)
	names, start := settingNames(o), texts[most]
	if !named || len(names) == 0 {
		return ""
	}
	f, _ := c.Positional[most-1].Value.(value.Callable)
	switch from := c.Positional[most:last]; {
	case AllNumbers(from) && f != nil && len(from) == f.Arity() && len(from) > 1:
		start = "(" + strings.Join(texts[most:last], ", ") + ")"
	case len(from) != 1, AllNumbers(from) && f != nil && f.Arity() != 1:
		return ""
	}
	return c.Entry.Name + "(" + texts[0] + "(" + names[0] + " = " + texts[last] + "), " + strings.Join(texts[1:most], ", ") + ", from = " + start + ")"
}

// startOf is what is given for the start behind the other arguments: one value, or its numbers one by one, of which the first may
// be given as from, or the start and the number of steps; "" where the call has no start.
func (c *Call) startOf(behind []string) string {
	_, lastIsFunction := c.Positional[len(c.Positional)-1].Value.(value.Callable)
	if !slices.Contains(c.Entry.Settings, "from") || lastIsFunction {
		return ""
	}
	from, given := c.Setting("from")
	switch {
	case given && from.From != nil && AllNumbers(append([]Argument{from}, c.Positional[c.Entry.Most:]...)):
		behind = append([]string{syntax.Text(from.From)}, behind...)
	case given:
		return ""
	case len(behind) == 1:
		return behind[0]
	case len(behind) == 2 && !AllNumbers(c.Positional[c.Entry.Most:c.Entry.Most+1]) && slices.Contains(c.Entry.Settings, "steps"):
		return behind[0] + ", steps = " + behind[1]
	case !AllNumbers(c.Positional[c.Entry.Most:]):
		return ""
	}
	return "(" + strings.Join(behind, ", ") + ")"
}

// gathered is a call of a function at a point, hvp(f, p, d), whose points are given number by number, each as one.
func (c *Call) gathered(texts []string) string {
	f, isFunction := c.Positional[0].Value.(value.Callable)
	_, form, found := strings.Cut(c.Entry.Signature, c.Entry.Name+"(f, p")
	if !isFunction || !found || !AllNumbers(c.Positional[1:]) {
		return ""
	}
	points := 1
	if strings.HasPrefix(form, ", d") {
		points = 2
	}
	n := (len(texts) - 1) / points
	if f.Arity() > 0 && n != f.Arity() || len(texts) != 1+points*n {
		return ""
	}
	parts := []string{texts[0]}
	for each := range slices.Chunk(texts[1:], n) {
		parts = append(parts, "("+strings.Join(each, ", ")+")")
	}
	return c.Entry.Name + "(" + strings.Join(parts, ", ") + ")"
}

// AllNumbers reports whether all arguments are single numbers.
func AllNumbers(args []Argument) bool {
	for _, arg := range args {
		if n, ok := AsQuantity(arg.Value); !ok || n.Shape().Rank != 0 {
			return false
		}
	}
	return true
}

// checkNames refuses settings that the entry does not have. The variables of a function that is an argument are
// settings too: plot(f, x = -2..2).
func (c *Call) checkNames() {
	for _, arg := range c.Named {
		if !c.Entry.AnyNames && !slices.Contains(c.Entry.Settings, arg.Name) && !c.isVariable(arg.Name) {
			failure := NoSetting(c.Entry.Name, arg, c.Entry.Settings, c.scope.source)
			if meant := pointMeant(c); meant != "" {
				failure.Advise("call.write", meant)
			}
			meant := []string{arg.Name}
			if syntax.Nearest(arg.Name, c.Entry.Settings) == "" {
				meant = append(meant, settingHabits[arg.Name])
			}
			for _, name := range meant {
				if o := c.optimizerWith(name); o != nil {
					failure.Advise("setting.optimizer-advice", name, o.Name, writtenOf(arg))
				}
			}
			panic(failure)
		}
	}
}

// writtenOf is an argument as it was typed, … where it was not.
func writtenOf(arg Argument) string {
	if arg.From == nil {
		return "…"
	}
	return syntax.Text(arg.From)
}

// pointMeant is classify(f, (0, 0)) for classify(f, at = (0, 0)) and classify(f, x = 0, y = 0); "" where no point is meant.
func pointMeant(c *Call) string {
	if len(c.Positional) != 1 || !strings.HasPrefix(c.Entry.Signature, c.Entry.Name+"(f, p)") || c.Positional[0].From == nil {
		return ""
	}
	f, isFunction := c.Positional[0].Value.(value.Callable)
	head := c.Entry.Name + "(" + syntax.Text(c.Positional[0].From) + ", "
	if len(c.Named) == 1 && pointSettings[c.Named[0].Name] {
		return head + writtenOf(c.Named[0]) + ")"
	}
	if !isFunction || len(c.Named) != f.Arity() {
		return ""
	}
	parts := make([]string, f.Arity())
	for i, variable := range value.VariablesOf(f) {
		arg, given := c.Setting(variable)
		if !given {
			return ""
		}
		parts[i] = writtenOf(arg)
	}
	if len(parts) == 1 {
		return head + parts[0] + ")"
	}
	return head + "(" + strings.Join(parts, ", ") + "))"
}

// pointSettings are what a point is called as a setting.
var pointSettings = map[string]bool{"at": true, "near": true, "from": true, "point": true, "p": true, "x0": true, "start": true}

// optimizerWith is an optimizer among the arguments that has a setting of a name; nil when there is none.
func (c *Call) optimizerWith(setting string) *value.Optimizer {
	for _, arg := range c.Positional {
		if o, ok := arg.Value.(*value.Optimizer); ok && settingNamed(settingNames(o), setting) != "" {
			return o
		}
	}
	return nil
}

// isVariable reports whether a setting names a variable of a function among the arguments, for entries with ranges.
func (c *Call) isVariable(name string) bool {
	if !slices.Contains(c.Entry.Settings, "x") {
		return false
	}
	for _, arg := range c.Positional {
		if f := functionIn(arg.Value); f != nil && slices.Contains(value.VariablesOf(f), name) {
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
	case value.List:
		if len(v) > 0 {
			return functionIn(v[0])
		}
	case *value.Run:
		return v.Objective
	}
	return nil
}
