package eval

import (
	"slices"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// scope is the names that an expression sees beside the notebook's: parameters, loop variables and where bindings. It
// also knows the text that the expression's spans lie in.
type scope struct {
	source *message.Source
	names  map[string]value.Value
	outer  *scope
}

// inner is a scope inside s, in the same text.
func (s *scope) inner(names map[string]value.Value) *scope {
	return &scope{source: s.source, names: names, outer: s}
}

func (s *scope) find(name string) (value.Value, bool) {
	for ; s != nil; s = s.outer {
		if v, ok := s.names[name]; ok {
			return v, true
		}
	}
	return nil, false
}

// lookup finds what a name stands for: first the scope, then the notebook, then what is built in.
func (e *evaluation) lookup(name string, s *scope) (value.Value, bool) {
	if v, ok := s.find(name); ok {
		return v, true
	}
	if g, ok := e.now().globals[name]; ok {
		return g.value, true
	}
	return e.predefined(name)
}

// written is an expression as the student wrote it, where that is on one line.
func (s *scope) written(x syntax.Expr) string {
	span := x.Span()
	text := s.source.Text[span.Start:span.End]
	if strings.ContainsAny(text, "\n#") {
		return syntax.Text(x)
	}
	return text
}

// fail ends the evaluation with an error at a place of the scope's text.
func (s *scope) fail(kind string, span syntax.Span, key string, args ...any) {
	panic(message.New(kind, key, args...).At(s.source, span))
}

// undefined ends the evaluation because a name stands for nothing, with what may have been meant, or how to define it.
func (e *evaluation) undefined(name *syntax.Name, s *scope, definition string) {
	failure := message.New("NameError", "name.undefined", name.Shown).At(s.source, name.Span())
	failure.Advice = e.meant(name.Text, s)
	if definition == "name.define" && len(name.Text) == 1 && strings.Contains("ABCHJMPQRSUVWX", name.Text) {
		definition = "name.define-matrix"
	}
	if failure.Advice.Key == "" {
		failure.Advise(definition, name.Shown, otherThan(name.Text))
	}
	panic(failure)
}

// meant is advice on what a name that stands for nothing may have been meant for; none is the zero phrase.
func (e *evaluation) meant(name string, s *scope) message.Phrase {
	if entry := e.entryMeant(name, s); entry != "" {
		return message.Say("suggest.entry", entry)
	}
	known := func(n string) bool { _, ok := e.lookup(n, s); return ok }
	isFunction := func(n string) bool {
		v, _ := e.lookup(n, s)
		_, ok := v.(value.Callable)
		return ok
	}
	if suggested := syntax.Suggest(name, known, isFunction, e.visible(s)); suggested.Key != "" || !e.isSetting(name) {
		return suggested
	}
	return message.Say("suggest.setting", name)
}

// isSetting reports whether a name of more than a letter is a setting of something built in.
func (e *evaluation) isSetting(name string) bool {
	for _, b := range e.table().Builtins {
		if len(name) > 1 && slices.Contains(b.Settings, name) {
			return true
		}
	}
	return false
}

// entryMeant is the entry of a known vector that a name with digits may stand for: v1 for v[1].
func (e *evaluation) entryMeant(name string, s *scope) string {
	stem := strings.TrimRight(name, "0123456789")
	if stem == name || stem == "" {
		return ""
	}
	v, ok := e.lookup(stem, s)
	if n, isQuantity := AsQuantity(v); !ok || !isQuantity || n.Shape().Rank != 1 {
		return ""
	}
	return stem + "[" + name[len(stem):] + "]"
}

// otherThan is a letter for a variable that a name does not use itself.
func otherThan(name string) string {
	if name == "x" {
		return "t"
	}
	return "x"
}

// visible lists every name that s sees, sorted.
func (e *evaluation) visible(s *scope) []string {
	var names []string
	for ; s != nil; s = s.outer {
		for name := range s.names {
			names = append(names, name)
		}
	}
	for name := range e.now().globals {
		names = append(names, name)
	}
	for name := range e.table().Values {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
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

func isBuiltin(v value.Value) bool {
	_, ok := v.(*value.Builtin)
	return ok
}
