package syntax

import "strings"

// refuseClosing answers ) and ] without a partner, of the wrong kind, or where a value is missing.
func (p *parser) refuseClosing(t token, want string) {
	if len(p.brackets) == 0 {
		p.refuse(t.span, "syntax.closes-nothing", t.text, map[string]string{")": "(", "]": "["}[t.text])
	}
	open := p.brackets[len(p.brackets)-1]
	closing := map[string]string{"(": ")", "[": "]", "‖": "‖"}[open.text]
	if t.text != closing && want != "operand" {
		err := p.mistake(t.span, "syntax.closes-other", open.text, t.text).Advise("syntax.closes-other.advice", closing)
		panic(err.At(p.source, open.span))
	}
	if want == "operand" && open.span.End <= p.last().span.Start {
		panic(p.mistake(p.last().span, "syntax.ends", wanted(want), p.original(p.last().span)).Advise("syntax.advice.value"))
	}
}

// refuseColon answers 1:10, A[1:2, :], A(:, 1) and the colon behind if, for and def.
func (p *parser) refuseColon(colon token) {
	at := p.position(colon)
	before, after := token{kind: sign}, p.at(at+1)
	if at > p.start {
		before = p.at(at - 1)
	}
	low, high, step := p.original(before.span), p.original(after.span), p.at(at+2)
	inIndex := len(p.brackets) > 0 && p.brackets[len(p.brackets)-1].is("[")
	if word := p.at(p.start).text; after.line && (word == "optimizer" || word == "optimiser") && p.at(p.start+1).kind == name {
		p.refuse(colon.span, "syntax.colon-optimizer", p.nativeText(p.start, at))
	}
	if after.line {
		p.refuse(colon.span, "syntax.colon-here")
	}
	switch {
	case p.inCall() && before.kind == name && (p.at(at-2).is("(") || p.at(at-2).is(",")) && startsOperand(after):
		p.refuse(colon.span, "syntax.colon-setting", before.shown+" = "+p.nativeText(at+1, p.argumentEnd(at+1)))
	case p.inCall() && (after.is(",") || after.is(")")):
		p.refuse(colon.span, "syntax.colon-call")
	case simple(before) && simple(after) && step.is(":") && simple(p.at(at+3)):
		p.refuse(colon.span, "syntax.colon-step", low, high, p.original(p.at(at+3).span))
	case simple(before) && simple(after):
		p.refuse(colon.span, "syntax.colon-range", low, high)
	case inIndex && simple(after):
		p.refuse(colon.span, "syntax.colon-range", "1", high)
	case inIndex && simple(before):
		p.refuse(colon.span, "syntax.colon-open", low)
	}
	p.refuse(colon.span, "syntax.colon-here")
}

// inCall reports whether the innermost bracket is the one of a call.
func (p *parser) inCall() bool {
	if len(p.brackets) == 0 {
		return false
	}
	open := p.brackets[len(p.brackets)-1]
	return open.is("(") && !open.space
}

func simple(t token) bool { return t.kind == number || t.kind == name && !keywords[t.text] }

// position is the index of a token in the cell.
func (p *parser) position(t token) int {
	i := p.i
	for i > 0 && p.at(i).span != t.span {
		i--
	}
	return i
}

func (p *parser) refuseEmpty(open token) {
	p.refuse(p.from(open.span).To(p.token().span), "syntax.empty")
}

// refuseEmptyEntry answers (1, , 2) and (1, 2, ).
func (p *parser) refuseEmptyEntry() { p.refuse(p.token().span, "syntax.empty-entry") }

func (p *parser) refuseEmptyRow() { p.refuse(p.token().span, "syntax.empty-row") }

func (p *parser) refuseEmptyIndex(open token) {
	p.refuse(open.span.To(p.token().span), "syntax.empty-index")
}

func (p *parser) refuseField(operand Expr) {
	t := p.token()
	switch {
	case t.kind == broken:
		panic(t.err)
	case t.is("(") && !t.space:
		p.refuse(p.last().span, "habit.broadcast", Text(operand)+p.nativeText(p.i, p.behindBracket(p.i)))
	}
	p.refuseFullStop(p.last())
	p.refuse(p.last().span, "syntax.field", Text(operand))
}

// refuseLoop answers for i = 1..10 and for i, j in ….
func (p *parser) refuseLoop(loopNames []*Name) {
	t := p.token()
	switch {
	case t.is("="):
		p.refuse(t.span, "syntax.loop-equals", names(loopNames), p.rangeText())
	case t.is(",") && p.ahead(1).kind == name:
		p.refuse(t.span, "syntax.loop-names", names(loopNames)+", "+p.ahead(1).shown)
	case t.kind != atEnd && t.kind != broken:
		p.refuse(t.span, "syntax.loop-in", names(loopNames))
	}
	p.unexpected("in")
}

// rangeText is the range behind the current token, with colons of other languages as points; 1..10 where there is none.
func (p *parser) rangeText() string {
	text := strings.ReplaceAll(p.nativeText(p.i+1, p.argumentEnd(p.i+1)), ":", "..")
	if !strings.Contains(text, "..") || strings.Count(text, "..") > 1 {
		return "1..10"
	}
	return text
}

// refuseSecondIf answers x for x in v if a if b, and x for x in v if a then b else c.
func (p *parser) refuseSecondIf() {
	switch t := p.token(); {
	case t.is("if"):
		p.refuse(t.span, "syntax.loop-if-twice")
	case t.is("then"):
		p.refuse(t.span, "syntax.loop-then")
	}
}
