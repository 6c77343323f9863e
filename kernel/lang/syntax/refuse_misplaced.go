package syntax

import (
	"slices"
	"strings"
)

// refuseMisplaced answers a word or sign of the language that stands in the wrong place; want is as in unexpected. It
// returns when the general sentence says as much.
func (p *parser) refuseMisplaced(t token, want string) {
	p.refuseLineStart(t)
	switch {
	case (want == "then" || want == "else") && t.kind == sign && !t.is(")") && !t.is("]"):
		p.missing(t, want)
	case (t.kind == number || t.kind == text) && afterValue[want]:
		p.refuseSideBySide(t)
	case t.kind == power:
		p.refuseLonePower(t)
	case t.kind == name && keywords[t.text]:
		p.refuseWord(t, want)
	case t.is(")"), t.is("]"):
		p.refuseClosing(t, want)
	case t.is("[") && afterValue[want]:
		if p.last().kind == number {
			panic(p.mistake(t.span, "syntax.bracket-number").Advise("habit.write", p.operand()+"*"+p.nativeText(p.i, p.behindList(p.i))))
		}
		p.refuse(t.span, "syntax.bracket-space", p.operand())
	case t.is("."):
		p.refuseFullStop(t)
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
	case want == "operand" && t.is("=") && p.last().is("*") && p.at(p.i-2).kind == name:
		p.refuse(p.at(p.i-2).span.To(p.last().span), "syntax.name-star", p.at(p.i-2).shown)
	case want == "operand" && t.is("="):
		p.refuse(t.span, "syntax.equals-first")
	case want == "operand" && t.is(";"), want == "operand" && t.is("->"), want == "operand" && t.is(".."):
		return
	case t.is("->"):
		p.refuseArrow(t)
	case t.is(","):
		p.refuseComma(t)
	case t.is(":"):
		p.refuseColon(t)
	case t.is("=") && want != "":
		p.refuseEquals()
	}
	p.refuse(t.span, key)
}

// refuseArrow answers g(x) -> x^2, and a function that is one side of a sign, f + x -> 2x.
func (p *parser) refuseArrow(t token) {
	if p.at(p.start).kind == name && p.at(p.start+1).is("(") && p.behindCall(p.start+1) == p.i {
		p.refuse(t.span, "syntax.arrow-define", p.original(p.at(p.start).span.To(p.last().span)), p.restOfStatement(p.i+1))
	}
	from := p.variablesBefore(p.i)
	if before := p.at(from - 1); from > p.start && before.kind == sign && binarySigns[before.text] {
		p.refuse(t.span, "syntax.arrow-operand", p.nativeText(from, p.argumentEnd(p.i+1)))
	}
}

// variablesBefore is the token at which x or (x, y) before another one begins; -1 where something else stands there.
func (p *parser) variablesBefore(i int) int {
	if p.at(i-1).kind == name {
		return i - 1
	}
	from := p.opening(i - 1)
	for j := from + 1; j < i-1; j++ {
		if t := p.at(j); t.kind != name && !t.is(",") {
			return -1
		}
	}
	return from
}

// refuseLambdaComma answers f = x, y -> x^2 + y^2.
func (p *parser) refuseLambdaComma(t token) {
	from, i := p.i-1, p.i
	for p.at(i).is(",") && p.at(i+1).kind == name {
		i += 2
	}
	if p.at(from).kind != name || !p.at(i).is("->") {
		return
	}
	p.refuse(t.span, "syntax.lambda-comma", p.nativeText(p.start, from)+" ("+p.nativeText(from, i)+") "+p.nativeText(i, p.statementEnd()))
}

// conditionFrom is what stands behind a formula from a token on, without the words around it: where x > 0, 当 x > 0 时.
func (p *parser) conditionFrom(i int) string {
	text := strings.TrimSuffix(strings.TrimSpace(p.restOfStatement(i)), "时")
	for _, word := range []string{"where", "when", "while", "for", "其中", "当"} {
		text = strings.TrimPrefix(text, word)
	}
	return strings.TrimSpace(halfWidth(text))
}

// betweenEnds reads x ∈ [0, 1].
var betweenEnds = patternOf(`^(\pL\w*) *(?:∈|in\b) *[\[(](.+), *(.+)[\])]$`)

// definedAt is the index of the "=" of a statement that defines a function, 0 of another.
func (p *parser) definedAt() int {
	if p.at(p.start).kind != name || !p.at(p.start+1).is("(") {
		return 0
	}
	if end := p.behindCall(p.start + 1); end < p.i && p.at(end).is("=") {
		return end
	}
	return 0
}

// refuseComma answers x = 1, 2 and 0,5.
func (p *parser) refuseComma(t token) {
	p.refuseDecimal(p.i)
	if p.ahead(1).kind == name && p.ahead(2).is("=") {
		if p.at(p.start + 1).is("=") {
			p.refuse(t.span, "syntax.comma-statements", p.nativeText(p.start, p.i)+"; "+p.restOfStatement(p.i+1))
		}
		p.refuse(t.span, "syntax.comma-where", p.restOfStatement(p.i+1))
	}
	p.refuseLambdaComma(t)
	if equals := p.definedAt(); equals > 0 {
		condition := p.conditionFrom(p.i + 1)
		if ends := betweenEnds().FindStringSubmatch(condition); ends != nil {
			condition = ends[2] + " <= " + ends[1] + " <= " + ends[3]
		}
		switch {
		case strings.ContainsAny(condition, "<>≤≥="):
			p.refuse(t.span, "syntax.comma-domain", condition, p.nativeText(equals+1, p.i))
		case strings.Contains(condition, "∈"):
			p.refuse(t.span, "syntax.comma-set", condition, p.nativeText(p.start, p.i))
		}
	}
	example := "(1, 2)"
	if rest := p.restOfStatement(p.i + 1); p.at(p.start).kind == name && p.at(p.start+1).is("=") && rest != "" {
		example = p.nativeText(p.start, p.start+2) + " (" + p.nativeText(p.start+2, p.i) + ", " + rest + ")"
	}
	p.refuse(t.span, "syntax.comma-here", example)
}

// refuseLoopComma answers x + y for x in a, y in b.
func (p *parser) refuseLoopComma() {
	if !p.token().is(",") || p.ahead(1).kind != name || !p.ahead(2).is("in") {
		return
	}
	text := p.nativeText(p.start, p.i) + ", " + p.restOfStatement(p.i+1)
	p.refuse(p.token().span, "syntax.loop-comma", loopComma().ReplaceAllString(text, " for $1 in "))
}

// loopComma reads a loop that follows another behind a comma.
var loopComma = patternOf(`, *(\pL\w*) +(?:in\b|∈) *`)

// refuseFullStop answers the full stop of a Chinese sentence.
func (p *parser) refuseFullStop(t token) {
	if stop := p.original(t.span); stop == "。" {
		p.refuse(t.span, "syntax.full-stop", stop)
	}
}

// refuseDecimal answers a comma that is glued between two numbers.
func (p *parser) refuseDecimal(comma int) {
	before, after := p.at(comma-1), p.at(comma+1)
	if before.kind != number || after.kind != number || after.space || p.at(comma).space {
		return
	}
	if !isGroup(after) || !digits(before.shown) {
		whole := strings.ReplaceAll(before.shown, ".", "") // 3.000,5 is 3000.5
		p.refuse(before.span.To(after.span), "syntax.decimal-comma", whole+"."+after.shown, before.shown+", "+after.shown)
	}
	joined, last := before.shown+after.shown, comma+1
	for p.at(last+1).is(",") && !p.at(last+1).space && !p.at(last+2).space && isGroup(p.at(last+2)) {
		last += 2
		joined += p.at(last).shown
	}
	p.refuse(before.span.To(p.at(last).span), "syntax.thousands", joined)
}

// isGroup reports whether a number may be the next three digits of one that is written in groups, 234 or 234.5.
func isGroup(t token) bool {
	whole, _, _ := strings.Cut(t.shown, ".")
	return t.kind == number && len(whole) == 3 && digits(whole)
}

// refuseLineStart answers a line that begins with an operator.
func (p *parser) refuseLineStart(t token) {
	if t.line && p.i == p.start && t.kind == sign && binarySigns[t.text] {
		p.refuse(t.span, "syntax.line-start", t.text)
	}
}

var binarySigns = set("* / · .* ./ ^ .^ == != < <= > >= ≈ .. + - .+ .-")

// refuseSideBySide answers two values without a sign between them, the second a number or a text.
func (p *parser) refuseSideBySide(t token) {
	before := p.last()
	shown := p.original(t.span)
	from := p.at(p.operandStart()).span
	span := from.To(t.span)
	switch {
	case before.kind == number && fractions[firstRune(t.shown)] != 0:
		p.refuse(span, "syntax.numbers-mixed", before.shown, shown)
	case before.kind == text && t.kind == text && t.space && len(p.brackets) == 0 && p.i == p.start+1:
		panic(p.mistake(span, "syntax.text-beside", p.operand()).Advise("syntax.text-print.advice", p.original(before.span), shown))
	case before.kind == text && t.kind == text && !t.space:
		p.refuse(span, "syntax.text-quotes")
	case before.kind == name && t.kind == text && !t.space && len(p.original(before.span)) == 1:
		p.refuse(span, "syntax.text-prefix", shown)
	case t.line && p.row != nil:
		p.refuseRowLine()
	case before.kind == name && settingWords[before.text] && len(p.brackets) > 0 && (p.at(p.i-2).is(",") || p.at(p.i-2).is("(")):
		p.refuse(span, "syntax.setting-equals", before.shown+" = "+p.nativeText(p.i, p.argumentEnd(p.i)))
	case before.kind == name && t.kind == number && p.isElementary(before):
		p.refuse(span, "syntax.bare-call", before.shown, p.bareArgument())
	case before.kind == name && p.i == p.start+1:
		p.refuse(span, "syntax.command", before.shown, shown)
	case before.word("mod") && t.kind == number:
		p.refuse(before.span, "syntax.mod", shown, p.dividend())
	case t.kind == text && before.kind != name:
		panic(p.mistake(span, "syntax.text-beside", p.operand()).Advise("syntax.text-apart.advice", p.operand(), shown))
	case t.kind == text:
		p.refuse(span, "syntax.text-beside", p.operand(), shown)
	case before.is("'") && p.at(p.i-2).kind == number && len(t.shown) == 3:
		p.refuse(span, "syntax.thousands", p.at(p.i-2).shown+t.shown)
	case p.at(p.i-2).is("^") && raisable[p.at(p.i-3).text] && before.kind == number:
		p.refuse(p.at(p.i-3).span.To(t.span), "syntax.bare-power", p.at(p.i-3).shown, p.at(p.i-3).shown+"("+p.bareArgument()+")^"+before.shown)
	case before.kind == number && digits(before.shown) && digits(t.shown):
		p.refuse(span, "syntax.numbers-join", before.shown, shown, before.shown+t.shown)
	}
	p.refuse(span, "syntax.number-beside", p.operand(), shown)
}

// isElementary reports whether a name is an elementary function, which no line of the cell calls something else.
func (p *parser) isElementary(t token) bool {
	return !p.named[t.text] && slices.Contains(strings.Fields(functionWords), t.text)
}

// bareArgument is what sin is taken of in sin 2x, sin 2πx cos x and sin 30°: the number with what is glued to it.
func (p *parser) bareArgument() string {
	end := p.i + 1
	for t := p.at(end); !t.space && (t.kind == name || t.kind == number || t.kind == power || t.is("^")); t = p.at(end) {
		end++
	}
	argument := p.nativeText(p.i, end)
	if p.at(end).is("°") {
		argument += " π/180"
	}
	return argument
}

// settingWords are settings that are said like words: from 1, steps 50.
var settingWords = set("from steps tol seed noise batch near at order title trials fall columns levels width height dpi on within")

func (p *parser) refuseLonePower(t token) {
	if endsOperand(p.last()) {
		p.refuse(t.span, "syntax.power-space", t.shown)
	}
	p.refuse(t.span, "syntax.power-alone", t.shown)
}

// refuseWord answers a word of the language in the wrong place.
func (p *parser) refuseWord(t token, want string) {
	if t.is("end") {
		p.refuseEndIndex(t)
	}
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
	if t.text == "for" && endsOperand(p.last()) {
		p.refuseFor(t)
	}
	if key, ok := words[t.text]; ok {
		p.refuse(t.span, key)
	}
}

// refuseFor answers x^2 for x in 1..3 without brackets, and sum x^2 for x in 1..3.
func (p *parser) refuseFor(t token) {
	from := p.valueStart()
	if n := len(p.brackets); n > 0 && p.at(from-1).is(",") && p.brackets[n-1].is("[") {
		open := p.opening(p.i)
		p.refuse(t.span, "syntax.for-here", "[("+p.nativeText(open+1, p.i)+") "+p.nativeText(p.i, p.argumentEnd(p.i))+"]")
	}
	head, next := p.at(from), p.at(from+1)
	if head.kind == name && next.space && startsOperand(next) {
		p.refuse(t.span, "syntax.for-here", head.shown+"("+p.nativeText(from+1, p.argumentEnd(p.i))+")")
	}
	p.refuse(t.span, "syntax.for-here", "["+p.nativeText(from, p.argumentEnd(p.i))+"]")
}

// refuseEndIndex answers x[end] and x[end-1].
func (p *parser) refuseEndIndex(t token) {
	if len(p.brackets) == 0 || p.brackets[len(p.brackets)-1].text != "[" {
		return
	}
	failed := p.i
	for p.i--; p.i > p.start && p.at(p.i).span != p.brackets[len(p.brackets)-1].span; p.i-- {
	}
	open := p.i
	if open <= p.start || p.at(open).space || !endsOperand(p.at(open-1)) {
		p.i = failed
		return
	}
	array := p.operand()
	p.i = failed
	before := p.source.Text[p.at(open).span.End:t.span.Start]
	count := "rows("
	if strings.Contains(before, ",") {
		count = "columns("
	}
	index := before + count + array + ")" + p.nativeText(failed+1, p.argumentEnd(failed+1))
	p.refuse(t.span, "syntax.end-index", array+"["+index+"]")
}

// dividend is the number or name before the mod of 10 mod 3, with its sign, a where something else stands there.
func (p *parser) dividend() string {
	switch before := p.at(p.i - 2); {
	case p.i-2 == p.start && simple(before):
		return before.shown
	case p.i-3 == p.start && simple(before) && p.at(p.start).is("-"):
		return "-" + before.shown
	}
	return "a"
}

func startsOperand(t token) bool {
	return t.kind == number || t.kind == text || t.kind == name && !keywords[t.text] || t.is("(") || t.is("[") || t.is("√") || t.is("∇") || t.is("‖")
}

// words are the words of the language whose misuse has a sentence of its own.
var words = map[string]string{
	"then": "syntax.then-here", "else": "syntax.else-here", "in": "syntax.in-here", "where": "syntax.where-here", "end": "syntax.end-here",
}

// refuseConditional answers a if c else b.
func (p *parser) refuseConditional(t token) {
	start := p.valueStart()
	for i := start; i < p.i; i++ {
		if p.at(i).is("->") {
			start = i + 1
		}
	}
	value := p.nativeText(start, p.i)
	end := p.argumentEnd(p.i + 1)
	for i := p.i + 2; i+1 < end; i++ {
		if p.at(i).is("else") {
			p.refuse(t.span, "syntax.if-behind", p.nativeText(p.i+1, i), value, p.nativeText(i+1, end))
		}
	}
	p.refuse(t.span, "syntax.if-behind", p.nativeText(p.i+1, end), value, "…")
}

// behindList is the place behind the ] that closes a [, or the end of the text where none does.
func (p *parser) behindList(open int) int {
	depth, i := 0, open
	for ; p.at(i).kind != atEnd; i++ {
		switch {
		case p.at(i).is("["):
			depth++
		case p.at(i).is("]"):
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return i
}
