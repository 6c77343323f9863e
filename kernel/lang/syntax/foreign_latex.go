package syntax

import (
	"regexp"
	"strings"
)

// latexForms are pieces of LaTeX, and how they are written here; applied in this order, each until none is left.
var latexForms = []struct {
	look  pattern
	write string
}{
	{patternOf(`\\(?:text|mathrm|textrm)\{ *(?:s\.t\.|subject to|such that) *\}`), " subject to "},
	{patternOf(`\\(min|max)(?:_\{[^{}]*\}|_\w)?`), "$1 "},
	{patternOf(`\\(?:left|right|displaystyle|quad|qquad|limits|[,;:!])([^a-zA-Z]|$)`), "$1"},
	{patternOf(`\\(?:mathbf|boldsymbol|vec|mathrm|mathit|operatorname|bm)\{(\w+)\}`), "$1"},
	{patternOf(`\\[dt]?frac\{ *\\partial *(\pL\w*) *\}\{ *\\partial *(\pL\w*) *\}`), "∂$1/∂$2"},
	{patternOf(`\\[dt]?frac\{ *\\partial *\^\{?2\}? *(\pL\w*) *\}\{ *\\partial *(\pL\w*?) *\^\{?2\}? *\}`), "∂²$1/∂$2²"},
	{patternOf(`\\[dt]?frac\{ *\\partial *\^\{?2\}? *(\pL\w*) *\}\{ *\\partial *(\pL\w*) *\\partial *(\pL\w*) *\}`), "∂²$1/∂$2∂$3"},
	{patternOf(`\\(det|tr) *(\[[^\]]*\])`), "$1($2)"},
	{patternOf(`\\sqrt\{([^{}]*)\}`), "sqrt($1)"},
	{patternOf(`\\sqrt *\[ *3 *\] *\{([^{}]*)\}`), "cbrt($1)"},
	{patternOf(`\\sqrt *\[ *(\w+) *\] *\{([^{}]*)\}`), "($2)^(1/$1)"},
	{patternOf(`\^(?:\\top|\\intercal|\\mathsf T|\{ *(?:\\top|\\intercal|T) *\})`), "'"},
	{patternOf(`\^\{(-?\w+)\}`), "^$1"},
	{patternOf(`\^\{([^{}]*)\}`), "^($1)"},
}

var (
	latexMatrix   = patternOf(`\\begin\{[bpvB]?matrix\}(.*?)\\end\{[bpvB]?matrix\}`)
	latexCases    = patternOf(`\\begin\{cases\}(.*?)\\end\{cases\}`)
	latexFraction = patternOf(`\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}`)
	latexFactor   = patternOf(`^(?:[\pL\d.]+|[\pL\d.]*\([^()]*\)|[\pL\d.]+\^[\pL\d]+)$`)
)

// plainLatex is a statement with what LaTeX prints written as it is here; a text without any is as it was.
func plainLatex(text string) string {
	if !strings.ContainsAny(text, `\{`) {
		return text
	}
	fractions := latexFraction().MatchString(text)
	text = latexMatrix().ReplaceAllStringFunc(text, func(matrix string) string {
		rows := strings.Split(latexMatrix().FindStringSubmatch(matrix)[1], `\\`)
		for i, row := range rows {
			rows[i] = strings.TrimSpace(regexp.MustCompile(` *& *`).ReplaceAllString(row, ", "))
		}
		return "[" + strings.TrimSuffix(strings.Join(rows, "; "), "; ") + "]"
	})
	text = latexCases().ReplaceAllStringFunc(text, func(cases string) string {
		return chosen(strings.Split(latexCases().FindStringSubmatch(cases)[1], `\\`))
	})
	for before := ""; before != text; {
		before = text
		for _, form := range latexForms {
			text = form.look().ReplaceAllString(text, form.write)
		}
		text = latexFraction().ReplaceAllStringFunc(text, func(fraction string) string {
			parts := latexFraction().FindStringSubmatch(fraction)
			return "(" + quotientSide(parts[1]) + "/" + quotientSide(parts[2]) + ")"
		})
	}
	text = strings.TrimSpace(text)
	if whole := wholeFraction().FindStringSubmatch(text); fractions && whole != nil && isBalanced(whole[2]) && !strings.Contains(whole[2], ",") {
		text = whole[1] + whole[2]
	}
	return text
}

// wholeFraction reads h(x) = (1/(1 + x)), whose outer parentheses are not needed.
var wholeFraction = patternOf(`^((?:[^=()]*(?:\([^()]*\))? *= *)?)\((.*)\)$`)

// quotientSide is a formula as a side of a quotient.
func quotientSide(formula string) string {
	formula = strings.TrimSpace(formula)
	if latexFactor().MatchString(formula) {
		return formula
	}
	return "(" + formula + ")"
}

// chosen writes the rows x & x > 0 and 0 & x ≤ 0 of cases as if x > 0 then x else 0; the condition of the last row is what is left.
func chosen(rows []string) string {
	var out strings.Builder
	for i, row := range rows {
		formula, condition, _ := strings.Cut(row, "&")
		condition = strings.Trim(latexCondition().ReplaceAllString(condition, ""), " ,")
		if i < len(rows)-1 {
			out.WriteString("if " + condition + " then ")
		}
		out.WriteString(strings.Trim(formula, " ,"))
		if i < len(rows)-1 {
			out.WriteString(" else ")
		}
	}
	return out.String()
}

var latexCondition = patternOf(`\\text\{[^{}]*\}|\b(?:if|otherwise|for|when)\b`)
