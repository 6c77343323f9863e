package mathml

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// deepest bounds the nesting of groups.
const deepest = 100

// lines parses the whole formula: lines parted by \\ below each other.
func (p *parser) lines() node {
	first := p.row()
	if !p.accept(`\\`) {
		if p.err == nil && p.peek() != 0 {
			return p.fail("%.10s does not belong here", p.text[p.at:])
		}
		return first
	}
	rows := []node{lineOf(first)}
	for {
		p.option()
		rows = append(rows, lineOf(p.row()))
		if !p.accept(`\\`) {
			break
		}
	}
	if p.err == nil && p.peek() != 0 {
		return p.fail("%.10s does not belong here", p.text[p.at:])
	}
	return element("mtable", rows...).with("displaystyle", "true")
}

func lineOf(n node) node { return element("mtr", element("mtd", n)) }

// row parses side by side what comes up to an end: a closing brace, an ampersand,
// a line's end, or the command that closes a fence or an environment.
func (p *parser) row() node {
	if p.depth++; p.depth > deepest {
		return p.tooDeep()
	}
	defer func() { p.depth-- }()
	var nodes []node
	font := p.font
	for !p.atEnd() {
		if style, ok := p.styleSwitch(); ok {
			rest := p.row()
			p.font = font
			return row(append(nodes, style(rest)))
		}
		before, some := lastOf(nodes)
		n, ok := p.atom(!some, before)
		if ok {
			nodes = append(nodes, n)
		}
	}
	p.font = font
	return row(nodes)
}

// lastOf is the last of the nodes that is no space: as to TeX, (a,\ -b) has a sign before b.
func lastOf(nodes []node) (last node, some bool) {
	for _, n := range slices.Backward(nodes) {
		if n.tag != "mspace" {
			return n, true
		}
	}
	return node{}, false
}

func (p *parser) atEnd() bool {
	p.expandMacros()
	switch p.peek() {
	case 0, '}', '&':
		return true
	case '\\':
		switch p.peekCommand() {
		case "\\", "right", "middle", "end", "cr":
			return true
		}
	}
	return false
}

// styleSwitch takes a command that changes all that follows in its group.
func (p *parser) styleSwitch() (style func(node) node, ok bool) {
	name := p.peekCommand()
	if font, ok := switches[name]; ok {
		p.command()
		p.font = font
		return func(n node) node { return n }, true
	}
	if attributes, ok := styles[name]; ok {
		p.command()
		return func(n node) node { return element("mstyle", n).with(attributes...) }, true
	}
	if name != "color" {
		return nil, false
	}
	p.command()
	paint := p.paint()
	if p.peek() == '{' { // MathJax's form, with the coloured thing as an argument
		coloured := element("mstyle", p.argument()).with("mathcolor", paint)
		return func(n node) node { return row([]node{coloured, n}) }, true
	}
	return func(n node) node { return element("mstyle", n).with("mathcolor", paint) }, true
}

var styles = map[string][]string{
	"displaystyle":      {"displaystyle", "true", "scriptlevel", "0"},
	"textstyle":         {"displaystyle", "false", "scriptlevel", "0"},
	"scriptstyle":       {"displaystyle", "false", "scriptlevel", "1"},
	"scriptscriptstyle": {"displaystyle", "false", "scriptlevel", "2"},
}

// paint takes a colour's name, which can be nothing but a name or a number.
func (p *parser) paint() string {
	name := p.raw()
	for _, r := range strings.TrimPrefix(name, "#") {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			p.fail("%q is not the name of a colour", name)
		}
	}
	return name
}

// atom parses one thing with its scripts. ok is false for what leaves no trace.
func (p *parser) atom(first bool, before node) (n node, ok bool) {
	base, ok := p.base(first, before)
	if !ok {
		return base, false
	}
	return p.scripts(base), p.err == nil
}

// base parses one thing without its scripts. A script without a base gets an
// empty one.
func (p *parser) base(first bool, before node) (n node, ok bool) {
	switch r := p.peek(); {
	case r == '\\':
		return p.commandAtom(first, before)
	case r == '{':
		return p.group(), true
	case r == '^' || r == '_' || r == '\'':
		return element("mrow"), true
	case r == '~':
		p.next()
		return space("0.333em"), true
	case r == '$':
		return p.fail("a $ inside a formula"), false
	case unicode.IsDigit(r):
		return p.numeral(), true
	case unicode.IsLetter(r):
		return p.letter(), true
	case superscripts[r] != "" || subscripts[r] != "":
		return element("mrow"), true
	}
	return p.sign(first, before), true
}

// group parses what stands in braces. Alone it is an ordinary thing, whatever is in it.
func (p *parser) group() node {
	p.next()
	body := p.row()
	if !p.accept("}") {
		return p.fail("a { is not closed")
	}
	if body.tag == "mo" {
		body = element("mrow", body)
	}
	return body.as(ordinary)
}

// argument parses what a command applies to: a group, or the next sign alone.
func (p *parser) argument() node {
	if p.depth++; p.depth > deepest {
		return p.tooDeep()
	}
	defer func() { p.depth-- }()
	p.expandMacros()
	switch {
	case p.peek() == '{':
		return p.group()
	case p.peek() == 0:
		return p.fail("an argument is missing at the end")
	case p.peek() == '\\':
		if n, ok := p.commandAtom(true, node{}); ok {
			return n
		}
		return element("mrow")
	}
	return p.inside(p.raw())
}

func (p *parser) tooDeep() node { return p.fail("groups nested over %d deep", deepest) }

// numeral takes digits with at most one point between them.
func (p *parser) numeral() node {
	start := p.at
	pointed := false
	for i, r := range p.text[start:] {
		isPoint := r == '.' && !pointed && digitAt(p.text, start+i+1)
		if !unicode.IsDigit(r) && !isPoint {
			break
		}
		pointed = pointed || isPoint
		p.at = start + i + utf8.RuneLen(r)
	}
	return element("mn").spelt(p.styled(p.text[start:p.at]))
}

func digitAt(s string, i int) bool { return i < len(s) && '0' <= s[i] && s[i] <= '9' }

func (n node) spelt(text string) node {
	n.text = text
	return n
}

// letter takes one letter with the marks above it; letters of an upright word,
// and of scripts that are not used as symbols, are taken together.
func (p *parser) letter() node {
	start := p.at
	first, size := utf8.DecodeRuneInString(p.text[start:])
	p.at += size
	word := p.font != "" && p.font != "bolditalic" && p.font != "double" && p.font != "script" || !isSymbolLetter(first)
	for p.at < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.at:])
		more := unicode.Is(unicode.Mn, r) || word && unicode.IsLetter(r) && isSymbolLetter(r) == isSymbolLetter(first)
		if !more {
			break
		}
		p.at += size
	}
	text := p.text[start:p.at]
	if !isSymbolLetter(first) {
		return element("mtext").spelt(text)
	}
	if p.font == "" && utf8.RuneCountInString(text) > 1 {
		text = strings.Map(func(r rune) rune { return in("slanted", r) }, text)
	}
	n := element("mi").spelt(p.styled(text))
	if p.font == "upright" && utf8.RuneCountInString(text) == 1 {
		n = n.with("mathvariant", "normal")
	}
	if p.font == "italic" && utf8.RuneCountInString(text) > 1 {
		n = n.with("style", "font-style:italic")
	}
	return n
}

// isSymbolLetter reports whether formulas use r as the name of a thing: Latin,
// Greek, and the letters of Unicode's mathematical blocks.
func isSymbolLetter(r rune) bool {
	return unicode.In(r, unicode.Latin, unicode.Greek) || 0x2100 <= r && r <= 0x214F || 0x1D400 <= r && r <= 0x1D7FF
}

func (p *parser) styled(text string) string {
	if p.font == "" {
		return text
	}
	return strings.Map(func(r rune) rune { return in(p.font, r) }, text)
}

// sign takes one character that is neither letter nor digit.
func (p *parser) sign(first bool, before node) node {
	r := p.next()
	if r == '|' || r == '‖' {
		return bar(string(r), first, before)
	}
	if s, ok := characters[r]; ok {
		return p.operator(s, first, before)
	}
	if r == '∇' {
		return p.nabla()
	}
	return element("mi").spelt(p.styled(string(r))).with("mathvariant", "normal")
}

func (p *parser) nabla() node {
	return element("mi").spelt(p.styled("∇")).with("mathvariant", "normal")
}

// bar reads a vertical bar as opening where nothing can close, as a reader does.
func bar(text string, first bool, before node) node {
	n := element("mo").spelt(text).with("stretchy", "false", "lspace", "0", "rspace", "0")
	if first || wantsOperand(before) {
		return n.with("form", "prefix").as(opening)
	}
	return n.with("form", "postfix").as(closing)
}

// wantsOperand reports whether something must follow n, so that a sign after it
// is a sign and not an operation.
func wantsOperand(n node) bool {
	switch n.class {
	case binary, relation, opening, punctuation, largeOperator, namedOperator:
		return true
	}
	return false
}

// operator sets a sign with the space that its class asks for. Browsers know most
// of it; what they do not see is a sign before its operand, and that TeX sets
// scripts tight.
func (p *parser) operator(s symbol, first bool, before node) node {
	n := element("mo").spelt(s.text).as(s.class)
	switch s.class {
	case binary:
		if first || wantsOperand(before) {
			return n.with("form", "prefix", "lspace", "0", "rspace", "0").as(ordinary)
		}
		return n.with(p.tightness()...)
	case relation:
		return n.with(p.tightness()...)
	case opening:
		return n.with("form", "prefix", "stretchy", "false")
	case closing:
		return n.with("form", "postfix", "stretchy", "false")
	case largeOperator:
		n.limits = !strings.ContainsAny(s.text, "∫∬∭∮")
		return n.with("movablelimits", "true")
	case ordinary:
		return n.with("lspace", "0", "rspace", "0")
	}
	return n
}

func (p *parser) tightness() []string {
	if !p.tight {
		return nil
	}
	return []string{"lspace", "0", "rspace", "0"}
}
