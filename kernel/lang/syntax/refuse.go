package syntax

import "saddle/kernel/lang/message"

// mistake makes an error without ending the statement.
func (p *parser) mistake(span Span, key string, args ...any) *message.Error {
	return message.New("ParseError", key, args...).At(p.source, span)
}

// refuse ends the statement with the error key and the advice key.advice, both with the same arguments.
func (p *parser) refuse(span Span, key string, args ...any) {
	panic(p.mistake(span, key, args...).Advise(key+".advice", args...))
}

// original is the text of a place as it was typed.
func (p *parser) original(span Span) string {
	return p.source.Text[span.Start:max(span.Start, span.End)]
}

// unexpected ends the statement at a token that cannot stand here; want says what should: "operand", a word or sign, or
// "" where the statement could have ended.
func (p *parser) unexpected(want string) {
	t := p.token()
	switch {
	case t.kind == broken:
		panic(t.err)
	case t.kind == atEnd && len(p.brackets) > 0 && want != "operand":
		p.refuseOpen()
	case t.kind == atEnd:
		p.endsEarly(want)
	}
	p.refuseEarlierOpen()
	if p.i == p.start && p.at(p.i+1).is("(") && p.at(p.behindBracket(p.i+1)).is("=") {
		p.refuseKeyword(t)
	}
	if want == "operand" && t.line && t.is("end") && p.i > p.start {
		p.refuseUnfinished()
	}
	p.refuseForeign(t, want)
	p.refuseMisplaced(t, want)
	p.missing(t, want)
}

// missing says what should stand before a token.
func (p *parser) missing(t token, want string) {
	panic(p.mistake(t.span, "syntax.missing", wanted(want), p.original(t.span)).Advise(advices[want]))
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

// advices are what to write where something is missing.
var advices = map[string]string{
	"": "syntax.advice.end-of-line", "then": "syntax.advice.if", "else": "syntax.advice.if", "end": "syntax.advice.end", "where": "syntax.where-here.advice", "operand": "syntax.advice.value",
	"lambda": "syntax.arrow-here.advice", "for": "syntax.advice.for", "start": "syntax.advice.start", "stop": "syntax.advice.stop", "parts": "syntax.advice.parts", "in": "syntax.advice.for",
}

// endsEarly answers a statement that ends where something must follow.
func (p *parser) endsEarly(want string) {
	if p.at(p.i).kind == atEnd {
		p.textEnds()
	}
	last := p.last()
	if want == "end" {
		p.refuse(p.at(p.head).span.To(p.at(p.head+1).span), "syntax.no-end", p.at(p.head+1).shown)
	}
	p.refuseIncrement(last)
	panic(p.mistake(last.span, "syntax.ends", wanted(want), p.original(last.span)).Advise(advices[want]))
}

// refuseUnfinished answers a line that ends with an operator before a line that is no value.
func (p *parser) refuseUnfinished() {
	last := p.last()
	panic(p.mistake(last.span, "syntax.ends", wanted("operand"), p.original(last.span)).Advise("syntax.advice.line-goes-on", last.text))
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
		p.refuseEarlierOpen()
		p.refuseForeign(t, closing)
		p.refuseMisplaced(t, closing)
	}
	p.refuseOpen()
}

// refuseOpen answers the innermost bracket that is open.
func (p *parser) refuseOpen() {
	if p.at(p.i).kind == atEnd {
		p.textEnds()
	}
	open := p.brackets[len(p.brackets)-1]
	closing := map[string]string{"(": ")", "[": "]", "‖": "‖"}[open.text]
	p.refuse(open.span, "syntax.unclosed", open.text, closing)
}

// refuseEarlierOpen answers a bracket of an earlier line when the current line looks like a new statement: it begins as
// far left as the one being read.
func (p *parser) refuseEarlierOpen() {
	if len(p.brackets) == 0 {
		return
	}
	head := p.i
	for head > p.start && !p.at(head).line {
		head--
	}
	open := p.brackets[len(p.brackets)-1]
	if open.span.Start >= p.at(head).span.Start || p.column(head) > p.column(p.start) || p.at(head).is(")") || p.at(head).is("]") {
		return
	}
	p.i = head
	p.refuseOpen()
}

// unclosedList answers a list that goes on with something else than a comma, ";" or "]".
func (p *parser) unclosedList() {
	if t := p.token(); t.kind != atEnd && p.row.doubt != nil {
		p.refuseEarlierOpen()
		panic(p.row.doubt)
	}
	if t := p.token(); t.line && p.column(p.i) > p.column(p.start) && (t.kind == number || t.kind == name && !keywords[t.text] || t.is("-") || t.is("(") || t.is("[")) {
		panic(p.rowLine())
	}
	p.unclosed("]")
}
