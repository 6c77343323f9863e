package eval

import (
	"slices"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// mayDefine refuses to redefine what every function relies on.
func (e *evaluation) mayDefine(name *syntax.Name) {
	v, _ := e.predefined(name.Text)
	if b, isFunction := v.(*value.Builtin); !isFunction || b.Entry.(*Builtin).Open {
		return
	}
	panic(message.New("NameError", "define.protected", name.Text).At(e.top.source, name.Span()).
		Advise("define.protected-advice", name.Text+"1"))
}

// parameters tells variables from settings.
func parameters(params []syntax.Param, s *scope) (variables []string, settings []value.Setting) {
	seen := map[string]bool{}
	for _, p := range params {
		if seen[p.Name.Text] {
			panic(message.New("NameError", "name.twice", p.Name.Text).At(s.source, p.Name.Span()).Advise("name.twice-advice"))
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
			e.undefined(occurrence(body, name), inside, "name.define")
		}
	}
}

// notApart says that a value does not have as many parts as there are names.
func notApart(names int, v value.Value, items []value.Value) *message.Error {
	failure := message.New("ShapeError", "define.apart", names, v.Describe())
	if len(items) > 0 {
		return failure.Advise("define.apart-advice", len(items))
	}
	return failure.Advise("define.one-advice")
}

// foundApart advises how x, fval = minimize(f, from = p) is written.
func foundApart(failure *message.Error, st *syntax.Assignment, v value.Value) *message.Error {
	fields := Fields(v)
	if len(st.Names) != 2 || !slices.Contains(fields, "at") || !slices.Contains(fields, "value") {
		return failure
	}
	whole, before := "m", "m = "+syntax.Text(st.Body)+"; "
	if name, isName := st.Body.(*syntax.Name); isName {
		whole, before = name.Shown, ""
	}
	return failure.Advise("define.found-advice", before+st.Names[0].Shown+" = "+whole+".at; "+st.Names[1].Shown+" = "+whole+".value")
}
