package notebook

import (
	"strings"
	"testing"
)

// TestStopsStayWithTheirFormula looks that no line can begin with the stop behind a formula, or end in a bracket before one.
func TestStopsStayWithTheirFormula(t *testing.T) {
	for source, want := range map[string]string{
		"取 $x$。再":           `取 <span class="unbroken">∎。</span>再`,
		"方向（$x$）上，$y$ 是":    `方向<span class="unbroken">（∎）</span>上，∎ 是`,
		"($x$, $y$).":       `<span class="unbroken">(∎,</span> <span class="unbroken">∎).</span>`,
		"$x$ and $y$":       `∎ and ∎`,
		"`$x$.`":            "<code>$x$.</code>",
		"取 `-1e-6` 或 `a b`": `取 <code class="unbroken">-1e-6</code> 或 <code>a b</code>`,
		"$$x$$.":            `<span class="display">∎</span>.`,
		"$x_1 + x_2 + x_3 + x_4 + x_5 + x_6 + x_7$.":   `<span class="wide" tabindex="0">∎.</span>`,
		"（$x_1 + x_2 + x_3 + x_4 + x_5 + x_6 + x_7$），": `<span class="wide" tabindex="0">（∎），</span>`,
	} {
		got := new(page).prose(source, new(Cell))
		var short strings.Builder // with ∎ for each formula
		for {
			before, after, found := strings.Cut(got, "<math")
			short.WriteString(before)
			if !found {
				break
			}
			short.WriteString("∎")
			_, got, _ = strings.Cut(after, "</math>")
		}
		if short.String() != "<p>"+want+"</p>\n" {
			t.Errorf("%s: %s", source, short.String())
		}
	}
}
