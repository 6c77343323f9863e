package eval

import (
	"maps"
	"slices"
	"strings"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// spelled is how what is computed prints outside of the place where it is written: with the functions that have names only
// there, by where or in a line of a rule, in the place of these names.
type spelled struct {
	text, latex string
	scopes      []*scope // of the functions put in
	lambdas     []*syntax.Lambda
}

func (c *captured) spelled() *spelled {
	p := &spelled{text: syntax.Text(c.x), latex: syntax.LaTeX(c.x)}
	p.spellOut(c.x, c.scope, 0)
	return p
}

// spellOut puts the functions that x names in a scope in the place of their names.
func (p *spelled) spellOut(x syntax.Expr, s *scope, depth int) {
	const deepest = 5
	for _, name := range slices.Sorted(maps.Keys(s.names)) {
		f, ok := s.names[name].(*value.Function)
		if !ok || f.Definition != nil || depth == deepest {
			continue
		}
		written := occurrence(x, name)
		if written == nil {
			continue
		}
		l := lambdaOf(f, written.Span())
		p.text = inPlaceOf(p.text, syntax.Text(written), syntax.Text(l), "(", ")")
		p.latex = inPlaceOf(p.latex, syntax.LaTeX(written), syntax.LaTeX(l), `\left(`, `\right)`)
		p.lambdas, p.scopes = append(p.lambdas, l), append(p.scopes, &scope{})
		if outer, ok := f.Scope.(*scope); ok && outer != nil {
			p.scopes[len(p.scopes)-1] = outer
			p.spellOut(f.Body, outer, depth+1)
		}
	}
}

// lambdaOf is a function without a name as an expression.
func lambdaOf(f *value.Function, at syntax.Span) *syntax.Lambda {
	l := &syntax.Lambda{Body: f.Body}
	for _, variable := range f.Shown {
		l.Params = append(l.Params, syntax.MakeName(variable, at))
	}
	return l
}

// inPlaceOf puts a text in the place of a name, in parentheses but where it is an argument by itself.
func inPlaceOf(text, name, with, open, closed string) string {
	grouped := open + with + closed
	text = expr.Renamed(text, []string{name}, []string{grouped})
	for _, before := range []string{open, ", "} {
		for _, after := range []string{closed, ", "} {
			text = strings.ReplaceAll(text, before+grouped+after, before+with+after)
		}
	}
	return text
}
