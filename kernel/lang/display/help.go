package display

import (
	"slices"
	"strconv"
	"strings"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

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

// exercises shows which exercises are done.
func (s *show) exercises(list value.Exercises) {
	if len(list) == 0 {
		s.text(s.say("exercise.none"))
		return
	}
	solved := 0
	var rows [][]string
	for _, x := range list {
		if x.State == value.Solved {
			solved++
		}
		rows = append(rows, []string{x.Name, s.say("exercise." + string(x.State))})
	}
	t := newTable([]string{s.say("exercise.name"), s.say("exercise.state")})
	for _, row := range rows {
		t.add(row)
	}
	done := s.say("exercise.done", solved, len(list))
	s.text(tableOf(append([][]string{{s.say("exercise.name"), s.say("exercise.state")}}, rows...), 2) + "\n" + done)
	s.html(t.html() + "<p>" + escape(done) + "</p>")
}

// brief is a value in a few words: numbers themselves, functions as written, anything else by its kind.
func (s *show) brief(v value.Value) string {
	const most = 40
	switch v := v.(type) {
	case value.Quantity, value.Range, value.Parts:
		if text := s.options.Format.Plain(v); width(text) <= most {
			return text
		}
	case value.Text:
		if width(string(v)) <= most {
			return strconv.Quote(string(v))
		}
	case *value.Function:
		text, _ := s.functionForms(v)
		return text
	}
	return v.Describe().In(s.options.Locale)
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
		texts[i] = name + " = " + s.options.Format.PlainIn(o.Changed[name], s.options.Locale)
	}
	slices.Sort(texts)
	return o.Name + "(" + strings.Join(texts, ", ") + ")"
}

func (s *show) ruleOf(o *value.Optimizer) (text, formulas string) {
	if o.Definition != nil {
		return syntax.Text(o.Definition), s.typeset(o.Definition)
	}
	return o.Rule.Text(), o.Rule.LaTeX()
}
