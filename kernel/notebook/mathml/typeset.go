// Package mathml turns formulas in LaTeX into MathML, which browsers set without
// any script or font from the network.
//
// It knows the LaTeX that mathematics is written in: scripts, fractions, roots,
// fences, matrices, cases, aligned lines, accents, alphabets, text, spacing and
// macros without recursion. It is no TeX: it knows no counters, no boxes and no
// packages, and says so of every command that it does not know, so that the
// caller can show the source instead.
//
//	var t mathml.Typesetter
//	html, err := t.Typeset(`\nabla f(x) = \begin{bmatrix} 2x \\ -2y \end{bmatrix}`, true)
package mathml

import (
	"fmt"
	"html"
	"strings"
	"unicode"
)

// Typesetter sets the formulas of one document. Macros that one formula defines
// hold in those after it. The zero value is ready.
type Typesetter struct {
	macros map[string]macro
	work   int
}

// Typeset returns the formula as a math element: on a line of its own with
// display, else to stand in a line. The error says what it does not know, or
// what is not closed; then no part of the formula is to be trusted.
func (t *Typesetter) Typeset(formula string, display bool) (string, error) {
	if t.macros == nil {
		t.macros = map[string]macro{}
	}
	formula = strings.Map(printable, formula)
	p := &parser{text: strings.TrimSpace(formula), macros: t.macros, work: &t.work}
	body := p.lines()
	if p.err != nil {
		return "", p.err
	}
	var b strings.Builder
	b.WriteString("<math>")
	if display {
		b.Reset()
		b.WriteString(`<math display="block">`)
	}
	b.WriteString("<semantics>")
	body.write(&b)
	fmt.Fprintf(&b, `<annotation encoding="application/x-tex">%s</annotation></semantics></math>`, html.EscapeString(formula))
	return b.String(), nil
}

// printable keeps from the parser what no formula means: control characters,
// and bytes that are not UTF-8, which arrive here as the replacement sign.
func printable(r rune) rune {
	if unicode.IsControl(r) && r != '\n' {
		return ' '
	}
	return r
}
