package notebook

import "regexp"

// besideFormula is a formula within a line with the brackets, quotes, commas and stops that touch it.
var besideFormula = regexp.MustCompile(`(?s)([（《“‘「(\[]*)<math>.*?</math>([，。、；：？！）》”’」,.;:?!)\]]*)`)

// unbroken keeps such signs on the line of their formula: browsers break lines on both sides of one, even before a stop. One that
// is so wide that it scrolls is left, as its line has no room to spare.
func unbroken(shown string) string {
	return besideFormula.ReplaceAllStringFunc(shown, func(found string) string {
		if sides := besideFormula.FindStringSubmatch(found); sides[1] == "" && sides[2] == "" {
			return found
		}
		return `<span class="unbroken">` + found + `</span>`
	})
}
