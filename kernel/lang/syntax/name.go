package syntax

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// CanonicalName is the one form of a name under which it is known: Greek words become letters (beta_1 is β1), digits
// below the line become digits behind the name (x₁ and x_1 are x1), other subscripts follow a _ (xᵢ is x_i), NFC. It
// leaves a text that is no name as it is, apart from these changes.
func CanonicalName(name string) string {
	canonical, _ := canonical(name)
	return canonical
}

// canonical gives the form under which a name is known, and the form in which it is shown: Greek letters for their
// words, else as written.
func canonical(name string) (known, shown string) {
	shown = foldGreek(norm.NFC.String(name))
	if shown == "inf" {
		return "∞", "∞"
	}
	return foldGreek(joinDigits(lowerSubscript(shown))), shown
}

// lowerSubscript writes a subscript at the end as digits, or after a _ when it holds more than digits or would run into
// digits.
func lowerSubscript(name string) string {
	stem := strings.TrimRightFunc(name, func(r rune) bool { return subscripts[r] != 0 })
	if stem == name {
		return name
	}
	var below strings.Builder
	for _, r := range name[len(stem):] {
		below.WriteRune(subscripts[r])
	}
	last, _ := utf8.DecodeLastRuneInString(stem)
	if strings.Trim(below.String(), "0123456789") == "" && digit(last) < 0 {
		return stem + below.String()
	}
	return stem + "_" + below.String()
}

// joinDigits drops the _ of x_1, but keeps the one of x1_2, of x_max and of _1.
func joinDigits(name string) string {
	i := strings.LastIndexByte(name, '_')
	if i <= 0 || i == len(name)-1 || strings.Trim(name[i+1:], "0123456789") != "" {
		return name
	}
	before, _ := utf8.DecodeLastRuneInString(name[:i])
	if before == '_' || digit(before) >= 0 {
		return name
	}
	return name[:i] + name[i+1:]
}

// foldGreek puts a Greek letter for its word when the word is the whole stem: eta, eta_max, beta1, not betamax.
func foldGreek(name string) string {
	end := strings.IndexFunc(name, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') })
	if end < 0 {
		end = len(name)
	}
	sign, ok := greek()[name[:end]]
	if !ok {
		return name
	}
	rest := strings.TrimLeftFunc(name[end:], func(r rune) bool { return digit(r) >= 0 || subscripts[r] != 0 })
	if rest != "" && rest[0] != '_' {
		return name
	}
	return sign + name[end:]
}
