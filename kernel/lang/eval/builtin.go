package eval

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// Builtin is one row of the table of what is built in: what help, completion and inspection show, and what a call does.
type Builtin struct {
	Name      string
	Signature string // as a student writes it: run(opt, f, from = p, steps = 100)
	Meaning   string // one sentence
	Example   string // a cell that works by itself
	Topic     string // the heading under which the reference lists it

	least, most int      // how many positional arguments it takes; most < 0: any number
	settings    []string // the names of its settings
	variables   int      // how many variables it is differentiated by; 0: none
	reduces     bool     // takes the values of a loop one by one: sum(x^2 for x in v)
	bare        bool     // a statement of its name alone calls it
	anyNames    bool     // every name is a setting
	chooses     bool     // a list in brackets stays apart, so that it may hold optimizers and functions
	unknown     string   // the key of what to write where an argument is a name that is not defined; {1} is the name
	function    int      // the place of an argument that is a function, from 1, or everywhere; 0: none
	command     bool     // changes something and has no value: it stands by itself
	run         func(c *builtinCall) value.Value
}

// everywhere is the place of the functions that a built-in function takes among its positional arguments: plot(f, g).
const everywhere = -1

// builtinCall is a call of a built-in function with its evaluated arguments.
type builtinCall struct {
	*evaluation
	arguments
	entry *Builtin
}

// Builtins lists the table by name.
func Builtins() []*Builtin {
	return slices.SortedFunc(maps.Values(start().table), func(a, b *Builtin) int { return compareText(a.Name, b.Name) })
}

func compareText(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// predefinitions is what is there from the start: table is every built-in function, values those and everything else.
// It is made when something first asks for it: the start of a kernel does not.
type predefinitions struct {
	table  map[string]*Builtin
	values map[string]value.Value
}

var start func() predefinitions

func init() { start = sync.OnceValue(predefine) } // not where it is declared: built-in functions call the evaluator, which asks for them

func predefine() predefinitions {
	p := predefinitions{map[string]*Builtin{}, map[string]value.Value{}}
	for _, topic := range [][]*Builtin{elementary(), reductions(), algebra(), calculus(), landscape(), optimisation(), steps(), experiments(), pictures(), saving(), filing(), teaching(), asking(), interacting(), limiting(), warning(), preferences(), chance()} {
		for _, entry := range topic {
			p.table[entry.Name] = entry
			p.values[entry.Name] = &value.Builtin{
				Name: entry.Name, Signature: entry.Signature, Meaning: entry.Meaning, Example: entry.Example,
				Topic: entry.Topic, Settings: entry.settings, Entry: entry, Takes: entry.variables,
			}
		}
	}
	for name, other := range spellings {
		p.values[name] = p.values[other]
	}
	maps.Copy(p.values, constants)
	for _, rule := range descent.Rules() {
		p.values[rule.Name] = &value.Optimizer{Name: rule.Name, Rule: rule}
	}
	return p
}

// spellings are other ways to spell what is built in.
var spellings = map[string]string{"minimise": "minimize"}

// predefined is what a name stands for before anything is defined.
func predefined(name string) (value.Value, bool) {
	v, ok := start().values[name]
	return v, ok
}

func predefinedNames() map[string]value.Value { return start().values }

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
	if _, ok := Topic(name.Text); ok && entry.Name == "help" {
		panic(failure.Advise("call.write", "help(\""+name.Text+"\")"))
	}
	if near := syntax.Nearest(name.Text, e.visible(s)); near != "" && entry.Name != "load" {
		failure.Advise("suggest.near", near)
	}
	panic(failure)
}

func (e *evaluation) applyBuiltin(entry *Builtin, args arguments) value.Value {
	if entry.most < 0 && !entry.command {
		args.positional = spreadLists(args.positional)
	}
	c := &builtinCall{e, args, entry}
	c.checkCount()
	c.checkNames()
	c.checkPlace()
	var result value.Value
	if err := expr.Catch(func() { result = entry.run(c) }); err != nil {
		panic(refusal(err).At(args.scope.source, args.site))
	}
	return result
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
	_, isFunction := c.positional[0].value.(value.Callable)
	_, lastIsFunction := c.positional[most].value.(value.Callable)
	switch {
	case c.entry.Name == "norm":
		return normText(texts[0], texts[1])
	case c.entry.Name == "log" && len(texts) == 2:
		return "log(" + texts[0] + ")/log(" + texts[1] + ")"
	case most == 1 && c.allNumbers() && (c.entry.reduces || c.entry.Topic == "Linear algebra"):
		return c.entry.Name + "((" + join(texts, ", ") + "))"
	case c.entry.Name == "critical_points":
		return c.meantBox(texts)
	case c.entry.Name == "critical" && len(texts) == 2:
		return "critical(" + texts[0] + ", near = " + texts[1] + ")"
	case c.entry.Name == "taylor" && len(texts) == 2:
		return "taylor(" + texts[0] + ", at = " + texts[1] + ")"
	case contains(c.entry.settings, "from") && len(texts) == most+1 && c.given("from") == nil && !lastIsFunction:
		return c.entry.Name + "(" + join(texts[:most], ", ") + ", from = " + texts[most] + ")"
	case isFunction && most == 2 && strings.HasSuffix(c.entry.Signature, ", p)"):
		return c.entry.Name + "(" + texts[0] + ", (" + join(texts[1:], ", ") + "))"
	}
	return ""
}

// meantBox is critical_points(f, x = -2..2, y = -1..1) for a call that does not name the variables; empty where the ranges
// are not as many as the variables.
func (c *builtinCall) meantBox(texts []string) string {
	f, ok := c.positional[0].value.(value.Callable)
	if !ok || f.Arity() != len(texts)-1 {
		return ""
	}
	for i, name := range shownVariables(f) {
		if _, isRange := c.positional[i+1].value.(value.Range); !isRange {
			return ""
		}
		texts[i+1] = name + " = " + texts[i+1]
	}
	return c.entry.Name + "(" + join(texts, ", ") + ")"
}

// normText is the norm of an order as it is written here; norm alone is the Euclidean one.
func normText(v, order string) string {
	switch order {
	case "1":
		return "sum(abs(" + v + "))"
	case "∞", "inf":
		return "max(abs(" + v + "))"
	}
	return "norm(" + v + ")"
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
		if !c.entry.anyNames && !contains(c.entry.settings, arg.name) && !c.isVariable(arg.name) {
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
	if !contains(c.entry.settings, "x") {
		return false
	}
	for _, arg := range c.positional {
		if f := functionIn(arg.value); f != nil && contains(variablesOf(f), name) {
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

// node is the number or array of a positional argument.
func (c *builtinCall) node(i int) *expr.Node {
	arg := &c.positional[i]
	if arg.value == nil {
		arg.value = c.comprehension(arg.loop.body, arg.loop.loops, arg.loop.scope, arg.span)
	}
	return c.quantityOf(*arg, c.scope)
}

func (c *builtinCall) numberOf(arg argument) float64 {
	n, ok := c.asQuantity(arg.value, c.scope, arg.span)
	if !ok || n.IsTruth() || n.Shape().Rank != 0 {
		c.scope.fail("TypeError", arg.span, "type.number", arg.value.Describe())
	}
	if !n.IsConst() {
		c.scope.fail("TypeError", arg.span, "trace.number-known")
	}
	return n.Float()
}

// whole is a known whole number of at least a least value.
func (c *builtinCall) whole(arg argument, least int) int {
	x := c.numberOf(arg)
	if x != float64(int(x)) || int(x) < least {
		c.scope.fail("DomainError", arg.span, "type.whole", least, x)
	}
	return int(x)
}

// wholeSetting is a setting that is a whole number, or what it is when not given.
func (c *builtinCall) wholeSetting(name string, least, otherwise int) int {
	arg, ok := c.setting(name)
	if !ok {
		return otherwise
	}
	return c.whole(arg, least)
}

// numberSetting is a setting that is a number, or what it is when not given.
func (c *builtinCall) numberSetting(name string, otherwise float64) float64 {
	arg, ok := c.setting(name)
	if !ok {
		return otherwise
	}
	return c.numberOf(arg)
}

// sizeSetting is a setting that is a number of at least 0, or 0 when not given.
func (c *builtinCall) sizeSetting(name string) float64 {
	x := c.numberSetting(name, 0)
	if arg, ok := c.setting(name); ok && !(x >= 0) {
		panic(message.New("DomainError", "type.least", name, x).At(c.scope.source, arg.span).Advise("setting." + name + "-advice"))
	}
	return x
}

// textSetting is a setting that is a text; empty when not given.
func (c *builtinCall) textSetting(name string) string {
	arg, ok := c.setting(name)
	if !ok {
		return ""
	}
	text, ok := arg.value.(value.Text)
	if !ok {
		c.scope.fail("TypeError", arg.span, "type.text", arg.value.Describe())
	}
	return string(text)
}

// function is a positional argument that must be a function.
func (c *builtinCall) function(i int) value.Callable {
	f, ok := c.positional[i].value.(value.Callable)
	if !ok || f.Arity() == 0 {
		c.refuseNumber(c.positional[i], message.New("TypeError", "type.function", c.positional[i].value.Describe()).
			At(c.scope.source, c.positional[i].span).Advise("call.write", c.entry.Signature))
	}
	return f
}

// pointAt is a positional argument as a point of f.
func (c *builtinCall) pointAt(f value.Callable, i int) point { return c.pointIn(f, c.positional[i]) }

func (c *builtinCall) pointIn(f value.Callable, arg argument) point {
	return c.pointOf(f, arguments{positional: []argument{arg}, scope: c.scope, site: arg.span, open: arg.span})
}

// here are the arguments of this call without any, for calls made on its behalf.
func (c *builtinCall) here() arguments {
	return arguments{scope: c.scope, site: c.site, open: c.open}
}

// refuseUnknown says that a point must be known, and why it is not in the rule of an optimizer.
func (c *builtinCall) refuseUnknown(span syntax.Span) {
	failure := message.New("TypeError", "trace.point-known", c.entry.Name).At(c.scope.source, span)
	if c.within != nil {
		failure.Text = message.Say("optimizer.inner", c.entry.Name)
		failure.Advise("optimizer.inner-advice")
	}
	panic(failure)
}

// traceAt traces f, whose result must be a number, with the shapes of a known point.
func (c *builtinCall) traceAt(f value.Callable, p point) traced {
	if !p.isKnown() {
		c.refuseUnknown(c.site)
	}
	t := c.tracedAs(f, p)
	if t.value.Shape().Rank != 0 {
		panic(message.New("ShapeError", "type.objective", c.entry.Name, f.Label(), value.Quantity{Node: t.value}.Describe()).
			At(c.scope.source, c.site).Advise("type.objective-advice", f.Label()))
	}
	return t
}

// tracedAs traces f with the shapes of a point. Where f does not take a number, or gives more than one for it, it is meant
// for vectors.
func (c *builtinCall) tracedAs(f value.Callable, p point) (t traced) {
	err := c.attempt(func() { t = c.trace(f, p.layout, c.here(), expr.NewGraph()) })
	scalar := p.form == whole && p.shapes[0].Rank == 0
	if failure, ok := err.(*message.Error); ok && scalar && (failure.Kind == "ShapeError" || failure.Text.Key == "index.of") {
		failure.Advise("point.vector-advice", shownVariables(f)[0])
	}
	if err != nil {
		panic(err)
	}
	if scalar && t.value.Shape().Rank == 2 {
		panic(message.New("ShapeError", "type.objective", c.entry.Name, f.Label(), value.Quantity{Node: t.value}.Describe()).
			At(c.scope.source, c.site).Advise("point.vector-advice", shownVariables(f)[0]))
	}
	return t
}
