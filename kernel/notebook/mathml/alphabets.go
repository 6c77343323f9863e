package mathml

// alphabet says where Unicode keeps the letters and digits of a mathematical
// font: the code points of A, a, 0, Α and α; 0 where it has none. The letters
// of some alphabets were in Unicode before and are missing from the block.
// https://www.unicode.org/charts/PDF/U1D400.pdf
type alphabet struct {
	upper, lower, digit, greekUpper, greekLower rune
	elsewhere                                   map[rune]rune
}

var alphabets = map[string]alphabet{
	"bold":       {upper: 0x1D400, lower: 0x1D41A, digit: 0x1D7CE, greekUpper: 0x1D6A8, greekLower: 0x1D6C2},
	"bolditalic": {upper: 0x1D468, lower: 0x1D482, digit: 0x1D7CE, greekUpper: 0x1D71C, greekLower: 0x1D736},
	"slanted":    {upper: 0x1D434, lower: 0x1D44E, greekUpper: 0x1D6E2, greekLower: 0x1D6FC, elsewhere: map[rune]rune{'h': 'ℎ'}},
	"sans":       {upper: 0x1D5A0, lower: 0x1D5BA, digit: 0x1D7E2},
	"mono":       {upper: 0x1D670, lower: 0x1D68A, digit: 0x1D7F6},
	"script": {upper: 0x1D49C, lower: 0x1D4B6, elsewhere: map[rune]rune{
		'B': 'ℬ', 'E': 'ℰ', 'F': 'ℱ', 'H': 'ℋ', 'I': 'ℐ', 'L': 'ℒ', 'M': 'ℳ', 'R': 'ℛ', 'e': 'ℯ', 'g': 'ℊ', 'o': 'ℴ'}},
	"fraktur": {upper: 0x1D504, lower: 0x1D51E, elsewhere: map[rune]rune{'C': 'ℭ', 'H': 'ℌ', 'I': 'ℑ', 'R': 'ℜ', 'Z': 'ℨ'}},
	"double": {upper: 0x1D538, lower: 0x1D552, digit: 0x1D7D8, elsewhere: map[rune]rune{
		'C': 'ℂ', 'H': 'ℍ', 'N': 'ℕ', 'P': 'ℙ', 'Q': 'ℚ', 'R': 'ℝ', 'Z': 'ℤ'}},
}

// fonts holds the font commands with one argument, and the alphabet of each;
// "upright" and "italic" need no alphabet of their own. Browsers slant a single
// letter by themselves, so "slanted" is only for letters with marks above them.
var fonts = map[string]string{
	"mathrm": "upright", "mathup": "upright", "mathnormal": "", "mathit": "italic", "mathbf": "bold", "mathbfup": "bold",
	"boldsymbol": "bolditalic", "bm": "bolditalic", "pmb": "bolditalic", "mathsf": "sans", "mathtt": "mono",
	"mathcal": "script", "mathscr": "script", "mathfrak": "fraktur", "mathbb": "double", "Bbb": "double",
}

// switches holds the old font commands, which hold to the end of their group.
var switches = map[string]string{
	"rm": "upright", "bf": "bold", "it": "italic", "sf": "sans", "tt": "mono", "cal": "script", "frak": "fraktur",
}

// in returns the sign for r in the named alphabet, or r where it has none.
func in(name string, r rune) rune {
	a, ok := alphabets[name]
	if !ok {
		return r
	}
	if e, ok := a.elsewhere[r]; ok {
		return e
	}
	for _, part := range []struct{ first, last, to rune }{
		{'A', 'Z', a.upper}, {'a', 'z', a.lower}, {'0', '9', a.digit}, {'Α', 'Ω', a.greekUpper}, {'α', 'ω', a.greekLower},
	} {
		if part.to != 0 && part.first <= r && r <= part.last {
			return part.to + r - part.first
		}
	}
	if r == '∇' && a.greekUpper != 0 {
		return a.greekUpper + 25
	}
	return r
}
