package syntax

import (
	"slices"
	"strings"
	"unicode"
)

// callsInBrackets reports whether a word with a capital, as in Plot[…], is called with brackets.
func callsInBrackets(text string, known func(string) bool) bool {
	letters := []rune(text)
	for i := 0; i < len(letters); i++ {
		end := wordEnd(letters, i)
		if end > i && end < len(letters) && letters[end] == '[' && unicode.IsUpper(letters[i]) && !known(string(letters[i:end])) {
			return true
		}
		i = max(i, end-1)
	}
	return false
}

// textEnd is behind the text in quotes that begins at a place.
func textEnd(letters []rune, i int) int {
	end := i + 1
	for end < len(letters) && letters[end] != '"' {
		end++
	}
	return min(end+1, len(letters))
}

// wordEnd is where the name that begins at a place ends; the place itself where none does.
func wordEnd(letters []rune, i int) int {
	if i < len(letters) && !unicode.IsLetter(letters[i]) {
		return i
	}
	for i < len(letters) && (unicode.IsLetter(letters[i]) || unicode.IsDigit(letters[i]) || letters[i] == '_') {
		i++
	}
	return i
}

// isModule reports whether a name stands before a point for a package: np, or a word with a capital such as ForwardDiff.
func isModule(name string, known func(string) bool) bool {
	return !known(name) && (modules[name] || submodules[name] || foreignModules[name])
}

// closing is the place of the bracket that closes the one at a place; the last one where it is not closed.
func closing(letters []rune, open int) int {
	depth := 0
	for i := open; i < len(letters); i++ {
		switch letters[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		}
		if depth == 0 {
			return i
		}
	}
	return len(letters) - 1
}

// isBalanced reports whether every bracket of a text is closed, none before it opens.
func isBalanced(text string) bool {
	depth := 0
	for _, r := range text {
		switch r {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth < 0 {
				return false
			}
		}
	}
	return depth == 0
}

// bare is a text without parentheses around the whole of it.
func bare(text string) string {
	if inside, ok := strings.CutPrefix(text, "("); ok && strings.HasSuffix(inside, ")") && isBalanced(inside[:len(inside)-1]) {
		return bare(inside[:len(inside)-1])
	}
	return text
}

// split takes arguments apart at the commas outside brackets.
func split(inside string) []string {
	var parts []string
	depth, start := 0, 0
	for i, r := range inside {
		switch r {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ',':
			variables, isLambda := strings.CutPrefix(strings.TrimSpace(inside[start:i]), "lambda ")
			if depth == 0 && !(isLambda && !strings.Contains(variables, ":")) {
				parts = append(parts, strings.TrimSpace(inside[start:i]))
				start = i + 1
			}
		}
	}
	if rest := strings.TrimSpace(inside[start:]); rest != "" {
		parts = append(parts, rest)
	}
	return parts
}

// functionOf is the name of the function in f, f(x, y) and f[x, y]; "" for anything else.
func functionOf(text string) string {
	letters := []rune(text)
	end := wordEnd(letters, 0)
	switch {
	case end == 0:
		return ""
	case end == len(letters):
		return text
	case letters[end] != '(' && letters[end] != '[', end == len(letters)-1, closing(letters, end) != len(letters)-1:
		return ""
	}
	for _, arg := range split(string(letters[end+1 : len(letters)-1])) {
		if !isLetter(arg) {
			return ""
		}
	}
	return string(letters[:end])
}

// isLetter reports whether a text is a variable: one letter, perhaps with digits behind it.
func isLetter(text string) bool {
	letters := []rune(strings.TrimRight(text, "0123456789₀₁₂₃₄₅₆₇₈₉_"))
	return len(letters) == 1 && unicode.IsLetter(letters[0])
}

// lettersIn are the variables of a formula, in the order of the alphabet.
func lettersIn(formula string) []string {
	var found []string
	letters := []rune(formula)
	for i := 0; i < len(letters); i++ {
		end := wordEnd(letters, i)
		word := string(letters[i:max(i, end)])
		called := end < len(letters) && strings.ContainsRune("(['′", letters[end])
		if end > i && !called && isLetter(word) && !slices.Contains([]string{"e", "E", "I", "π"}, word) && !slices.Contains(found, word) {
			found = append(found, word)
		}
		i = max(i, end-1)
	}
	slices.Sort(found)
	return found
}
