package notebook

import (
	"strings"
	"unicode/utf8"
)

// focusable is the attribute with which somebody without a mouse can scroll an element that may be wider than the page. All
// that has not got it wraps, or fits.
const focusable = ` tabindex="0"`

// narrow is how many signs of a formula fit on a page of 320 pixels, the least that WCAG asks for
// (https://www.w3.org/TR/WCAG22/#reflow), when half of them have space around.
const narrow = 15

// reachable is focusable, or "" for what is sure to fit.
func reachable(shown string) string {
	if strings.Contains(shown, "<table") || strings.HasPrefix(shown, `<img class="row"`) || isWide(shown) {
		return focusable
	}
	return ""
}

// isWide reports whether a formula in HTML may be wider than a narrow page.
func isWide(shown string) bool {
	for {
		_, after, found := strings.Cut(shown, "<math")
		if !found {
			return false
		}
		formula, rest, _ := strings.Cut(after, "</math>")
		formula, _, _ = strings.Cut(formula, "<annotation") // its source, which is not shown
		if signs("<"+formula) > narrow {
			return true
		}
		shown = rest
	}
}

// signs counts what is seen of some HTML: letters and signs, outside of tags. One that is written by its name counts once.
func signs(shown string) int {
	count := 0
	for shown != "" {
		text, rest, _ := strings.Cut(shown, "<")
		for text != "" {
			if _, after, named := strings.Cut(text, ";"); text[0] == '&' && named {
				text = after
			} else {
				_, size := utf8.DecodeRuneInString(text)
				text = text[size:]
			}
			count++
		}
		_, shown, _ = strings.Cut(rest, ">")
	}
	return count
}
