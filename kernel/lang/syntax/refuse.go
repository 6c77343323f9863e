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

// original is the text of a place as it was typed.
func (p *parser) original(span Span) string { return p.source.Text[span.Start:span.End] }

// unexpected ends the statement at a token that cannot stand here; want says what should.
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
	if text := wants[want]; text != "" {
		p.fail(t.span, "syntax.wanted", message.Say(text), p.original(t.span))
	}
	p.fail(t.span, "syntax.unexpected", p.original(t.span))
}

// wants are the things that can be missing.
var wants = map[string]string{
	"operand": "syntax.want.operand", "then": "syntax.want.then", "else": "syntax.want.else", "end": "syntax.want.end", "where": "syntax.want.where",
	"lambda": "syntax.want.name", "for": "syntax.want.name", "start": "syntax.want.start", "stop": "syntax.want.if", "parts": "syntax.want.part", "=": "syntax.want.equals",
}

// endsEarly answers a statement that ends where something must follow.
func (p *parser) endsEarly(want string) {
	if p.tokens[p.i].kind == atEnd {
		p.textEnds()
	}
	last := p.last()
	text := wants[want]
	if text == "" {
		text = "syntax.want.operand"
	}
	p.fail(last.span, "syntax.line-ends", message.Say(text), p.original(last.span))
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
	default:
		p.refuseForeign(t, closing)
		p.refuseMisplaced(t, closing)
	}
	open := p.brackets[len(p.brackets)-1]
	err := p.mistake(open.span, "syntax.unclosed", open.text)
	panic(err.Advise("syntax.unclosed.advice", closing))
}

func (p *parser) unclosedList(doubt *message.Error) {
	if t := p.token(); t.kind != atEnd && doubt != nil {
		panic(doubt)
	}
	p.unclosed("]")
}
