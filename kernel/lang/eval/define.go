package eval

import (
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// assign gives one name a value, or several names the parts of one.
func (e *evaluation) assign(st *syntax.Assignment) value.Value {
	e.mayAssign(st.Names)
	e.given = st.Body
	v := e.eval(st.Body, e.top)
	if len(st.Names) == 1 {
		v = christened(v, st.Names[0].Shown)
		e.define(st.Names[0], v)
		return value.Definition{Statement: st, Value: e.shown(v, st.Body.Span())}
	}
	if _, ok := v.(value.Eigen); ok && len(st.Names) == 2 && (st.Names[0].Text == "V" || strings.HasPrefix(st.Names[1].Text, "λ")) {
		e.note("note.eigen", st.Names[0].Shown)
	}
	for i, item := range e.apart(st, v) {
		e.define(st.Names[i], item)
	}
	return value.Definition{Statement: st, Value: v}
}

// mayAssign refuses names that cannot be defined, and one that stands there twice.
func (e *evaluation) mayAssign(names []*syntax.Name) {
	for i, name := range names {
		e.mayDefine(name)
		for _, other := range names[:i] {
			if other.Text == name.Text {
				panic(message.New("NameError", "name.twice", name.Shown).At(e.top.source, name.Span()).Advise("name.twice-advice"))
			}
		}
	}
}

// christened is a function without a name of its own under the name it is given, and a large array with the name for formulas.
func christened(v value.Value, name string) value.Value {
	switch f := v.(type) {
	case *value.Function:
		if f.Name == "" {
			named := *f
			named.Name = name
			return &named
		}
	case *value.Traced:
		named := *f
		named.Name, named.Short = name, ""
		return &named
	case value.Quantity:
		return value.Quantity{Node: expr.Labelled(f.Node, name)}
	}
	return v
}

// apart takes a value of several parts apart for as many names.
func (e *evaluation) apart(st *syntax.Assignment, v value.Value) []value.Value {
	items, ok := value.ItemsOf(v)
	first, last := st.Names[0], st.Names[len(st.Names)-1]
	if !ok || len(items) != len(st.Names) {
		panic(foundApart(notApart(len(st.Names), v, items), st, v).At(e.top.source, first.Span().To(last.Span())))
	}
	return items
}

func (e *evaluation) defineFunction(st *syntax.FunctionDefinition) value.Value {
	e.mayDefine(st.Name)
	f := &value.Function{Name: st.Name.Shown, Body: st.Body, Definition: st, Source: e.top.source}
	f.Variables, f.Settings = parameters(st.Params, e.top)
	for _, p := range st.Params {
		if p.Default == nil {
			f.Shown = append(f.Shown, p.Name.Shown)
		}
	}
	if len(f.Variables) == 0 {
		panic(noVariable(st, f.Name).At(e.top.source, st.Name.Span()))
	}
	e.refuseBareCalls(st)
	e.define(st.Name, f)
	e.splittable(st.Body, f.Variables, f.Settings)
	e.noteCalledVariables(st)
	e.noteOpenIn(st)
	e.noteTransposedIn(st)
	return value.Definition{Statement: st, Value: f}
}

// noVariable says that a function needs a parameter without a default.
func noVariable(st *syntax.FunctionDefinition, name string) *message.Error {
	if len(st.Params) == 0 {
		return message.New("TypeError", "define.no-parameter", name).Advise("define.no-parameter-advice", name, syntax.Text(st.Body))
	}
	return message.New("TypeError", "define.no-variable", name).Advise("define.no-variable-advice", name)
}

// refuseBareCalls refuses sin x, which is a product of a function: its argument stands in parentheses.
func (e *evaluation) refuseBareCalls(st *syntax.FunctionDefinition) {
	free := syntax.FreeNames(st)
	syntax.Walk(st.Body, func(n syntax.Node) bool {
		b, ok := n.(*syntax.Binary)
		if !ok || !b.Implicit {
			return true
		}
		left := b.Left
		if inner, ok := left.(*syntax.Binary); ok && inner.Implicit { // 2 log x
			left = inner.Right
		}
		name, ok := left.(*syntax.Name)
		if !ok {
			return true
		}
		if v, known := e.lookup(name.Text, e.top); known && isBuiltin(v) && slices.Contains(free, name.Text) {
			panic(message.New("TypeError", "call.bare", name.Shown).At(e.top.source, left.Span().To(b.Right.Span())).Advise("call.write", name.Shown+tightly(b.Right)))
		}
		return true
	})
}

// noteCalledVariables says that a variable with a number's name, such as x, is called like a function: x(y + 1) may be
// meant as a product. Names such as f or F are functions of functions.
func (e *evaluation) noteCalledVariables(st *syntax.FunctionDefinition) {
	const numbers = "abcdeijklmnpqrstuvwxyzαβγδεηθκλμνρστω"
	syntax.Walk(st.Body, func(n syntax.Node) bool {
		call, ok := n.(*syntax.Call)
		if !ok || len(call.Args) != 1 {
			return true
		}
		name, ok := call.Callee.(*syntax.Name)
		if ok && strings.Contains(numbers, name.Text) && isVariable(st, name.Text) {
			e.note("define.called", name.Shown, e.top.written(call.Args[0].Value))
		}
		return true
	})
}

func isVariable(st *syntax.FunctionDefinition, name string) bool {
	for _, p := range st.Params {
		if p.Name.Text == name {
			return p.Default == nil
		}
	}
	return false
}
