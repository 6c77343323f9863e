package session

import (
	"context"
	"strings"
	"time"

	"saddle/kernel/lang/display"
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/library"
	"saddle/kernel/lang/syntax"
)

// inspectionTime bounds the time that an answer may take.
const inspectionTime = 200 * time.Millisecond

// Inspect explains what stands at a cursor, a position in code points: the name, field, sign or word there, or the
// function whose call is being written. Level 0 is a short answer, level 1 all there is. Found is false when there is
// nothing to explain.
func (s *Session) Inspect(code string, cursor, level int) (data map[string]any, found bool) {
	if len(code) > syntax.Largest {
		return nil, false
	}
	text := []rune(code)
	cursor = max(0, min(cursor, len(text)))
	at, ok := s.found(text, cursor)
	if !ok {
		return nil, false
	}
	ctx, stop := context.WithTimeout(context.Background(), inspectionTime)
	defer stop()
	err := s.guarded(func() error {
		bundle, err := display.Of(ctx, s.language.Explain(ctx, at, level == 0), s.displayOptions())
		data = bundle.Data
		return err
	})
	return data, err == nil
}

// found is what stands at a cursor.
func (s *Session) found(text []rune, cursor int) (eval.Found, bool) {
	start, end := nameAround(text, cursor)
	name := string(text[start:end])
	if start > 0 && text[start-1] == '.' && name != "" && !follows(text, start-1, '.') {
		if at, ok := s.fieldAt(text, start-1, name); ok {
			return at, true
		}
	}
	sign := signAround(text, cursor)
	if start == cursor && strings.ContainsAny(sign, "∇√") { // it belongs to the name behind it, but is what is pointed at
		name = sign
	}
	for _, candidate := range []string{name, sign, callAround(text, cursor)} {
		if at, ok := s.known(candidate); ok {
			return at, true
		}
	}
	return eval.Found{}, false
}

// known is what a word or sign means, none for an empty one: a name of the notebook, or what help tells of it.
func (s *Session) known(word string) (eval.Found, bool) {
	if word == "" {
		return eval.Found{}, false
	}
	if at, ok := s.language.Find(syntax.CanonicalName(word)); ok {
		return at, true
	}
	topic, ok := library.Topic(word)
	return eval.Found{Name: word, Value: topic}, ok
}

// fieldAt is the field of the value whose name ends before a dot.
func (s *Session) fieldAt(text []rune, dot int, name string) (eval.Found, bool) {
	owner, v, ok := s.ownerOf(text, dot)
	if !ok {
		return eval.Found{}, false
	}
	field, ok := s.language.Field(v, syntax.CanonicalName(name))
	meaning, _ := library.FieldMeaning(v, syntax.CanonicalName(name))
	return eval.Found{Name: owner + "." + name, Value: field, Meaning: meaning}, ok
}

// nameAround is where the name that a place lies in, or directly behind, starts and ends.
func nameAround(text []rune, place int) (start, end int) {
	start, end = place, place
	for start > 0 && isNameRune(text[start-1]) {
		start--
	}
	for end < len(text) && isNameRune(text[end]) {
		end++
	}
	return start, end
}

// signAround is the sign that stands at a place or directly before it, the longest there is.
func signAround(text []rune, place int) string {
	for _, length := range []int{2, 1} {
		for start := place; start >= max(0, place-length); start-- {
			if start+length > len(text) {
				continue
			}
			if sign := string(text[start : start+length]); strings.TrimSpace(sign) != "" {
				if _, ok := library.Topic(sign); ok {
					return sign
				}
			}
		}
	}
	return ""
}
