package notebook

import (
	"html"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// keywords holds the words of Saddle that are not names.
var keywords = words(`optimizer optimiser end start stop if then else for in where check and or not true false`)

// highlight returns a cell's source as HTML with its comments, texts, numbers
// and keywords marked. Cells in another language are only escaped.
func (p *page) highlight(source string) string {
	if p.language != "saddle" && p.language != "" {
		return html.EscapeString(source)
	}
	var b strings.Builder
	for _, p := range pieces(source) {
		text := html.EscapeString(p.text)
		if p.class != "" {
			text = `<span class="` + p.class + `">` + text + "</span>"
		}
		b.WriteString(text)
	}
	return b.String()
}

// colored is a part of a source of one class: k keyword, n number, s text, i
// what is put into a text, c comment, "" anything else.
type colored struct{ class, text string }

// pieces takes a source apart; neighbours of one class are one piece.
func pieces(source string) []colored {
	var all []colored
	add := func(class, text string) {
		if n := len(all); n > 0 && all[n-1].class == class {
			all[n-1].text += text
		} else if text != "" {
			all = append(all, colored{class, text})
		}
	}
	for source != "" {
		class, n := piece(source)
		if class == "s" {
			piecesOfText(source[:n], add)
		} else {
			add(class, source[:n])
		}
		source = source[n:]
	}
	return all
}

// put finds what a text holds besides letters: doubled braces, those of
// typesetting, behind ^, _ and commands, and those with an expression in them.
var put = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\{\{|\}\}|(?:[\^_]|\\[a-zA-Z]{2,})(?:\{[^{}"]*\})+|\\.|\{[^{}"]*\}`)
})

// piecesOfText tells the expressions in a text from the rest of it.
func piecesOfText(text string, add func(class, text string)) {
	at := 0
	for _, found := range put().FindAllStringIndex(text, -1) {
		if inside := text[found[0]:found[1]]; inside[0] == '{' && inside[1] != '{' {
			add("s", text[at:found[0]])
			add("i", inside)
			at = found[1]
		}
	}
	add("s", text[at:])
}

// piece returns how much of source belongs together, and what it is: k keyword,
// n number, s text, c comment, "" anything else.
func piece(source string) (class string, length int) {
	r, size := utf8.DecodeRuneInString(source)
	switch {
	case r == '#':
		return "c", lengthWhile(source, func(r rune) bool { return r != '\n' })
	case r == '"':
		return "s", textLength(source)
	case '0' <= r && r <= '9':
		return "n", numberLength(source)
	case isNameRune(r):
		n := lengthWhile(source, isNameRune)
		if keywords[source[:n]] {
			return "k", n
		}
		return "", n
	}
	return "", size
}

func isNameRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '_'
}

// numberLength takes digits, a point between digits and an exponent; the points
// of 1..n are not the number's.
func numberLength(source string) int {
	n := lengthWhile(source, isDigit)
	if strings.HasPrefix(source[n:], ".") && n+1 < len(source) && isDigit(rune(source[n+1])) {
		n += 1 + lengthWhile(source[n+1:], isDigit)
	}
	exponent := strings.TrimLeft(source[n:], "eE")
	if len(source[n:])-len(exponent) != 1 {
		return n
	}
	digits := strings.TrimLeft(exponent, "+-")
	if more := lengthWhile(digits, isDigit); more > 0 && len(exponent)-len(digits) <= 1 {
		return n + 1 + len(exponent) - len(digits) + more
	}
	return n
}

// textLength takes a text up to its closing quote, or to the line's end.
func textLength(source string) int {
	for i := 1; i < len(source); i++ {
		switch source[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		case '\n':
			return i
		}
	}
	return len(source)
}

func lengthWhile(s string, ok func(rune) bool) int {
	for i, r := range s {
		if !ok(r) {
			return i
		}
	}
	return len(s)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }
