package notebook

import (
	"regexp"
	"sync"
)

// besideFormula is a formula within a line with the brackets, quotes, commas and stops that touch it; one that may be wider than
// the page is inside of an element that scrolls.
var besideFormula = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?s)([（《“‘「(\[]*)(<span class="wide"[^>]*>)?(<math>.*?</math>)(</span>)?([，。、；：？！）》”’」,.;:?!)\]]*)`)
})

// unbroken keeps such signs on the line of their formula: browsers break lines on both sides of one, even before a stop. Where it
// scrolls they scroll with it.
func unbroken(shown string) string {
	return besideFormula().ReplaceAllStringFunc(shown, func(found string) string {
		parts := besideFormula().FindStringSubmatch(found)
		before, opening, formula, closing, after := parts[1], parts[2], parts[3], parts[4], parts[5]
		switch {
		case before == "" && after == "" || opening == "" && closing != "":
			return found
		case opening == "":
			opening, closing = `<span class="unbroken">`, `</span>`
		}
		return opening + before + formula + after + closing
	})
}

// hyphened is code within a line that is one short word with a hyphen.
var hyphened = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<code>([^<\s-]{0,12}-[^<\s]{1,12})</code>`) })

// wholeCode keeps such code on one line: a browser would break 1e-6 behind its hyphen.
func wholeCode(shown string) string {
	return hyphened().ReplaceAllString(shown, `<code class="unbroken">$1</code>`)
}
