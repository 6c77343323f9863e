package session_test

import (
	"strings"
	"testing"
)

// inspections are cells with the cursor at |, and what the short and the full answer hold.
var inspections = []struct{ code, brief, full string }{
	{"ei|gen(A)", "λ, V = eigen(A)", "example:"},
	{"run(gd, f, |", "run(optimizer, f", "from: the point"},
	{"f|(1, 2)", "f(x, y) = x^2 - y^2", "∇f(x, y) = (2x, -2y)"},
	{"f|", "defined in cell 1", "defined in cell 1"},
	{"g|", "g(x₁, x₂) = x₁ x₂", "∇g(x₁, x₂) = (x₂, x₁)"},
	{"A|", "A = [2, 1;\n     1, 3]\n  a 2×2 matrix", "defined in cell 1"},
	{"eta_best|", "η_best = 0.25", "a number"},
	{"momentum|", "v = β v + (1 - β) ∇f(θ)", "β: how much of the average is kept, 0.9"},
	{"slide|", "optimizer slide(f, θ, η = 0.1, drag = 0.5)", "defined in cell 1"},
	{"r|", "r = a run", "fields: status"},
	{"r.sta|tus", "r.status = steps used", "a text"},
	{"r[1].θ|", "r[1].θ = (0.098, 0.102)", "a vector of 2 entries"},
	{"p.W|", "p.W = (1, 2)", "a vector of 2 entries"},
	{"line|", "line = a table of 4 rows and 2 columns", "fields: x, y"},
	{"∇|f(1, 2)", "the gradient", "example:"},
	{"∇²|f(1, 2)", "the Hessian", "example:"},
	{"if| x > 0", "chooses one of two values", "example:"},
	{"x el|se y", "chooses one of two values", "example:"},
	{"a |≈ b", "equal within 1e-9", "example:"},
	{"√|2", "the square root", "example:"},
	{"‖|v‖", "the length", "example:"},
	{"π|", "π = 3.14159", "a number"},
	{"loss(1, 2, |", "loss(w, b, data_set = [0, 1; 1, 3])", "∇loss(w, b) ="},
}

func TestInspect(t *testing.T) {
	s := prepared(t)
	for _, c := range inspections {
		code, cursor := withCursor(c.code)
		for level, want := range []string{c.brief, c.full} {
			data, found := s.Inspect(code, cursor, level)
			text, _ := data["text/plain"].(string)
			if !found || !strings.Contains(text, want) {
				t.Errorf("%s, level %d: %q does not hold %q", c.code, level, text, want)
			}
			if html, _ := data["text/html"].(string); found && html == "" {
				t.Errorf("%s, level %d: no HTML", c.code, level)
			}
		}
	}
}

func TestInspectNothing(t *testing.T) {
	s := prepared(t)
	for _, code := range []string{"|", "nosuchname|", "  |  ", "42|", `"text|"`} {
		text, cursor := withCursor(code)
		if data, found := s.Inspect(text, cursor, 1); found {
			t.Errorf("%s: %v", code, data)
		}
	}
}

// The formula of a gradient is set for front ends that can, and left out where it is long.
func TestInspectFormulas(t *testing.T) {
	s := prepared(t)
	mustRun(t, s, "tower(x, n = 30) = if n == 0 then x else tower(x, n = n - 1)^2 + x\ntall(x) = tower(x, n = 9)")
	data, _ := s.Inspect("f", 1, 1)
	if latex, _ := data["text/latex"].(string); !strings.Contains(latex, `\nabla f(x, y)`) {
		t.Errorf("no gradient in %q", latex)
	}
	data, found := s.Inspect("tall", 4, 1)
	if text, _ := data["text/plain"].(string); !found || strings.Contains(text, "tall'") {
		t.Errorf("a long derivative is shown: %.200q", text)
	}
	data, _ = s.Inspect("slide", 5, 0)
	if latex, _ := data["text/latex"].(string); !strings.Contains(latex, `\theta_{t+1} &= \theta_{t} - \eta`) {
		t.Errorf("the rule is no formula: %q", latex)
	}
}
