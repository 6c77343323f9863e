package display

import (
	"regexp"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// working shows the way to a result line by line: as text, as one formula, and as HTML with a paragraph for each line.
func (s *show) working(w value.Working) {
	var lines, formulas []string
	var html strings.Builder
	for _, line := range w.Lines {
		text, formula := s.workingLine(line)
		lines = append(lines, text)
		if formula == "" {
			html.WriteString("<p>" + escape(text) + "</p>")
			formulas = append(formulas, `& \text{`+latexWords(text)+"}")
			continue
		}
		html.WriteString("<p>$" + escape(displayed(formula)) + "$</p>")
		formulas = append(formulas, "& "+formula)
	}
	s.text(strings.Join(lines, "\n"))
	s.latex(`\begin{aligned} ` + strings.Join(formulas, ` \\ `) + ` \end{aligned}`)
	s.html(html.String())
}

// workingLine is a line as text and as a formula; a sentence has no formula.
func (s *show) workingLine(line value.Line) (text, formula string) {
	switch {
	case line.Formula != nil:
		return s.formulaLine(*line.Formula)
	case line.Said.Key != "":
		return line.Said.In(s.options.Locale), ""
	}
	formulas := make([]string, len(line.Sides))
	for k, side := range line.Sides {
		last := k == len(line.Sides)-1
		var plain string
		plain, formulas[k] = s.side(side, last)
		if k > 0 {
			text += " = "
		}
		text += strings.ReplaceAll(plain, "\n", "\n"+strings.Repeat(" ", width(lastLine(text))))
	}
	return text, strings.Join(formulas, " = ")
}

func lastLine(text string) string { return text[strings.LastIndexByte(text, '\n')+1:] }

// formulaLine is a derivative as a formula; one that is too long says how to have its value.
func (s *show) formulaLine(f value.Formula) (text, formula string) {
	if q, ok := f.Value.(value.Quantity); f.Written == nil && (!ok || weight(q.Node) > heaviest) {
		return f.Function.Label() + ": …", ""
	}
	return s.formulaForms(f)
}

// side is one side of an equation. A number by itself at the end of a line has its decimals behind what it is exactly.
func (s *show) side(side value.Side, last bool) (text, formula string) {
	if len(side) == 1 && side[0].Node != nil && last {
		return s.quantityText(side[0].Node), s.quantityLaTeX(side[0].Node)
	}
	for _, p := range side {
		plain, typeset := p.Text, p.LaTeX
		if p.Node != nil {
			plain, typeset = s.operand(p.Node, p.Binds)
		}
		text, formula = text+plain, formula+typeset
	}
	return text, formula
}

var (
	plainNumber = regexp.MustCompile(`^[0-9.]+$`)
	singleSign  = regexp.MustCompile(`^(√[0-9]+|π|e)$`)
)

// operand is a constant inside a formula, with the brackets that it needs there.
func (s *show) operand(n *expr.Node, binds value.Binding) (text, formula string) {
	text, formula = s.decimalText(n), s.decimalLaTeX(n)
	if forms, ok := s.exactForms(n); ok {
		text, formula = s.exactText(n, forms), s.exactLaTeX(n, forms)
	}
	if n.Shape().Rank > 0 {
		return strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "[ ", "["), formula
	}
	if binds == value.Divisor {
		if !plainNumber.MatchString(text) && !singleSign.MatchString(text) {
			text = "(" + text + ")"
		}
		return text, formula
	}
	signed := strings.HasPrefix(text, "-") || strings.ContainsAny(text, "+") || strings.Contains(text, " - ")
	if binds == value.Dividend {
		if signed {
			text = "(" + text + ")"
		}
		return text, formula
	}
	if binds == value.Factor && signed || binds == value.Base && !plainNumber.MatchString(text) {
		return "(" + text + ")", `\left(` + formula + `\right)`
	}
	return text, formula
}

var latexSigns = strings.NewReplacer(`\`, `\backslash `, "{", `\{`, "}", `\}`, "$", `\$`, "%", `\%`, "&", `\&`, "#", `\#`, "_", `\_`, "^", `\hat{}`)

// latexWords is a sentence inside \text.
func latexWords(text string) string { return latexSigns.Replace(text) }
