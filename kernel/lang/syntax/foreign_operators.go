package syntax

import (
	"slices"
	"strings"
)

// spokenOperators are words that stand for signs in a formula in Chinese, and the signs.
var spokenOperators = []foreignForm{
	{patternOf(`([\w.)]+) *的 *(\w+) *次(?:方|幂)`), "$1^$2"},
	{patternOf(`([\w.)]+) *的?平方`), "$1^2"},
	{patternOf(`([\w.)]+) *的?立方`), "$1^3"},
	{patternOf(`根号下? *(\([^()]*\))`), "√$1"},
	{patternOf(`根号下? *([\w.]+)`), "√($1)"},
	{patternOf(` *(?:大于等于|大于或等于|不小于) *`), " >= "},
	{patternOf(` *(?:小于等于|小于或等于|不大于) *`), " <= "},
	{patternOf(` *不等于 *`), " != "},
	{patternOf(` *大于 *`), " > "},
	{patternOf(` *小于 *`), " < "},
	{patternOf(` *等于 *`), " == "},
	{patternOf(` *除以 *`), "/"},
	{patternOf(` *乘以? *`), "*"},
	{patternOf(` *加上? *`), " + "},
	{patternOf(` *减去? *`), " - "},
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
var termsInLatin = strings.NewReplacer("Hessian 矩阵", "海森矩阵", "Hessian矩阵", "海森矩阵", "Hessian", "海森矩阵", "hessian", "海森矩阵", "Hesse 矩阵", "海森矩阵", "Hesse矩阵", "海森矩阵",
	"Taylor", "泰勒", "taylor", "泰勒", "gradient", "梯度", "Jacobi 矩阵", "雅可比矩阵", "Jacobi矩阵", "雅可比矩阵")
