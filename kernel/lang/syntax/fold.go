package syntax

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// glyph is one sign of the source after folding, with its place in the text as it was typed.
type glyph struct {
	r          rune
	start, end int
}

// fold reads a source as glyphs: what keyboards, input methods and PDFs offer for one sign becomes that sign. Signs
// without meaning of their own (byte order marks, soft hyphens) are left out.
func fold(source string) []glyph {
	glyphs := make([]glyph, 0, len(source))
	for i := 0; i < len(source); {
		r, size := utf8.DecodeRuneInString(source[i:])
		if r == '\r' && i+1 < len(source) && source[i+1] == '\n' {
			r, size = '\n', 2
		}
		if !ignored[r] {
			for _, f := range foldRune(r) {
				glyphs = append(glyphs, glyph{f, i, i + size})
			}
		}
		i += size
	}
	return glyphs
}

// ignored are signs that PDFs and web pages carry and nobody sees.
var ignored = map[rune]bool{'\u00ad': true, '\u200b': true, '\u2060': true, '\u2061': true, '\ufeff': true, '\ufe0e': true, '\ufe0f': true, '\u200e': true, '\u200f': true}

// foldRune is what a rune stands for: nearly always one rune, several for a ligature.
func foldRune(r rune) []rune {
	if f, ok := folds[r]; ok {
		return []rune{f}
	}
	switch {
	case r < 0x80:
	case r >= '！' && r <= '～':
		return []rune{r - '！' + '!'}
	case r >= 0x1D400 && r <= 0x1D7FF, r >= 0xFB00 && r <= 0xFB06, r == '″', r == '‴', r == '⁗':
		return foldMathematical(r)
	case unicode.Is(unicode.Zs, r):
		return []rune{' '}
	}
	return []rune{r}
}

// foldMathematical reads the italic, bold and script alphabets and the ligatures of PDFs as plain letters, and several primes as so many.
func foldMathematical(r rune) []rune {
	var out []rune
	for _, plain := range norm.NFKC.String(string(r)) {
		if f, ok := folds[plain]; ok {
			plain = f
		}
		out = append(out, plain)
	}
	return out
}

// folds are the single signs that stand for another. The Greek letters are variants of one letter.
var folds = map[rune]rune{
	'\r': '\n', '\u0085': '\n', '\u2028': '\n', '\u2029': '\n', '\v': ' ', '\f': ' ', '\t': ' ', '\u2062': ' ',
	'\u037e': ';', '\u0387': '·', '\u0374': '\'', '\u1fef': '`', '\u1ffd': '\'', 'µ': 'μ', 'ϵ': 'ε', 'ɛ': 'ε',
	'ϕ': 'φ', 'ɸ': 'φ', 'ϑ': 'θ', 'ϰ': 'κ', 'ϱ': 'ρ', 'ϖ': 'π', 'Ω': 'Ω', '∆': 'Δ', 'ℯ': 'e', 'ℎ': 'h', 'K': 'K',
	'−': '-', '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '﹣': '-', '⁃': '-', '⋅': '·', '∙': '·', '•': '·',
	'・': '·', '･': '·', '‧': '·', '∗': '*', '⁎': '*', '×': '*', '✕': '*', '⨯': '*', '÷': '/', '∕': '/', '⁄': '/',
	'′': '\'', 'ʹ': '\'', 'ʼ': '\'', '’': '\'', '´': '\'', '‛': '\'', '“': '"', '”': '"', '„': '"', '‟': '"',
	'«': '"', '»': '"', '∥': '‖', '⩽': '≤', '≦': '≤', '⩾': '≥', '≧': '≥', '≃': '≈', '≅': '≈', '⟶': '→', '⟼': '↦',
	'∣': '|', '｜': '|', '❘': '|', '、': ',', '。': '.', '【': '[', '】': ']', '〔': '[', '〕': ']', '《': '<', '》': '>', '〈': '<', '〉': '>',
	'∶': ':', '︰': ':', '﹐': ',', '﹔': ';', '﹕': ':', '﹙': '(', '﹚': ')',
}

// superscripts are the raised signs and what they stand for.
var superscripts = map[rune]rune{
	'⁰': '0', '¹': '1', '²': '2', '³': '3', '⁴': '4', '⁵': '5', '⁶': '6', '⁷': '7', '⁸': '8', '⁹': '9', '⁺': '+',
	'⁻': '-', '⁼': '=', '⁽': '(', '⁾': ')', 'ᵀ': 'T', '⊤': 'T', 'ⁱ': 'i', 'ⁿ': 'n', 'ᵃ': 'a', 'ᵇ': 'b', 'ᶜ': 'c',
	'ᵈ': 'd', 'ᵉ': 'e', 'ᶠ': 'f', 'ᵍ': 'g', 'ʰ': 'h', 'ʲ': 'j', 'ᵏ': 'k', 'ˡ': 'l', 'ᵐ': 'm', 'ᵒ': 'o', 'ᵖ': 'p',
	'ʳ': 'r', 'ˢ': 's', 'ᵗ': 't', 'ᵘ': 'u', 'ᵛ': 'v', 'ʷ': 'w', 'ˣ': 'x', 'ʸ': 'y', 'ᶻ': 'z', 'ᵅ': 'α', 'ᵝ': 'β',
	'ᵞ': 'γ', 'ᵟ': 'δ', 'ᵋ': 'ε', 'ᶿ': 'θ', 'ᵠ': 'φ', 'ᵡ': 'χ',
}

// subscripts are the lowered signs and what they stand for.
var subscripts = map[rune]rune{
	'₀': '0', '₁': '1', '₂': '2', '₃': '3', '₄': '4', '₅': '5', '₆': '6', '₇': '7', '₈': '8', '₉': '9', '₊': '+',
	'₋': '-', 'ₐ': 'a', 'ₑ': 'e', 'ₕ': 'h', 'ᵢ': 'i', 'ⱼ': 'j', 'ₖ': 'k', 'ₗ': 'l', 'ₘ': 'm', 'ₙ': 'n', 'ₒ': 'o',
	'ₚ': 'p', 'ᵣ': 'r', 'ₛ': 's', 'ₜ': 't', 'ᵤ': 'u', 'ᵥ': 'v', 'ₓ': 'x', 'ᵦ': 'β', 'ᵧ': 'γ', 'ᵨ': 'ρ', 'ᵩ': 'φ',
	'ᵪ': 'χ',
}

// fractions are the numbers that have a sign of their own.
var fractions = map[rune]float64{
	'½': 1. / 2, '⅓': 1. / 3, '⅔': 2. / 3, '¼': 1. / 4, '¾': 3. / 4, '⅕': 1. / 5, '⅖': 2. / 5, '⅗': 3. / 5, '⅘': 4. / 5, '⅙': 1. / 6, '⅚': 5. / 6,
	'⅐': 1. / 7, '⅛': 1. / 8, '⅜': 3. / 8, '⅝': 5. / 8, '⅞': 7. / 8, '⅑': 1. / 9, '⅒': 1. / 10,
}

// digit is the value of a decimal digit of any script, -1 for anything else.
func digit(r rune) int {
	if r < '0' || (r > '9' && r < 0x80) || !unicode.IsDigit(r) {
		return -1
	}
	// Decimal digits come in runs of ten, 0 first.
	zero := r
	for unicode.IsDigit(zero-1) && r-zero < 9 {
		zero--
	}
	return int(r-zero) % 10
}

func letter(r rune) bool {
	return r == '_' || unicode.IsLetter(r) && superscripts[r] == 0 && subscripts[r] == 0
}
