package display

import (
	"regexp"
	"strings"
	"sync"

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
		html.WriteString("<p>$" + escape(s.displayed(formula)) + "$</p>")
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
	var formulas []string
	for k, side := range s.unlikeSides(line.Sides) {
		plain, typeset := s.side(side.Side, side.last)
		formulas = append(formulas, typeset)
		if k > 0 {
			text += " = "
		}
		text += strings.ReplaceAll(plain, "\n", "\n"+strings.Repeat(" ", width(lastLine(text))))
	}
	return text, strings.Join(formulas, " = ")
}

// placedSide is a side of an equation; last tells the one that a line ends with.
type placedSide struct {
	value.Side
	last bool
}

// unlikeSides are the sides of a line without one that says exactly what the last does: 2/3 before 2/3 ≈ 0.666667.
func (s *show) unlikeSides(sides []value.Side) (list []placedSide) {
	end := len(sides) - 1
	said, _ := s.side(sides[end], true)
	for k, side := range sides {
		plain, _ := s.side(side, k == end)
		if exactly, _, _ := strings.Cut(said, " ≈ "); k == 0 || k == end || plain != exactly && plain != said {
			list = append(list, placedSide{side, k == end})
		}
	}
	return list
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

// plainNumber and singleSign find texts that need no brackets.
var (
	plainNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9.]+$`) })
	singleSign  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(√[0-9]+|π|e)$`) })
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
	signed := strings.HasPrefix(text, "-") || strings.ContainsAny(text, "+") || strings.Contains(text, " - ")
	plain := plainNumber().MatchString(text)
	switch {
	case binds == value.Divisor && !plain && !singleSign().MatchString(text), binds == value.Dividend && signed:
		return "(" + text + ")", formula // a fraction's line groups in LaTeX
	case binds == value.Factor && signed, binds == value.Base && !plain:
		return "(" + text + ")", `\left(` + formula + `\right)`
	}
	return text, formula
}

var latexSigns = strings.NewReplacer(`\`, `\backslash `, "{", `\{`, "}", `\}`, "$", `\$`, "%", `\%`, "&", `\&`, "#", `\#`, "_", `\_`, "^", `\hat{}`)

// latexWords is a sentence inside \text.
func latexWords(text string) string { return latexSigns.Replace(text) }
