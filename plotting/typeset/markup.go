package typeset

import (
	"strings"
	"unicode"
)

// run is a piece of text on one level: 0 on the line, 1 raised, -1 lowered.
type run struct {
	text  string
	level int
}

// runs splits what a student typed into pieces on the line, raised and
// lowered: x_1, x₁, x1, x_{k+1}, x^2, 10^-3, 1e-3, 10⁻³. An underscore inside a longer
// word (step_size) stays an underscore, unless digits follow it; so do digits
// behind one (run2).
func runs(s string) []run {
	var out []run
	text := []rune(minus(s))
	var piece strings.Builder
	at := 0 // the level of the piece
	flush := func() {
		if piece.Len() > 0 {
			out = append(out, run{piece.String(), at})
			piece.Reset()
		}
	}
	emit := func(t string, level int) {
		if level != at {
			flush()
			at = level
		}
		piece.WriteString(t)
	}
	for i := 0; i < len(text); {
		r := text[i]
		if plain, level := script(r); level != 0 {
			emit(string(plain), level)
			i++
			continue
		}
		if (r == '^' || r == '_') && i > 0 {
			if lowered, used := argument(text[i+1:], r == '_', wordBefore(text[:i])); used > 0 {
				emit(lowered, map[bool]int{true: -1, false: 1}[r == '_'])
				i += 1 + used
				continue
			}
		}
		if mantissa, exponent, n := scientific(text, i); n > 0 {
			emit(mantissa, 0)
			emit(exponent, 1)
			i += n
			continue
		}
		if n := index(text, i); n > 0 {
			emit(string(text[i:i+n]), -1)
			i += n
			continue
		}
		emit(string(r), 0)
		i++
	}
	flush()
	return out
}

// scientific reads a number such as 2.5e-9 at a place, how it is set, 2.5×10 and
// −9 above the line, and how many runes it took; 0: there is none.
func scientific(text []rune, at int) (mantissa, exponent string, used int) {
	if at > 0 && (isWord(text[at-1]) || text[at-1] == '.') {
		return "", "", 0
	}
	i := at + digitsAt(text, at)
	if fraction := digitsAt(text, i+1); i > at && fraction > 0 && text[i] == '.' {
		i += 1 + fraction
	}
	mantissa = string(text[at:i])
	if i == at || i+1 >= len(text) || text[i] != 'e' && text[i] != 'E' {
		return "", "", 0
	}
	i++
	if sign := text[i]; strings.ContainsRune("-−+", sign) {
		if i++; sign != '+' {
			exponent = "−"
		}
	}
	n := digitsAt(text, i)
	if n == 0 || i+n < len(text) && isWord(text[i+n]) {
		return "", "", 0
	}
	exponent += strings.TrimLeft(string(text[i:i+n-1]), "0") + string(text[i+n-1])
	if mantissa == "1" {
		return "10", exponent, i + n - at
	}
	return mantissa + "×10", exponent, i + n - at
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// digitsAt counts the digits from a place on.
func digitsAt(text []rune, at int) int {
	n := 0
	for at+n < len(text) && unicode.IsDigit(text[at+n]) {
		n++
	}
	return n
}

// index counts the digits at a place that are the index of a Latin or Greek
// letter alone, as in x1 and 2θ12, but not in 1e9.
func index(text []rune, at int) int {
	if !unicode.IsDigit(text[at]) || wordBefore(text[:at]) != 1 || !unicode.In(text[at-1], unicode.Latin, unicode.Greek) {
		return 0
	}
	if at > 1 && (strings.ContainsRune("_.", text[at-2]) || unicode.IsDigit(text[at-2]) && (text[at-1] == 'e' || text[at-1] == 'E')) {
		return 0
	}
	n := digitsAt(text, at)
	if at+n < len(text) && isWord(text[at+n]) {
		return 0
	}
	return n
}

const (
	raised       = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿᵀ"
	raisedPlain  = "0123456789+−()nT"
	lowered      = "₀₁₂₃₄₅₆₇₈₉₊₋₍₎"
	loweredPlain = "0123456789+−()"
)

// script returns the ordinary sign and the level of a raised or lowered one.
func script(r rune) (rune, int) {
	for _, s := range []struct {
		signs, plain string
		level        int
	}{{raised, raisedPlain, 1}, {lowered, loweredPlain, -1}} {
		signs := []rune(s.signs)
		for i := range signs {
			if signs[i] == r {
				return []rune(s.plain)[i], s.level
			}
		}
	}
	return r, 0
}

// wordBefore counts the letters directly before a ^ or _, and those of the name that they end, as of loss_of_a.
func wordBefore(text []rune) int {
	n, begin := 0, len(text)
	for begin > 0 && isWord(text[begin-1]) {
		begin--
	}
	for i := len(text) - 1; i >= 0 && unicode.IsLetter(text[i]); i-- {
		n++
	}
	if i := len(text) - n - 1; i > begin && text[i] == '_' && unicode.IsLetter(text[i-1]) {
		return len(text) - begin
	}
	return n
}

// argument reads what a ^ or _ applies to and how many runes it took; 0 means
// that the sign is an ordinary one.
func argument(rest []rune, lower bool, word int) (string, int) {
	if len(rest) == 0 {
		return "", 0
	}
	if closing := map[rune]rune{'{': '}', '(': ')'}[rest[0]]; closing != 0 {
		if end := strings.IndexRune(string(rest), closing); end > 0 {
			inside := string(rest)[1:end]
			return inside, len([]rune(inside)) + 2
		}
		return "", 0
	}
	i := 0
	if !lower && len(rest) > 1 && strings.ContainsRune("-−+", rest[0]) {
		i = 1
	}
	start := i
	for i < len(rest) && (unicode.IsDigit(rest[i]) || rest[i] == '.' && i > start && i+1 < len(rest) && unicode.IsDigit(rest[i+1])) {
		i++
	}
	if i == start && i < len(rest) && unicode.IsLetter(rest[i]) && (!lower || word == 1) {
		i++
		for lower && i < len(rest) && isWord(rest[i]) && (rest[i] != '_' || i+1 < len(rest) && isWord(rest[i+1])) {
			i++
		}
	}
	if i == start {
		return "", 0
	}
	return strings.ReplaceAll(string(rest[:i]), "-", "−"), i
}

// minus replaces a hyphen that stands for a minus: before a digit, a letter or
// a bracket, where no letter or digit stands directly before it, and between
// spaces.
func minus(s string) string {
	text := []rune(s)
	for i, r := range text {
		if r != '-' {
			continue
		}
		before, after := ' ', ' '
		if i > 0 {
			before = text[i-1]
		}
		if i+1 < len(text) {
			after = text[i+1]
		}
		operand := unicode.IsDigit(after) || unicode.IsLetter(after) || strings.ContainsRune("(.∞∇", after)
		inWord := unicode.IsLetter(before) || unicode.IsDigit(before) || before == '-' || before == '^'
		if after != '-' && !inWord && (operand || before == ' ' && after == ' ' && i > 0) {
			text[i] = '−'
		}
	}
	return string(text)
}
