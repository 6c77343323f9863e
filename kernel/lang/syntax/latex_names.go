package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// name writes a name: Greek letters by their commands, a word upright, what stands below the line below it.
func (w latexWriter) name(n *Name) string {
	index := ""
	if w.Index != nil {
		index = w.Index(n.Text)
	}
	return w.plainName(n, index)
}

// nameBelow writes a name with an index of the source below the line.
func (w latexWriter) nameBelow(n *Name, below string) string {
	if w.Index != nil && w.Index(n.Text) != "" {
		return "(" + w.name(n) + ")_{" + below + "}"
	}
	return w.plainName(n, below)
}

func (w latexWriter) plainName(n *Name, index string) string { return LaTeXName(n.Text, index) }

// LaTeXName writes a name in its known form, with an index below the line ("" for none) behind its own.
func LaTeXName(name, index string) string {
	stem, below := subscriptOf(name)
	if index != "" && below != "" {
		below += ","
	}
	below += index
	if below == "" {
		return latexStem(stem)
	}
	return latexStem(stem) + "_{" + below + "}"
}

// subscriptOf takes x1, η_best and x1_2 apart into the stem and what stands below the line, in LaTeX.
func subscriptOf(name string) (stem, below string) {
	stem, rest, _ := strings.Cut(name, "_")
	if stem == "" {
		return name, ""
	}
	letters := strings.TrimRight(stem, "0123456789")
	if letters != "" {
		below, stem = stem[len(letters):], letters
	}
	for _, part := range strings.Split(rest, "_") {
		if part == "" {
			continue
		}
		if below != "" {
			below += ","
		}
		below += latexStem(part)
	}
	return stem, below
}

// functionCommands are the names that LaTeX has a command for.
var functionCommands = map[string]string{
	"sin": `\sin`, "cos": `\cos`, "tan": `\tan`, "sinh": `\sinh`, "cosh": `\cosh`, "tanh": `\tanh`, "asin": `\arcsin`, "acos": `\arccos`, "atan": `\arctan`,
	"log": `\log`, "exp": `\exp`, "max": `\max`, "min": `\min`, "det": `\det`, "gradient": `\nabla`, "sign": `\operatorname{sign}`, "tr": `\operatorname{tr}`, "∞": `\infty`, "ℓ": `\ell`,
}

// accents are the marks over a letter.
var accents = map[rune]string{'\u0302': "hat", '\u0304': "bar", '\u0303': "tilde", '\u0307': "dot", '\u0308': "ddot", '\u20d7': "vec"}

// latexStem writes a name without subscript: one letter in italics, a word upright.
func latexStem(stem string) string {
	if command, ok := functionCommands[stem]; ok {
		return command
	}
	if digits(stem) {
		return stem
	}
	first, size := utf8.DecodeRuneInString(stem)
	switch rest := stem[size:]; {
	case rest == "":
		return latexLetter(first)
	case accents[firstRune(rest)] != "" && utf8.RuneCountInString(rest) == 1:
		return `\` + accents[firstRune(rest)] + "{" + latexLetter(first) + "}"
	}
	if strings.IndexFunc(stem, func(r rune) bool { return r >= 0x80 }) >= 0 {
		return latexMixed(stem)
	}
	return `\mathrm{` + stem + `}`
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

func latexLetter(r rune) string {
	switch r {
	case 'ε':
		return `\varepsilon` // the letter as lecture notes print it
	case 'φ':
		return `\varphi`
	}
	if command := NameFor(string(r)); command != "" && unicode.IsLetter(r) && r >= 0x80 {
		return `\` + command
	}
	if r < 0x80 {
		return string(r)
	}
	return `\text{` + string(r) + `}`
}

// latexMixed writes a name of several scripts: Greek letters by their commands, the rest as text.
func latexMixed(stem string) string {
	var out strings.Builder
	for stem != "" {
		end := strings.IndexFunc(stem, func(r rune) bool { return r >= 0x80 && NameFor(string(r)) != "" })
		switch {
		case end == 0:
			r, size := utf8.DecodeRuneInString(stem)
			out.WriteString(latexLetter(r) + " ")
			stem = stem[size:]
			continue
		case end < 0:
			end = len(stem)
		}
		out.WriteString(`\text{` + stem[:end] + `}`)
		stem = stem[end:]
	}
	return strings.TrimSpace(out.String())
}

// latexNumber writes 1e-3 as a power of ten and ½ as a fraction.
func latexNumber(text string) string {
	if value := fractions[firstRune(text)]; value != 0 {
		return fractionCommand(value)
	}
	mantissa, exponent, ok := strings.Cut(text, "e")
	if !ok {
		return text
	}
	exponent = strings.TrimPrefix(strings.TrimPrefix(exponent, "+"), "0")
	if mantissa == "1" {
		return "10^{" + exponent + "}"
	}
	return mantissa + ` \cdot 10^{` + exponent + "}"
}

func fractionCommand(value float64) string {
	for below := 2; below <= 10; below++ {
		for above := 1; above < below; above++ {
			if float64(above)/float64(below) == value {
				return `\tfrac{` + string(rune('0'+above)) + `}{` + map[bool]string{true: "10", false: string(rune('0' + below%10))}[below == 10] + `}`
			}
		}
	}
	return ""
}

// escapeText makes a text safe inside \text.
func escapeText(text string) string {
	return strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\{`, "}", `\}`, "$", `\$`, "%", `\%`, "#", `\#`, "&", `\&`, "_", `\_`, "^", `\^{}`, "~", `\~{}`).Replace(text)
}
