package display

import (
	"sort"
	"strconv"
	"strings"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// help explains a value: a built-in function by its row of the table, the student's own by its definition.
func (s *show) help(h value.Help) {
	switch v := h.Of.(type) {
	case *value.Builtin:
		s.builtinHelp(v)
	case *value.Optimizer:
		s.optimizer(v)
	case value.Text:
		s.text(s.say("help.overview"))
	case value.Callable:
		s.callable(v)
	default:
		s.text(s.options.Format.Plain(v) + "\n" + v.Describe().In(s.options.Locale))
	}
}

func (s *show) builtinHelp(b *value.Builtin) {
	lines := []string{b.Signature, "  " + b.Meaning}
	if len(b.Settings) > 0 {
		lines = append(lines, "  "+s.say("help.settings", strings.Join(b.Settings, ", ")))
	}
	lines = append(lines, "  "+s.say("help.example", b.Example))
	s.text(strings.Join(lines, "\n"))
	html := "<p><code><b>" + escape(b.Signature) + "</b></code></p><p>" + escape(b.Meaning) + "</p>"
	if len(b.Settings) > 0 {
		html += "<p>" + escape(s.say("help.settings", strings.Join(b.Settings, ", "))) + "</p>"
	}
	s.html(html + "<pre>" + escape(b.Example) + "</pre>")
}

// names lists what the notebook has defined.
func (s *show) names(names value.Names) {
	if len(names) == 0 {
		s.text(s.say("names.none"))
		return
	}
	head := []string{s.say("names.name"), s.say("names.value"), s.say("names.cell")}
	rows := [][]string{head}
	t := newTable(head)
	for _, n := range names {
		row := []string{n.Name, s.brief(n.Value), strconv.Itoa(n.Cell)}
		rows = append(rows, row)
		t.add(row)
	}
	s.text(tableOf(rows, 2))
	s.html(t.html())
}

// brief is a value in a few words: numbers themselves, functions as written, anything else by its kind.
func (s *show) brief(v value.Value) string {
	switch v := v.(type) {
	case value.Quantity:
		if v.Node.Shape().Rank == 0 {
			return s.options.Format.Plain(v)
		}
	case *value.Function:
		if v.Definition != nil {
			return syntax.Text(v.Definition)
		}
	}
	return v.Describe().In(s.options.Locale)
}

// Describe explains a value to someone who points at its name: what it is, its value or formula, where it was defined.
// A cell of 0 says that it is built in; brief leaves out examples.
func Describe(name string, v value.Value, cell int, o Options) Bundle {
	s := &show{Bundle: Bundle{Data: map[string]any{}, Metadata: map[string]any{}}, options: o}
	switch v := v.(type) {
	case *value.Builtin, *value.Optimizer, value.Callable:
		s.help(value.Help{Of: v})
	case value.Quantity:
		s.quantity(v.Node, name)
	default:
		s.text(name + ": " + s.options.Format.Plain(v))
	}
	kind := v.Describe().In(o.Locale)
	text := s.Data["text/plain"].(string)
	if cell > 0 {
		text += "\n" + message.Say("help.defined", kind, cell).In(o.Locale)
	} else if _, ok := v.(value.Quantity); ok {
		text += "\n" + kind
	}
	s.text(text)
	return s.Bundle
}

// optimizer shows a rule and its settings, as the text that a student would type and as formulas.
func (s *show) optimizer(o *value.Optimizer) {
	text, formulas := s.ruleOf(o)
	if len(o.Order) > 0 {
		text += "\n" + s.changed(o)
	}
	s.text(text)
	s.latex(formulas)
}

// changed lists the settings that differ from the rule's defaults.
func (s *show) changed(o *value.Optimizer) string {
	texts := make([]string, len(o.Order))
	for i, name := range o.Order {
		texts[i] = name + " = " + s.options.Format.Number(o.Changed[name])
	}
	sort.Strings(texts)
	return o.Name + "(" + strings.Join(texts, ", ") + ")"
}

func (s *show) ruleOf(o *value.Optimizer) (text, formulas string) {
	if o.Definition != nil {
		return syntax.Text(o.Definition), s.typeset(o.Definition)
	}
	return o.Rule.Text(), o.Rule.LaTeX()
}
