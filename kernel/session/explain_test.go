package session_test

import (
	"context"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"saddle/kernel/lang/message"
	"saddle/kernel/lang/syntax"
	"saddle/kernel/session"
	"saddle/numerics/descent"
)

// worked are problems of public courses, with the lines of their solutions in the notation of explain.
var worked = []struct {
	source, cells string
	lines         []string
}{
	{"Dawkins, Paul's Online Notes, Calculus III, Relative Minimums and Maximums, example 1, (0, 0)",
		"f(x, y) = 4 + x^3 + y^3 - 3x y\nexplain(f, (0, 0))", []string{
			"∇f(x, y) = (3x^2 - 3y, 3y^2 - 3x)", "∇f(0, 0) = (0, 0)",
			"∇²f(x, y) = [6x, -3;\n             -3, 6y]",
			"det(H) = 0 · 0 - (-3)^2 = -9", "det(H) < 0", "saddle point"}},
	{"the same, (1, 1)",
		"f(x, y) = 4 + x^3 + y^3 - 3x y\nexplain(f, (1, 1))", []string{
			"∇f(1, 1) = (0, 0)", "H = ∇²f(1, 1) = [ 6, -3;\n                 -3,  6]",
			"det(H) = 6 · 6 - (-3)^2 = 27", "det(H) > 0 and tr(H) > 0", "f(1, 1) = 3", "local minimum"}},
	{"the same, example 2, (0, 0)",
		"f(x, y) = 3x^2 y + y^3 - 3x^2 - 3y^2 + 2\nexplain(f, (0, 0))", []string{
			"∇²f(x, y) = [6y - 6,     6x;\n                 6x, 6y - 6]",
			"det(H) = (-6) · (-6) - 0^2 = 36", "tr(H) < 0: both eigenvalues are negative", "f(0, 0) = 2", "local maximum"}},
	{"the same, example 2, (1, 1)",
		"f(x, y) = 3x^2 y + y^3 - 3x^2 - 3y^2 + 2\nexplain(f, (1, 1))", []string{
			"∇f(1, 1) = (0, 0)", "det(H) = 0 · 0 - 6^2 = -36", "λ^2 - 36 = 0", "= (-6, 6)", "saddle point"}},
	{"the same, example 3: the point of 4x - 2y + z = 1 closest to (-2, -1, 5)",
		"d(x, y) = (x + 2)^2 + (y + 1)^2 + (-4 - 4x + 2y)^2\nexplain(critical_points(d, x = -5..5, y = -5..5)[1])", []string{
			"∇d(x, y) = (34x - 16y + 36, 10y - 16x - 14)", "∇d(-34/21, -25/21) = (0, 0)",
			"det(H) = 34 · 10 - (-16)^2 = 84", "local minimum"}},
	{"MIT 18.02 Multivariable Calculus, lecture 9: x² - 2xy + 3y² + 2x - 2y",
		"f(x, y) = x^2 - 2x y + 3y^2 + 2x - 2y\nexplain(f, (-1, 0))", []string{
			"∇f(x, y) = (2x - 2y + 2, 6y - 2x - 2)", "∇f(-1, 0) = (0, 0)", "det(H) = 2 · 6 - (-2)^2 = 8", "f(-1, 0) = -1", "local minimum"}},
	{"MIT 18.02, lecture 10: x + y + 1/(xy)",
		"f(x, y) = x + y + 1/(x y)\nexplain(f, (1, 1))", []string{
			"∇f(1, 1) = (0, 0)", "H = ∇²f(1, 1) = [2, 1;\n                 1, 2]",
			"det(H) = 2 · 2 - 1^2 = 3", "f(1, 1) = 3", "local minimum"}},
	{"OpenStax, Calculus volume 3, section 4.7: 4x² + 9y² + 8x - 36y + 24",
		"f(x, y) = 4x^2 + 9y^2 + 8x - 36y + 24\nexplain(f, (-1, 2))", []string{
			"∇f(x, y) = (8x + 8, 18y - 36)", "H = ∇²f(-1, 2) = [8,  0;\n                  0, 18]",
			"det(H) = 8 · 18 - 0^2 = 144", "f(-1, 2) = -16", "local minimum"}},
	{"the same section: x³/3 + y² + 2xy - 6x - 3y + 4, (3, -3/2)",
		"g(x, y) = x^3/3 + y^2 + 2x y - 6x - 3y + 4\nexplain(g, (3, -3/2))", []string{
			"∇g(x, y) = (x^2 + 2y - 6, 2x + 2y - 3)", "∇g(3, -1.5) = (0, 0)", "det(H) = 6 · 2 - 2^2 = 8", "local minimum"}},
	{"the same section, (-1, 5/2)",
		"g(x, y) = x^3/3 + y^2 + 2x y - 6x - 3y + 4\nexplain(g, (-1, 5/2))", []string{
			"det(H) = (-2) · 2 - 2^2 = -8", "λ^2 - 8 = 0", "(-2√2, 2√2) ≈ (-2.82843, 2.82843)", "saddle point"}},
	{"the same section, checkpoint: x³ + 2xy - 6x - 4y², (-3/2, -3/8)",
		"f(x, y) = x^3 + 2x y - 6x - 4y^2\nexplain(f, (-3/2, -3/8))", []string{
			"∇f(-1.5, -0.375) = (0, 0)", "det(H) = (-9) · (-8) - 2^2 = 68", "local maximum"}},
	{"MIT 18.06 Linear Algebra, lecture 27: the second differences",
		"explain([2, -1, 0; -1, 2, -1; 0, -1, 2])", []string{
			"D₁ = 2", "D₂ = 3", "D₃ = det(A) = 4", "λ^3 - 6 λ^2 + 10 λ - 4",
			"λ = (2 - √2, 2, 2 + √2)", "A is positive definite"}},
	{"MIT 18.06, lecture 27: the singular matrix",
		"explain([2, 6; 6, 18])", []string{
			"tr(A) = 2 + 18 = 20", "det(A) = 2 · 18 - 6^2 = 0", "λ^2 - 20 λ = 0", "(0, 20)", "undecided"}},
	{"Paul's Online Notes, Calculus III, Lagrange Multipliers: 8x² - 2y on x² + y² = 1",
		"f(x, y) = 8x^2 - 2y\ng(x, y) = x^2 + y^2 - 1\nc = critical_points(f, on = g, x = -2..2, y = -2..2);\nexplain(c[rows(c)])", []string{
			"∇f(x, y) = (16x, -2)", "∇g(x, y) = (2x, 2y)", "3√7/8, -0.125) = 8 · ∇g(", "= 8.125", "local maximum"}},
	{"OpenStax, Calculus volume 3, section 4.8: x² + 4y² - 2x + 8y on x + 2y = 7",
		"f(x, y) = x^2 + 4y^2 - 2x + 8y\ng(x, y) = x + 2y - 7\nexplain(critical_points(f, on = g, x = -20..20, y = -20..20)[1])", []string{
			"∇f(x, y) = (2x - 2, 8y + 8)", "∇g(x, y) = (1, 2)", "∇f(5, 1) = (8, 16)", "∇f(5, 1) = 8 · ∇g(5, 1)", "f(5, 1) = 27", "local minimum"}},
	{"the monkey saddle, MIT 18.02 problems on second derivatives that do not decide",
		"f(x, y) = x^3 - 3x y^2\nexplain(f, (0, 0))", []string{
			"det(H) = 0", "the terms of higher order decide:", "T₃(x, y) = x^3 - 3x y^2", "saddle point"}},
}

// shown is what the last statement of cells shows, in a form.
func shown(t *testing.T, cells, mime string, chinese bool) string {
	t.Helper()
	s := session.New(session.Options{Plain: true})
	if chinese {
		cells = "language(\"zh\")\n" + cells
	}
	answer := ""
	err := s.Execute(context.Background(), cells, func(o session.Output) {
		if text, ok := o.Data[mime].(string); ok {
			answer = text
		}
	})
	if err != nil {
		t.Fatalf("%s: %v", cells, err)
	}
	return answer
}

// Each line of a published solution is a line of what explain writes, in the same order.
func TestWorkedProblems(t *testing.T) {
	for _, problem := range worked {
		rest := shown(t, problem.cells, "text/plain", false)
		for _, line := range problem.lines {
			_, after, found := strings.Cut(rest, line)
			if !found {
				t.Errorf("%s\n%s\nlacks %q in\n%s", problem.source, problem.cells, line, rest)
				break
			}
			rest = after
		}
	}
}

func TestWorkingsAreTypeset(t *testing.T) {
	const cells = "f(x, y) = x^2 y - y + x^2\nexplain(f, (1, -1))"
	for mime, wants := range map[string][]string{
		"text/latex": {`\begin{aligned} & \nabla f(x, y) = `, `\det H = `, `\lambda^{2}`, `\text{`},
		"text/html":  {"<p>$", "saddle point"},
	} {
		got := shown(t, cells, mime, false)
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s lacks %q: %s", mime, want, got)
			}
		}
	}
	if got := shown(t, cells, "text/plain", true); !strings.Contains(got, "det(H) < 0：两个特征值异号") || !strings.Contains(got, "鞍点") {
		t.Errorf("in Chinese: %s", got)
	}
}

// What stands between the signs of equality of a step has the value that stands behind them, as the language itself computes it.
func TestStepsAreEquations(t *testing.T) {
	functions := []string{"f(x, y) = x^2 - y^2 + y^4/4", "f(x, y) = (1 - x)^2 + 2(y - x^2)^2", "f(x, y) = exp(x/2) + x^2 + 3y^2 - x y"}
	checked := 0
	for _, rule := range descent.Rules() {
		if _, mistakes := syntax.Parse(&message.Source{Text: rule.Text()}); len(mistakes) > 0 {
			continue // explain says that it has no lines that could be typed
		}
		for k, f := range functions {
			cells := f + "\ndigits(15)\nr = run(" + rule.Name + ", f, from = (0.3, -0.4), steps = 6);\nexplain(r, step = " + strconv.Itoa(1+k) + ")"
			for line := range strings.Lines(strings.ReplaceAll(shown(t, cells, "text/plain", false), ";\n", ";")) {
				sides := strings.Split(strings.TrimSpace(line), " = ")
				if last, _ := utf8.DecodeLastRuneInString(sides[0]); len(sides) != 3 || !unicode.IsNumber(last) && last != ')' {
					continue // the rule as it is written
				}
				checked++
				claim := f + "\ncheck " + sides[1] + " ≈ " + sides[2] + " within 1e-9"
				s := session.New(session.Options{Plain: true})
				if err := s.Execute(context.Background(), claim, func(session.Output) {}); err != nil {
					t.Errorf("%s, step %d: %s\n%v", rule.Name, 1+k, line, err)
				}
			}
		}
	}
	if checked < 150 {
		t.Errorf("only %d equations were found", checked)
	}
}

// What stands between the signs of equality of a verdict's working has the value behind them, exact or not.
func TestVerdictsAreEquations(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 4))
	terms := []string{"x^2", "y^2", "x y", "x^3/3", "x^4/4", "y^3", "x", "y", "cos(x)", "exp(y)", "√2 x^2", "x^2 y^2", "log(1 + x^2)", "π y^2", "1/(2 + x)"}
	checked := 0
	for range 60 {
		f := terms[rng.IntN(len(terms))]
		for range 1 + rng.IntN(3) {
			f += []string{" + ", " - ", " + 2", " - 3"}[rng.IntN(4)] + "*" + terms[rng.IntN(len(terms))]
		}
		f = strings.NewReplacer(" + *", " + ", " - *", " - ").Replace(f)
		x, y := []string{"0", "1", "-1", "1/3", "√2"}[rng.IntN(5)], []string{"0", "1", "-2", "π"}[rng.IntN(4)]
		cells := "f(x, y) = " + f + "\nH = ∇²f(" + x + ", " + y + ");\ndigits(15)\nexplain([1, 0; 0, 1] H + [0, 0; 0, 0])\nexplain(rate(f, (" + x + ", " + y + ")))"
		for _, text := range allShown(t, cells) {
			for line := range strings.Lines(text) {
				sides := strings.Split(strings.TrimSpace(line), " = ")
				last := sides[len(sides)-1]
				last, _, _ = strings.Cut(last, " ≈ ")
				if len(sides) < 3 || strings.ContainsAny(line, "±[;|") || strings.Contains(line, "∇") {
					continue
				}
				checked++
				claim := "check " + sides[len(sides)-2] + " ≈ " + last + " within 1e-8"
				if err := session.New(session.Options{Plain: true}).Execute(context.Background(), claim, func(session.Output) {}); err != nil {
					t.Errorf("f(x, y) = %s at (%s, %s): %s\n%v", f, x, y, line, err)
				}
			}
		}
	}
	if checked < 150 {
		t.Errorf("only %d equations were found", checked)
	}
}

// allShown are the texts that cells show.
func allShown(t *testing.T, cells string) (texts []string) {
	t.Helper()
	err := session.New(session.Options{Plain: true}).Execute(context.Background(), cells, func(o session.Output) {
		if text, ok := o.Data["text/plain"].(string); ok {
			texts = append(texts, text)
		}
	})
	if err != nil {
		t.Logf("%s: %v", cells, err)
	}
	return texts
}

// Formulas set fractions and roots apart by themselves, and write a call with its numbers in a row.
func TestWorkingsNeedNoBrackets(t *testing.T) {
	for cells, want := range map[string]string{
		"explain(rate((x, y) -> x^2 + 3y^2 - x y, (0, 0)))":                         `\frac{4 + \sqrt{5}}{4 - \sqrt{5}}`,
		"explain(rate([1, 2; 2, 7]))":                                               `\frac{2}{4 + \sqrt{13}}`,
		"explain(run(gd, (x, y) -> x^2 - y^2, from = (1, 2), steps = 2), step = 1)": `\nabla f(1, 2) = \begin{bmatrix} 2 \\ -4 \end{bmatrix}`,
	} {
		if got := shown(t, cells, "text/latex", false); !strings.Contains(got, want) {
			t.Errorf("%s lacks %s: %s", cells, want, got)
		}
	}
}
