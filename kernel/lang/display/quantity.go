package display

import (
	"strconv"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// quantity shows a number, a truth, a vector or a matrix, after "name = " when it has a name.
func (s *show) quantity(n *expr.Node, name string) {
	s.text(after(name, s.quantityText(n)))
	if n.IsTruth() {
		return
	}
	s.latex(afterLaTeX(name, s.quantityLaTeX(n)))
}

// after sets a text behind "name = ", its further lines below its first.
func after(name, text string) string {
	if name == "" {
		return text
	}
	head := name + " = "
	indent := strings.Repeat(" ", width(head))
	return head + strings.ReplaceAll(text, "\n", "\n"+indent)
}

func afterLaTeX(name, formula string) string {
	if name == "" {
		return formula
	}
	return nameLaTeX(name) + " = " + formula
}

// quantityText is a quantity as text; a matrix has a line for each row, its columns aligned.
func (s *show) quantityText(n *expr.Node) string {
	n = s.settled(n)
	decimals := s.decimalText(n)
	forms, ok := s.exactForms(n)
	if !ok {
		return decimals
	}
	separator := " "
	if n.Shape().Rank == 2 {
		separator = "\n"
	}
	return s.exactText(n, forms) + separator + "≈ " + strings.ReplaceAll(decimals, "\n", "\n  ")
}

// decimalText is a quantity in decimals.
func (s *show) decimalText(n *expr.Node) string {
	if n.Shape().Rank < 2 {
		return s.options.Format.Node(n)
	}
	return alignedMatrix(matrixCells(n, s.options.Format.Number, expr.Text))
}

// matrixCells are the entries of a matrix as texts, abbreviated beyond ten rows or columns.
func matrixCells(n *expr.Node, number func(float64) string, formula func(*expr.Node) string) [][]string {
	shape := n.Shape()
	var entries []float64
	if n.IsConst() {
		entries = n.Clean()
	}
	var rows [][]string
	for _, i := range value.Positions(shape.Rows) {
		var row []string
		for _, j := range value.Positions(shape.Cols) {
			switch {
			case i < 0 || j < 0:
				row = append(row, "…")
			case entries != nil:
				row = append(row, number(entries[i*shape.Cols+j]))
			default:
				row = append(row, formula(n.Entries()[i*shape.Cols+j]))
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// alignedMatrix writes rows of cells in the language's own form, columns aligned on the right.
func alignedMatrix(rows [][]string) string {
	widths := columnWidths(rows)
	lines := make([]string, len(rows))
	for i, row := range rows {
		cells := make([]string, len(row))
		for j, cell := range row {
			cells[j] = strings.Repeat(" ", widths[j]-width(cell)) + cell
		}
		lines[i] = strings.Join(cells, ", ")
	}
	return "[" + strings.Join(lines, ";\n ") + "]"
}

func columnWidths(rows [][]string) []int {
	var widths []int
	for _, row := range rows {
		for j, cell := range row {
			if j == len(widths) {
				widths = append(widths, 0)
			}
			widths[j] = max(widths[j], width(cell))
		}
	}
	return widths
}

// quantityLaTeX is a quantity as a formula: a vector is a column.
func (s *show) quantityLaTeX(n *expr.Node) string {
	n = s.settled(n)
	if forms, ok := s.exactForms(n); ok {
		return s.exactLaTeX(n, forms) + ` \approx ` + s.decimalLaTeX(n)
	}
	return s.decimalLaTeX(n)
}

// decimalLaTeX is a quantity in decimals, as a formula.
func (s *show) decimalLaTeX(n *expr.Node) string {
	shape := n.Shape()
	if shape.Rank == 0 {
		if n.IsConst() {
			return s.numberLaTeX(n.Clean()[0])
		}
		return expr.LaTeX(n)
	}
	rows := matrixCells(n, s.numberLaTeX, expr.LaTeX)
	lines := make([]string, len(rows))
	for i, row := range rows {
		for j, cell := range row {
			if cell == "…" {
				row[j] = dots(i == longestHalf && len(rows) > 2*longestHalf, j == longestHalf && len(row) > 2*longestHalf)
			}
		}
		lines[i] = strings.Join(row, " & ")
	}
	return `\begin{bmatrix} ` + strings.Join(lines, ` \\ `) + ` \end{bmatrix}`
}

// longestHalf is the place of the dots in an abbreviated row or column.
const longestHalf = 5

// dots stand for what is left out below, beside, or both.
func dots(below, beside bool) string {
	switch {
	case below && beside:
		return `\ddots`
	case below:
		return `\vdots`
	}
	return `\cdots`
}

// numberLaTeX writes a number as a formula: 1.5e-7 as 1.5 \times 10^{-7}.
func (s *show) numberLaTeX(x float64) string {
	text := s.options.Format.Number(x)
	text = strings.ReplaceAll(text, "∞", `\infty`)
	mantissa, exponent, found := strings.Cut(text, "e")
	if !found {
		return text
	}
	if mantissa == "1" || mantissa == "-1" {
		return strings.TrimSuffix(mantissa, "1") + "10^{" + exponent + "}"
	}
	return mantissa + ` \times 10^{` + exponent + "}"
}

// eigen shows an eigen-decomposition.
func (s *show) eigen(v value.Eigen, _ string) {
	s.text(after("λ", s.quantityText(v.Values)) + "\n" + after("V", s.quantityText(v.Vectors)))
	s.latex(`\lambda = ` + s.rowLaTeX(v.Values) + `,\quad V = ` + s.quantityLaTeX(v.Vectors))
	if v.Values.IsConst() && v.Vectors.IsConst() {
		s.html(s.eigenTable(v))
	}
}

// eigenTable has a row for each eigenvalue with its eigenvector.
func (s *show) eigenTable(v value.Eigen) string {
	n := v.Values.Shape().Rows
	vectors := v.Vectors.Clean()
	eigenvalues := s.exactEach(v.Values)
	t := newTable([]string{"", "λ", "v"})
	for _, i := range value.Positions(n) {
		if i < 0 {
			t.add([]string{"…", "…", "…"})
			continue
		}
		vector := make([]float64, n)
		for k := range vector {
			vector[k] = vectors[k*n+i]
		}
		t.add([]string{strconv.Itoa(i + 1), eigenvalues[i], s.plainVector(vector)})
	}
	return t.html()
}

// rowLaTeX writes a vector on one line.
func (s *show) rowLaTeX(n *expr.Node) string {
	if !n.IsConst() {
		return expr.LaTeX(n)
	}
	if forms, ok := s.exactForms(n); ok {
		return `\left(` + strings.Join(s.formFormulas(forms), ",\\ ") + `\right) \approx ` + s.rowLaTeX(expr.WithForms(n, nil))
	}
	var texts []string
	entries := n.Clean()
	for _, i := range value.Positions(len(entries)) {
		if i < 0 {
			texts = append(texts, `\cdots`)
			continue
		}
		texts = append(texts, s.numberLaTeX(entries[i]))
	}
	return `\left(` + strings.Join(texts, ",\\ ") + `\right)`
}
