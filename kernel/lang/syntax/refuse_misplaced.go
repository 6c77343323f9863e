package syntax

// refuseMisplaced answers a word or sign of the language that stands in the wrong place; want is as in unexpected. It
// returns when the general sentence says as much.
func (p *parser) refuseMisplaced(t token, want string) {
	p.refuseLineStart(t)
	switch {
	case (t.kind == number || t.kind == text) && afterValue[want]:
		p.refuseSideBySide(t)
	case t.kind == power:
		p.refuseLonePower(t)
	case t.kind == name && keywords[t.text]:
		p.refuseWord(t, want)
	case t.is(")"), t.is("]"):
		p.refuseClosing(t, want)
	case t.is("[") && afterValue[want]:
		p.refuse(t.span, "syntax.bracket-space", p.operand())
	case t.is("."):
		p.refuse(t.span, "syntax.dot")
	}
	if key, ok := misplaced[t.text]; ok && t.kind == sign {
		p.refuseSign(t, key, want)
	}
}

// afterValue tells of what is wanted whether it stands behind a value.
var afterValue = map[string]bool{"": true, ")": true, "]": true, "‖": true, "then": true, "else": true, "in": true, "=": true}

// misplaced are the signs whose misuse has a sentence of its own.
var misplaced = map[string]string{
	"=": "syntax.equals-here", ",": "syntax.comma-here", ";": "syntax.semicolon-here", ":": "syntax.colon-here", "->": "syntax.arrow-here", "..": "syntax.range-here",
}

func (p *parser) refuseSign(t token, key, want string) {
	switch {
	case want == "operand" && t.is(","):
		p.refuseEmptyEntry()
	case want == "operand" && t.is("="):
		p.refuse(t.span, "syntax.equals-first")
	case want == "operand" && t.is(";"), want == "operand" && t.is("->"), want == "operand" && t.is(".."):
		return
	case t.is("->") && p.last().is(")") && p.at(p.start).kind == name:
		p.refuse(t.span, "syntax.arrow-define", p.original(p.at(p.start).span.To(p.last().span)), p.restOfStatement(p.i+1))
	case t.is(","):
		p.refuseComma(t)
	case t.is(":"):
		p.refuseColon(t)
	case t.is("=") && want != "":
		p.refuseEquals()
	}
	p.refuse(t.span, key)
}

// refuseComma answers x = 1, 2 and 0,5.
func (p *parser) refuseComma(t token) {
	before, after := p.last(), p.ahead(1)
	if before.kind == number && after.kind == number && !after.space {
		if len(after.shown) == 3 {
			p.refuse(before.span.To(after.span), "syntax.thousands", before.shown+after.shown)
		}
		p.refuse(before.span.To(after.span), "syntax.decimal-comma", before.shown+"."+after.shown, before.shown+", "+after.shown)
	}
	p.refuse(t.span, "syntax.comma-here")
}

// refuseLineStart answers a line that begins with an operator.
func (p *parser) refuseLineStart(t token) {
	if t.line && p.i == p.start && t.kind == sign && binarySigns[t.text] {
		p.refuse(t.span, "syntax.line-start", t.text)
	}
}

var binarySigns = map[string]bool{
	"*": true, "/": true, "·": true, ".*": true, "./": true, "^": true, ".^": true, "==": true, "!=": true, "<": true, "<=": true, ">": true, ">=": true, "≈": true,
	"..": true, "+": true, "-": true, ".+": true, ".-": true,
}

// refuseSideBySide answers two values without a sign between them, the second a number or a text.
func (p *parser) refuseSideBySide(t token) {
	before := p.last()
	shown := p.original(t.span)
	from := p.at(p.operandStart()).span
	span := from.To(t.span)
	switch {
	case before.kind == number && fractions[firstRune(t.shown)] != 0:
		p.refuse(span, "syntax.numbers-mixed", before.shown, shown)
	case before.kind == text && t.kind == text && !t.space:
		p.refuse(span, "syntax.text-quotes")
	case before.kind == name && t.kind == text && !t.space && len(p.original(before.span)) == 1:
		p.refuse(span, "syntax.text-prefix", shown)
	case before.word("mod") && t.kind == number:
		p.refuse(before.span, "syntax.mod", shown)
	case t.kind == text:
		p.refuse(span, "syntax.text-beside", p.operand(), shown)
	case before.kind == number:
		p.refuse(span, "syntax.numbers-beside", p.original(before.span), shown)
	}
	p.refuse(span, "syntax.number-beside", p.operand(), shown)
}

// operand is the text of the value that ends with the last token.
func (p *parser) operand() string {
	return p.original(p.at(p.operandStart()).span.To(p.last().span))
}

// operandStart is the token with which the value before the current token begins.
func (p *parser) operandStart() int {
	i := p.i - 1
	for i > p.start {
		t, before := p.at(i), p.at(i-1)
		switch {
		case t.is(")"), t.is("]"), t.is("‖"):
			i = p.opening(i)
			if i <= p.start || p.at(i).space || !endsOperand(p.at(i-1)) {
				return i
			}
			i--
		case t.is("'"), t.kind == power && endsOperand(before):
			i--
		case t.kind == name && before.is(".") && !t.space && i-2 >= p.start:
			i -= 2
		case t.kind == name && (before.is("∇") || before.is("√")):
			return i - 1
		default:
			return i
		}
	}
	return max(i, p.start)
}

// opening is the token that opens the bracket which a token closes.
func (p *parser) opening(closing int) int {
	depth := 0
	for i := closing; i > p.start; i-- {
		switch t := p.at(i); {
		case t.is("‖") && p.at(closing).is("‖"):
			if i < closing {
				return i
			}
		case t.is(")"), t.is("]"):
			depth++
		case t.is("("), t.is("["):
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return p.start
}

func (p *parser) refuseLonePower(t token) {
	if endsOperand(p.last()) {
		p.refuse(t.span, "syntax.power-space", t.shown)
	}
	p.refuse(t.span, "syntax.power-alone", t.shown)
}

// refuseWord answers a word of the language in the wrong place.
func (p *parser) refuseWord(t token, want string) {
	next := p.ahead(1)
	switch {
	case want == "operand" && t.text != "end" && (next.is("=") || next.is(",") || next.is(")")):
		p.refuseKeyword(t)
	case t.text == "if" && want == "operand":
		p.refuse(t.span, "syntax.if-operand")
	case t.text == "if":
		p.refuseConditional(t)
	case t.text == "not" && want == "operand":
		p.refuse(t.span, "syntax.not-operand")
	case t.text == "not":
		p.refuse(t.span, "syntax.not-here")
	case t.text == "true", t.text == "false":
		p.refuse(p.last().span.To(t.span), "syntax.number-beside", p.operand(), t.text)
	case want == "operand" && t.text != "end" && t.text != "where":
		return
	}
	if key, ok := words[t.text]; ok {
		p.refuse(t.span, key)
	}
}

// words are the words of the language whose misuse has a sentence of its own.
var words = map[string]string{
	"then": "syntax.then-here", "else": "syntax.else-here", "for": "syntax.for-here", "in": "syntax.in-here", "where": "syntax.where-here", "end": "syntax.end-here",
}

// refuseConditional answers a if c else b.
func (p *parser) refuseConditional(t token) {
	value := p.nativeText(p.valueStart(), p.i)
	end := p.argumentEnd(p.i + 1)
	for i := p.i + 2; i+1 < end; i++ {
		if p.at(i).is("else") {
			p.refuse(t.span, "syntax.if-behind", p.nativeText(p.i+1, i), value, p.nativeText(i+1, end))
		}
	}
	p.refuse(t.span, "syntax.if-behind", p.nativeText(p.i+1, end), value, "…")
}

// valueStart is the token at which the value before the current token begins: behind "=", a comma or an open bracket.
func (p *parser) valueStart() int {
	for i := p.i - 1; i > p.start; i-- {
		if t := p.at(i); t.is("=") || t.is(",") || t.is("(") || t.is("[") {
			return min(i+1, p.i-1)
		}
	}
	return p.start
}

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
		before = p.at(at-1)
	}
	low, high, step := p.original(before.span), p.original(after.span), p.at(at+2)
	inIndex := len(p.brackets) > 0 && p.brackets[len(p.brackets)-1].is("[")
	if after.line {
		p.refuse(colon.span, "syntax.colon-here")
	}
	switch {
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

// inCall tells whether the innermost bracket is the one of a call.
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
		p.refuse(p.last().span, "habit.broadcast", Text(operand))
	}
	p.refuse(p.last().span, "syntax.field", Text(operand))
}

// refuseLoop answers for i = 1..10 and for i, j in ….
func (p *parser) refuseLoop(loopNames []*Name) {
	t := p.token()
	switch {
	case t.is("="):
		p.refuse(t.span, "syntax.loop-equals", names(loopNames))
	case t.is(",") && p.ahead(1).kind == name:
		p.refuse(t.span, "syntax.loop-names", names(loopNames)+", "+p.ahead(1).shown)
	case t.kind != atEnd && t.kind != broken:
		p.refuse(t.span, "syntax.loop-in", names(loopNames))
	}
	p.unexpected("in")
}

func (p *parser) refuseFilter() { p.refuse(p.token().span, "syntax.loop-if") }

// refuseNabla answers ∇ before something that is no function.
func (p *parser) refuseNabla(sign token, order int) {
	t := p.token()
	mark := map[int]string{1: "∇", 2: "∇²"}[order]
	switch {
	case t.kind == broken:
		panic(t.err)
	case t.kind == atEnd:
		p.unexpected("operand")
	case t.kind == power:
		p.refuse(sign.span.To(t.span), "syntax.nabla-power", "∇"+t.shown)
	case t.is("∇"), t.is("∇²"):
		p.refuse(sign.span.To(t.span), "syntax.nabla-twice")
	case t.is("·"), t.is("*"):
		p.refuse(sign.span.To(t.span), "syntax.nabla-product", mark+" "+p.original(t.span))
	}
	p.refuse(sign.span, "syntax.nabla", mark)
}

// refuseNablaIndex answers ∇_x f.
func (p *parser) refuseNablaIndex(sign, index token) {
	p.refuse(sign.span.To(index.span), "syntax.nabla-index")
}

// refuseNablaList answers ∇(f, x).
func (p *parser) refuseNablaList(open token) {
	p.refuse(open.span.To(p.token().span), "syntax.nabla-list")
}
