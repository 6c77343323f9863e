package expr_test

import (
	"strings"
	"testing"

	"saddle/numerics/expr"
	"saddle/numerics/expr/exprtest"
)

func TestLaTeX(t *testing.T) {
	for _, c := range []struct{ f, want string }{
		{"2x - 4y", `2 x - 4 y`},
		{"-sin(x)", `-\sin(x)`},
		{"x/y", `\frac{x}{y}`},
		{"sqrt(x) + e^x", `\sqrt{x} + e^{x}`},
		{"3x^2 y", `3 x^{2} y`},
		{"(1 - x)^2", `(1 - x)^{2}`},
		{"sin(x)^2", `\sin^{2}(x)`},
		{"x^1.5/2", `\frac{x^{3/2}}{2}`},
		{"abs(x - y)", `\left|x - y\right|`},
		{"if x > 0 then x else -y", `\begin{cases}x & \text{if } x > 0 \\ -y & \text{otherwise}\end{cases}`},
		{"if x > 0 then x else if y <= 1 then 1 else 0", `\begin{cases}x & \text{if } x > 0 \\ 1 & \text{if } y \le 1 \\ 0 & \text{otherwise}\end{cases}`},
		{"max(x, y, 1)", `\max(x, y, 1)`},
		{"1e-8 x", `10^{-8} x`},
		{"2.5e-12 x", `2.5 \cdot 10^{-12} x`},
		{"log(x/(1 + y))", `\log\left(\frac{x}{1 + y}\right)`},
		{"floor(x) + π/2", `\left\lfloor x\right\rfloor + \frac{\pi}{2}`},
		{"3 2^x", `3 \cdot 2^{x}`},
		{"asin(x)", `\arcsin(x)`},
		{"(x + y)/3", `\frac{x + y}{3}`},
		{"x exp(-x^2/2)", `x e^{-\frac{x^{2}}{2}}`},
	} {
		if got := expr.LaTeX(exprtest.Function(c.f, "x", "y").Value); got != c.want {
			t.Errorf("%s in LaTeX: %s, want %s", c.f, got, c.want)
		}
	}
}

func TestLaTeXNames(t *testing.T) {
	for name, want := range map[string]string{
		"x": "x", "x₁": "x_{1}", "x_12": "x_{12}", "x1": "x_{1}", "η": `\eta`, "η_max": `\eta_{\text{max}}`, "loss": `\mathrm{loss}`,
		"m̂": `\hat{m}`, "损失": `\text{损失}`, "β₁": `\beta_{1}`, "∇f": `\nabla f`, "a_i": "a_{i}", "W₁₂": "W_{12}",
	} {
		if got := expr.LaTeXName(name); got != want {
			t.Errorf("%s in LaTeX: %s, want %s", name, got, want)
		}
	}
}

func TestArraysPrint(t *testing.T) {
	g := expr.NewGraph()
	a, v := g.Variable("A", expr.MatrixShape(2, 2)), g.Variable("v", expr.Vector(2))
	big, wide := g.Variable("w", expr.Vector(300)), g.Variable("B", expr.MatrixShape(300, 300))
	x := g.Variable("x", expr.Scalar)
	data := expr.Named(expr.Array(expr.MatrixShape(40, 2), make([]float64, 80)), "D")
	sum := expr.SumOver(g, "i", expr.Const(1), expr.Const(40), func(i *expr.Node) *expr.Node {
		return expr.Pow(expr.Sub(expr.Element2(data, expr.Sub(i, expr.Const(1)), expr.Const(1)), x), expr.Const(2))
	})
	for _, c := range []struct {
		n           *expr.Node
		text, latex string
	}{
		{expr.Mul(a, v), "(A₁₁ v₁ + A₁₂ v₂, A₂₁ v₁ + A₂₂ v₂)", `\begin{bmatrix}A_{11} v_{1} + A_{12} v_{2} \\ A_{21} v_{1} + A_{22} v_{2}\end{bmatrix}`},
		{v, "v", "v"},
		{expr.Transpose(v), "[v₁, v₂]", `\begin{bmatrix}v_{1} & v_{2}\end{bmatrix}`},
		{expr.Norm(big), "norm(w)", `\left\lVert w\right\rVert`},
		{expr.NormSquared(big), "norm(w)^2", `\left\lVert w\right\rVert^{2}`},
		{expr.Mul(expr.Transpose(big), expr.Mul(wide, big)), "w' B w", `w^{\top} B w`},
		{expr.Solve(wide, big), "B^-1 w", `B^{-1} w`},
		{expr.Solve(a, v), "A^-1 v", `A^{-1} v`},
		{expr.Element(big, expr.Const(2)), "w[3]", "w_{3}"},
		{expr.Dot(big, expr.Apply(expr.Tanh, big)), "dot(w, tanh(w))", `w \cdot \tanh(w)`},
		{expr.Slice(big, 1, 3), "w[2..3]", "w_{2..3}"},
		{sum, "sum((D[i, 2] - x)^2 for i in 1..40)", `\sum_{i=1}^{40} (D_{i, 2} - x)^{2}`},
		{expr.Gradient(sum, x)[0], "-2 sum(D[i, 2] - x for i in 1..40)", `-2 \sum_{i=1}^{40} (D_{i, 2} - x)`},
		{g.Unknown("∇f", expr.Vector(2), v), "∇f(v)", `\nabla f(v)`},
		{expr.Sub(v, expr.Times(x, g.Unknown("∇f", expr.Vector(2), v))), "v - x ∇f(v)", `v - x \nabla f(v)`},
		{expr.Eigenvalues(wide), "eigenvalues(B)", `\operatorname{eigenvalues}(B)`},
	} {
		if got := expr.Text(c.n); got != c.text {
			t.Errorf("text %s, want %s", got, c.text)
		}
		if got := expr.LaTeX(c.n); got != c.latex {
			t.Errorf("LaTeX %s, want %s", got, c.latex)
		}
	}
}

func TestGradientOfALongSumReads(t *testing.T) {
	g := expr.NewGraph()
	x := g.Variable("x", expr.Vector(30))
	f := expr.SumOver(g, "i", expr.Const(1), expr.Const(29), func(i *expr.Node) *expr.Node {
		a, b := expr.Element(x, expr.Sub(i, expr.Const(1))), expr.Element(x, i)
		return expr.Add(expr.Mul(expr.Const(100), expr.Pow(expr.Sub(b, expr.Pow(a, expr.Const(2))), expr.Const(2))), expr.Pow(expr.Sub(expr.Const(1), a), expr.Const(2)))
	})
	gradient := expr.Gradient(f, x)[0].Entries()
	for k, want := range map[int]string{
		0:  "-400x₁ (x₂ - x₁^2) - 2(1 - x₁)",
		5:  "200(x₆ - x₅^2) - 400x₆ (x₇ - x₆^2) - 2(1 - x₆)",
		29: "200(x₃₀ - x₂₉^2)",
	} {
		if got := expr.Text(gradient[k]); got != want {
			t.Errorf("entry %d: %s, want %s", k, got, want)
		}
	}
	if got := expr.Text(f); !strings.HasPrefix(got, "sum(100(x[i + 1] - x[i]^2)^2 + (1 - x[i])^2 for i in 1..29)") {
		t.Errorf("the sum reads %s", got)
	}
}
