package syntax

import (
	"strings"
)

// text reads "…" on one line. The name of a sign behind a backslash is the sign, as in "\theta"; else \" \\ \n and \t mean
// what they mean elsewhere, and any other backslash itself.
func (s *scanner) text() token {
	start := s.at
	var out strings.Builder
	var pieces []piece
	for s.at++; s.peek(0) != '"'; s.at++ {
		switch r := s.peek(0); {
		case r == 0 || r == '\n':
			return s.fail(start, "syntax.text-open").advise("syntax.text-open.advice")
		case r == '{' && s.peek(1) != r && !typesets(out.String()):
			inside, ok := s.inBraces()
			if !ok {
				return s.brace(start)
			}
			pieces = append(pieces, piece{letters: out.String()}, inside)
			out.Reset()
		default:
			out.WriteString(s.textSign(r, out.String()))
		}
	}
	s.at++
	if pieces == nil {
		return token{kind: text, text: out.String()}
	}
	return token{kind: text, pieces: append(pieces, piece{letters: out.String()})}
}

// textSign is what stands for a letter of a text, a doubled brace or a backslash with what follows it. before is the text
// so far: a brace of \frac{ is a letter.
func (s *scanner) textSign(r rune, before string) string {
	switch {
	case (r == '{' || r == '}') && s.peek(1) == r:
		s.at++
		return string(r)
	case r == '{' && typesets(before):
		return s.group()
	case r == '\\' && s.signAhead() != "":
		word := s.letters(s.at + 1)
		s.at += len(word)
		return signOf(word)
	case r == '\\' && escapes[s.peek(1)] != 0:
		s.at++
		return string(escapes[s.peek(0)])
	}
	return s.original(s.at)
}

// signAhead is the sign that the letters behind a backslash name, or nothing.
func (s *scanner) signAhead() string { return signOf(s.letters(s.at + 1)) }

// letters is the run of ASCII letters from a glyph on.
func (s *scanner) letters(from int) string {
	var word strings.Builder
	for i := from; i < len(s.glyphs); i++ {
		r := s.peek(i - s.at)
		if !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z') {
			break
		}
		word.WriteRune(r)
	}
	return word.String()
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

// behindOperand reports whether a value ends directly before the current glyph.
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
