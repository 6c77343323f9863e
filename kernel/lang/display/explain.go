package display

import (
	"strings"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// explanation is a help text in the making: the same pieces as lines of text and as HTML.
type explanation struct {
	show  *show
	lines []string
	html  strings.Builder
}

// code adds lines of the language.
func (x *explanation) code(text string) {
	x.lines = append(x.lines, text)
	x.html.WriteString("<pre>" + escape(text) + "</pre>")
}

// prose adds a sentence.
func (x *explanation) prose(text string) {
	if text == "" {
		return
	}
	x.lines = append(x.lines, "  "+strings.ReplaceAll(text, "\n", "\n  "))
	x.html.WriteString("<p>" + escape(text) + "</p>")
}

// formula adds a formula, which the text does without.
func (x *explanation) formula(latex string) {
	if latex != "" {
		x.html.WriteString("<p>$" + escape(x.show.displayed(latex)) + "$</p>")
	}
}

// help explains a value: a built-in function by its row of the table, an optimizer by its rule, the student's own
// function by its definition and gradient, anything else by its value and kind.
func (s *show) help(h value.Help) {
	x := &explanation{show: s}
	switch v := h.Of.(type) {
	case *value.Builtin:
		s.explainBuiltin(x, v, h.Brief)
	case *value.Optimizer:
		s.explainOptimizer(x, v, h.Brief)
	case *value.Function:
		s.explainFunction(x, v, h)
	default:
		s.explainValue(x, h)
	}
	if h.Cell > 0 {
		x.prose(s.say("help.defined", h.Cell))
	}
	s.text(strings.Join(x.lines, "\n"))
	s.html(x.html.String())
}

func (s *show) explainBuiltin(x *explanation, b *value.Builtin, brief bool) {
	x.code(b.Usage().In(s.options.Locale))
	x.prose(b.Meaning.In(s.options.Locale))
	if brief {
		return
	}
	s.explainSettings(x, b)
	x.prose(s.say("help.example", ""))
	x.code("    " + strings.ReplaceAll(b.Example, "\n", "\n    "))
}

// explainSettings says what each setting is for, or names them where they are many.
func (s *show) explainSettings(x *explanation, b *value.Builtin) {
	const few = 10
	switch {
	case len(b.Settings) == 0:
	case len(b.Settings) > few || len(b.Said) < len(b.Settings):
		x.prose(s.say("help.settings", b.Settings))
		x.prose(s.say("help.settings-advice", b.Settings[0]))
	default:
		x.prose(s.say("help.settings-are"))
		for i, name := range b.Settings {
			x.prose("  " + s.say("help.setting-is", name, b.Said[i]))
		}
	}
}

// explainOptimizer shows a rule as the text that a student would type and as formulas, with what its settings mean.
func (s *show) explainOptimizer(x *explanation, o *value.Optimizer, brief bool) {
	text, formulas := s.ruleOf(o)
	if o.Rule != nil {
		x.prose(o.Rule.Summary.In(s.options.Locale))
	}
	x.code(text)
	if len(o.Order) > 0 {
		x.code(s.changed(o))
	}
	x.formula(formulas)
	s.latex(formulas)
	if o.Rule == nil || brief {
		return
	}
	for _, setting := range o.Rule.Settings {
		x.prose(s.say("help.setting", setting.Name, setting.Meaning, s.options.Format.Number(setting.Default)))
	}
	x.prose(s.say("help.source", o.Rule.SourceIn(s.options.Locale)))
}

// explainFunction shows the student's own function: its definition, and its gradient where that is short.
func (s *show) explainFunction(x *explanation, f *value.Function, h value.Help) {
	text, formula := s.functionForms(f)
	if f.Definition == nil && h.Name != "" {
		text, formula = h.Name+" = "+text, nameLaTeX(h.Name)+" = "+formula
	}
	x.code(text)
	formulas := []string{formula}
	if g := h.Gradient; g != nil && short(g) {
		plain, typeset := s.formulaForms(*g)
		x.code(plain)
		formulas = append(formulas, typeset)
	}
	for _, formula := range formulas {
		x.formula(formula)
	}
	s.latex(gathered(formulas))
}

// gathered sets formulas below each other.
func gathered(formulas []string) string {
	if len(formulas) == 1 {
		return formulas[0]
	}
	return `\begin{gathered} ` + strings.Join(formulas, ` \\ `) + ` \end{gathered}`
}

// short reports whether a gradient's formula is fit for a help text.
func short(f *value.Formula) bool {
	const most = 80
	q, ok := f.Value.(value.Quantity)
	return f.Written != nil || ok && weight(q.Node) <= most
}

// functionForms are a function as text and as a formula.
func (s *show) functionForms(f *value.Function) (text, formula string) {
	if f.Definition != nil {
		return syntax.Text(f.Definition), s.typeset(f.Definition)
	}
	return f.Written(), s.lambdaLaTeX(f)
}

// explainValue shows a value with its name and what kind of thing it is.
func (s *show) explainValue(x *explanation, h value.Help) {
	if q, ok := h.Of.(value.Quantity); ok {
		x.code(after(h.Name, s.quantityText(q.Node)))
		if !q.Node.IsTruth() {
			formula := afterLaTeX(h.Name, s.quantityLaTeX(q.Node))
			x.formula(formula)
			s.latex(formula)
		}
	} else {
		x.code(after(h.Name, s.options.Format.Plain(h.Of)))
	}
	if kind := h.Of.Describe().In(s.options.Locale); len(x.lines) == 0 || x.lines[0] != after(h.Name, kind) {
		x.prose(kind)
	}
	x.prose(h.Meaning.In(s.options.Locale))
	if len(h.Fields) > 0 && !h.Brief {
		x.prose(s.say("field.list", h.Fields) + s.say("field.help", h.Fields[0]))
	}
}
