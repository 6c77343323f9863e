package session

import (
	"strings"
	"unicode"

	"saddle/kernel/lang/syntax"
)

// Completion is what could stand in code[Start:End], counted in code points.
type Completion struct {
	Start, End int
	Matches    []Match
}

// Match is one completion: its text, what it is (function, variable, optimizer, keyword, setting, field, symbol, file,
// page) and a signature, or what it means, which may be empty.
type Match struct{ Text, Type, Signature string }

// Complete offers what could stand at a cursor, a position in code points: symbols after \, fields after a dot, settings
// inside a call, files and pages of help in the quotes of load and help, names everywhere but in texts and remarks. In code that is too long to be a cell it offers nothing.
func (s *Session) Complete(code string, cursor int) Completion {
	if len(code) > syntax.Largest {
		return Completion{Start: cursor, End: cursor}
	}
	text := []rune(code)
	cursor = max(0, min(cursor, len(text)))
	start := cursor
	for start > 0 && isNameRune(text[start-1]) {
		start--
	}
	prefix := string(text[start:cursor])
	c := Completion{Start: start, End: cursor}
	switch {
	case follows(text, start, '\\'):
		c.Start--
		c.Matches = s.symbolsFor(prefix)
	case isQuoted(text[:start]):
		c.Start, c.Matches = s.quotedAt(text, cursor)
	case startsWithDigit(prefix):
	case follows(text, start, '.') && !follows(text, start-1, '.'):
		c.Matches = s.fieldsAt(text, start-1, prefix)
	default:
		c.Matches = append(s.settingsAt(text, start, prefix), s.namesFor(code, prefix)...)
	}
	return c
}

// quotedAt is where what stands in quotes at a place begins, and what could stand there: files for load, pages for help.
func (s *Session) quotedAt(text []rune, cursor int) (start int, matches []Match) {
	start = cursor
	for start > 0 && text[start-1] != '"' {
		if text[start-1] == '\n' || text[start-1] == '#' {
			return cursor, nil
		}
		start--
	}
	prefix := string(text[start:cursor])
	switch callAround(text, max(0, start-1)) {
	case "load":
		matches = s.filesFor(prefix)
	case "help":
		matches = s.pagesFor(prefix)
	}
	return start, matches
}

// isNameRune reports whether a rune can be part of a name.
func isNameRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' || r >= '₀' && r <= '₉'
}

func startsWithDigit(prefix string) bool { return prefix != "" && prefix[0] >= '0' && prefix[0] <= '9' }

// follows reports whether a rune stands directly before a place.
func follows(text []rune, place int, r rune) bool { return place > 0 && text[place-1] == r }

// isQuoted reports whether what comes behind some text is inside a text or a remark.
func isQuoted(before []rune) bool {
	line := string(before)
	line = line[1+strings.LastIndexByte(line, '\n'):]
	quoted := false
	for i, r := range line {
		switch {
		case r == '"' && (i == 0 || line[i-1] != '\\'):
			quoted = !quoted
		case r == '#' && !quoted:
			return true
		}
	}
	return quoted
}

// openingOf is the place of the bracket that the one at close belongs to.
func openingOf(text []rune, close int) int {
	depth := 0
	for i := close; i >= 0; i-- {
		switch text[i] {
		case ']', ')':
			depth++
		case '[', '(':
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return 0
}

// callAround is the name that is called by the innermost open parenthesis before a place; empty when there is none.
func callAround(text []rune, place int) string {
	open := openParenthesis(text, place)
	if open < 0 {
		return ""
	}
	return string(text[nameBefore(text, open):open])
}

// openParenthesis is the place of the innermost ( before a place that is not closed there; -1 when there is none.
func openParenthesis(text []rune, place int) int {
	depth := 0
	for i := place - 1; i >= 0; i-- {
		switch text[i] {
		case ')', ']':
			depth++
		case '[':
			depth--
		case '(':
			depth--
			if depth < 0 {
				return i
			}
		}
	}
	return -1
}

// nameBefore is where the name that ends at a place starts.
func nameBefore(text []rune, end int) int {
	for end > 0 && isNameRune(text[end-1]) {
		end--
	}
	return end
}
