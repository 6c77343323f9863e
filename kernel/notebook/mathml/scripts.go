package mathml

import (
	"strings"
	"unicode/utf8"
)

// scripts adds to base what follows it as primes, superscript and subscript.
func (p *parser) scripts(base node) node {
	var above, below []node
	for p.err == nil {
		r := p.peek()
		switch {
		case r == '\'':
			base = p.primed(base)
		case r == '^':
			p.next()
			above = append(above, p.script())
		case r == '_':
			p.next()
			below = append(below, p.script())
		case superscripts[r] != "":
			above = append(above, p.unicodeScript(superscripts))
		case subscripts[r] != "":
			below = append(below, p.unicodeScript(subscripts))
		case p.accept(`\limits`):
			base.limits = true
			base = base.with("movablelimits", "false")
		case p.accept(`\nolimits`):
			base.limits = false
		default:
			return attach(base, below, above)
		}
	}
	return base
}

func (p *parser) script() node {
	old := p.tight
	p.tight = true
	n := p.argument()
	p.tight = old
	return n
}

// primed sets primes beside the base at full size: their sign is made high
// already, and as a superscript it would be tiny.
func (p *parser) primed(base node) node {
	n := 0
	for p.peek() == '\'' {
		p.next()
		n++
	}
	sign := strings.Repeat("′", n)
	if n >= 2 && n <= 3 {
		sign = []string{"″", "‴"}[n-2]
	}
	mark := element("mo").spelt(sign).with("form", "postfix", "lspace", "0", "rspace", "0")
	return element("mrow", base, mark).as(base.class)
}

func (p *parser) unicodeScript(signs map[rune]string) node {
	var b strings.Builder
	for p.at < len(p.text) {
		r, size := utf8.DecodeRuneInString(p.text[p.at:])
		if signs[r] == "" {
			break
		}
		b.WriteString(signs[r])
		p.at += size
	}
	return p.inside(b.String())
}

// attach sets the scripts where the base has them: below and above for sums and
// limits, beside for all else.
func attach(base node, below, above []node) node {
	tags := [3]string{"msub", "msup", "msubsup"}
	if base.limits {
		tags = [3]string{"munder", "mover", "munderover"}
	}
	var n node
	switch {
	case len(below) == 0 && len(above) == 0:
		return base
	case len(above) == 0:
		n = element(tags[0], base, row(below))
	case len(below) == 0:
		n = element(tags[1], base, row(above))
	default:
		n = element(tags[2], base, row(below), row(above))
	}
	return n.as(base.class)
}
