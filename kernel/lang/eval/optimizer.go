package eval

import (
	"errors"
	"maps"
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/descent"
	"saddle/numerics/expr"
)

// defineOptimizer keeps the student's rule. Its lines are traced when it is run, for then the function is known.
func (e *evaluation) defineOptimizer(st *syntax.OptimizerDefinition) value.Value {
	e.mayDefine(st.Name)
	variables, settings := parameters(st.Params, e.top)
	if len(variables) < 2 || len(variables) > 3 {
		panic(message.New("TypeError", "optimizer.parameters", st.Name.Text).At(e.top.source, st.Name.Span()).
			Advise("optimizer.parameters-advice", st.Name.Text))
	}
	if len(variables) == 3 && slices.Contains(settingLetters, variables[2]) {
		third := slices.IndexFunc(st.Params, func(p syntax.Param) bool { return p.Name.Text == variables[2] })
		panic(message.New("TypeError", "optimizer.step-letter", variables[2]).At(e.top.source, st.Params[third].Name.Span()).
			Advise("optimizer.step-letter-advice", variables[2]))
	}
	e.checkLines(st, variables, settings)
	o := &value.Optimizer{Name: st.Name.Text, Definition: st, Source: e.top.source}
	e.define(st.Name, o)
	return value.Definition{Statement: st, Value: o}
}

// settingLetters are what settings are called: as a third parameter without a default, which is the step number, they are a mistake.
var settingLetters = []string{"η", "α", "β", "γ", "ε", "μ", "ρ", "λ", "lr"}

// checkLines refuses a rule that never moves its point, and names that fall apart into known ones.
func (e *evaluation) checkLines(st *syntax.OptimizerDefinition, variables []string, settings []value.Setting) {
	assigned := e.assignedIn(st, variables)
	for _, line := range st.Lines {
		e.checkEntry(line, append(variables, assigned...), settings)
		e.splittable(line.Body, variables, settings, assigned...)
	}
	e.checkOrder(st, assigned)
}

// assignedIn are the names that the lines assign; the point must be among them, the function must not.
func (e *evaluation) assignedIn(st *syntax.OptimizerDefinition, variables []string) []string {
	point, moves := variables[1], false
	assigned := []string{}
	for _, line := range st.Lines {
		for _, name := range line.Names {
			assigned = append(assigned, name.Text)
			moves = moves || line.Kind == syntax.Assign && name.Text == point
			e.refuseAssigned(st, name, variables)
		}
	}
	if !moves {
		panic(message.New("TypeError", "optimizer.still", st.Name.Text, point).At(e.top.source, st.Name.Span()).
			Advise("optimizer.still-advice", point))
	}
	return assigned
}

// refuseAssigned answers a line that assigns the function or the step number.
func (e *evaluation) refuseAssigned(st *syntax.OptimizerDefinition, name *syntax.Name, variables []string) {
	switch {
	case name.Text == variables[0] && calledIn(st, variables[1]):
		panic(message.New("NameError", "optimizer.swapped", variables[0], variables[1]).At(e.top.source, name.Span()).
			Advise("call.write", "optimizer "+st.Name.Shown+"("+variables[1]+", "+variables[0]+", η = 0.1)"))
	case name.Text == variables[0]:
		e.top.fail("NameError", name.Span(), "optimizer.function", name.Text)
	case len(variables) == 3 && name.Text == variables[2]:
		panic(message.New("NameError", "optimizer.counted", name.Shown).At(e.top.source, name.Span()).
			Advise("optimizer.counted-advice", st.Name.Shown, name.Shown, variables[0]))
	}
}

// calledIn reports whether the lines of a rule call a name, or differentiate it: ∇f(θ).
func calledIn(st *syntax.OptimizerDefinition, name string) (found bool) {
	syntax.Walk(st, func(n syntax.Node) bool {
		var called syntax.Expr
		switch n := n.(type) {
		case *syntax.Call:
			called = n.Callee
		case *syntax.Nabla:
			called = n.Operand
		}
		if x, ok := called.(*syntax.Name); ok && x.Text == name {
			found = true
		}
		return !found
	})
	return found
}

// checkOrder refuses a line that reads a name which only it or a later line assigns: without a start line it has no value
// in the first step, and must not be taken for a name of the notebook.
func (e *evaluation) checkOrder(st *syntax.OptimizerDefinition, assigned []string) {
	known := map[string]bool{}
	for _, p := range st.Params {
		known[p.Name.Text] = true
	}
	for _, line := range st.Lines {
		if line.Kind == syntax.Start {
			known[line.Names[0].Text] = true
		}
	}
	for _, line := range st.Lines {
		e.readsKnown(line, known, assigned)
		for _, name := range line.Names {
			known[name.Text] = true
		}
	}
}

// readsKnown refuses a line with a name that the rule assigns, but has not yet.
func (e *evaluation) readsKnown(line syntax.Line, known map[string]bool, assigned []string) {
	for _, x := range line.Expressions() {
		for _, name := range syntax.FreeNames(x) {
			if !known[name] && slices.Contains(assigned, name) {
				panic(message.New("NameError", "optimizer.before", name).
					At(e.top.source, occurrence(x, name).Span()).Advise("optimizer.before-advice", name))
			}
		}
	}
}

// adjust is gd(η = 0.05): the optimizer with other settings.
func (e *evaluation) adjust(o *value.Optimizer, args Arguments) value.Value {
	known := settingNames(o)
	if len(args.Positional) > 0 {
		panic(positionalSetting(o, args, known).At(args.scope.source, args.Open))
	}
	for _, arg := range args.Named {
		name := settingNamed(known, arg.Name)
		if name == "" {
			panic(NoSetting(o.Name, arg, known, args.scope.source))
		}
		o = o.With(name, e.settingOf(o, name, arg, args.scope))
	}
	return o
}

// settingOf is the value of an optimizer's setting: a number for a built-in rule, anything that is known for a typed one.
func (e *evaluation) settingOf(o *value.Optimizer, name string, arg Argument, s *scope) value.Value {
	v := asNumber(arg.Value)
	if e.seesSymbols(v) {
		s.fail("TypeError", arg.Span, "trace.setting", o.Name, name)
	}
	if _, ok := value.KnownNumber(v); !ok && o.Rule != nil {
		panic(message.New("TypeError", "type.number", v.Describe()).At(s.source, arg.Span).Advise("optimizer.number-advice", o.Name, name))
	}
	return v
}

// asNumber is what stands for a number, such as a minimum of a function of one, as that number; anything else is itself.
func asNumber(v value.Value) value.Value {
	if n, ok := AsQuantity(v); ok && n.Shape().Rank == 0 {
		return value.Quantity{Node: n}
	}
	return v
}

// seesSymbols reports whether a value is made of what is symbolic in a trace.
func (e *evaluation) seesSymbols(v value.Value) bool {
	if e.graph == nil {
		return false
	}
	found := false
	looking := &replacement{node: func(n *expr.Node) *expr.Node {
		found = found || !n.IsConst()
		return n
	}}
	looking.value(v)
	return found
}

// positionalSetting says that a setting is given by its name, or that an optimizer is run.
func positionalSetting(o *value.Optimizer, args Arguments, known []string) *message.Error {
	failure := message.New("TypeError", "optimizer.call", o.Name)
	first := args.Positional[0]
	n, isNumber := AsQuantity(first.Value)
	if len(args.Positional) == 1 && isNumber && n.Shape().Rank == 0 && len(known) > 0 && first.From != nil {
		return failure.Advise("call.write", o.Name+"("+known[0]+" = "+syntax.Text(first.From)+")")
	}
	return failure.Advise("optimizer.call-advice", o.Name)
}

// rule is the optimizer as the runner knows it. A student's own is built from its lines: each is evaluated with
// symbolic values, in order, which leaves the formulas of the step.
func (e *evaluation) rule(o *value.Optimizer, f value.Callable) *descent.Rule {
	if o.Rule != nil {
		return o.Rule
	}
	variables, _ := parameters(o.Definition.Params, &scope{source: o.Source})
	settings := e.settingsOf(o)
	rule := &descent.Rule{Name: o.Name, Function: variables[0], Point: variables[1], Build: func(b *descent.Builder) { e.build(o, f, settings, b) }}
	for _, p := range o.Definition.Params {
		if x, ok := value.KnownNumber(settings[p.Name.Text]); ok {
			rule.Settings = append(rule.Settings, descent.Setting{Name: p.Name.Text, Default: x})
		}
	}
	if len(rule.Settings) == len(settings) {
		rule.Identity = identity{o.Definition, o.Source, f, e.now(), e.open}
	}
	return rule
}

// identity is what the lines of a student's rule depend on beside its settings, where these are numbers: what it says, the function,
// and everything that has a name.
type identity struct {
	definition *syntax.OptimizerDefinition
	source     *message.Source
	f          value.Callable
	memory     *memory
	open       *openLetters
}

// settingsOf are the settings of a student's rule, changed or by default: numbers, which the runner knows too, and anything
// else, which its lines alone see. A default sees the notebook.
func (e *evaluation) settingsOf(o *value.Optimizer) map[string]value.Value {
	settings := map[string]value.Value{}
	s := &scope{source: o.Source}
	for _, p := range o.Definition.Params {
		if p.Default == nil {
			continue
		}
		if v, ok := o.Changed[p.Name.Text]; ok {
			settings[p.Name.Text] = v
			continue
		}
		settings[p.Name.Text] = asNumber(e.eval(p.Default, s))
	}
	return settings
}

// builder is a student's rule being built.
type builder struct {
	*evaluation
	*descent.Builder
	scope    *scope
	point    string                 // the name of the point
	step     string                 // the name of the step number; empty: it has none
	settings map[string]value.Value // as long as no line gives their names another value
}

func (e *evaluation) build(o *value.Optimizer, f value.Callable, settings map[string]value.Value, b *descent.Builder) {
	before, calls := e.state, len(e.calls)
	variables, _ := parameters(o.Definition.Params, &scope{source: o.Source})
	e.within, e.graph = &stepping{f, b, variables[0], variables[1]}, b.Graph()
	e.calls = append(e.calls, frame{o.Name})
	defer func() {
		if failure := recover(); failure != nil { // the runner may try again, with wider start-variables
			e.state = before
			panic(e.chained(failure, calls))
		}
		e.state, e.calls = before, e.calls[:calls]
	}()
	names := namesInRule(variables, f, settings, b)
	building := &builder{e, b, &scope{source: o.Source, names: names}, variables[1], "", maps.Clone(settings)}
	if len(variables) == 3 {
		building.step = variables[2]
	}
	for _, line := range o.Definition.Lines {
		building.line(line)
	}
}

// namesInRule are the names that the lines of a rule see: its function, its point, the number of the step and its settings.
func namesInRule(variables []string, f value.Callable, settings map[string]value.Value, b *descent.Builder) map[string]value.Value {
	names := map[string]value.Value{variables[0]: f, variables[1]: value.Quantity{Node: b.Point()}}
	if len(variables) == 3 {
		names[variables[2]] = value.Quantity{Node: b.Number()}
	}
	for name, v := range settings {
		names[name] = v
		if _, ok := value.KnownNumber(v); ok { // the runner may try others
			names[name] = value.Quantity{Node: b.Setting(name)}
		}
	}
	return names
}

func (b *builder) line(line syntax.Line) {
	switch line.Kind {
	case syntax.Stop:
		b.StopIf(b.condition(line))
	case syntax.Start:
		name := line.Names[0]
		v := b.value(line)
		if identity, ok := v.(value.Identity); ok { // start B = I is as large as the point
			v = value.Quantity{Node: identity.Of(b.Point().Shape().Size())}
		}
		initial := b.flatQuantity(line.Body, v)
		b.scope.names[name.Text] = value.Quantity{Node: b.Start(name.Text, initial)}
	default:
		if line.Entry != nil {
			b.assignEntry(line)
			return
		}
		b.assign(line)
	}
}

// value is the value of a line's right side as a formula of the step. What cannot be written out is computed in each step.
func (b *builder) value(line syntax.Line) (v value.Value) {
	err := b.attempt(func() { b.formulateAs(func() { v = b.eval(line.Body, b.scope) }, array) })
	if err == nil {
		return v
	}
	if v = b.delay(err, line.Body, b.scope); v == nil {
		panic(err)
	}
	return v
}

// condition is the truth of a line.
func (b *builder) condition(line syntax.Line) (n *expr.Node) {
	b.formulate(func() { n = b.evaluation.condition(line.Body, b.scope) })
	return n
}

// assign gives the names of a line their values in this step.
func (b *builder) assign(line syntax.Line) {
	v := b.value(line)
	items := []value.Value{v}
	if len(line.Names) > 1 {
		var ok bool
		if items, ok = value.ItemsOf(v); !ok || len(items) != len(line.Names) {
			last := line.Names[len(line.Names)-1]
			panic(notApart(len(line.Names), v, items).At(b.scope.source, line.Names[0].Span().To(last.Span())))
		}
	}
	for i, name := range line.Names {
		b.set(line, name, items[i])
	}
}

func (b *builder) set(line syntax.Line, name *syntax.Name, v value.Value) {
	delete(b.settings, name.Text)
	if later, ok := v.(*delayed); ok && (name.Text == b.point || b.IsStart(name.Text)) {
		if node := b.computeCaptured(later.captured, later.x, later.scope, later.why); node != nil {
			v = value.Quantity{Node: node}
		}
	}
	switch v.(type) {
	case value.Callable, *value.Optimizer, value.Text, value.Identity, value.List, *delayed, *searched:
		if name.Text == b.point {
			b.scope.fail("TypeError", line.Body.Span(), "optimizer.point", name.Text, v.Describe())
		}
		b.scope.names[name.Text] = v
		return
	}
	b.scope.names[name.Text] = value.Quantity{Node: b.assigned(line, name, v)}
	if found, ok := v.(*Located); ok && name.Text != b.point && !b.IsStart(name.Text) { // m.value and m.kind are there too
		b.scope.names[name.Text] = found
	}
}

// assigned gives a name of the rule a value that is a number, a vector or a matrix, and refuses one of another shape than before.
func (b *builder) assigned(line syntax.Line, name *syntax.Name, v value.Value) *expr.Node {
	node := b.flatQuantity(line.Body, v)
	if name.Text == b.point && node.Shape().IsScalar() && !b.Point().Shape().IsScalar() {
		b.scope.fail("ShapeError", line.Body.Span(), "optimizer.shape", name.Text, v.Describe())
	}
	result, err := catch(func() *expr.Node { return b.Assign(name.Text, node) })
	var kind *expr.KindError
	switch {
	case errors.As(err, &kind):
		b.scope.fail("TypeError", line.Body.Span(), "optimizer.kind", name.Text, v.Describe())
	case err != nil:
		b.scope.fail("ShapeError", line.Body.Span(), "optimizer.shape", name.Text, v.Describe())
	}
	return result
}

// flatQuantity is the value of a line as a number or an array; a point or gradient of several parts is one vector.
func (b *builder) flatQuantity(x syntax.Expr, v value.Value) *expr.Node {
	if p, ok := v.(value.Parts); ok {
		var entries []*expr.Node
		for _, part := range p.Values {
			entries = append(entries, part.Node.Entries()...)
		}
		return expr.Stack(entries...)
	}
	n, ok := b.asQuantity(v, b.scope, x.Span())
	if !ok {
		panic(b.notQuantity(v).At(b.scope.source, x.Span()))
	}
	return n
}
