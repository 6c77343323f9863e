package syntax

import (
	"cmp"
	"strings"

	"saddle/kernel/lang/message"
)

func sourceOf(text string) *message.Source { return &message.Source{Text: text} }

// refuseHead answers statements that begin as in another language.
func (p *parser) refuseHead() {
	t, next := p.token(), p.ahead(1)
	if t.kind != name {
		p.refuseSignHead(t)
		return
	}
	word := p.original(t.span)
	if next.is("=") {
		p.refuseKeyword(t)
	}
	if next.is("=") || next.is(".") && !next.space || next.is(",") || p.headNamed(word) {
		return
	}
	p.refuseHeadOf(t, next, word)
	key, ok := headWords[word]
	if !ok || !p.beginsStatement(word, next) {
		return
	}
	rest := ""
	if next.kind != atEnd {
		rest = p.nativeText(p.i+1, p.statementEnd())
	}
	p.refuse(t.span, key, word, rest)
}

// refuseHeadOf answers the words that begin a definition, a printed line, a condition or a loop elsewhere.
func (p *parser) refuseHeadOf(t, next token, word string) {
	switch {
	case definers[word] && next.kind == name:
		p.refuseDefiner(word)
	case declarers[word] && next.kind == name && (p.ahead(2).is("=") || p.ahead(2).is("(")):
		p.refuse(t.span, "habit.declare", word, p.nativeText(p.i+1, p.statementEnd()))
	case printers[word] && (next.kind == text || (next.kind == name || next.kind == number) && next.space && !keywords[next.text]):
		p.refuse(t.span.To(next.span), "habit.print", word, p.nativeText(p.i+1, p.statementEnd()))
	case word == "if" && p.blockIf():
		p.refuseIf()
	case word == "for":
		p.refuse(t.span, "habit.for", word)
	case (word == "else" || word == "end") && next.kind == atEnd:
		p.refuse(t.span, words[word], word)
	}
}

// headNamed reports whether the word at the head of a statement is a name here: it was defined in this cell, or the
// statement defines it as a function, loop(x) = x^2.
func (p *parser) headNamed(word string) bool {
	if p.named[word] {
		return true
	}
	end := p.callEnd()
	return end > 0 && !keywords[word] && p.at(end).is("=") && !p.at(end).line
}

// callEnd is the index behind the parenthesis that follows the current token; 0 when none does or it is not closed.
func (p *parser) callEnd() int {
	if !p.ahead(1).is("(") {
		return 0
	}
	end := p.behindCall(p.i + 1)
	if !p.at(end - 1).is(")") {
		return 0
	}
	return end
}

// beginsStatement reports whether a word of another language stands as it does there, rather than as a name: before a
// name, a value, a bracket with a space, or alone for some. A call without a space and with nothing behind it, loop(3),
// may be one of a function that another cell defines.
func (p *parser) beginsStatement(word string, next token) bool {
	switch {
	case next.kind == atEnd:
		return alone[word]
	case next.is("(") && !next.space && headWords[word] == "habit.while":
		return !p.isWholeCall()
	case next.is("("):
		return next.space
	}
	return next.kind != sign || next.is("{") || next.is(":")
}

// isWholeCall reports whether the statement is a call and nothing else, and no block follows it.
func (p *parser) isWholeCall() bool {
	end := p.callEnd()
	t := p.at(end)
	return end > 0 && (t.kind == atEnd || t.is(";") || t.line && p.column(end) <= p.column(p.i))
}

// refuseSignHead answers statements that begin with a sign: an indented line that continues the one above, and more.
func (p *parser) refuseSignHead(t token) {
	if (t.is("+") || t.is("-")) && t.indented && p.i > 0 && !p.at(p.i-1).is(";") {
		p.refuse(t.span, "syntax.line-sign", t.text)
	}
}

// definers begin a function in other languages, declarers a name.
var (
	definers  = set("def function func fn fun define")
	declarers = set("let Let var const local val double float int set Set define 令 设 取 记 定义 函数 global")
	printers  = set("print println disp echo printf puts")
)

// headWords begin statements that this language does not have.
var headWords = map[string]string{
	"while": "habit.while", "do": "habit.while", "repeat": "habit.while", "loop": "habit.while",
	"until": "habit.while", "return": "habit.return", "yield": "habit.return", "with": "habit.import",
	"open": "habit.import", "import": "habit.import", "from": "habit.import", "using": "habit.import",
	"include": "habit.import", "require": "habit.import", "library": "habit.import", "elif": "habit.elif",
	"elseif": "habit.elif", "elsif": "habit.elif", "assert": "habit.assert", "class": "habit.class",
	"struct": "habit.class", "type": "habit.class", "try": "habit.try", "except": "habit.try", "catch": "habit.try",
	"raise": "habit.try", "throw": "habit.try", "switch": "habit.switch", "case": "habit.switch",
	"match": "habit.switch", "begin": "habit.begin", "del": "habit.del", "clear": "habit.del",
	"clc": "habit.workspace", "close": "habit.workspace", "hold": "habit.workspace", "format": "habit.workspace",
	"syms": "habit.symbols", "pass": "habit.pass", "break": "habit.while", "continue": "habit.while",
}

// alone are the head words that are answered without anything behind them.
var alone = set("clc break continue pass return repeat do begin try")

// blockIf reports whether an if is one of statements: its line has a colon or a brace, or ends, before any "then".
func (p *parser) blockIf() bool {
	for i := p.i + 1; ; i++ {
		t := p.at(i)
		switch {
		case t.is("then"):
			return false
		case t.kind == atEnd:
			return false
		case t.line:
			return !p.continues(i)
		case t.is("{"), t.is(":"):
			return true
		}
	}
}

// refuseDefiner answers def f(x):, function f(x) and function y = f(x).
func (p *parser) refuseDefiner(word string) {
	from := p.i + 1
	if p.ahead(2).is("=") {
		from = p.i + 3
	}
	if !p.at(from+1).is("(") || p.at(from).kind != name {
		p.refuse(p.token().span, "habit.define-function", word, "f(x) = …")
	}
	end := p.argumentEnd(from + 2)
	for p.at(end).is(",") {
		end = p.argumentEnd(end + 1)
	}
	head := p.nativeText(from, min(end+1, p.statementEnd()))
	p.refuse(p.token().span, "habit.define-function", word, head+" = "+p.definerBody(end+1))
}

// definerBody is what the function of another language returns, if it is on the same line or directly behind return.
func (p *parser) definerBody(i int) string {
	if p.at(i).is(":") || p.at(i).is("{") || p.at(i).is("=") {
		i++
	}
	if p.at(i).word("return") {
		i++
	}
	if simple(p.at(i)) && p.at(i+1).is("=") {
		i += 2
	}
	end := p.argumentEnd(i)
	if i == end || !p.closesDefinition(end) {
		return "…"
	}
	return strings.TrimSpace(strings.TrimRight(p.nativeText(i, end), "};"))
}

// closesDefinition reports whether a definition of another language ends at a token, so that its body is one expression.
func (p *parser) closesDefinition(i int) bool {
	for p.at(i).is(";") || p.at(i).is("}") {
		i++
	}
	return p.at(i).kind == atEnd || p.at(i).is("end") || p.at(i).line && !p.at(i).indented
}

// refuseForeignName answers names that belong to another language: lambda x: …, np.dot, function(x).
func (p *parser) refuseForeignName() {
	p.refuseTerm()
	t, next := p.token(), p.ahead(1)
	word := p.original(t.span)
	switch {
	case word == "lambda":
		p.refuseLambda()
	case modules[word] && next.is(".") && !next.space && p.ahead(2).kind == name && !p.named[word]:
		p.refuseModule(word)
	case word == "function" && next.is("(") && !p.headNamed(word):
		p.refuseNameless()
	case word == "new" && next.kind == name && next.space && !p.named[word]:
		p.refuse(t.span, "habit.new", p.original(next.span))
	}
}

// refuseNameless answers function(x) { return x^2 }.
func (p *parser) refuseNameless() {
	end := p.i + 2
	for p.at(end).kind == name || p.at(end).is(",") {
		end++
	}
	body := end + 1
	for p.at(body).is("{") || p.at(body).word("return") {
		body++
	}
	p.refuseFunctionValue(p.token().span.To(p.at(end).span), "function", p.nativeText(p.i+2, end), body)
}

// refuseLambda answers lambda x: x^2; without a colon lambda is the letter λ.
func (p *parser) refuseLambda() {
	i := p.i + 1
	for p.at(i).kind == name && !p.at(i).line || p.at(i).is(",") {
		i++
	}
	if !p.at(i).is(":") || p.at(i).line || i > p.i+1 && !p.at(p.i+1).space {
		return
	}
	params := p.nativeText(p.i+1, i)
	p.refuseFunctionValue(p.token().span.To(p.at(i).span), strings.TrimSpace("lambda "+params)+":", params, i+1)
}

// modules are the names under which Python keeps what is built in here.
var modules = set("np numpy math Math random scipy plt torch jax jnp sympy sp tf")

// refuseModule answers np.dot, math.sqrt, plt.plot.
func (p *parser) refuseModule(module string) {
	i := p.i + 2
	member := p.original(p.at(i).span)
	first := member
	for p.at(i+1).is(".") && p.at(i+2).kind == name && !p.at(i+1).space {
		i += 2
		member = p.original(p.at(i).span)
	}
	span := p.token().span.To(p.at(i).span)
	shown := p.original(span)
	if list := p.arrayText(i + 1); list != "" && (member == "array" || member == "tensor" || member == "matrix") {
		panic(p.mistake(span, "habit.module", module).Advise("habit.write", list))
	}
	failure := p.mistake(span, "habit.module", module)
	if native := habitNames[member]; native != "" {
		panic(failure.Advise("habit.module.for", shown, alternatives(native)))
	}
	for _, name := range []string{member, first} {
		if key := cmp.Or(habitSentences[name], absentKeys()[name]); key != "" {
			panic(failure.Advise(key))
		}
	}
	if p.at(i+1).is("(") && !p.at(i+1).space {
		member += p.nativeText(i+1, p.behindCall(i+1))
	}
	panic(failure.Advise("habit.module.advice", shown, member))
}

// behindCall is the index behind the parenthesis that opens at a token.
func (p *parser) behindCall(open int) int {
	end := p.argumentEnd(open + 1)
	for p.at(end).is(",") {
		end = p.argumentEnd(end + 1)
	}
	if p.at(end).is(")") {
		end++
	}
	return end
}

// arrayText is the list that np.array([1, 2]) or np.array([[1, 2], [3, 4]]) makes, as it is written here; "" when the
// token begins something else.
func (p *parser) arrayText(open int) string {
	if !p.at(open).is("(") || !p.at(open+1).is("[") {
		return ""
	}
	if p.at(open + 2).is("[") {
		return "[" + strings.Join(p.arrayRows(open+2), "; ") + "]"
	}
	end := p.argumentEnd(open + 2)
	for p.at(end).is(",") {
		end = p.argumentEnd(end + 1)
	}
	return "[" + p.nativeText(open+2, end) + "]"
}

// arrayRows are the rows [1, 2], [3, 4] without their brackets, the first at a token.
func (p *parser) arrayRows(first int) (rows []string) {
	for i := first; p.at(i).is("["); i++ {
		end := p.argumentEnd(i)
		rows = append(rows, p.nativeText(i+1, end-1))
		i = end
		if !p.at(i).is(",") {
			break
		}
	}
	return rows
}
