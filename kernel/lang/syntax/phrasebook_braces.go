package syntax

import (
	"strings"
)

// refuseBraces answers {1, 2}, x^{2} and √{x}.
func (p *parser) refuseBraces(t token, want string) {
	if p.optimizerHead(p.head) && want != "operand" {
		p.refuse(t.span, "habit.braces-block")
	}
	inside, end := p.enclosed(p.i)
	inside = halfWidth(inside)
	span := t.span.To(p.at(end).span)
	switch last := p.last(); {
	case last.is("^") && want == "operand":
		p.i--
		base := p.operand()
		p.i++
		p.refuse(span, "habit.braces-power", base+exponentText(inside))
	case last.is("√") && want == "operand":
		p.refuse(span, "habit.braces-group", "√("+inside+")")
	case want == "operand" && cased(inside):
		p.i = end
		p.refuse(span, "habit.braces-cases", casesText(inside))
	case want != "operand" && last.kind == name && !t.space && inside != "":
		p.refuse(span, "habit.braces-call", p.original(last.span)+"("+inside+")")
	case want == "operand" && inside != "" && (strings.Contains(inside, ",") || strings.Contains(inside, " for ")):
		p.refuse(span, "habit.braces-list", "["+inside+"]")
	}
	p.refuse(t.span, "habit.braces", t.text)
}

// cased tells the text of cases, x^2 if x > 0, 0 otherwise, from a list.
func cased(inside string) bool {
	pairs := strings.Contains(inside, ";") && strings.ContainsAny(inside, "<>≤≥")
	loop := strings.Contains(inside, " for ") && strings.Contains(inside, " in ")
	return !loop && (pairs || strings.Contains(inside, " if ") || strings.Contains(inside, "otherwise") || strings.Contains(inside, " for "))
}

// casesText writes x^2 if x > 0, 0 otherwise as if x > 0 then x^2 else 0, as far as it is of that form.
func casesText(inside string) string {
	var out strings.Builder
	last := "…"
	if !strings.Contains(inside, " if ") && !strings.Contains(inside, " for ") { // x^2, x > 0; -x, x <= 0
		inside = strings.NewReplacer(", otherwise", "", ",", " if ").Replace(inside)
	}
	for _, part := range strings.FieldsFunc(inside, func(r rune) bool { return r == ',' || r == ';' }) {
		part = strings.TrimSpace(strings.ReplaceAll(part, " for ", " if "))
		if result, condition, ok := strings.Cut(part, " if "); ok {
			out.WriteString("if " + strings.TrimSpace(condition) + " then " + strings.TrimSpace(result) + " else ")
			continue
		}
		if part = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(part, "otherwise"), "else")); part != "" {
			last = part
		}
	}
	if out.Len() == 0 {
		return "if … then … else …"
	}
	return out.String() + last
}

func exponentText(inside string) string {
	if inside == "T" || inside == `\top` || inside == "⊤" {
		return "'"
	}
	if len([]rune(inside)) == 1 || digits(inside) || len(inside) > 1 && inside[0] == '-' && digits(inside[1:]) {
		return "^" + inside
	}
	return "^(" + inside + ")"
}

// enclosed is the text between the brace at a token and its partner, and the index of the partner or of the last token.
func (p *parser) enclosed(open int) (inside string, end int) {
	depth := 0
	for end = open; p.at(end).kind != atEnd; end++ {
		switch {
		case p.at(end).is("{"):
			depth++
		case p.at(end).is("}"):
			depth--
		}
		if depth == 0 {
			return p.nativeText(open+1, end), end
		}
	}
	return "", open
}

// refuseUnpaired answers a | that no other closes.
func (p *parser) refuseUnpaired(open token) {
	if t := p.token(); t.kind == broken {
		panic(t.err)
	}
	p.refuse(open.span, "habit.abs-bars", "x")
}

// barsWithin reports whether one of the tokens from one to another, this one left out, is a single |.
func (p *parser) barsWithin(from, to int) bool {
	for i := from; i < to; i++ {
		if p.at(i).is("|") {
			return true
		}
	}
	return false
}

// endOfLine is the first token behind the current one that begins another line, or ends the text.
func (p *parser) endOfLine() int {
	i := p.i + 1
	for p.at(i).kind != atEnd && !p.at(i).line {
		i++
	}
	return i
}

// refuseThreeBars answers |a|b|c|, in which each | could open or close.
func (p *parser) refuseThreeBars(left Expr) {
	if _, alone := left.(*Bars); alone {
		return
	}
	Walk(left, func(n Node) bool {
		if b, ok := n.(*Bars); ok {
			p.refuse(b.Span().To(p.token().span), "habit.abs-bars", Text(b.Operand))
		}
		_, fenced := n.(*Paren)
		return !fenced
	})
}

// pattern is the head f(x) of a definition in Mathematica's form f[x_] or f(x_), "" for another.
func (p *parser) pattern() string {
	open := p.at(p.start + 1)
	if p.at(p.start).kind != name || !open.is("[") && !open.is("(") {
		return ""
	}
	head, found := p.at(p.start).shown+"(", open.is("[")
	for i := p.start + 2; i < p.i-1; i++ {
		text := p.original(p.at(i).span)
		if p.at(i).is(",") {
			text = ", "
		} else if p.at(i).kind != name {
			return ""
		}
		found = found || strings.HasSuffix(text, "_")
		head += strings.TrimRight(text, "_")
	}
	if !found {
		return ""
	}
	return head + ")"
}

// mapping reports whether the statement is of the form f : x -> ….
func (p *parser) mapping() bool {
	if p.i != p.start+1 || p.last().kind != name {
		return false
	}
	for i := p.i + 1; p.at(i).kind != atEnd && !p.at(i).line; i++ {
		if p.at(i).is("->") {
			return true
		}
	}
	return false
}
