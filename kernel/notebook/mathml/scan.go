package mathml

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// parser reads one formula. Its first error sticks, and moves it to the end of
// the text, so that callers need not ask after every step.
type parser struct {
	text     string
	at       int
	font     string // the alphabet in force, "" for the usual italics
	tight    bool   // inside a script
	macros   map[string]macro
	expanded int
	work     *int // bytes that macros have made in the document
	depth    int
	err      error
}

func (p *parser) fail(format string, args ...any) node {
	if p.err == nil {
		p.err = fmt.Errorf(format, args...)
	}
	p.at = len(p.text)
	return element("mrow")
}

// peek returns the next sign after white space and comments, 0 at the end.
func (p *parser) peek() rune {
	p.skipSpace()
	r, size := utf8.DecodeRuneInString(p.text[p.at:])
	if size == 0 {
		return 0
	}
	return r
}

func (p *parser) skipSpace() {
	for p.at < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.at:])
		switch {
		case unicode.IsSpace(r):
			p.at += size
		case r == '%':
			p.skipComment()
		default:
			return
		}
	}
}

func (p *parser) skipComment() {
	end := strings.IndexByte(p.text[p.at:], '\n')
	if end < 0 {
		p.at = len(p.text)
		return
	}
	p.at += end + 1
}

// next takes the next sign after white space.
func (p *parser) next() rune {
	r := p.peek()
	if r != 0 {
		p.at += utf8.RuneLen(r)
	}
	return r
}

// accept takes s if it comes next.
func (p *parser) accept(s string) bool {
	p.skipSpace()
	if !strings.HasPrefix(p.text[p.at:], s) {
		return false
	}
	if isWord(s) && p.at+len(s) < len(p.text) && isLetter(p.text[p.at+len(s)]) {
		return false
	}
	p.at += len(s)
	return true
}

// peekCommand returns the name of the command that comes next, "" if none does.
func (p *parser) peekCommand() string {
	if p.peek() != '\\' {
		return ""
	}
	rest := p.text[p.at+1:]
	end := 0
	for end < len(rest) && isLetter(rest[end]) {
		end++
	}
	if end == 0 {
		_, end = utf8.DecodeRuneInString(rest)
	}
	return rest[:end]
}

// command takes the name of the command that comes next.
func (p *parser) command() string {
	name := p.peekCommand()
	p.at += 1 + len(name)
	return name
}

// raw takes a group in braces as its text, or the one sign that stands for it.
func (p *parser) raw() string {
	if p.peek() != '{' {
		if name := p.peekCommand(); name != "" {
			return `\` + p.command()
		}
		if r := p.next(); r != 0 {
			return string(r)
		}
		p.fail("an argument is missing at the end")
		return ""
	}
	start := p.at + 1
	depth := 0
	for i := p.at; i < len(p.text); i++ {
		switch p.text[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				p.at = i + 1
				return p.text[start:i]
			}
		}
	}
	p.fail("a { is not closed")
	return ""
}

// option takes an argument in square brackets, if there is one.
func (p *parser) option() (text string, ok bool) {
	if p.peek() != '[' {
		return "", false
	}
	depth := 0
	for i := p.at; i < len(p.text); i++ {
		switch p.text[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ']':
			if depth == 0 {
				text = p.text[p.at+1 : i]
				p.at = i + 1
				return text, true
			}
		}
	}
	p.fail("a [ is not closed")
	return "", false
}

// inside parses text of its own, such as an argument, with what holds here.
func (p *parser) inside(text string) node {
	sub := &parser{text: text, font: p.font, tight: p.tight, macros: p.macros, work: p.work, expanded: p.expanded, depth: p.depth}
	body := sub.row()
	if sub.err == nil && sub.at < len(sub.text) {
		sub.fail("%.10s does not belong here", sub.text[sub.at:])
	}
	p.expanded = sub.expanded
	if sub.err != nil {
		return p.fail("%w", sub.err)
	}
	return body
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isWord(s string) bool { return len(s) > 1 && s[0] == '\\' && isLetter(s[1]) }
