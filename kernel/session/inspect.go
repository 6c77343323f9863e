package session

import (
	"saddle/kernel/lang/display"
	"saddle/kernel/lang/syntax"
)

// Inspect explains what stands at a cursor, a position in code points: the name there, or the function whose call is
// being written. Level 0 is a short answer, level 1 all there is. Found is false when there is nothing to explain.
func (s *Session) Inspect(code string, cursor, level int) (data map[string]any, found bool) {
	text := []rune(code)
	cursor = max(0, min(cursor, len(text)))
	for _, name := range []string{nameAround(text, cursor), callAround(text, cursor)} {
		if name == "" {
			continue
		}
		at, ok := s.language.Find(syntax.CanonicalName(name))
		if !ok {
			continue
		}
		err := s.guarded(func() error {
			data = display.Describe(at.Name, at.Value, at.Cell, s.displayOptions()).Data
			return nil
		})
		return data, err == nil
	}
	return nil, false
}

// nameAround is the name that a place lies in or directly behind.
func nameAround(text []rune, place int) string {
	start, end := place, place
	for start > 0 && isNameRune(text[start-1]) {
		start--
	}
	for end < len(text) && isNameRune(text[end]) {
		end++
	}
	return string(text[start:end])
}
