package syntax

import (
	"strings"
	"unicode"
)

// symbol reads a backslash and a name, as \beta.
func (s *scanner) symbol() token {
	start := s.at
	s.at++
	var letters strings.Builder
	for r := s.peek(0); r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'; r = s.peek(0) {
		letters.WriteRune(r)
		s.at++
	}
	word := letters.String()
	if word == "" && s.peek(0) == '|' {
		s.at++
		word = "|"
	}
	if command, ok := foreignCommand(word); ok {
		return command(s, start, word)
	}
	meaning := signOf(word)
	if meaning == "" {
		return s.unknownSymbol(start, word)
	}
	return s.meant(start, word, meaning)
}

// meant is the token of what a backslash and a name stand for.
func (s *scanner) meant(start int, word, meaning string) token {
	r := firstRune(meaning)
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
	if word == "" && strings.ContainsRune(`,;:!_%\`, s.peek(0)) {
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
		return t.advise("syntax.symbol.near", `\`+near, signOf(near))
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
