package syntax

// refuseMisplaced answers a word or sign of the language that stands in the wrong place; want is as in unexpected. It
// returns when the general sentence says as much.
func (p *parser) refuseMisplaced(t token, want string) {
	p.refuseLineStart(t)
	switch {
	case t.kind == number, t.kind == text:
		p.refuseSideBySide(t)
	case t.kind == power:
		p.refuseLonePower(t)
	case t.kind == name && keywords[t.text]:
		p.refuseWord(t, want)
	case t.is(")"), t.is("]"):
		p.refuseClosing(t, want)
	case t.is("["):
		p.refuse(t.span, "syntax.bracket-space", p.original(p.last().span))
	case t.is("."):
		p.refuse(t.span, "syntax.dot")
	}
	if key, ok := misplaced[t.text]; ok && t.kind == sign {
		p.refuseSign(t, key, want)
	}
}

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
	case want == "operand" && t.is(";"), want == "operand" && t.is("->"):
		return
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
	span := before.span.To(t.span)
	shown := p.original(t.span)
	switch {
	case before.kind == name && t.kind == text && !t.space && len(p.original(before.span)) == 1:
		p.refuse(span, "syntax.text-prefix", shown)
	case before.word("mod") && t.kind == number:
		p.refuse(before.span, "syntax.mod", shown)
	case t.kind == text:
		p.refuse(span, "syntax.text-beside", p.original(before.span), shown)
	case before.kind == number:
		p.refuse(span, "syntax.numbers-beside", p.original(before.span), shown)
	}
	p.refuse(span, "syntax.number-beside", p.original(before.span), shown)
}

func (p *parser) refuseLonePower(t token) {
	if p.atOperandEnd() {
		p.refuse(t.span, "syntax.power-space", t.shown)
	}
	p.refuse(t.span, "syntax.power-alone", t.shown)
}

// atOperandEnd tells whether a value ends with the last token.
func (p *parser) atOperandEnd() bool {
	switch t := p.last(); t.kind {
	case number, text, power:
		return true
	case name:
		return !keywords[t.text]
	default:
		return t.is(")") || t.is("]") || t.is("‖") || t.is("'")
	}
}

// refuseWord answers a word of the language in the wrong place.
func (p *parser) refuseWord(t token, want string) {
	switch {
	case t.text == "if" && want == "operand":
		p.refuse(t.span, "syntax.if-operand")
	case t.text == "if":
		p.refuseConditional(t)
	case t.text == "not" && want == "operand":
		p.refuse(t.span, "syntax.not-operand")
	case t.text == "not":
		p.refuse(t.span, "syntax.not-here")
	case t.text == "true", t.text == "false":
		p.refuse(p.last().span.To(t.span), "syntax.number-beside", p.original(p.last().span), t.text)
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
	value, from := p.original(p.tokens[p.valueStart()].span.To(p.last().span)), p.i+1
	for i := from; p.tokens[i].kind != atEnd && (!p.tokens[i].line || len(p.brackets) > 0); i++ {
		if p.tokens[i].is("else") && i > from && !p.tokens[i+1].line && p.tokens[i+1].kind != atEnd {
			condition := p.original(p.tokens[from].span.To(p.tokens[i-1].span))
			p.refuse(t.span, "syntax.if-behind", condition, value, p.original(p.tokens[i+1].span))
		}
	}
	p.refuse(t.span, "syntax.if-behind", "…", value, "…")
}

// valueStart is the token at which the value before the current token begins: behind "=", a comma or an open bracket.
func (p *parser) valueStart() int {
	for i := p.i - 1; i > p.start; i-- {
		if t := p.tokens[i]; t.is("=") || t.is(",") || t.is("(") || t.is("[") {
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
		p.fail(p.last().span, "syntax.ends", wanted(want), p.original(p.last().span))
	}
}

// refuseColon answers 1:10, A[1:2, :] and the colon behind if, for and def.
func (p *parser) refuseColon(colon token) {
	before, after := p.tokens[p.position(colon)-1], p.tokens[p.position(colon)+1]
	inIndex := len(p.brackets) > 0 && p.brackets[len(p.brackets)-1].is("[")
	if simple(after) && simple(before) && !before.line || inIndex && simple(after) {
		low := "1"
		if simple(before) {
			low = p.original(before.span)
		}
		p.refuse(colon.span, "syntax.colon-range", low, p.original(after.span))
	}
	p.refuse(colon.span, "syntax.colon-here")
}

func simple(t token) bool { return t.kind == number || t.kind == name && !keywords[t.text] }

// position is the index of a token in the cell.
func (p *parser) position(t token) int {
	i := p.i
	for p.tokens[i].span != t.span {
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
	if t.kind == broken {
		panic(t.err)
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
