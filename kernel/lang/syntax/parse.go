package syntax

import (
	"strings"

	"saddle/kernel/lang/message"
)

// most is the number of errors after which a cell is read no further.
const most = 20

// Parse reads a cell. It stops at the first mistake of each statement and goes on with the next, so that there is at
// most one error a statement, and 20 in all; the cell holds the statements that could be read. The errors are in the order of the
// text. A cell of white space and comments has no statements.
func Parse(source *message.Source) (*Cell, []*message.Error) {
	return ParseKnowing(source, nil)
}

// ParseKnowing is Parse in a notebook of which known tells the functions: advice is given with them.
func ParseKnowing(source *message.Source, known Known) (*Cell, []*message.Error) {
	p := newParser(source)
	p.known = known
	return p.cell(), p.errors
}

// parser follows grammar.txt, a method a production.
type parser struct {
	source *message.Source
	tokens []token
	i      int // the current token
	errors []*message.Error

	brackets []token // the open ( [ ‖ of the statement; inside them line ends do not count
	joined   int     // the token that continues the line before although it is the first of its line; see joinLine
	depth    int     // of nested expressions
	block    bool    // inside an optimizer
	claim    bool    // in the claim of a check, before its tolerance
	start    int     // the first token of the statement or of the optimizer's line
	head     int     // the first token of the statement
	row      *row    // the row of a list being read, whose spaces are watched; nil elsewhere
	named    map[string]bool
	letters  map[string][]string // the variables of the functions that the cell defines
	known    Known               // the functions of the notebook; nil: none is known

	translating bool // the text is a translation on trial, whose errors nobody reads

	incomplete bool   // the first error was that the text ended too early
	indent     string // with which the next line of an incomplete text begins
}

func newParser(source *message.Source) *parser {
	p := &parser{source: source, joined: -1, named: map[string]bool{}, letters: map[string][]string{}}
	if len(source.Text) > Largest {
		p.errors = append(p.errors, p.mistake(Span{}, "syntax.large").Advise("syntax.large.advice"))
		source = &message.Source{}
	}
	p.tokens = scan(source)
	return p
}

// cell = [ sep ] [ stmt { sep stmt } [ sep ] ] .
func (p *parser) cell() *Cell {
	cell := &Cell{Source: p.source}
	for p.separators(); p.at(p.i).kind != atEnd && len(p.errors) < most; p.separators() {
		if s := p.tryStatement(); s != nil {
			cell.Statements = append(cell.Statements, s)
		}
	}
	return cell
}

// sep = ( newline | ";" ) { newline | ";" } .
func (p *parser) separators() {
	for p.at(p.i).is(";") {
		p.i++
	}
	p.joined = p.i
}

// tryStatement reads a statement, or records its first error and moves behind it.
func (p *parser) tryStatement() (s Statement) {
	start := p.i
	p.start, p.head = start, start
	defer func() {
		p.brackets, p.row, p.depth, p.block = nil, nil, 0, false
		if failure := recover(); failure != nil {
			err, ok := failure.(*message.Error)
			if !ok {
				panic(failure)
			}
			p.errors = append(p.errors, err)
			p.recoverFrom(start)
			p.adviseForeign(start, err)
			s = nil
		}
	}()
	s = p.statement()
	return s
}

// adviseForeign advises what a statement of another language is here, where that is known of the whole.
func (p *parser) adviseForeign(start int, err *message.Error) {
	if p.translating {
		return
	}
	text := p.source.Text[p.at(start).span.Start:max(p.at(start).span.Start, p.at(p.i).span.Start)]
	text = strings.TrimRight(text, "; \t\r\n")
	if match := inverseOf().FindStringSubmatch(text); match != nil {
		err.Advise("syntax.two-ways", "a"+match[1]+"("+match[2]+")", "1/"+match[1]+"("+match[2]+")")
	} else if fixed := Foreign(text, p.function); fixed != "" {
		err.Advise("habit.write", fixed)
	} else if key := ForeignSentence(text); key != "" {
		err.Advise(key)
	}
}

// function is the variables of a function that the cell or the notebook defines, and whether the cell names it.
func (p *parser) function(name string) (variables []string, ok bool) {
	if p.named[name] || p.known == nil {
		return p.letters[name], p.named[name]
	}
	variables, _ = p.known(name)
	return variables, len(variables) > 0
}

// column is how far a token is from the beginning of its line, in bytes.
func (p *parser) column(i int) int {
	before := p.source.Text[:p.at(i).span.Start]
	return len(before) - 1 - strings.LastIndexAny(before, "\n\r")
}

// continues reports whether a token at the head of a line belongs to the line before.
func (p *parser) continues(i int) bool {
	return p.at(i).is("then") || p.at(i).is("else") || p.at(i).is("where")
}

// token is the current token; outside brackets the head of the next line is the end of the statement.
func (p *parser) token() token { return p.ahead(0) }

// ahead is the token so many further, an end once the statement ends before it.
func (p *parser) ahead(n int) token {
	for i := p.i; ; i++ {
		t := p.at(i)
		if t.kind == atEnd || t.line && len(p.brackets) == 0 && i != p.joined && !p.continues(i) {
			return token{kind: atEnd, span: Span{Start: t.span.Start, End: t.span.Start}, space: true, line: t.line}
		}
		if i == p.i+n {
			return t
		}
	}
}

// take passes the current token and returns it.
func (p *parser) take() token {
	t := p.token()
	if t.kind != atEnd {
		p.i++
	}
	return t
}

// accept passes the current token if it is this sign or word.
func (p *parser) accept(text string) bool {
	if !p.token().is(text) {
		return false
	}
	p.take()
	return true
}

// joinLine lets the next line continue this one: after an operator, a comma, "=", "then", "else" and the like.
func (p *parser) joinLine() { p.joined = p.i }

// operator passes an operator, behind which a line may end.
func (p *parser) operator() token {
	t := p.take()
	p.joinLine()
	return t
}

// expect passes a sign or word that must be here.
func (p *parser) expect(text string) token {
	if !p.token().is(text) {
		p.unexpected(text)
	}
	return p.take()
}

// open passes an opening bracket. Inside brackets line ends do not count.
func (p *parser) open() token {
	t := p.take()
	p.brackets = append(p.brackets, t)
	return t
}

// close passes the closing sign of the innermost bracket.
func (p *parser) close(text string) token {
	if !p.token().is(text) {
		p.unclosed(text)
	}
	t := p.at(p.i)
	p.brackets = p.brackets[:len(p.brackets)-1]
	p.i++
	return t
}

// at is the token of an index in the cell, its end for an index beyond.
func (p *parser) at(i int) token { return p.tokens[max(0, min(i, len(p.tokens)-1))] }

// last is the token before the current one in the statement, a sign without text at its beginning.
func (p *parser) last() token {
	if p.i <= p.start {
		return token{kind: sign}
	}
	return p.at(p.i - 1)
}

// from is the span from a place to the last token read.
func (p *parser) from(start Span) Span {
	return Span{Start: start.Start, End: max(start.End, p.last().span.End)}
}

// Largest is how many bytes a cell may have.
const Largest = 1 << 20

// deepest is how deep expressions may nest, longest how many operands a chain such as a + b + … may have.
const (
	deepest = 200
	longest = 2000
)

// nest counts a level of nesting for as long as the returned function is not called.
func (p *parser) nest() func() {
	p.depth++
	if p.depth > deepest {
		p.refuse(p.token().span, "syntax.deep", deepest)
	}
	return func() { p.depth-- }
}
