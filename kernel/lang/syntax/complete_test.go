package syntax

import "testing"

func TestIsComplete(t *testing.T) {
	for _, c := range []struct {
		text   string
		status Status
		indent string
	}{
		{"", Complete, ""},
		{"# a comment", Complete, ""},
		{"x = 1", Complete, ""},
		{"f(x) = x^2;", Complete, ""},
		{"f(x) =", Incomplete, ""},
		{"f(x) = # the square", Incomplete, ""},
		{"x = 1 +", Incomplete, ""},
		{"x = (1 +", Incomplete, "  "},
		{"plot(f,", Incomplete, "  "},
		{"A = [1, 2;", Incomplete, "  "},
		{"[2 1", Incomplete, "  "},
		{"[10 i + j", Incomplete, "  "},
		{"‖v", Incomplete, "  "},
		{"x = if y > 0", Incomplete, ""},
		{"x = if y > 0 then 1", Incomplete, ""},
		{"q(x) = u where", Incomplete, ""},
		{"q(x) = u where u =", Incomplete, ""},
		{"x ->", Incomplete, ""},
		{"not", Incomplete, ""},
		{"√", Incomplete, ""},
		{"a,", Incomplete, ""},
		{"optimizer gd(f, θ, η = 0.1)", Incomplete, "  "},
		{"optimizer gd(f, θ, η = 0.1)\n  θ = θ - η ∇f(θ)", Incomplete, "  "},
		{"optimizer gd(f, θ, η = 0.1)\n  θ = θ - η ∇f(θ)\nend", Complete, ""},
		{"optimizer gd(f, θ)\n  v = f(", Incomplete, "  "},
		{"1/2 x", Invalid, ""},
		{"1 + 2)", Invalid, ""},
		{"x = \"abc", Invalid, ""},
		{"def f(x):", Invalid, ""},
		{"1/2 x\ny = (", Invalid, ""},
		{"x = (1\n1/2 x", Invalid, ""},
	} {
		status, indent := IsComplete(c.text)
		if status != c.status || indent != c.indent {
			t.Errorf("%q is %v with %q, want %v with %q", c.text, status, indent, c.status, c.indent)
		}
	}
}

func TestLinePrefixesOfTheDesignCells(t *testing.T) {
	for _, text := range designCells(t) {
		checkPrefixes(t, text)
	}
}
