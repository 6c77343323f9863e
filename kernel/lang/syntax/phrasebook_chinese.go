package syntax

import "strings"

// grammarTerms are Chinese words that stand in a sentence where this language has a word of its own.
var grammarTerms = map[string]string{
	"如果": "if", "若": "if", "则": "then", "那么": "then", "否则": "else", "其中": "where", "对于": "for", "且": "and", "并且": "and",
	"或": "or", "或者": "or", "非": "not", "优化器": "optimizer", "返回": "return", "当": "while", "结束": "end",
}

// grammarTerm is the word of this language for a Chinese one, "" where a name of the cell is spelled so.
func (p *parser) grammarTerm(t token) string {
	if t.kind != name || p.named[t.text] {
		return ""
	}
	return grammarTerms[t.text]
}

// askedOf are words that ask for something in a sentence and are the names of nothing: 的导数, x的平方, 关于, 求偏导.
var askedOf = patternOf(`^[a-zA-Zα-ω0-9]{0,2}的|^关于$|^求?偏?导数?$|^求偏导数?$|^处的`)

// refuseTerm answers a Chinese word of the grammar at the current token: with the whole statement where that can be read with the
// words of this language in it.
func (p *parser) refuseTerm() {
	t := p.token()
	if t.kind == name && (askedOf().MatchString(t.text)) && !p.named[t.text] {
		p.refuse(t.span, "habit.of", p.original(t.span))
	}
	native := p.grammarTerm(t)
	if native == "" && strings.HasPrefix(t.text, "其中") && t.kind == name && !p.named[t.text] {
		native = "where"
	}
	if native == "" || p.ahead(1).is("=") || p.ahead(1).is("(") && !p.ahead(1).space {
		return
	}
	if equals := p.definedAt(); native == "while" && equals > 0 {
		p.refuse(t.span, "syntax.comma-domain", p.conditionFrom(p.i+1), p.nativeText(equals+1, p.i))
	}
	err := p.mistake(t.span, "habit.term", p.original(t.span), native)
	switch fixed := p.translated(); {
	case native == "optimizer":
		panic(err.Advise("habit.write", native+" "+p.nativeText(p.i+1, p.statementEnd())))
	case fixed != "":
		panic(err.Advise("habit.write", fixed))
	}
	panic(err.Advise(termAdvices[native]))
}

// termAdvices are the keys of what to write for a word of the grammar where the statement around it cannot be read.
var termAdvices = map[string]string{
	"if": "habit.if-term", "then": "habit.if-term", "else": "habit.if-term", "where": "habit.where-term", "for": "habit.for-term",
	"and": "habit.and-term", "or": "habit.or-term", "not": "habit.not-term", "return": "habit.return-term", "while": "habit.while-term", "end": "habit.end-term",
}
