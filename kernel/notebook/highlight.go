package notebook

import (
	"html"
	"strings"
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
	for source != "" {
		class, n := piece(source)
		text := html.EscapeString(source[:n])
		if class != "" {
			text = `<span class="` + class + `">` + text + "</span>"
		}
		b.WriteString(text)
		source = source[n:]
	}
	return b.String()
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
