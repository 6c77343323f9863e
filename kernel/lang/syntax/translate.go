package syntax

import "strings"

// translated is the statement being read with the signs of other languages put into those of this one, "" when that
// would still not parse or is too long for a line of advice.
func (p *parser) translated() string {
	if p.translating {
		return ""
	}
	text := p.nativeText(p.start, p.statementEnd())
	if len([]rune(text)) > 70 {
		return ""
	}
	if p.block {
		text = "optimizer translated(f, θ)\n" + text + "\nend"
	}
	trial := newParser(sourceOf(text))
	trial.translating = true
	trial.cell()
	if len(trial.errors) > 0 {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(text, "optimizer translated(f, θ)\n"), "\nend")
}

// nativeText is the text of some tokens, with the signs of other languages translated.
func (p *parser) nativeText(from, to int) string {
	var out strings.Builder
	bars := 0
	for i := from; i < to; i++ {
		if i > from {
			out.WriteString(p.source.Text[p.at(i-1).span.End:p.at(i).span.Start])
		}
		native := p.native(i, &bars)
		if isWord(native) && out.Len() > 0 && !strings.HasSuffix(out.String(), " ") && native != p.original(p.at(i).span) {
			out.WriteString(" ")
		}
		out.WriteString(native)
		if isWord(native) && native != p.original(p.at(i).span) && i+1 < to && !p.at(i+1).space {
			out.WriteString(" ")
		}
	}
	return strings.TrimSpace(out.String())
}

func isWord(text string) bool { return text == "and" || text == "or" || text == "not" }

// native is one token in the signs of this language.
func (p *parser) native(i int, bars *int) string {
	t := p.at(i)
	if word := p.grammarTerm(t); word != "" {
		return word
	}
	if t.kind != sign {
		return p.original(t.span)
	}
	h := habits[t.text]
	if at, ok := habits[t.text+"@operand"]; ok && (i == p.start || !endsOperand(p.at(i-1))) {
		h = at
	}
	if t.text == "||" && *bars > 0 {
		h = habits["||@operand"]
		*bars = -1
	}
	if h.native == "‖" {
		*bars++
	}
	if h.native == "" {
		return p.original(t.span)
	}
	return h.native
}

func endsOperand(t token) bool {
	switch t.kind {
	case number, text, power:
		return true
	case name:
		return !keywords[t.text]
	}
	return t.is(")") || t.is("]") || t.is("‖") || t.is("'")
}

// statementEnd is the index behind the last token of the statement being read, on the line of the current token.
func (p *parser) statementEnd() int {
	depth := 0
	for i := p.i + 1; ; i++ {
		switch t := p.at(i); {
		case t.kind == atEnd, t.line, depth <= 0 && t.is(";"):
			return i
		case t.is("("), t.is("["):
			depth++
		case t.is(")"), t.is("]"):
			depth--
		}
	}
}

// argumentEnd is the index behind the expression that begins at a token: before a comma, a closing bracket or the end of
// the statement.
func (p *parser) argumentEnd(from int) int {
	depth := 0
	for i := from; ; i++ {
		t := p.at(i)
		switch {
		case t.kind == atEnd, t.line && i > from, t.is(";"), depth == 0 && (t.is(",") || t.is(")") || t.is("]") || t.is("}")):
			return i
		case t.is("("), t.is("["):
			depth++
		case t.is(")"), t.is("]"):
			depth--
		}
	}
}

// restOfStatement is the translated text from a token to the end of the statement.
func (p *parser) restOfStatement(from int) string { return p.nativeText(from, p.statementEnd()) }

// lineEnd is the place of the last token of the current line.
func (p *parser) lineEnd() Span {
	i := p.i
	for p.at(i+1).kind != atEnd && !p.at(i+1).line {
		i++
	}
	return p.at(i).span
}
