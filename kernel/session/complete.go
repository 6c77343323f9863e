package session

import (
	"strings"
	"unicode"

	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
)

// Completion is what could stand in code[Start:End], counted in code points.
type Completion struct {
	Start, End int
	Matches    []Match
}

// Match is one completion: its text, what it is (function, variable, optimizer, keyword, setting, field, symbol) and a
// signature, which may be empty.
type Match struct{ Text, Type, Signature string }

// Complete offers what could stand at a cursor, a position in code points: symbols after \, fields after a dot, settings
// inside a call, names everywhere.
func (s *Session) Complete(code string, cursor int) Completion {
	text := []rune(code)
	cursor = max(0, min(cursor, len(text)))
	start := cursor
	for start > 0 && isNameRune(text[start-1]) {
		start--
	}
	prefix := string(text[start:cursor])
	c := Completion{Start: start, End: cursor}
	switch {
	case start > 0 && text[start-1] == '\\':
		c.Start--
		c.Matches = symbolsFor(prefix)
	case start > 0 && text[start-1] == '.' && !follows(text, start-1, '.'):
		c.Matches = s.fieldsAt(text, start-1, prefix)
	default:
		c.Matches = append(s.settingsAt(text, start, prefix), s.namesFor(prefix)...)
	}
	return c
}

// isNameRune tells whether a rune can be part of a name.
func isNameRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_' || r >= '₀' && r <= '₉'
}

func follows(text []rune, at int, r rune) bool { return at > 0 && text[at-1] == r }

func symbolsFor(prefix string) []Match {
	var matches []Match
	for _, symbol := range syntax.Symbols() {
		if strings.HasPrefix(symbol.Name, prefix) {
			matches = append(matches, Match{Text: symbol.Sign, Type: "symbol", Signature: `\` + symbol.Name})
		}
	}
	return matches
}

// fieldsAt offers the fields of the value whose name, perhaps with an index, ends before the dot.
func (s *Session) fieldsAt(text []rune, dot int, prefix string) []Match {
	end := dot
	if follows(text, end, ']') {
		end = openingOf(text, end-1)
	}
	indexed := end != dot
	start := end
	for start > 0 && isNameRune(text[start-1]) {
		start--
	}
	found, ok := s.language.Find(syntax.CanonicalName(string(text[start:end])))
	if !ok {
		return nil
	}
	v := found.Value
	if r, isRun := v.(*value.Run); isRun && indexed {
		v = value.Step{Run: r}
	}
	return matching(eval.Fields(v), prefix, "field")
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

// settingsAt offers the settings of the call that a place stands in.
func (s *Session) settingsAt(text []rune, start int, prefix string) []Match {
	name := callAround(text, start)
	found, ok := s.language.Find(syntax.CanonicalName(name))
	if name == "" || !ok {
		return nil
	}
	var matches []Match
	for _, setting := range eval.SettingsOf(found.Value) {
		if strings.HasPrefix(setting, prefix) {
			matches = append(matches, Match{Text: setting + " = ", Type: "setting"})
		}
	}
	return matches
}

// callAround is the name that is called by the innermost open parenthesis before a place; empty when there is none.
func callAround(text []rune, place int) string {
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
				start := i
				for start > 0 && isNameRune(text[start-1]) {
					start--
				}
				return string(text[start:i])
			}
		}
	}
	return ""
}

// namesFor offers the names and keywords that start as the prefix does.
func (s *Session) namesFor(prefix string) []Match {
	var matches []Match
	for _, name := range s.language.Names() {
		if !strings.HasPrefix(name, prefix) {
			continue
		}
		found, _ := s.language.Find(name)
		matches = append(matches, Match{Text: name, Type: kindOf(found.Value), Signature: signatureOf(found.Value)})
	}
	return append(matches, matching(eval.Keywords(), prefix, "keyword")...)
}

func matching(names []string, prefix, kind string) []Match {
	var matches []Match
	for _, name := range names {
		if strings.HasPrefix(name, prefix) {
			matches = append(matches, Match{Text: name, Type: kind})
		}
	}
	return matches
}

func kindOf(v value.Value) string {
	switch v.(type) {
	case value.Callable:
		return "function"
	case *value.Optimizer:
		return "optimizer"
	}
	return "variable"
}

func signatureOf(v value.Value) string {
	switch v := v.(type) {
	case *value.Builtin:
		return v.Signature
	case *value.Function:
		return "(" + strings.Join(append(append([]string(nil), v.Variables...), eval.SettingsOf(v)...), ", ") + ")"
	}
	return ""
}
