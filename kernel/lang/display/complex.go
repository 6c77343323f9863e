package display

import (
	"strconv"
	"strings"

	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// complexes shows complex numbers, as a list in parentheses.
func (s *show) complexes(list []value.Complex, isList bool) {
	text, formula := strings.Join(s.options.Format.ComplexEach(list), ", "), s.complexLaTeX(list)
	if isList {
		text, formula = "("+text+")", `\left(`+formula+`\right)`
	}
	s.text(text)
	s.latex(formula)
}

// complexLaTeX writes complex numbers as formulas on one line.
func (s *show) complexLaTeX(list []value.Complex) string {
	texts := s.options.Format.ComplexEach(list)
	for i, text := range texts {
		text = strings.ReplaceAll(text, "±", `\pm`)
		text = strings.ReplaceAll(text, " i", `\, \mathrm{i}`)
		texts[i] = strings.ReplaceAll(text, "…", `\cdots`)
	}
	return strings.Join(texts, `,\ `)
}

// complexEigen shows eigenvalues and eigenvectors, each beside the other.
func (s *show) complexEigen(e value.ComplexEigen) {
	format := s.options.Format
	columns := s.complexColumns(e.Vectors)
	s.text("λ = (" + strings.Join(format.ComplexEach(e.Values), ", ") + ")\n" + strings.Join(columns, "\n"))
	s.latex(`\lambda = \left(` + s.complexLaTeX(e.Values) + `\right)`)
	t := newTable([]string{"", "λ", "v"})
	for _, i := range value.Positions(len(e.Values)) {
		if i < 0 {
			t.add([]string{"…", "…", "…"})
			continue
		}
		t.add([]string{strconv.Itoa(i + 1), format.Complex(e.Values[i]), s.complexVector(e.Vectors[i])})
	}
	s.html(t.html())
}

// complexColumns are complex eigenvectors, a line each; of many the first and last.
func (s *show) complexColumns(vectors value.ComplexVectors) []string {
	var lines []string
	for _, i := range value.Positions(len(vectors)) {
		if i < 0 {
			lines = append(lines, "…")
			continue
		}
		lines = append(lines, "v"+expr.Subscript(i+1)+" = "+s.complexVector(vectors[i]))
	}
	return lines
}

// complexVector writes every entry by itself: those of a vector are no pairs.
func (s *show) complexVector(v []value.Complex) string {
	var texts []string
	for _, i := range value.Positions(len(v)) {
		if i < 0 {
			texts = append(texts, "…")
			continue
		}
		texts = append(texts, s.options.Format.Complex(v[i]))
	}
	return "(" + strings.Join(texts, ", ") + ")"
}
