package display

import (
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
)

// exactForms are what a constant is exactly, where that is known and says more than its decimals do.
func (s *show) exactForms(n *expr.Node) ([]exact.Form, bool) {
	if s.options.Decimals || !n.IsConst() || n.IsTruth() {
		return nil, false
	}
	forms, ok := n.Forms()
	return forms, ok && s.tellMore(forms, n.Clean())
}

// settled is a constant with the numbers of its exact forms, where those are known and are what it is but for rounding.
func (s *show) settled(n *expr.Node) *expr.Node {
	if !n.IsConst() || n.IsTruth() {
		return n
	}
	forms, ok := n.Forms()
	if !ok {
		return n
	}
	numbers := n.Clean()
	exactly := make([]float64, len(forms))
	for k, f := range forms {
		exactly[k], _ = f.Value(64).Float64()
		if !near(exactly[k], numbers[k]) {
			return n
		}
	}
	return expr.WithForms(expr.Array(n.Shape(), exactly), func() ([]exact.Form, bool) { return forms, true })
}

// near reports whether a number is another but for rounding.
func near(v, x float64) bool { return value.AreNear(v, x) }

// tellMore reports whether forms are those of the numbers, and whether one is not told by its decimals.
func (s *show) tellMore(forms []exact.Form, numbers []float64) bool {
	return !s.options.Decimals && s.options.Format.TellMore(forms, numbers)
}

// besides puts the exact form of a number, or of a point, before its decimals.
func (s *show) besides(forms []exact.Form, numbers []float64, decimals string) string {
	if !s.tellMore(forms, numbers) {
		return decimals
	}
	text := strings.Join(s.formTexts(forms), ", ")
	if strings.HasPrefix(decimals, "(") {
		text = "(" + text + ")"
	}
	return text + " ≈ " + decimals
}

// formTexts are forms as texts. A quotient that is a decimal of few digits is that, but for halves, quarters and their like.
func (s *show) formTexts(forms []exact.Form) []string { return s.options.Format.FormTexts(forms) }

// formFormulas are forms as formulas.
func (s *show) formFormulas(forms []exact.Form) []string {
	formulas := make([]string, len(forms))
	for k, f := range forms {
		formulas[k] = f.LaTeX()
		if decimal, ok := s.options.Format.DecimalOf(f); ok {
			formulas[k] = decimal
		}
	}
	return formulas
}

// exactText is a constant exactly, as text: a matrix with a line for each row.
func (s *show) exactText(n *expr.Node, forms []exact.Form) string {
	texts := s.formTexts(forms)
	switch shape := n.Shape(); shape.Rank {
	case 0:
		return texts[0]
	case 1:
		return "(" + strings.Join(texts, ", ") + ")"
	default:
		return alignedMatrix(rowsOf(texts, shape.Cols))
	}
}

// exactLaTeX is a constant exactly, as a formula.
func (s *show) exactLaTeX(n *expr.Node, forms []exact.Form) string {
	texts := s.formFormulas(forms)
	shape := n.Shape()
	if shape.Rank == 0 {
		return texts[0]
	}
	var lines []string
	for _, row := range rowsOf(texts, max(1, shape.Cols)) {
		lines = append(lines, strings.Join(row, " & "))
	}
	return `\begin{bmatrix} ` + strings.Join(lines, ` \\ `) + ` \end{bmatrix}`
}

func rowsOf(texts []string, columns int) [][]string {
	var rows [][]string
	for k := 0; k < len(texts); k += columns {
		rows = append(rows, texts[k:k+columns])
	}
	return rows
}

// exactEach are the entries of a vector one by one, each with its exact form before its decimals.
func (s *show) exactEach(n *expr.Node) []string {
	numbers := n.Clean()
	texts := make([]string, len(numbers))
	forms, ok := s.exactForms(n)
	for k, x := range numbers {
		if texts[k] = s.options.Format.Number(x); ok {
			texts[k] = s.besides(forms[k:k+1], numbers[k:k+1], texts[k])
		}
	}
	return texts
}
