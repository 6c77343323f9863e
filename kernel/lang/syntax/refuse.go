package syntax

import "saddle/kernel/lang/message"

// fail ends the statement with an error at a place.
func (p *parser) fail(span Span, key string, args ...any) {
	panic(p.mistake(span, key, args...))
}

// mistake makes an error without ending the statement.
func (p *parser) mistake(span Span, key string, args ...any) *message.Error {
	return message.New("ParseError", key, args...).At(p.source, span)
}

// refuse ends the statement with the error key and the advice key.advice, both with the same arguments.
func (p *parser) refuse(span Span, key string, args ...any) {
	panic(p.mistake(span, key, args...).Advise(key+".advice", args...))
}

// original is the text of a place as it was typed.
func (p *parser) original(span Span) string { return p.source.Text[span.Start:span.End] }

// unexpected ends the statement at a token that cannot stand here; want says what should: "operand", a word or sign, or
// "" where the statement could have ended.
func (p *parser) unexpected(want string) {
	t := p.token()
	switch {
	case t.kind == broken:
		panic(t.err)
	case t.kind == atEnd:
		p.endsEarly(want)
	}
	p.refuseForeign(t, want)
	p.refuseMisplaced(t, want)
	p.missing(t, want)
}

// missing says what should stand before a token.
func (p *parser) missing(t token, want string) {
	p.fail(t.span, "syntax.missing", wanted(want), p.original(t.span))
}

// wanted names what should stand at a place.
func wanted(want string) message.Phrase {
	if key, ok := wants[want]; ok {
		return message.Say(key)
	}
	return message.Say("syntax.want.value")
}

var wants = map[string]string{
	"": "syntax.want.end-of-line", "then": "syntax.want.then", "else": "syntax.want.else", "end": "syntax.want.end", "where": "syntax.want.binding",
	"lambda": "syntax.want.name", "for": "syntax.want.name", "start": "syntax.want.start", "stop": "syntax.want.if", "parts": "syntax.want.part", "=": "syntax.want.equals",
}

// endsEarly answers a statement that ends where something must follow.
func (p *parser) endsEarly(want string) {
	if p.tokens[p.i].kind == atEnd {
		p.textEnds()
	}
	last := p.last()
	if want == "end" {
		p.refuse(p.tokens[p.head].span.To(p.tokens[p.head+1].span), "syntax.no-end", p.tokens[p.head+1].shown)
	}
	p.refuseIncrement(last)
	p.fail(last.span, "syntax.ends", wanted(want), p.original(last.span))
}

// textEnds notes, for IsComplete, that more text could still make this a cell.
func (p *parser) textEnds() {
	if len(p.errors) > 0 {
		return
	}
	p.incomplete = true
	if len(p.brackets) > 0 || p.block {
		p.indent = "  "
	}
}

// unclosed answers a bracket that is not closed where it must be.
func (p *parser) unclosed(closing string) {
	t := p.token()
	switch {
	case t.kind == broken:
		panic(t.err)
	case t.kind == atEnd:
		p.textEnds()
	case !t.line:
		p.refuseForeign(t, closing)
		p.refuseMisplaced(t, closing)
	}
	open := p.brackets[len(p.brackets)-1]
	p.refuse(open.span, "syntax.unclosed", open.text, closing)
}

// unclosedList answers a list that goes on with something else than a comma, ";" or "]".
func (p *parser) unclosedList() {
	if t := p.token(); t.kind != atEnd && p.row.doubt != nil {
		panic(p.row.doubt)
	}
	p.unclosed("]")
}
