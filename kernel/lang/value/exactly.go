package value

import (
	"math"
	"math/big"
	"strings"

	"saddle/numerics/exact"
	"saddle/numerics/expr"
)

// AreNear reports whether a number is another but for rounding.
func AreNear(v, x float64) bool {
	const tolerance = 1e-9
	return math.Abs(v-x) <= tolerance*max(1, math.Abs(v))
}

// TellMore reports whether forms are those of the numbers, and whether one is not told by its decimals.
func (f Format) TellMore(forms []exact.Form, numbers []float64) bool {
	const most = 36
	if len(forms) != len(numbers) || len(forms) > most {
		return false
	}
	more := false
	for k, form := range forms {
		v, _ := form.Value(64).Float64()
		if !AreNear(v, numbers[k]) {
			return false
		}
		shown, ok := new(big.Rat).SetString(f.Number(numbers[k]))
		more = more || !ok || form.Rat() == nil || form.Rat().Cmp(shown) != 0
	}
	return more
}

// FormTexts are forms as texts. A quotient that is a decimal of few digits is that, but for halves, quarters and their like.
func (f Format) FormTexts(forms []exact.Form) []string {
	texts := make([]string, len(forms))
	for k, form := range forms {
		texts[k] = form.Text()
		if decimal, ok := f.DecimalOf(form); ok {
			texts[k] = decimal
		}
	}
	return texts
}

// DecimalOf is a quotient as the decimal that it is.
func (f Format) DecimalOf(form exact.Form) (string, bool) {
	const simple = 8
	r := form.Rat()
	if r == nil || form.Over <= simple {
		return "", false
	}
	v, _ := r.Float64()
	text := f.Number(v)
	shown, ok := new(big.Rat).SetString(text)
	return text, ok && shown.Cmp(r) == 0 && !strings.Contains(text, "e")
}

// Exactly is a number or a vector on one line as Plain writes it, behind what it is exactly where that is known and says more.
func (f Format) Exactly(v Value) string {
	plain := f.Plain(v)
	q, ok := v.(Quantity)
	if !ok || !q.Node.IsConst() || q.Node.IsTruth() || q.Node.Shape().Rank > 1 {
		return plain
	}
	forms, ok := q.Node.Forms()
	if !ok || !f.TellMore(forms, q.Node.Clean()) {
		return plain
	}
	exactly := make([]float64, len(forms))
	for k, form := range forms {
		exactly[k], _ = form.Value(64).Float64()
	}
	text := strings.Join(f.FormTexts(forms), ", ")
	if q.Node.Shape().Rank == 1 {
		text = "(" + text + ")"
	}
	return text + " ≈ " + f.Node(expr.Array(q.Node.Shape(), exactly))
}
