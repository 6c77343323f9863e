package syntax

import "testing"

// What input methods, PDFs and keyboards offer for a sign reads as the sign.
func TestFolding(t *testing.T) {
	for _, c := range []struct{ typed, same string }{
		{"f（x，y）＝x＾2－y＾2", "f(x,y)=x^2-y^2"},
		{"Ａ ＝ ［１，２；３，４］；", "A = [1,2;3,4];"},
		{"A = 【1，2】", "A = [1,2]"},
		{"x ＜ ２．５", "x < 2.5"},
		{"“文字，”", `"文字，"`},
		{"x　＋　1", "x + 1"},
		{"x\u00a0+\u20091", "x + 1"},
		{"\ufeffx", "x"},
		{"x\u200by", "xy"},
		{"µ", "μ"},
		{"ϵ + ɛ", "ε + ε"},
		{"ϕ", "φ"},
		{"ϑ", "θ"},
		{"u⋅v ∙ w • z", "u·v · w · z"},
		{"a − b – c ‐ d", "a - b - c - d"},
		{"a × b ÷ c", "a * b / c"},
		{"a ∗ b ∕ c ⁄ d", "a * b / c / d"},
		{"x ≤ y ≥ z", "x <= y >= z"},
		{"x ⩽ y", "x <= y"},
		{"x ≠ y", "x != y"},
		{"x ~~ y", "x ≈ y"},
		{"u ⊙ v", "u .* v"},
		{"x ↦ x", "x -> x"},
		{"x → x", "x -> x"},
		{"∑(i for i ∈ 1..3)", "sum(i for i in 1..3)"},
		{"∏(i for i in 1..3)", "prod(i for i in 1..3)"},
		{"inf", "∞"},
		{"𝑓(𝑥) = 𝑥²", "f(x) = x²"},
		{"𝛽 + 𝜖 + 𝜙", "β + ε + φ"},
		{"𝛁f", "∇f"},
		{"ﬁt", "fit"},
		{"x′ y", "x' y"},
		{"f″(2)", "f''(2)"},
		{"f‴(2)", "f'''(2)"},
		{"A⊤", "A'"},
		{"‖v∥", "‖v‖"},
		{"alpha + Omega", "α + Ω"},
		{`\alpha\beta`, "α β"},
		{`\beta_1 + \eta_max`, "β1 + η_max"},
		{`\infty`, "∞"},
		{`a \le b \neq c`, "a <= b != c"},
		{`u \cdot v \times w`, "u · v * w"},
		{`\half x`, "½ x"},
		{`x\squared`, "x²"},
		{`A\inverse b`, "A⁻¹ b"},
		{`m\hat + v\bar`, "m̂ + v̄"},
		{`\sin(x) + \log(y)`, "sin(x) + log(y)"},
		{`\hess f`, "∇²f"},
		{`\norm v\norm`, "‖v‖"},
		{"a\r\nb\rc\u2028d", "a\nb\nc\nd"},
		{"x = ٣ + ३", "x = 3 + 3"},
		{"é", "e\u0301"},
		{"Å", "Å"},
	} {
		typed, errors := parse(c.typed)
		same, more := parse(c.same)
		if len(errors)+len(more) > 0 {
			t.Errorf("%s: %v %v", c.typed, errors, more)
			continue
		}
		for i, s := range typed.Statements {
			if got, want := LaTeX(s), LaTeX(same.Statements[i]); got != want {
				t.Errorf("%s is %s, not %s", c.typed, got, want)
			}
		}
	}
}

func TestCanonicalNames(t *testing.T) {
	for typed, want := range map[string]string{
		"x1": "x1", "x_1": "x1", "x₁": "x1", "x_12": "x12", "x₁₂": "x12", "x1_2": "x1_2", "x_1_2": "x_1_2", "x1₂": "x1_2",
		"beta": "β", "beta1": "β1", "beta_1": "β1", "beta₁": "β1", "β₁": "β1", "eta_max": "η_max", "betamax": "betamax", "abeta": "abeta",
		"xᵢ": "x_i", "xₘₐₓ": "x_max", "x_i": "x_i", "inf": "∞", "pi": "π", "Pi": "Π", "Alpha": "Alpha", "log10": "log10", "log₁₀": "log10",
		"_": "_", "_1": "_1", "m\u0302": "m\u0302", "e\u0301": "é", "lambda": "λ", "varepsilon": "ε", "损失": "损失", "损失_1": "损失1", "theta0": "θ0",
	} {
		if got := CanonicalName(typed); got != want {
			t.Errorf("%s is %s, not %s", typed, got, want)
		}
		if got := CanonicalName(want); got != want {
			t.Errorf("%s is no fixed point: %s", want, got)
		}
	}
}

func TestSymbols(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range Symbols() {
		if seen[s.Name] {
			t.Errorf("%s stands twice", s.Name)
		}
		seen[s.Name] = true
		if signOf(s.Name) != s.Sign || NameFor(s.Sign) == "" {
			t.Errorf("%s and %s do not find each other", s.Name, s.Sign)
		}
	}
}
