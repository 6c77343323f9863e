package syntax

import (
	"strings"
)

// habit answers a sign of another language: the key of the sentence, and the sign that stands for it here ("" when none
// does, and the advice is the key with .advice).
type habit struct{ key, native string }

// habits are the signs of Python, MATLAB, Julia, R, Maxima, Mathematica, C and LaTeX that mean nothing here, or something
// else. Further keys are written key@operand: for the place where a value should begin.
var habits = map[string]habit{
	"**": {"habit.power", "^"}, ":=": {"habit.define", "="}, "<-": {"habit.assign-arrow", "="},
	"←": {"habit.assign-arrow", "="}, "=/=": {"habit.unequal", "!="}, "≔": {"habit.define", "="}, "≜": {"habit.define", "="}, "&&": {"habit.and", "and"},
	"||": {"habit.or", "or"}, "&": {"habit.and", "and"}, "|": {"habit.or", "or"}, "∧": {"habit.and", "and"},
	"∨": {"habit.or", "or"}, "~=": {"habit.unequal", "!="}, "<>": {"habit.unequal", "!="},
	"!==": {"habit.unequal", "!="}, "===": {"habit.equal", "=="}, "≡": {"habit.equal", "=="},
	"≟": {"habit.equal", "=="}, "=<": {"habit.less", "<="}, "=>": {"habit.arrow", "->"}, "⇒": {"habit.arrow", "->"},
	"|->": {"habit.arrow", "->"}, "...": {"habit.dots", ".."}, "…": {"habit.dots", ".."}, "⋯": {"habit.dots", ".."},
	"!@operand": {"habit.not", "not"}, "~@operand": {"habit.not", "not"}, "¬@operand": {"habit.not", "not"},
	"||@operand": {"habit.norm-bars", "‖"}, ".==": {"habit.dotted", "=="},
	".<": {"habit.dotted", "<"}, ".>": {"habit.dotted", ">"}, ".'": {"habit.dot-prime", "'"},
	"**=": {"habit.update", ""}, "+=": {"habit.update", ""}, "-=": {"habit.update", ""}, "*=": {"habit.update", ""},
	"/=": {"habit.update", ""}, "^=": {"habit.update", ""}, "!": {"habit.factorial", "!"}, "~": {"habit.tilde", ""},
	"%": {"habit.percent", ""}, "%%": {"habit.comment", ""}, "//": {"habit.slashes", ""},
	"/*": {"habit.comment", ""}, "*/": {"habit.comment", ""}, "@": {"habit.at", ""},
	"@@operand": {"habit.at-lambda", ""}, "{": {"habit.braces", ""}, "}": {"habit.braces", ""},
	"$": {"habit.dollar", ""}, "?": {"habit.question", ""}, "`": {"habit.backtick", ""}, "::": {"habit.type", ""},
	"|>": {"habit.pipe", "f(x)"}, "±": {"habit.plus-minus", ""}, "∓": {"habit.plus-minus", ""},
	"∫": {"habit.integral", ""}, "¬": {"habit.not", ""}, "∉": {"habit.not-in", ""},
	"⌊": {"habit.floor", ""}, "⌋": {"habit.floor", ""}, "⌈": {"habit.ceil", ""},
	"⌉": {"habit.ceil", ""}, "⟨": {"habit.angle", ""}, "⟩": {"habit.angle", ""}, "∛": {"habit.root", ""},
	"∜": {"habit.root", ""}, "°": {"habit.degree", ""}, "⊗": {"habit.tensor", ""}, "∝": {"habit.relation", ""},
	"≪": {"habit.relation", ""}, "≫": {"habit.relation", ""}, "~=@operand": {"habit.unequal", "!="},
	"%@operand": {"habit.comment", ""}, "//@operand": {"habit.comment", ""},
}

func indexForeignSigns() map[string]bool {
	signs := map[string]bool{}
	for key := range habits {
		signs[strings.TrimSuffix(key, "@operand")] = true
	}
	signs["@"] = true
	delete(signs, "")
	return signs
}

// refuseForeign answers a sign of another language.
func (p *parser) refuseForeign(t token, want string) {
	if t.kind != sign {
		return
	}
	p.refuseWhole(t, want)
	h, ok := habits[t.text]
	if at, there := habits[t.text+"@operand"]; there && want == "operand" {
		h, ok = at, true
	}
	if !ok {
		return
	}
	shown := p.original(t.span)
	err := p.mistake(t.span, h.key, shown, h.native)
	if fixed := p.translated(); h.native != "" && fixed != "" {
		panic(err.Advise("habit.write", fixed))
	}
	panic(err.Advise(h.key+".advice", shown, h.native))
}

// refuseWhole answers signs whose sentence needs the text around them.
func (p *parser) refuseWhole(t token, want string) {
	switch {
	case habits[t.text].key == "habit.update" && p.i == p.start:
		p.refuse(t.span, "syntax.line-start", t.text)
	case habits[t.text].key == "habit.update":
		p.refuseUpdate(t)
	case t.line && p.magic(t):
		p.refuseMagic(t)
	case habits[t.text].key == "habit.root":
		p.refuseHigherRoot(t)
	case t.is("!") && p.ahead(1).is("="):
		p.refuse(t.span.To(p.ahead(1).span), "habit.unequal", "! =", "!=")
	case t.is("?") && p.ahead(1).kind == atEnd && !strings.HasSuffix(p.operand(), "吗"):
		p.refuse(t.span, "habit.help", p.operand())
	case t.is("?"):
		p.refuseTernary(t)
	case t.is("°"):
		p.refuseDegrees(t)
	case t.is("|") && p.barsWithin(p.start, p.i):
		p.refuse(t.span, "habit.abs-bars", "x")
	case t.is("@") && want != "operand":
		p.refuseAt(t)
	case t.is("|>") && want != "operand":
		p.refuse(t.span, "habit.pipe", t.text, p.valueBehind()+"("+p.operand()+")")
	case t.is("{"):
		p.refuseBraces(t, want)
	case want == "operand":
		p.refuseBefore(t)
	}
	p.refuseForeignColon(t)
}

// refuseDegrees answers 30°.
func (p *parser) refuseDegrees(t token) {
	angle := "90"
	if p.i > p.start && simple(p.last()) {
		angle = p.last().shown
	}
	panic(p.mistake(t.span, "habit.degree").Advise("habit.degree.advice", angle))
}

// refuseHigherRoot answers ∛8 and ∜16.
func (p *parser) refuseHigherRoot(t token) {
	inside := strings.TrimSpace(p.valueBehind())
	if inside == "" {
		inside = "x"
	}
	if t.is("∜") {
		p.refuse(t.span, "habit.root", t.text, inside+"^(1/4)")
	}
	if !strings.HasPrefix(inside, "(") {
		inside = "(" + inside + ")"
	}
	p.refuse(t.span, "habit.root", t.text, "cbrt"+inside)
}

// refuseBefore answers a sign where an operand should begin.
func (p *parser) refuseBefore(t token) {
	switch {
	case (t.is("*") || t.is("**")) && (p.last().is("(") || p.last().is(",")):
		p.refuse(t.span, "habit.unpack", p.original(p.ahead(1).span))
	case t.is("@"):
		p.refuseHandle(t)
	case t.is("||") && p.barsWithin(p.i+1, p.endOfLine()):
		p.refuse(t.span, "habit.abs-bars", "x")
	}
}

// refuseForeignColon answers a colon that other languages define, annotate or map with.
func (p *parser) refuseForeignColon(t token) {
	switch {
	case t.is(":=") && p.pattern() != "":
		p.refuse(t.span, "habit.define-pattern", ":=", p.pattern()+" = "+p.restOfStatement(p.i+1))
	case t.is("::") && len(p.brackets) > 0:
		p.refuse(t.span, "syntax.colon-here")
	case t.is(":") && p.ahead(1).is("=") && len(p.brackets) == 0:
		p.refuse(t.span.To(p.ahead(1).span), "habit.define", ":=", "=")
	case t.is(":") && p.i == p.start+1 && p.ahead(2).is("="):
		p.refuse(t.span.To(p.ahead(1).span), "habit.annotation", p.original(t.span.To(p.ahead(1).span)), p.last().shown+" = "+p.restOfStatement(p.i+3))
	case t.is(":") && p.mapping():
		p.refuse(t.span, "habit.mapping", p.original(p.last().span))
	}
}

// refuseAt answers A @ B.
func (p *parser) refuseAt(t token) {
	left, right, sign := p.operand(), p.valueBehind(), " "
	if p.ahead(1).is("[") || p.ahead(1).is("(") {
		sign = "*"
	}
	if transposed, ok := strings.CutSuffix(left, ".T"); ok {
		p.refuse(t.span, "habit.at-transposed", transposed+"'"+sign+right)
	}
	p.refuse(t.span, "habit.at", left+sign+right, left+" · "+right)
}

// valueBehind is the text of the name, number or bracket behind the current token, with its calls and indices.
func (p *parser) valueBehind() string {
	i := p.i + 1
	end := i + 1
	if p.at(i).is("(") || p.at(i).is("[") {
		end = p.behindBracket(i)
	}
	if p.at(i).is("|") || p.at(i).is("‖") {
		end = p.behindPair(i)
	}
	for p.at(end).is("(") && !p.at(end).space || p.at(end).is("[") && !p.at(end).space || p.at(end).is("'") {
		if p.at(end).is("'") {
			end++
			continue
		}
		end = p.behindBracket(end)
	}
	return p.nativeText(i, end)
}

// behindPair is the index behind the sign that closes the | or ‖ at a token.
func (p *parser) behindPair(open int) int {
	for i := open + 1; p.at(i).kind != atEnd; i++ {
		if p.at(i).is(p.at(open).text) {
			return i + 1
		}
	}
	return open + 1
}

// behindBracket is the index behind the bracket that opens at a token, or behind the statement when it is not closed.
func (p *parser) behindBracket(open int) int {
	depth := 0
	for i := open; ; i++ {
		switch t := p.at(i); {
		case t.kind == atEnd:
			return i
		case t.is("("), t.is("["):
			depth++
		case t.is(")"), t.is("]"):
			depth--
		}
		if depth == 0 {
			return i + 1
		}
	}
}

// shellWords are commands that need no arguments.
var shellWords = map[string]bool{"ls": true, "pwd": true, "cd": true, "cat": true, "pip": true, "top": true, "date": true, "whoami": true}

// magic reports whether the sign at the head of a line begins a command to another kernel: %matplotlib, %%time, !pip install,
// !ls, ?f, @time.
func (p *parser) magic(t token) bool {
	switch t.text {
	case "!":
		return p.ahead(1).kind == name && (p.ahead(2).kind == name || shellWords[p.ahead(1).text])
	case "%%":
		return p.ahead(1).kind == name && p.ahead(1).span.Start == t.span.End
	case "@":
		return !p.ahead(1).is("(")
	}
	return t.is("%") || t.is("?")
}

// refuseUpdate answers x += 1.
func (p *parser) refuseUpdate(t token) {
	target := p.original(p.at(p.start).span.To(p.last().span))
	rest := p.restOfStatement(p.i + 1)
	op := strings.TrimSuffix(t.text, "=")
	if op == "**" {
		op = "^"
	}
	if strings.ContainsAny(rest, "+-") && op != "+" || strings.ContainsAny(rest, " */") && op != "+" && op != "-" {
		rest = "(" + rest + ")"
	}
	p.refuse(t.span, "habit.update", t.text, target+" = "+target+" "+op+" "+rest)
}

// refuseIncrement answers x++.
func (p *parser) refuseIncrement(last token) {
	before := p.at(max(0, p.i-2))
	if p.i-2 > p.start && last.kind == sign && (last.is("+") || last.is("-")) && before.text == last.text && !last.space {
		target := p.original(p.at(p.start).span.To(p.at(p.i - 3).span))
		p.refuse(before.span.To(last.span), "habit.update", last.text+last.text, target+" = "+target+" "+last.text+" 1")
	}
}

// refuseMagic answers %matplotlib inline, !pip and ?f.
func (p *parser) refuseMagic(t token) {
	span := t.span.To(p.lineEnd())
	if t.is("?") {
		asked := p.restOfStatement(p.i + 1)
		if asked == "" {
			asked = "name"
		}
		p.refuse(span, "habit.help", asked)
	}
	if t.is("%") && p.ahead(1).space {
		p.refuse(t.span, "habit.comment", t.text)
	}
	p.refuse(span, "habit.magic", p.original(span))
}

// refuseTernary answers c ? a : b.
func (p *parser) refuseTernary(t token) {
	end := p.argumentEnd(p.i + 1)
	for i := p.i + 2; i+1 < end; i++ {
		if p.at(i).is(":") {
			p.refuse(t.span, "habit.ternary", p.nativeText(p.valueStart(), p.i), p.nativeText(p.i+1, i), p.nativeText(i+1, end))
		}
	}
}

// refuseHandle answers @(x) x^2.
func (p *parser) refuseHandle(t token) {
	if !p.ahead(1).is("(") {
		p.refuse(t.span, "habit.at-name", p.original(p.ahead(1).span))
	}
	i := p.i + 2
	for p.at(i).kind == name || p.at(i).is(",") {
		i++
	}
	params := strings.TrimSpace(p.source.Text[p.at(p.i+1).span.End:p.at(i).span.Start])
	p.refuseFunctionValue(t.span.To(p.at(i).span), "@("+params+")", params, i+1)
}

// refuseFunctionValue answers the function without a name of another language with the one of this.
func (p *parser) refuseFunctionValue(span Span, shown, params string, body int) {
	head := params
	if strings.Contains(params, ",") || params == "" {
		head = "(" + params + ")"
	}
	text := p.nativeText(body, p.argumentEnd(body))
	if text == "" {
		text = "…"
	}
	if n, ok := p.assigned(); ok {
		p.refuse(span, "habit.function-named", shown, head+" -> "+text, n+"("+params+") = "+text)
	}
	p.refuse(span, "habit.function", shown, head+" -> "+text)
}

// assigned is the name of a statement that begins with name = directly before the current token.
func (p *parser) assigned() (string, bool) {
	if p.i == p.start+2 && p.at(p.start).kind == name && p.at(p.start+1).is("=") {
		return p.at(p.start).shown, true
	}
	return "", false
}
