package syntax

import (
	"strings"

	"saddle/kernel/lang/message"
)

// token is one word, number, text or sign of a cell.
type token struct {
	kind  kind
	text  string  // canonical: a name as it is known, a sign in its usual form, a text without quotes, a power as "-1" or "T"
	shown string  // of a name or number: as it is shown
	value float64 // of a number
	span  Span

	space    bool // white space before it
	line     bool // the first of its line
	indented bool // the first of its line, with white space before it

	pieces []piece // of a text: what stands between and inside its braces; nil without braces

	err *message.Error // of a broken token: what is wrong with it
}

type kind int

const (
	atEnd  kind = iota // the end of the cell
	number             // 2, 0.5, 1e-3, ½
	text               // "…"
	name               // x, β₁, and the words of the language
	sign               // + ( == …
	power              // a superscript: ², ⁻¹, ᵀ
	broken             // what cannot be read; err says why
)

// is reports whether the token is this sign or this word of the language.
func (t token) is(text string) bool {
	return t.text == text && (t.kind == sign || t.kind == name && keywords[text])
}

// word reports whether the token is this name, be it a word of the language or not.
func (t token) word(text string) bool { return t.kind == name && t.shown == text }

// set is the set of the words of a text.
func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(words) {
		all[word] = true
	}
	return all
}

// keywords are the words that no value can be called. The words start, stop, check and optimizer are not among them:
// they mean something only at the head of a line.
var keywords = set("if then else for in and or not true false where end")
