package syntax

import (
	"math/rand/v2"
	"strings"
	"testing"

	"saddle/kernel/lang/message"
)

// sound are cells as a lecturer types them.
var sound = []string{
	"f(x, y) = x^2 - y^2 where u = x - 1", "∇f(1, 2)", "H = [2, 1; 1, 2]; v = (1, 2)", "sum(i^2 for i in 1..10 if i > 2)", "g(x) = if x > 0 then x else -x",
	"optimizer gd(f, θ, η = 0.1)\n  start v = 0\n  v = β v + (1 - β) ∇f(θ)\n  stop if ‖v‖ < 1e-6\n  θ[1] = θ[1] - η v[1]\nend", "check r[1].θ ≈ (0.08, 0.12) within 0.1",
	"|x - 1| + 5! + √2 x", "∂²f/∂x∂y(1, 2)", "plot(f, x = -2..2, title = \"η = {η}\")", "v' H v ≤ 3 and not (x == 2 or y != 3)", "λ, V = eigen(A); fs[2](3)", "(f ∘ g)(x) + |y|", "critical_points(f, on = g, x = 0..1)",
	"损失(w, b, D = data) = mean((y - w x - b)^2 for (x, y) in D)", "x²y₁ + ½ α·β ⊙ γ", "(W = randn(2, 2), b = zeros(2)).W[1, :]",
}

// splices are what is put into them, or in the place of a part.
var splices = strings.Split("( ) [ ] { } | ‖ , ; : :: = == := -> => + - * / ^ ** ' ! != .. ... . \" \\ \\alpha ∇ ∂ √ ∑ ² ⁻¹ ₁ x 2 2. .5 1e 0x1 for in if then else end where within optimizer start stop check and or not lambda "+
	"return ~ ? @ # % $ & | 如果 否则 （ ） ， ； \u0302 \u200b \t \n \r ∞ π ≤ ≈ \"{x}\" \"{ ", " ")

// TestRandomSpellings deletes, doubles and replaces parts of sound cells at random: what comes out is read, or refused with a
// marker under a part of it.
func TestRandomSpellings(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	const cells = 6000
	refused := 0
	for range cells {
		text := []rune(sound[rng.IntN(len(sound))])
		for range 1 + rng.IntN(3) {
			at := rng.IntN(len(text) + 1)
			to := min(len(text), at+rng.IntN(4))
			put := []rune(splices[rng.IntN(len(splices))])
			if rng.IntN(4) == 0 {
				put = text[at:to]
			} else if rng.IntN(3) == 0 {
				to = at
			}
			text = append(append(append([]rune{}, text[:at]...), put...), text[to:]...)
		}
		cell := string(text)
		_, errors := parse(cell)
		for _, err := range errors {
			refused++
			checkError(t, cell, err)
			if len(err.Labels) == 0 || err.Labels[0].Span.End > len(cell) {
				t.Errorf("%q is refused without a place: %s", cell, message.Render(err, message.English))
			}
			if strings.Contains(message.Render(err, message.Chinese), "{1}") {
				t.Errorf("%q: a place is not filled: %s", cell, message.Render(err, message.Chinese))
			}
		}
		if t.Failed() {
			return
		}
	}
	if refused < cells/4 {
		t.Errorf("only %d of %d were refused", refused, cells)
	}
}
