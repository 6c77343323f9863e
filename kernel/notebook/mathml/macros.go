package mathml

import (
	"fmt"
	"strconv"
	"strings"
)

// macro is a command that a document defines.
type macro struct {
	arguments int
	fallback  string // of the first argument, where it may be left out
	optional  bool
	body      string
}

// mostExpansions and longestText stop macros that call themselves or each other
// without end; mostWork those of a document that stay below these, each time.
const (
	mostExpansions = 1000
	longestText    = 100_000
	mostWork       = 100 << 20 // bytes copied, and written: at about twenty for one of a body
)

// define parses a definition: \newcommand{\R}[1][x]{…}, \def\R#1{…} or
// \DeclareMathOperator{\tr}{tr}.
func (p *parser) define(how string) {
	starred := p.accept("*")
	name := strings.TrimPrefix(strings.TrimSpace(p.raw()), `\`)
	var m macro
	switch how {
	case "def":
		for p.peek() == '#' {
			p.next()
			p.next()
			m.arguments++
		}
		m.body = p.raw()
	case "DeclareMathOperator":
		m.body = fmt.Sprintf(`\operatorname%s{%s}`, map[bool]string{true: "*"}[starred], p.raw())
	default:
		m.arguments = p.count()
		m.fallback, m.optional = p.option()
		m.body = p.raw()
	}
	if p.err == nil && name != "" {
		p.macros[name] = m
	}
}

func (p *parser) count() int {
	text, ok := p.option()
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 0 || n > 9 {
		p.fail("%q is no number of arguments", text)
	}
	return n
}

// expandMacros replaces the macros that come next until something else does.
func (p *parser) expandMacros() {
	for p.err == nil {
		m, ok := p.macros[p.peekCommand()]
		if !ok {
			return
		}
		p.expand(p.command(), m)
	}
}

// expand puts the macro's body, with its arguments in it, where its name stood.
func (p *parser) expand(name string, m macro) {
	var given []string
	if m.optional {
		text, ok := p.option()
		if !ok {
			text = m.fallback
		}
		given = append(given, text)
	}
	for len(given) < m.arguments && p.err == nil {
		given = append(given, p.raw())
	}
	body := m.body
	for i, text := range given {
		if isWord(text) {
			text += " "
		}
		body = strings.ReplaceAll(body, "#"+strconv.Itoa(i+1), text)
	}
	if p.expanded++; p.expanded > mostExpansions || len(body)+len(p.text) > longestText {
		p.fail(`\%s is defined by itself`, name)
		return
	}
	if *p.work += len(p.text) + 20*len(body); *p.work > mostWork {
		p.fail(`\%s and the other definitions are used for too long texts`, name)
		return
	}
	if p.err == nil {
		p.text = body + " " + p.text[p.at:]
		p.at = 0
	}
}
