package syntax

import (
	"strings"
	"unicode"
)

// name reads a name: letters, digits, _, marks; signs below the line end it.
func (s *scanner) name() token {
	start := s.at
	return s.restOfName(start, "")
}

// restOfName reads the rest of a name whose beginning is already read.
func (s *scanner) restOfName(start int, beginning string) token {
	from := s.at
	for r := s.peek(0); letter(r) || digit(r) >= 0 || unicode.Is(unicode.M, r); r = s.peek(0) {
		if r == '_' && s.peek(1) == '{' {
			return s.bracedSubscript(start)
		}
		s.at++
	}
	for r := s.peek(0); subscripts[r] != 0 || unicode.Is(unicode.M, r) && s.at > from; r = s.peek(0) {
		s.at++
	}
	if below := s.raw(from); strings.ContainsAny(below, "₊₋") {
		return s.fail(start, "syntax.subscript-sign", below).advise("syntax.subscript-sign.advice")
	}
	if r := s.peek(0); r == '⋆' || r == '★' {
		stem := s.raw(from)
		s.at++
		return s.fail(start, "syntax.name-star", stem).advise("syntax.name-star.advice", stem)
	}
	mark := s.accent()
	known, shown := canonical(beginning + s.rawBefore(from, mark) + mark)
	return token{kind: name, text: known, shown: shown}
}

// accent reads \hat, \bar or \tilde directly behind a name.
func (s *scanner) accent() string {
	for _, word := range []string{"hat", "bar", "tilde"} {
		if s.peek(0) == '\\' && s.ahead(1, word) && !letter(s.peek(1+len(word))) {
			s.at += 1 + len(word)
			return signOf(word)
		}
	}
	return ""
}

// rawBefore is the folded text from a glyph to the current one, without the backslash word that was read as a mark.
func (s *scanner) rawBefore(from int, mark string) string {
	raw := s.raw(from)
	if mark != "" {
		raw = raw[:strings.LastIndexByte(raw, '\\')]
	}
	return raw
}

func (s *scanner) ahead(offset int, word string) bool {
	for i, r := range []rune(word) {
		if s.peek(offset+i) != r {
			return false
		}
	}
	return true
}

// bigSigns are names that stand with bounds below and above them, sum_{i=1}^{n}, and what they are called here.
var bigSigns = map[string]string{"sum": "sum", "prod": "prod", "Σ": "sum", "Π": "prod"}

// bracedSubscript answers x_{1} and x_{i}, as LaTeX writes them.
func (s *scanner) bracedSubscript(start int) token {
	stem := s.raw(start)
	if native := bigSigns[stem]; native != "" && s.peek(2) != '}' {
		return s.boundsBelow(start, native)
	}
	open := s.at + 2
	for s.peek(0) != '}' && s.peek(0) != '\n' && s.peek(0) != 0 {
		s.at++
	}
	inside := strings.TrimSpace(s.raw(min(open, s.at)))
	if s.peek(0) == '}' {
		s.at++
	}
	stem, _ = canonical(strings.TrimPrefix(stem, `\`))
	if strings.ContainsAny(inside, "+-") {
		return s.fail(start, "syntax.subscript-sign", stem+"_{"+inside+"}").advise("syntax.subscript-sign.advice")
	}
	if digits(inside) {
		return s.fail(start, "syntax.braces").advise("syntax.braces.digits", stem+inside)
	}
	return s.fail(start, "syntax.braces").advise("syntax.braces.subscript", stem, inside)
}

// power reads signs above the line. The transpose ends it.
func (s *scanner) power() token {
	start := s.at
	var raised strings.Builder
	for r := s.peek(0); superscripts[r] != 0; r = s.peek(0) {
		if superscripts[r] == 'T' && raised.Len() > 0 && raised.String() != "-" {
			break
		}
		raised.WriteRune(superscripts[r])
		s.at++
		if superscripts[r] == 'T' {
			break
		}
	}
	t := token{kind: power, text: raised.String(), shown: s.raw(start)}
	unsigned := strings.TrimLeft(t.text, "+-")
	if unsigned == "" || !digits(unsigned) && len([]rune(unsigned)) > 1 || len(t.text)-len(unsigned) > 1 {
		if unsigned == "" {
			return s.fail(start, "syntax.superscript-sign", t.shown).advise("syntax.superscript-sign.advice")
		}
		return s.fail(start, "syntax.superscript", t.shown).advise("syntax.superscript.advice", strings.Trim(t.text, "()"))
	}
	return t
}
