package syntax

import (
	"math"
	"strconv"
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
	mark := s.accent()
	known, shown := canonical(beginning + s.rawBefore(from, mark) + mark)
	return token{kind: name, text: known, shown: shown}
}

// accent reads \hat, \bar or \tilde directly behind a name.
func (s *scanner) accent() string {
	for _, word := range []string{"hat", "bar", "tilde"} {
		if s.peek(0) == '\\' && s.ahead(1, word) && !letter(s.peek(1+len(word))) {
			s.at += 1 + len(word)
			return signOf[word]
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

// bracedSubscript answers x_{1} and x_{i}, as LaTeX writes them.
func (s *scanner) bracedSubscript(start int) token {
	stem := s.raw(start)
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

func digits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

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

// number reads digits, a decimal point with digits, and an exponent; or a fraction that is one sign.
func (s *scanner) number() token {
	start := s.at
	if value := fractions[s.peek(0)]; value != 0 {
		s.at++
		return token{kind: number, value: value, shown: s.raw(start)}
	}
	plain := s.digits()
	if s.peek(0) == '.' {
		switch next := s.peek(1); {
		case digit(next) >= 0:
			s.at++
			plain += "." + s.digits()
		case next != '.' && next != '*' && next != '/' && next != '^' && next != '\'':
			s.at++
			return s.fail(start, "syntax.point-last", plain+".").advise("syntax.point-last.advice", plain)
		}
	}
	plain += s.exponent()
	value, _ := strconv.ParseFloat(plain, 64)
	if math.IsInf(value, 0) {
		return s.fail(start, "syntax.number-large", plain).advise("syntax.number-large.advice")
	}
	return token{kind: number, value: value, shown: plain}
}

func (s *scanner) digits() string {
	var out strings.Builder
	for digit(s.peek(0)) >= 0 {
		out.WriteByte(byte('0' + digit(s.peek(0))))
		s.at++
	}
	return out.String()
}

// exponent reads e3, E3, e-3 or e+3, and nothing when no digit follows.
func (s *scanner) exponent() string {
	if r := s.peek(0); r != 'e' && r != 'E' {
		return ""
	}
	signed := 0
	if r := s.peek(1); r == '-' || r == '+' {
		signed = 1
	}
	if digit(s.peek(1+signed)) < 0 {
		return ""
	}
	sign := ""
	if s.peek(1) == '-' {
		sign = "-"
	}
	s.at += 1 + signed
	return "e" + sign + s.digits()
}

// pointFirst answers .5 and x.5.
func (s *scanner) pointFirst() token {
	start := s.at
	s.at++
	digits := s.digits() + s.exponent()
	if len(s.tokens) > 0 && s.tokens[len(s.tokens)-1].kind == name && start > 0 && s.peek(start-1-s.at) != ' ' && s.peek(start-1-s.at) != '\n' {
		x := s.tokens[len(s.tokens)-1].shown
		return s.fail(start, "syntax.point-first-field", x).advise("syntax.point-first-field.advice", x, digits)
	}
	return s.fail(start, "syntax.point-first", "."+digits).advise("syntax.point-first.advice", "0."+digits)
}

// text reads "…" on one line; \" \\ \n and \t mean what they mean elsewhere, any other backslash itself.
func (s *scanner) text() token {
	start := s.at
	var out strings.Builder
	for s.at++; s.peek(0) != '"'; s.at++ {
		switch r := s.peek(0); {
		case r == 0 || r == '\n':
			return s.fail(start, "syntax.text-open").advise("syntax.text-open.advice")
		case r == '\\' && escapes[s.peek(1)] != 0:
			s.at++
			out.WriteRune(escapes[s.peek(0)])
		default:
			out.WriteString(s.original(s.at))
		}
	}
	s.at++
	return token{kind: text, text: out.String()}
}

var escapes = map[rune]rune{'"': '"', '\\': '\\', 'n': '\n', 't': '\t'}

// original is a glyph as it was typed: a text keeps its full-width signs.
func (s *scanner) original(i int) string {
	g := s.glyphs[i]
	if i > 0 && s.glyphs[i-1].start == g.start {
		return ""
	}
	return s.source.Text[g.start:g.end]
}

// prime reads the mark of transpose and derivative, and answers 'text'.
func (s *scanner) prime() token {
	start := s.at
	if s.peek(0) == '\'' && s.behindOperand() {
		s.at++
		return token{kind: sign, text: "'"}
	}
	for s.at++; s.peek(0) != 0 && s.peek(0) != '\n'; s.at++ {
		if s.peek(0) == '\'' {
			s.at++
			inside := s.source.Text[s.glyphs[start].end:s.glyphs[s.at-1].start]
			return s.fail(start, "syntax.text-single").advise("syntax.text-single.advice", inside)
		}
	}
	s.at = start + 1
	return s.fail(start, "syntax.prime-alone").advise("syntax.prime-alone.advice")
}

// behindOperand tells whether a value ends directly before the current glyph.
func (s *scanner) behindOperand() bool {
	if len(s.tokens) == 0 || s.at == 0 {
		return false
	}
	last := s.tokens[len(s.tokens)-1]
	if last.span.End != s.glyphs[s.at].start && last.span.End != s.glyphs[s.at-1].end || strings.ContainsRune(" \n", s.peek(-1)) {
		return false
	}
	switch last.kind {
	case name:
		return !keywords[last.text]
	case number, power, text:
		return true
	}
	return last.text == ")" || last.text == "]" || last.text == "‖" || last.text == "'"
}

// symbol reads a backslash and a name, as \beta.
func (s *scanner) symbol() token {
	start := s.at
	s.at++
	word := ""
	for r := s.peek(0); r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'; r = s.peek(0) {
		word += string(r)
		s.at++
	}
	if word == "" && s.peek(0) == '|' {
		s.at++
		word = "|"
	}
	if command, ok := foreignCommand(word); ok {
		return command(s, start, word)
	}
	meaning, ok := signOf[word]
	if !ok {
		return s.unknownSymbol(start, word)
	}
	r := []rune(meaning)[0]
	switch {
	case unicode.Is(unicode.M, r) && s.peek(0) == '{':
		inside, _ := s.braced()
		return s.fail(start, "latex.braces-accent", `\`+word).advise("latex.write", inside+meaning)
	case unicode.Is(unicode.M, r):
		return s.fail(start, "latex.accent", `\`+word).advise("latex.accent.advice", `\`+word, meaning)
	case letter(r):
		return s.restOfName(start, meaning)
	case superscripts[r] != 0:
		var raised strings.Builder
		for _, r := range meaning {
			raised.WriteRune(superscripts[r])
		}
		return token{kind: power, text: raised.String(), shown: meaning}
	case fractions[r] != 0:
		return token{kind: number, value: fractions[r], shown: meaning}
	case meaning == "∇²":
		return token{kind: sign, text: "∇²"}
	}
	return signToken(signForms[string(foldRune(r))])
}

func (s *scanner) unknownSymbol(start int, word string) token {
	if word == "" && strings.ContainsRune(",;:!_ %\\", s.peek(0)) && s.peek(0) != 0 && s.peek(1) != '\n' && !strings.ContainsRune(" \n", s.peek(0)) {
		s.at++
		return s.fail(start, "latex.leave-out", s.raw(start)).advise("latex.leave-out.advice", s.raw(start))
	}
	if word == "" {
		if s.peek(0) == '\n' || s.peek(0) == 0 {
			return s.fail(start, "syntax.backslash-last").advise("syntax.backslash-last.advice")
		}
		return s.fail(start, "syntax.backslash").advise("syntax.backslash.advice")
	}
	names := make([]string, len(symbols))
	for i, symbol := range symbols {
		names[i] = symbol.Name
	}
	t := s.fail(start, "syntax.symbol", `\`+word)
	if before := s.peekOperand(start); before != "" && len(word) == 1 {
		return t.advise("syntax.symbol.solve", before, word)
	}
	if sign, rest := symbolPrefix(word); sign != "" {
		return t.advise("syntax.symbol.prefix", `\`+sign+"_"+rest, `\`+sign+" "+rest)
	}
	if near := Nearest(word, names); near != "" {
		return t.advise("syntax.symbol.near", `\`+near, signOf[near])
	}
	return t.advise("syntax.symbol.advice")
}

// peekOperand is the value glued before a glyph, as A of A\b, "" when there is none.
func (s *scanner) peekOperand(at int) string {
	if len(s.tokens) == 0 || at == 0 {
		return ""
	}
	last := s.tokens[len(s.tokens)-1]
	if last.span.End != s.glyphs[at].start || !endsOperand(last) {
		return ""
	}
	return s.source.Text[last.span.Start:last.span.End]
}

// symbolPrefix takes the name of a letter off the front of a word, the longest.
func symbolPrefix(word string) (sign, rest string) {
	for _, symbol := range greekLetters {
		if after, ok := strings.CutPrefix(word, symbol.Name); ok && len(symbol.Name) > len(sign) {
			sign, rest = symbol.Name, after
		}
	}
	return sign, rest
}
