package expr

import (
	"strings"
	"unicode"
)

// LaTeXName typesets a name of the language: x₁ and x_1 as x_{1}, η as \eta, m̂ as \hat{m}, loss as \mathrm{loss}, a name
// in another script as text.
func LaTeXName(name string) string {
	if rest, ok := strings.CutPrefix(name, "∇²"); ok {
		return `\nabla^{2} ` + LaTeXName(rest)
	}
	if rest, ok := strings.CutPrefix(name, "∇"); ok {
		return `\nabla ` + LaTeXName(rest)
	}
	stem, index := cutSubscript(name)
	s := latexStem(stem)
	if index != "" {
		s += "_{" + index + "}"
	}
	return s
}

// cutSubscript parts a name at its first underscore or subscript digit; digits at the end count as a subscript.
func cutSubscript(name string) (stem, index string) {
	var b, sub strings.Builder
	for _, c := range name {
		switch {
		case c >= '₀' && c <= '₉':
			sub.WriteRune('0' + c - '₀')
		case sub.Len() > 0 || c == '_' && b.Len() > 0:
			sub.WriteRune(c)
		default:
			b.WriteRune(c)
		}
	}
	stem, index = b.String(), strings.TrimPrefix(sub.String(), "_")
	if digits := strings.TrimLeftFunc(stem, func(c rune) bool { return !unicode.IsDigit(c) }); index == "" && len(digits) < len(stem) {
		stem, index = strings.TrimSuffix(stem, digits), digits
	}
	if len([]rune(index)) > 1 && strings.ContainsFunc(index, unicode.IsLetter) {
		index = `\text{` + index + "}"
	}
	return stem, index
}

var greek = map[rune]string{
	'α': `\alpha`, 'β': `\beta`, 'γ': `\gamma`, 'δ': `\delta`, 'ε': `\varepsilon`, 'ζ': `\zeta`, 'η': `\eta`, 'θ': `\theta`,
	'ι': `\iota`, 'κ': `\kappa`, 'λ': `\lambda`, 'μ': `\mu`, 'ν': `\nu`, 'ξ': `\xi`, 'π': `\pi`, 'ρ': `\rho`, 'σ': `\sigma`,
	'τ': `\tau`, 'υ': `\upsilon`, 'φ': `\varphi`, 'χ': `\chi`, 'ψ': `\psi`, 'ω': `\omega`, 'Γ': `\Gamma`, 'Δ': `\Delta`,
	'Θ': `\Theta`, 'Λ': `\Lambda`, 'Ξ': `\Xi`, 'Π': `\Pi`, 'Σ': `\Sigma`, 'Φ': `\Phi`, 'Ψ': `\Psi`, 'Ω': `\Omega`,
}

var accents = map[rune]string{'\u0302': `\hat`, '\u0303': `\tilde`, '\u0304': `\bar`, '\u0307': `\dot`, '\u20d7': `\vec`}

func latexStem(stem string) string {
	letters := []rune(stem)
	if len(letters) == 2 && accents[letters[1]] != "" {
		return accents[letters[1]] + "{" + latexStem(stem[:len(string(letters[0]))]) + "}"
	}
	switch {
	case len(letters) == 1 && greek[letters[0]] != "":
		return greek[letters[0]]
	case len(letters) == 1 && letters[0] < unicode.MaxASCII:
		return stem
	case strings.ContainsFunc(stem, func(c rune) bool { return c > unicode.MaxASCII }):
		return `\text{` + stem + "}"
	}
	return `\mathrm{` + stem + "}"
}
