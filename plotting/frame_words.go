package plotting

import (
	"fmt"
	"regexp"
	"sync"

	"saddle/numerics/reason"
)

// words says the phrases of a figure in its language. A phrase is a format in both.
type words reason.Locale

// Phrases of several layers.
var (
	aFunction  = reason.Both("a function", "函数")
	aField     = reason.Both("a field", "梯度场")
	someValues = reason.Both("values", "数值")
	noValues   = reason.Both("%s: no values", "%s：没有数值")
	outOfView  = reason.Both("out of view", "在图框之外")
)

// parted is a space between Chinese characters, or after a bracket, where a Chinese name was put for a Latin one.
var parted = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`([\p{Han}）]) (\p{Han})`) })

// say formats a phrase.
func (w words) say(phrase reason.Text, values ...any) string {
	text := fmt.Sprintf(phrase.In(reason.Locale(w)), values...)
	if reason.Locale(w) == reason.Chinese {
		return parted().ReplaceAllString(text, "$1$2")
	}
	return text
}

// counted is the phrase of one thing, or that of several.
func (w words) counted(n int, one, many reason.Text, values ...any) string {
	if n == 1 {
		return w.say(one, values...)
	}
	return w.say(many, values...)
}

// unlessShown says that a point is not in view.
func (w words) unlessShown(v view, at [2]float64) string {
	if v.shows(at) {
		return ""
	}
	return w.say(reason.Comma) + w.say(outOfView)
}
