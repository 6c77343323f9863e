package syntax

import "strings"

// In a text that is typed, {expression} stands for its value. {{ and }} are braces, and so are those of ^{…}, _{…} and \frac{…}{…},
// which are typeset.

// piece is a part of a text: letters, or the place of an expression between braces.
type piece struct {
	letters string
	value   Span // empty: letters
}

// typesets reports whether a brace behind these letters is one of typesetting: behind ^, _ or a command and its arguments.
func typesets(before string) bool {
	for strings.HasSuffix(before, "}") {
		open := strings.LastIndexByte(before, '{')
		if open < 0 {
			return false
		}
		before = before[:open]
	}
	if strings.HasSuffix(before, "^") || strings.HasSuffix(before, "_") {
		return true
	}
	command := strings.TrimRightFunc(before, func(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' })
	return len(command) < len(before) && strings.HasSuffix(command, `\`)
}

// group reads {…} as it stands, up to its closing brace or the end of the text.
func (s *scanner) group() string {
	var out strings.Builder
	for depth := 0; ; s.at++ {
		switch r := s.peek(0); r {
		case '{':
			depth++
		case '}':
			depth--
		case '"', '\n', 0:
			s.at--
			return out.String()
		}
		out.WriteString(s.original(s.at))
		if depth == 0 {
			return out.String()
		}
	}
}

// inBraces is the place between the brace here and the one that closes it.
func (s *scanner) inBraces() (piece, bool) {
	open := s.glyphs[s.at].end
	for s.at++; s.peek(0) != '}'; s.at++ {
		if r := s.peek(0); r == '"' || r == '{' || r == '\n' || r == 0 {
			return piece{}, false
		}
	}
	inside := Span{Start: open, End: s.glyphs[s.at].start}
	return piece{value: inside}, strings.TrimSpace(s.source.Text[inside.Start:inside.End]) != ""
}

// brace answers a brace in a text that no other closes, or that holds nothing.
func (s *scanner) brace(start int) token {
	for s.peek(0) != '"' && s.peek(0) != '\n' && s.peek(0) != 0 {
		s.at++
	}
	if s.peek(0) == '"' {
		s.at++
	}
	return s.fail(start, "syntax.text-brace", "{x}").advise("syntax.text-brace.advice", "{x}", "{{x}}")
}

// doubled is a text as it is typed, with its braces doubled but for those of typesetting.
func doubled(value string) string {
	if !strings.ContainsAny(value, "{}") {
		return value
	}
	var out strings.Builder
	depth := 0
	for i, r := range value {
		switch {
		case r == '{' && (depth > 0 || typesets(value[:i])):
			depth++
		case r == '}' && depth > 0:
			depth--
		case r == '{' || r == '}':
			out.WriteRune(r)
		}
		out.WriteRune(r)
	}
	return out.String()
}
