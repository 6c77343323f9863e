package session_test

import (
	"slices"
	"strings"
	"testing"

	"saddle/kernel/session"
)

// prepared is a session in which the tests of completion and inspection look around.
func prepared(t *testing.T) *session.Session {
	s := session.New(session.Options{Folder: "testdata"})
	mustRun(t, s, `f(x, y) = x^2 - y^2
loss(w, b, data_set = [0, 1; 1, 3]) = mean((y - w x - b)^2 for (x, y) in data_set)
η_best = 0.25
A = [2, 1; 1, 3]
p = (W = [1, 2], b = 3)
line = load("line.csv")
optimizer slide(f, θ, η = 0.1, drag = 0.5)
  start v = 0
  v = drag v + ∇f(θ)
  θ = θ - η v
end
r = run(momentum, f, from = (0.1, 0.1), steps = 5)
g(x₁, x₂) = x₁ x₂`)
	return s
}

// completions are cells with the cursor at |, what is offered with its type, and what is not.
var completions = []struct{ code, offered, kind, not string }{
	{`\be|`, "β", "symbol", "π"},
	{`x = \nab|`, "∇", "symbol", ""},
	{`\|`, "α", "symbol", "run"},
	{`eig|`, "eigen", "function", "sin"},
	{`classi|`, "classify", "function", ""},
	{`mom|`, "momentum", "optimizer", ""},
	{`∇lo|`, "loss", "function", ""},
	{`A|`, "A", "variable", ""},
	{`optim|`, "optimizer", "keyword", ""},
	{`wh|`, "where", "keyword", ""},
	{`eta_b|`, "η_best", "variable", ""},
	{`η|`, "η_best", "variable", ""},
	{`run(gd, f, fr|`, "from = ", "setting", ""},
	{`run(gd, f, from = (1, 1), |`, "steps = ", "setting", "from = "},
	{`run(gd, f, from = |`, "f", "function", "steps = "},
	{`run(slide(|`, "drag = ", "setting", "steps = "},
	{`momentum(|`, "β = ", "setting", ""},
	{`momentum(η = 0.1, |`, "β = ", "setting", "η = "},
	{`momentum(et|`, "η = ", "setting", ""},
	{`loss(1, 2, da|`, "data_set = ", "setting", ""},
	{`∇loss(1, 2, da|`, "data_set = ", "setting", ""},
	{`plot(loss, |`, "w = ", "setting", "x = "},
	{`critical_points(g, |`, "x₁ = ", "setting", "y = "},
	{`plot(f, |`, "title = ", "setting", ""},
	{`run(gd, f, 起|`, "from = ", "setting", "steps = "},
	{`run(gd, f, 步数|`, "steps = ", "setting", ""},
	{`load("|`, "line.csv", "file", "sin"},
	{`line = load("li|`, "line.csv", "file", ""},
	{`load("nothing|`, "", "", "line.csv"},
	{`print("li|`, "", "", "line.csv"},
	{`help("Pi|`, "Pictures", "page", "Data"},
	{`特征|`, "eigenvalues", "symbol", ""},
	{`画|`, "plot", "symbol", ""},
	{`海|`, "∇²", "symbol", ""},
	{`plot(f, lev|`, "levels = ", "setting", ""},
	{`r.|`, "status", "field", "kind"},
	{`r.st|`, "status", "field", "θ"},
	{`r[2].|`, "θ", "field", "status"},
	{`r[1 + 1].v|`, "v", "field", ""},
	{`p.|`, "W", "field", "status"},
	{`line.|`, "x", "field", ""},
	{`classify(f, (0, 0)).ki|`, "kind", "field", ""},
	{`minimize(f, from = (0, 0)).gra|`, "gradient_norm", "field", ""},
	{`run(gd, f, from = (0, 0)).sta|`, "status", "field", ""},
	{`eigen(A).|`, "values", "field", ""},
	{`h(alpha, width) = wi|`, "width", "variable", ""},
	{"optimizer mine(f, point, rate = 0.1)\n  point = point - ra|", "rate", "variable", ""},
	{"height = 3\nhei|", "height", "variable", ""},
	{`sum(k^2 for kappa_now in 1..3 if kap|`, "kappa_now", "variable", ""},
	{`(first, second) -> fir|`, "first", "variable", ""},
	{`f(x|`, "", "", "sqrt"},
	{`print("run|`, "", "", "run"},
	{`1 + 2 # ru|`, "", "", "run"},
	{`2e|`, "", "", "exp"},
	{`1..ro|`, "rows", "function", ""},
	{`nothing.|`, "", "", "status"},
	{`"é" + si|`, "sin", "function", ""},
	{`损失 = 1; 损|`, "损失", "variable", ""},
}

func TestComplete(t *testing.T) {
	s := prepared(t)
	for _, c := range completions {
		code, cursor := withCursor(c.code)
		got := s.Complete(code, cursor)
		place := slices.IndexFunc(got.Matches, func(m session.Match) bool { return m.Text == c.offered })
		switch {
		case got.Start > got.End || got.End != cursor || got.Start < 0:
			t.Errorf("%s: replaces %d to %d, the cursor is at %d", c.code, got.Start, got.End, cursor)
		case c.offered != "" && place < 0:
			t.Errorf("%s: %q is not among %v", c.code, c.offered, got.Matches)
		case c.offered != "" && got.Matches[place].Type != c.kind:
			t.Errorf("%s: %q is called a %s, not a %s", c.code, c.offered, got.Matches[place].Type, c.kind)
		}
		if c.not != "" && slices.ContainsFunc(got.Matches, func(m session.Match) bool { return m.Text == c.not }) {
			t.Errorf("%s: offers %q", c.code, c.not)
		}
	}
}

// withCursor takes the | out of a cell and tells where it was, in code points.
func withCursor(code string) (string, int) {
	before, after, _ := strings.Cut(code, "|")
	return before + after, len([]rune(before))
}

// TestCompletionReplaces looks that a completion put in its place makes what was meant.
func TestCompletionReplaces(t *testing.T) {
	s := prepared(t)
	for _, c := range []struct{ code, match, whole string }{
		{`2 \be| + 1`, "β", "2 β + 1"},
		{`run(gd, f, fr|)`, "from = ", "run(gd, f, from = )"},
		{`r.sta|`, "status", "r.status"},
		{`eta_b| + 1`, "η_best", "η_best + 1"},
		{`(1, eig|)`, "eigen", "(1, eigen)"},
	} {
		code, cursor := withCursor(c.code)
		got := s.Complete(code, cursor)
		text := []rune(code)
		whole := string(text[:got.Start]) + c.match + string(text[got.End:])
		if whole != c.whole {
			t.Errorf("%s with %q is %q, not %q", c.code, c.match, whole, c.whole)
		}
	}
}

// TestCompleteAnywhere asks at every place of cells, whole and broken: never a panic, never a place outside the text.
func TestCompleteAnywhere(t *testing.T) {
	s := prepared(t)
	for _, code := range []string{
		"f(x, y) = x^2 - y^2 where d = (1, 2)", `run(gd, f, from = (1, 2), steps = "a`, "r[1].θ[2]; ).]", "((((", "]]]].x", ".", "\\", "η.∇²‖(", "\"\"\"#\n\"", "",
	} {
		for cursor := -1; cursor <= len([]rune(code))+2; cursor++ {
			got := s.Complete(code, cursor)
			if got.Start < 0 || got.Start > got.End || got.End > len([]rune(code)) {
				t.Errorf("%q at %d: from %d to %d", code, cursor, got.Start, got.End)
			}
			seen := map[string]bool{}
			for _, match := range got.Matches {
				if seen[match.Text] {
					t.Errorf("%q at %d offers %q twice", code, cursor, match.Text)
				}
				seen[match.Text] = true
			}
			s.Inspect(code, cursor, 0)
			s.Inspect(code, cursor, 1)
		}
	}
}

// TestCompleteTooLong asks inside a text that is too long to be a cell: nothing is offered, whatever is under the cursor.
func TestCompleteTooLong(t *testing.T) {
	s := prepared(t)
	long := strings.Repeat("1 + ", 1<<18) + "hess"
	if got := s.Complete(long, len(long)); len(got.Matches) > 0 || got.Start != len(long) {
		t.Errorf("from %d: %v", got.Start, got.Matches)
	}
	if _, found := s.Inspect(long, len(long), 0); found {
		t.Error("something was found to explain")
	}
	if got := s.Complete(long[1<<10:], len(long)-1<<10); len(got.Matches) == 0 {
		t.Error("nothing is offered in a cell that is long enough")
	}
}

// TestCompletionsAreExplained looks at what is said of each completion, in both languages.
func TestCompletionsAreExplained(t *testing.T) {
	for _, c := range []struct{ code, offered, english, chinese string }{
		{`\nab|`, "∇", "\\nabla gradient", "\\nabla 梯度"},
		{`\hess|`, "∇²", "\\hess Hessian", "\\hess 海森矩阵"},
		{`\al|`, "α", "\\alpha a Greek letter", "\\alpha 希腊字母"},
		{`run(gd, f, |`, "from = ", "the point from which the steps start", "起点，即从哪一点开始迭代"},
		{`table(r, |`, "steps = ", "which steps are listed, a range such as 0..10", "列出哪些步，写成区间，如 0..10"},
		{`momentum(|`, "η = ", "learning rate", "学习率"},
		{`r.|`, "steps", "how many steps were taken", "走了多少步"},
		{`r[1].|`, "f", "the value of the function at this step", "这一步的函数值"},
		{`classify(f, p).|`, "index", "how many eigenvalues of the Hessian are negative", "指标，即海森矩阵负特征值的个数"},
		{`line.|`, "x", "the column of this name, a vector", "同名的列，是一个向量"},
		{`run|`, "run", "run(optimizer, f, from = p, steps = 100, tol = 0, seed = 1)", "run(优化器, f, from = p, steps = 100, tol = 0, seed = 1)"},
		{`特征|`, "eigenvalues", "特征值", "特征值"},
	} {
		s := prepared(t)
		for _, want := range []string{c.english, c.chinese} {
			code, cursor := withCursor(c.code)
			matches := s.Complete(code, cursor).Matches
			place := slices.IndexFunc(matches, func(m session.Match) bool { return m.Text == c.offered })
			if place < 0 || matches[place].Signature != want {
				t.Errorf("%s: %q is explained as %v, not as %q", c.code, c.offered, matches, want)
			}
			mustRun(t, s, `language("zh")`)
		}
	}
}
