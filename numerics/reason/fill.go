package reason

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fill puts words in the places of a sentence: {2} is say(2), the second of count arguments, and {2|point|points} is the
// first word when say(2) is 1 and the second otherwise. A brace that is no place stands for itself. Where a Chinese
// character of the sentence meets a word that is not Chinese, a space parts them.
func Fill(text string, count int, say func(number int) string) string {
	var out strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			break
		}
		length := strings.IndexByte(text[open:], '}')
		if length < 0 {
			break
		}
		before, rest := text[:open], text[open+length+1:]
		out.WriteString(before)
		out.WriteString(spaced(before, place(text[open:open+length+1], count, say), rest))
		text = rest
	}
	return out.String() + text
}

func place(braced string, count int, say func(number int) string) string {
	fields := strings.Split(braced[1:len(braced)-1], "|")
	number, err := strconv.Atoi(fields[0])
	if err != nil || number < 1 || number > count {
		return braced
	}
	said := say(number)
	switch {
	case len(fields) != 3:
		return said
	case said == "1":
		return fields[1]
	}
	return fields[2]
}

// spaced is a filled-in word with the spaces that Chinese print sets between its characters and Latin letters, digits
// and formulas. The sentence alone asks for them: a Chinese name before a parenthesis of the sentence is a call.
func spaced(before, word, after string) string {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	start, _ := utf8.DecodeRuneInString(word)
	end, _ := utf8.DecodeLastRuneInString(word)
	if unicode.Is(unicode.Han, last) && narrow(start) {
		word = " " + word
	}
	if unicode.Is(unicode.Han, next) && narrow(end) {
		word += " "
	}
	return word
}

// narrow reports whether a character is set apart from a Chinese one: letters, digits and signs are, Chinese characters,
// full-width punctuation and spaces are not.
func narrow(r rune) bool {
	switch {
	case r == utf8.RuneError, unicode.IsSpace(r), unicode.Is(unicode.Han, r):
		return false
	case r >= 0x3000 && r <= 0x303f, r >= 0xff00 && r <= 0xffef:
		return false
	}
	return !strings.ContainsRune("“”‘’…—", r)
}
