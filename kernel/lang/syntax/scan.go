package syntax

import (
	"strings"

	"saddle/kernel/lang/message"
)

// scanner reads glyphs as tokens.
type scanner struct {
	source *message.Source
	glyphs []glyph
	at     int
	tokens []token
}

// scan reads a source as tokens, the last of which is the end. What cannot be read becomes a broken token, so that the
// parser can tell the first mistake of each statement.
func scan(source *message.Source) []token {
	s := &scanner{source: source, glyphs: fold(source.Text)}
	for {
		s.tokens = append(s.tokens, s.next())
		if s.tokens[len(s.tokens)-1].kind == atEnd {
			return s.tokens
		}
	}
}

// next reads the white space before a token, and the token.
func (s *scanner) next() token {
	space, line := s.skip()
	start := s.at
	t := s.token()
	t.space, t.line = space || line || start == 0, line || len(s.tokens) == 0
	t.indented = t.line && space
	if t.span == (Span{}) {
		t.span = s.span(start)
	}
	return t
}

// skip passes white space, line ends and comments. It reports white space since the last line end, and a line end.
func (s *scanner) skip() (space, line bool) {
	for ; ; s.at++ {
		switch s.peek(0) {
		case ' ':
			space = true
		case '\n':
			space, line = false, true
		case '#':
			for s.peek(1) != '\n' && s.peek(1) != 0 {
				s.at++
			}
			space = true
		default:
			return space, line
		}
	}
}

func (s *scanner) token() token {
	r := s.peek(0)
	switch {
	case s.at >= len(s.glyphs):
		return token{kind: atEnd}
	case digit(r) >= 0 || fractions[r] != 0:
		return s.number()
	case letter(r):
		return s.name()
	case r == '"':
		return s.text()
	case r == '\\':
		return s.symbol()
	case superscripts[r] != 0:
		return s.power()
	case r == '.' && digit(s.peek(1)) >= 0 && s.peek(-1) != '.':
		return s.pointFirst()
	case r == '\'' || r == '‘':
		return s.prime()
	}
	return s.sign()
}

// peek is the rune so many glyphs ahead, 0 outside the source.
func (s *scanner) peek(ahead int) rune {
	if i := s.at + ahead; i >= 0 && i < len(s.glyphs) {
		return s.glyphs[i].r
	}
	return 0
}

// span is the place from a glyph to the current one.
func (s *scanner) span(from int) Span {
	if from >= len(s.glyphs) {
		return Span{Start: len(s.source.Text), End: len(s.source.Text)}
	}
	end := s.glyphs[from].end
	if s.at > from {
		end = s.glyphs[s.at-1].end
	}
	return Span{Start: s.glyphs[from].start, End: end}
}

// raw is the folded text from a glyph to the current one.
func (s *scanner) raw(from int) string {
	var out strings.Builder
	for _, g := range s.glyphs[from:s.at] {
		out.WriteRune(g.r)
	}
	return out.String()
}

// fail makes a broken token of the glyphs from one to the current one.
func (s *scanner) fail(from int, key string, args ...any) token {
	span := s.span(from)
	err := message.New("ParseError", key, args...).At(s.source, span)
	return token{kind: broken, span: span, text: s.raw(from), err: err}
}

// advise adds what to write instead to a broken token.
func (t token) advise(key string, args ...any) token {
	t.err.Advise(key, args...)
	return t
}

// sign reads the longest sign of the table.
func (s *scanner) sign() token {
	start := s.at
	for length := min(3, len(s.glyphs)-s.at); length > 0; length-- {
		s.at = start + length
		raw := s.raw(start)
		if canonical, ok := signForms[raw]; ok {
			if (canonical == "sum" || canonical == "prod") && (s.peek(0) == '_' || s.peek(0) == '^' || subscripts[s.peek(0)] != 0) {
				return s.boundsBelow(start, canonical)
			}
			return signToken(canonical)
		}
		if foreignSigns[raw] && !s.comparesNegative(raw) {
			return token{kind: sign, text: raw}
		}
	}
	s.at = start + 1
	return s.strange(start)
}

// comparesNegative reports whether <- is the comparison of x<-3 rather than the assignment of x <- 3.
func (s *scanner) comparesNegative(raw string) bool { return raw == "<-" && s.peek(0) != ' ' }

// signToken is the token of a sign in canonical form; some signs stand for names.
func signToken(canonical string) token {
	switch canonical {
	case "in", "sum", "prod", "∞":
		return token{kind: name, text: canonical, shown: canonical}
	}
	return token{kind: sign, text: canonical}
}

// signForms are the signs of the language and their canonical forms.
var signForms = map[string]string{
	"+": "+", "-": "-", "*": "*", "/": "/", ".+": ".+", ".-": ".-", "·": "·", ".*": ".*", "⊙": ".*", "./": "./", "⊘": "./", "^": "^", ".^": ".^",
	"=": "=", "==": "==", "!=": "!=", "≠": "!=", "<": "<", "<=": "<=", "≤": "<=", ">": ">", ">=": ">=", "≥": ">=", "≈": "≈", "~~": "≈", "∘": "∘", "∂": "∂",
	"->": "->", "→": "->", "↦": "->", "..": "..", ".": ".", ",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "[", "]": "]",
	"‖": "‖", "√": "√", "∇": "∇", "∈": "in", "∑": "sum", "∏": "prod", "∞": "∞",
}

// foreignSigns are signs of other languages, read so that the phrasebook can answer them.
var foreignSigns = indexForeignSigns()
