package eval

import (
	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// assign gives one name a value, or several names the parts of one.
func (e *evaluation) assign(st *syntax.Assignment) value.Value {
	for _, name := range st.Names {
		e.mayDefine(name)
	}
	v := e.eval(st.Body, e.top)
	if len(st.Names) == 1 {
		e.define(st.Names[0], v)
		return value.Definition{Statement: st, Value: v}
	}
	for i, item := range e.apart(st, v) {
		e.define(st.Names[i], item)
	}
	return value.Definition{Statement: st, Value: v}
}

// apart takes a value of several parts apart for as many names.
func (e *evaluation) apart(st *syntax.Assignment, v value.Value) []value.Value {
	items, ok := itemsOf(v)
	first, last := st.Names[0], st.Names[len(st.Names)-1]
	if !ok || len(items) != len(st.Names) {
		failure := message.New("ShapeError", "define.apart", len(st.Names), v.Describe())
		panic(failure.At(e.top.source, first.Span().To(last.Span())))
	}
	return items
}

// itemsOf lists the parts of a value that several names can take apart.
func itemsOf(v value.Value) ([]value.Value, bool) {
	switch v := v.(type) {
	case value.Tuple:
		return v.Items(), true
	case value.Quantity:
		if v.Node.Shape().Rank != 1 {
			return nil, false
		}
		var items []value.Value
		for _, entry := range v.Node.Entries() {
			items = append(items, value.Quantity{Node: entry})
		}
		return items, true
	case value.Parts:
		var items []value.Value
		for _, part := range v.Values {
			items = append(items, part)
		}
		return items, true
	}
	return nil, false
}

// mayDefine refuses to redefine what every function relies on.
func (e *evaluation) mayDefine(name *syntax.Name) {
	v, ok := predefined(name.Text)
	if _, isFunction := v.(*value.Builtin); !ok || !isFunction {
		return
	}
	panic(message.New("NameError", "define.protected", name.Text).At(e.top.source, name.Span()).
		Advise("define.protected-advice", name.Text+"1"))
}

// define gives a name its value for the rest of the notebook, and says which functions that changes.
func (e *evaluation) define(name *syntax.Name, v value.Value) {
	old, redefined := e.globals[name.Text]
	e.changing.Lock()
	e.globals[name.Text] = &global{value: v, cell: e.top.source.Cell}
	e.changing.Unlock()
	if !redefined {
		return
	}
	if users := e.usersOf(name.Text); len(users) > 0 && old.cell != e.top.source.Cell {
		key := "define.again"
		if len(users) > 1 {
			key = "define.again-many"
		}
		e.note(key, name.Text, shortly(old.value), join(users, ", "))
	}
}

// shortly describes an old value in a note: a number by itself, anything else by its kind.
func shortly(v value.Value) any {
	if q, ok := v.(value.Quantity); ok && q.Node.IsConst() && q.Node.Shape().Rank == 0 && !q.Node.IsTruth() {
		return q.Node.Float()
	}
	return v.Describe()
}

func (e *evaluation) defineFunction(st *syntax.FunctionDefinition) value.Value {
	e.mayDefine(st.Name)
	f := &value.Function{Name: st.Name.Text, Body: st.Body, Definition: st, Source: e.top.source}
	f.Variables, f.Settings = parameters(st.Params, e.top)
	if len(f.Variables) == 0 {
		panic(message.New("TypeError", "define.no-variable", f.Name).At(e.top.source, st.Name.Span()).
			Advise("define.no-variable-advice", f.Name))
	}
	e.define(st.Name, f)
	e.splittable(st.Body, f.Variables, f.Settings)
	return value.Definition{Statement: st, Value: f}
}

// parameters tells variables from settings.
func parameters(params []syntax.Param, s *scope) (variables []string, settings []value.Setting) {
	seen := map[string]bool{}
	for _, p := range params {
		if seen[p.Name.Text] {
			s.fail("NameError", p.Name.Span(), "name.twice", p.Name.Text)
		}
		seen[p.Name.Text] = true
		if p.Default == nil {
			variables = append(variables, p.Name.Text)
			continue
		}
		settings = append(settings, value.Setting{Name: p.Name.Text, Default: p.Default})
	}
	return variables, settings
}

// splittable refuses a body that uses a name which is not defined but falls apart into names that are: ηv for η v. Other
// unknown names may still be defined by a later cell.
func (e *evaluation) splittable(body syntax.Expr, variables []string, settings []value.Setting, more ...string) {
	inside := &scope{source: e.top.source, names: map[string]value.Value{}}
	for _, name := range append(variables, more...) {
		inside.names[name] = value.Number(0)
	}
	for _, setting := range settings {
		inside.names[setting.Name] = value.Number(0)
	}
	known := func(n string) bool { _, ok := e.lookup(n, inside); return ok }
	for _, name := range syntax.FreeNames(body) {
		if !known(name) && len(syntax.SplitName(name, known)) > 1 {
			e.undefined(occurrence(body, name), inside)
		}
	}
}

// occurrence is the first place where an expression uses a name.
func occurrence(body syntax.Expr, name string) *syntax.Name {
	var first *syntax.Name
	syntax.Walk(body, func(n syntax.Node) bool {
		if x, ok := n.(*syntax.Name); ok && x.Text == name && first == nil {
			first = x
		}
		return first == nil
	})
	return first
}

// usersOf lists the student's functions and optimizers that use a name, sorted.
func (e *evaluation) usersOf(name string) []string {
	var users []string
	for _, user := range sortedKeys(e.globals) {
		if f, ok := e.globals[user].value.(*value.Function); ok && f.Name == user && mentions(f, name) {
			users = append(users, user)
		}
	}
	return users
}

// mentions tells whether a function's body looks a name up in the notebook.
func mentions(f *value.Function, name string) bool {
	if contains(f.Variables, name) {
		return false
	}
	return contains(syntax.FreeNames(f.Body), name)
}

// check tests a claim; a claim that fails is an error that names both sides.
func (e *evaluation) check(st *syntax.Check) value.Value {
	claim := unwrapped(st.Claim)
	compare, ok := claim.(*syntax.Compare)
	if !ok || len(compare.Ops) != 1 {
		if !e.knownTruth(st.Claim) {
			e.top.fail("CheckError", st.Claim.Span(), "check.false", syntax.Text(st.Claim))
		}
		return value.Checked{Claim: st.Claim}
	}
	left, right := e.eval(compare.Operands[0], e.top), e.eval(compare.Operands[1], e.top)
	if e.link(compare.Ops[0], left, right, e.top, compare.Span()).Truth() {
		return value.Checked{Claim: st.Claim}
	}
	panic(e.failedCheck(compare, left, right))
}

func unwrapped(x syntax.Expr) syntax.Expr {
	for {
		p, ok := x.(*syntax.Paren)
		if !ok {
			return x
		}
		x = p.Inner
	}
}

func (e *evaluation) knownTruth(x syntax.Expr) bool {
	n := e.condition(x, e.top)
	return n.Truth()
}

// failedCheck names left, right and their difference.
func (e *evaluation) failedCheck(x *syntax.Compare, left, right value.Value) *message.Error {
	failure := message.New("CheckError", "check.sides", e.chosen.Format.Plain(left), x.Ops[0], e.chosen.Format.Plain(right)).At(e.top.source, x.Span())
	a, okA := asQuantity(left)
	b, okB := asQuantity(right)
	if okA && okB && a.Shape() == b.Shape() && !a.IsTruth() && (x.Ops[0] == "≈" || x.Ops[0] == "==") {
		difference := expr.Norm(expr.Sub(a, b))
		if a.Shape().Rank == 0 {
			difference = expr.Apply(expr.Abs, expr.Sub(a, b))
		}
		failure.Text = message.Say("check.differ", e.chosen.Format.Plain(left), e.chosen.Format.Plain(right), e.chosen.Format.Number(difference.Float()))
	}
	return failure
}
