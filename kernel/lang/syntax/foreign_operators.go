package syntax

import (
	"slices"
	"strings"
)

// spokenOperators are words that stand for signs in a formula in Chinese, and the signs.
var spokenOperators = []foreignForm{
	{patternOf(`([\w.)]+) *的 *(\w+) *次(?:方|幂)`), "$1^$2"},
	{patternOf(`([\w.)]+) *(?:的平方|平方)`), "$1^2"},
	{patternOf(`([\w.)]+) *(?:的立方|立方)`), "$1^3"},
	{patternOf(`根号(?:下|) *(\([^()]*\))`), "√$1"},
	{patternOf(`根号(?:下|) *([\w.]+)`), "√($1)"},
	{patternOf(` *(?:大于等于|大于或等于|不小于) *`), " >= "},
	{patternOf(` *(?:小于等于|小于或等于|不大于) *`), " <= "},
	{patternOf(` *不等于 *`), " != "},
	{patternOf(` *大于 *`), " > "},
	{patternOf(` *小于 *`), " < "},
	{patternOf(` *等于 *`), " == "},
	{patternOf(` *除以 *`), "/"},
	{patternOf(` *(?:乘以|乘) *`), "*"},
	{patternOf(` *(?:加上|加) *`), " + "},
	{patternOf(` *(?:减去|减) *`), " - "},
}

// spoken is a formula whose signs are Chinese words, x 加 y, with the signs; "" for a text that has other Chinese words.
func (w *foreign) spoken(text string) string {
	if !strings.ContainsFunc(text, isHan) || strings.Contains(text, `"`) {
		return ""
	}
	written := text
	for _, form := range spokenOperators {
		written = form.look().ReplaceAllString(written, form.write)
	}
	strange := func(word string) bool { return !w.known(word) }
	if written == text || slices.ContainsFunc(hanWords().FindAllString(written, -1), strange) {
		return ""
	}
	return written
}

// twoFunctions reads f 和 s 的和, f 与 s 之差.
var twoFunctions = patternOf(`(\pL\w*) *(?:和|与|跟) *(\pL\w*) *[的之](和|差)(?:函数)?`)

// ofTwoFunctions is a sentence with f 和 s 的和 written f + s, where both are functions.
func (w *foreign) ofTwoFunctions(text string) string {
	match := twoFunctions().FindStringSubmatch(text)
	if match == nil {
		return text
	}
	first := strings.TrimLeftFunc(match[1], isHan) // 求f 和 s 的和
	if w.variables(first) == 0 || w.variables(match[2]) != w.variables(first) {
		return text
	}
	w.changed = true
	sign := map[string]string{"和": " + ", "差": " - "}[match[3]]
	return strings.Replace(text, match[0], strings.TrimSuffix(match[1], first)+first+sign+match[2], 1)
}

// termsInLatin are words of the subject that a Chinese sentence has in Latin letters.
var termsInLatin = []foreignForm{
	{patternOf(`(?i:hessian|hesse) *(?:矩阵|)`), "海森矩阵"},
	{patternOf(`(?i:jacobian|jacobi) *(?:矩阵|)`), "雅可比矩阵"},
	{patternOf(`(?i:taylor) *(?:公式|)`), "泰勒"},
	{patternOf(`(?i:gradient)`), "梯度"},
}

// inChinese is a sentence with those words in Chinese.
func inChinese(text string) string {
	for _, form := range termsInLatin {
		text = form.look().ReplaceAllString(text, form.write)
	}
	return text
}
