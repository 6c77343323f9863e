package formula

import (
	"unicode"
	"unicode/utf8"

	"saddle/numerics/expr"
)

// Length is the number of numbers, names and operators of a formula's text, brackets counted half.
func Length(text string) float64 {
	length := 0.0
	for text != "" {
		c, size := utf8.DecodeRuneInString(text)
		switch {
		case unicode.IsDigit(c):
			size = numberEnd(text)
			length++
		case unicode.IsLetter(c) || c == '_':
			size = nameEnd(text)
			length++
		case c == '(' || c == ')' || c == '[' || c == ']':
			length += 0.5
		case c != ' ' && c != ',' && c != ';' && c != '\n':
			length++
		}
		text = text[size:]
	}
	return length
}

func nameEnd(text string) int {
	for k, c := range text {
		if !unicode.IsLetter(c) && !unicode.IsNumber(c) && c != '_' {
			return k
		}
	}
	return len(text)
}

// numberEnd is the end of a number with decimals and an exponent.
func numberEnd(text string) int {
	end := digitsEnd(text, 0)
	if end < len(text) && text[end] == '.' {
		end = digitsEnd(text, end+1)
	}
	if end+1 < len(text) && text[end] == 'e' {
		if after := end + 1; text[after] == '-' && digitsEnd(text, after+1) > after+1 {
			return digitsEnd(text, after+1)
		} else if last := digitsEnd(text, after); last > after {
			return last
		}
	}
	return end
}

func digitsEnd(text string, k int) int {
	for k < len(text) && text[k] >= '0' && text[k] <= '9' {
		k++
	}
	return k
}

func lengthOf(n *expr.Node) float64 { return Length(expr.Text(n)) }
