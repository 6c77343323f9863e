package library

import (
	"strings"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/reason"
)

// signMeanings say what the signs are that a backslash and a name stand for, Greek letters aside.
var signMeanings = map[string]reason.Text{
	"ℓ": reason.Both("the letter ℓ", "字母 ℓ"), "∇": reason.Both("gradient", "梯度"), "∇²": reason.Both("Hessian", "海森矩阵"),
	"√": reason.Both("square root", "平方根"), "‖": reason.Both("length of a vector, ‖v‖", "向量的范数 ‖v‖"), "∂": reason.Both("partial derivative, ∂f/∂x", "偏导数 ∂f/∂x"),
	"·": reason.Both("inner product, u · v", "内积 u · v"), "⊙": reason.Both("product entry by entry", "逐元素乘积"), "×": reason.Both("times", "乘号"),
	"÷": reason.Both("divided by", "除号"), "*": reason.Both("times, as *", "乘号，同 *"), "−": reason.Both("minus", "减号"), "≤": reason.Both("at most", "小于等于"), "≥": reason.Both("at least", "大于等于"),
	"≠": reason.Both("not equal", "不等于"), "≈": reason.Both("equal within 1e-9", "近似相等"), "∈": reason.Both("in, of a loop", "属于，用在 for 里"), "→": reason.Both("function, as ->", "匿名函数，同 ->"),
	"↦": reason.Both("function, x ↦ x^2", "匿名函数 x ↦ x^2"), "∑": reason.Both("sum", "求和"), "∏": reason.Both("product", "求积"), "∞": reason.Both("infinity", "无穷大"), "½": reason.Both("one half", "二分之一"),
	"ᵀ": reason.Both("transpose", "转置"), "′": reason.Both("derivative or transpose, as '", "导数或转置，同 '"), "²": reason.Both("squared", "平方"), "³": reason.Both("cubed", "立方"),
	"⁻¹": reason.Both("inverse", "逆"), "\u0302": reason.Both("hat above a letter", "字母上的尖号"), "\u0304": reason.Both("bar above a letter", "字母上的横线"), "\u0303": reason.Both("tilde above a letter", "字母上的波浪号"),
}

// SignMeaning says what a sign is that a backslash and a name stand for.
func SignMeaning(symbol syntax.Symbol) reason.Text {
	if meaning, ok := signMeanings[symbol.Sign]; ok {
		return meaning
	}
	return reason.Both("a Greek letter", "希腊字母")
}

// signEntries are a line for each sign, with the names by which it is typed.
func signEntries() []value.PageEntry {
	var entries []value.PageEntry
	place := map[string]int{}
	for _, symbol := range syntax.Symbols() {
		i, known := place[symbol.Sign]
		if !known {
			place[symbol.Sign] = len(entries)
			entries = append(entries, value.PageEntry{Write: shownSign(symbol.Sign) + "  \\" + symbol.Name, Meaning: SignMeaning(symbol)})
			continue
		}
		entries[i].Write += " \\" + symbol.Name
	}
	return entries
}

// shownSign is a sign as it is shown by itself: a mark above a letter stands on an x.
func shownSign(sign string) string {
	if strings.ContainsAny(sign, "\u0302\u0303\u0304") {
		return "x" + sign
	}
	return sign
}
