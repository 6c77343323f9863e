// Package reason is the bottom of all that speaks: a text in both languages, and the sentences with which numerics explain
// themselves, which are keys of a catalogue with arguments. It knows no mathematics beyond how a number is written.
//
//	reason.Both("learning rate", "学习率").In(reason.Chinese)
//	reason.Of("critical.slope", g, d).String()   // ∇f = (2, -4) is not zero: f falls along …
package reason

import (
	"fmt"
	"strings"
)

// Reason is a sentence that can be said in several languages: a key of the catalogue and what fills {1}, {2}, … in its
// text. Arguments are numbers (float64), counts (int), vectors ([]float64) and words.
type Reason struct {
	Key  string
	Args []any
}

// Of makes a reason.
func Of(key string, args ...any) Reason { return Reason{Key: key, Args: args} }

// String says the reason in English.
func (r Reason) String() string { return r.In(English) }

// In says the reason in a language. A key without a text is its own.
func (r Reason) In(locale Locale) string {
	text, ok := texts[r.Key]
	if !ok {
		return r.Key
	}
	return Fill(text.In(locale), len(r.Args), func(number int) string { return Say(r.Args[number-1]) })
}

// Text is what the reason says in each language.
func (r Reason) Text() Text { return Text{r.In(English), r.In(Chinese)} }

// Say writes an argument as the sentences do: numbers with six digits, vectors in parentheses, long ones abbreviated.
func Say(arg any) string {
	switch arg := arg.(type) {
	case float64:
		return Number(arg, 6)
	case []float64:
		entries := make([]string, len(arg))
		for i, v := range arg {
			entries[i] = Number(v, 6)
		}
		if len(entries) == 1 {
			return entries[0]
		}
		return "(" + abbreviated(entries) + ")"
	default:
		return fmt.Sprint(arg)
	}
}

// abbreviated keeps a long vector on one line.
func abbreviated(entries []string) string {
	if len(entries) <= 10 {
		return strings.Join(entries, ", ")
	}
	return strings.Join(entries[:4], ", ") + ", …, " + strings.Join(entries[len(entries)-2:], ", ")
}
