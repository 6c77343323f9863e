package syntax

import (
	"strings"
)

func (w textWriter) compare(c *Compare) string {
	out := w.expr(c.Operands[0], interval)
	for i, op := range c.Ops {
		out += " " + op + " " + w.expr(c.Operands[i+1], interval)
	}
	return out
}

func (w textWriter) lambda(l *Lambda) string {
	params := names(l.Params)
	if len(l.Params) != 1 {
		params = "(" + params + ")"
	}
	return params + " -> " + w.expr(l.Body, loose)
}

func (w textWriter) where(e *Where) string {
	return w.expr(e.Body, loose) + w.bindings(e)
}

func (w textWriter) bindings(e *Where) string {
	bindings := make([]string, len(e.Bindings))
	for i, b := range e.Bindings {
		bindings[i] = b.Name.Shown + " = " + w.expr(b.Value, loose)
	}
	return " where " + strings.Join(bindings, ", ")
}

// check writes a check, whose tolerance stands before its where.
func (w textWriter) check(c *Check) string {
	claim, bindings, within := c.Claim, "", ""
	if c.Within != nil {
		within = " within " + w.expr(c.Within, summand)
	}
	if where, ok := claim.(*Where); ok {
		claim, bindings = where.Body, w.bindings(where)
	}
	return "check " + w.expr(claim, loose) + within + bindings
}

func (w textWriter) list(entries []Expr) string {
	texts := make([]string, len(entries))
	for i, e := range entries {
		texts[i] = w.expr(e, loose)
	}
	return strings.Join(texts, ", ")
}

func (w textWriter) indices(entries []Expr) string {
	texts := make([]string, len(entries))
	for i, e := range entries {
		texts[i] = ":"
		if e != nil {
			texts[i] = w.expr(e, loose)
		}
	}
	return strings.Join(texts, ", ")
}

func (w textWriter) args(args []Arg) string {
	texts := make([]string, len(args))
	for i, arg := range args {
		texts[i] = w.expr(arg.Value, loose) + w.loops(arg.Loops)
		if arg.Name != nil {
			texts[i] = arg.Name.Shown + " = " + texts[i]
		}
	}
	return strings.Join(texts, ", ")
}

func (w textWriter) loops(loops []Loop) string {
	out := ""
	for _, loop := range loops {
		over := names(loop.Names)
		if len(loop.Names) > 1 {
			over = "(" + over + ")"
		}
		out += " for " + over + " in " + w.expr(loop.Over, disjunction)
		if loop.If != nil {
			out += " if " + w.expr(loop.If, disjunction)
		}
	}
	return out
}

// raise writes an exponent above the line; what has no raised form is written with ^.
func raise(e Expr) string {
	var out strings.Builder
	for _, r := range (textWriter{}).exponent(e) {
		up, ok := raisedOf[r]
		if !ok {
			return "^" + textWriter{}.exponent(e)
		}
		out.WriteRune(up)
	}
	return out.String()
}

var raisedOf = indexRaised()

func indexRaised() map[rune]rune {
	raised := map[rune]rune{}
	for up, r := range superscripts {
		if up != '⊤' {
			raised[r] = up
		}
	}
	return raised
}

// partial writes ∂²f/∂x∂y, and equal variables that follow each other as a power.
func (w textWriter) partial(d *Partial) string {
	var below strings.Builder
	for _, f := range d.factors() {
		below.WriteString("∂" + f.name.Shown + raisedCount(f.times))
	}
	return "∂" + raisedCount(len(d.Variables)) + w.expr(d.Operand, tight) + "/" + below.String()
}

// raisedCount is a number from 2 to 9 as a superscript, nothing for 1.
func raisedCount(n int) string {
	return []string{"", "", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}[n]
}

// quoted writes a text as it is typed.
func (w textWriter) quoted(s *String) string {
	if s.Pieces == nil {
		return quote(s.Value)
	}
	var out strings.Builder
	for _, piece := range s.Pieces {
		if piece.Value != nil {
			out.WriteString("{" + textWriter{}.expr(piece.Value, loose) + "}")
			continue
		}
		letters := quote(piece.Letters)
		out.WriteString(letters[1 : len(letters)-1])
	}
	return `"` + out.String() + `"`
}

func quote(value string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(doubled(value)) + `"`
}

func names(list []*Name) string {
	texts := make([]string, len(list))
	for i, n := range list {
		texts[i] = n.Shown
	}
	return strings.Join(texts, ", ")
}

func (w textWriter) params(params []Param) string {
	texts := make([]string, len(params))
	for i, param := range params {
		texts[i] = param.Name.Shown
		if param.Default != nil {
			texts[i] += " = " + w.expr(param.Default, loose)
		}
	}
	return strings.Join(texts, ", ")
}
