package syntax

import (
	"slices"
	"strings"
	"testing"

	"saddle/kernel/lang/message"
)

func TestText(t *testing.T) {
	for typed, want := range map[string]string{
		"f(x,y)=x^2-y^2;":                       "f(x, y) = x^2 - y^2",
		"g(x₁)=x₁²":                             "g(x₁) = x₁²",
		"f(x, eta=0.1) = eta*x":                 "f(x, η = 0.1) = η * x",
		"2 x+3*(y-1)/2":                         "2x + 3 * (y - 1)/2",
		"x[i+1] - x[i]^2":                       "x[i+1] - x[i]^2",
		"v'H v":                                 "v' H v",
		"2*3 e":                                 "2 * 3 e",
		"sin²(x)":                               "sin(x)²",
		"grad f(1)":                             "∇f(1)",
		"[2 1;1 2]":                             "[2, 1; 1, 2]",
		"[2*x,3y]":                              "[2*x, 3y]",
		"[f(2 x),(a)(b)]":                       "[f(2x), (a)*(b)]",
		"x->x^-1":                               "x -> x^-1",
		"if x>0 then x else -x":                 "if x > 0 then x else -x",
		"q(x) = u where u=x":                    "q(x) = u where u = x",
		`save(p,"a\"b\n")`:                      `save(p, "a\"b\n")`,
		"sum(x y for (x,y) in D for i in 1..3)": "sum(x y for (x, y) in D for i in 1..3)",
		"(a,b)":                                 "(a, b)",
		"A⁻ᵀ":                                   "A⁻¹'",
		"x.y[1,:]":                              "x.y[1, :]",
		"not(a)":                                "not (a)",
		"a and(b or c)":                         "a and (b or c)",
		"‖v‖²":                                  "‖v‖²",
	} {
		cell, errors := parse(typed)
		if len(errors) > 0 {
			t.Errorf("%s: %v", typed, errors)
			continue
		}
		if got := Text(cell.Statements[0]); got != want {
			t.Errorf("%s is written %s, not %s", typed, got, want)
		}
	}
}

// Trees that no text has given, as eval may make them, are written with the parentheses that they need.
func TestTextOfMadeTrees(t *testing.T) {
	x, y := MakeName("x", Span{}), MakeName("y", Span{})
	sum := &Binary{Op: "+", Left: x, Right: y}
	for want, e := range map[string]Expr{
		"(x + y)^2":                &Binary{Op: "^", Left: sum, Right: &Number{Value: 2, Text: "2"}},
		"x * (x + y)":              &Binary{Op: "*", Left: x, Right: sum},
		"x - (x + y)":              &Binary{Op: "-", Left: x, Right: sum},
		"-(x + y)":                 &Unary{Op: "-", Operand: sum},
		"(x + y)'":                 &Prime{Operand: sum},
		"√(x + y)":                 &Unary{Op: "√", Operand: sum},
		"(x -> y) x":               &Binary{Op: "*", Implicit: true, Left: &Lambda{Params: []*Name{x}, Body: y}, Right: x},
		"x^(y^2)^x":                &Binary{Op: "^", Left: x, Right: &Binary{Op: "^", Left: &Paren{Inner: &Binary{Op: "^", Left: y, Right: &Number{Text: "2"}}}, Right: x}},
		"(x^y)^2":                  &Binary{Op: "^", Left: &Binary{Op: "^", Left: x, Right: y}, Right: &Number{Text: "2"}},
		"x^(x + y)":                &Binary{Op: "^", Left: x, Right: &Binary{Op: "+", Left: x, Right: y}, Superscript: true},
		"(-x)^2":                   &Binary{Op: "^", Left: &Unary{Op: "-", Operand: x}, Right: &Number{Text: "2"}},
		"x < (x < y)":              &Compare{Operands: []Expr{x, &Compare{Operands: []Expr{x, y}, Ops: []string{"<"}}}, Ops: []string{"<"}},
		"(if x then y else x) + y": &Binary{Op: "+", Left: &If{Cond: x, Then: y, Else: x}, Right: y},
	} {
		if got := Text(e); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestLaTeX(t *testing.T) {
	transpose := Notation{Transpose: func(p *Prime) bool { return strings.ToUpper(Text(p.Operand)) == Text(p.Operand) }}
	for typed, want := range map[string]string{
		"f(x, y) = 2x - 4 y": `f(x, y) = 2x - 4y`,
		"x y + 2*3":          `x \, y + 2 \cdot 3`,
		"2/3*x":              `\frac{2}{3} \, x`,
		"η (m/(1 - β₁^t))":   `\eta \, \frac{m}{1 - \beta_{1}^{t}}`,
		"½ d' H d":           `\tfrac{1}{2} \, d' \, H \, d`,
		"A'":                 `A^{\top}`,
		"f'(x)":              `f'(x)`,
		"A⁻¹'":               `A^{-\top}`,
		"(A B)'":             `(A \, B)^{\top}`,
		"‖v‖^2":              `\lVert v \rVert^{2}`,
		"norm(v)":            `\lVert v \rVert`,
		"√(x^2 + 1)":         `\sqrt{x^{2} + 1}`,
		"√x y":               `\sqrt{x} \, y`,
		"exp(-x^2)":          `e^{-x^{2}}`,
		"exp(x)^2":           `(e^{x})^{2}`,
		"sin(x)^2":           `\sin^{2}(x)`,
		"sqrt(x)^2":          `\left(\sqrt{x}\right)^{2}`,
		"abs(x/2)":           `\left|\frac{x}{2}\right|`,
		"dot(u, v) w":        `(u \cdot v) \, w`,
		"u · v":              `u \cdot v`,
		"u .* v":             `u \odot v`,
		"if x > 0 then x else if x == 0 then 0 else -x": `\begin{cases} x & \text{if } x > 0 \\ 0 & \text{if } x = 0 \\ -x & \text{otherwise} \end{cases}`,
		"sum(i^2 for i in 1..n)":                        `\sum_{i=1}^{n} i^{2}`,
		"sum(x for x in v) + 1":                         `\left(\sum_{x \in v} x\right) + 1`,
		"2 sum(x for x in v)":                           `2\sum_{x \in v} x`,
		"mean((y - w x)^2 for (x, y) in D)":             `\frac{1}{|D|} \sum_{(x, y) \in D} (y - w \, x)^{2}`,
		"mean(x[i] for i in 1..n)":                      `\frac{1}{n} \sum_{i=1}^{n} x_{i}`,
		"x[i+1]^2":                                      `x_{i+1}^{2}`,
		"A[1, :]":                                       `A_{1,:}`,
		"x1[2]":                                         `x_{1,2}`,
		"η_best":                                        `\eta_{\mathrm{best}}`,
		"m̂":                                            `\hat{m}`,
		"损失":                                            `\text{损失}`,
		"learning_rate":                                 `\mathrm{learning}_{\mathrm{rate}}`,
		"1e-3 x":                                        `10^{-3} \, x`,
		"2.5e6":                                         `2.5 \cdot 10^{6}`,
		"[1, 2; 3, 4]":                                  `\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}`,
		"∇²f(x)⁻¹ ∇f(x)":                                `\nabla^{2} f(x)^{-1} \, \nabla f(x)`,
		"x ≈ y":                                         `x \approx y`,
		"0 <= x < 1":                                    `0 \le x < 1`,
		"a and not b":                                   `a \;\text{and}\; \lnot b`,
		"not f(a) < f(b)":                               `\lnot (f(a) < f(b))`,
		"φ -> φ^2":                                      `\varphi \mapsto \varphi^{2}`,
		"q(x) = u where u = x":                          `q(x) = u \quad\text{where}\quad u = x`,
		"(x + 1)/(x - 1)":                               `\frac{x + 1}{x - 1}`,
		"(x/y)^2":                                       `\left(\frac{x}{y}\right)^{2}`,
		`"50% of {x}"`:                                  `\text{"50\% of \{x\}"}`,
	} {
		cell, errors := parse(typed)
		if len(errors) > 0 {
			t.Errorf("%s: %v", typed, errors)
			continue
		}
		if got := transpose.LaTeX(cell.Statements[0]); got != want {
			t.Errorf("%s\n got %s\nwant %s", typed, got, want)
		}
	}
}

func TestLaTeXOfARule(t *testing.T) {
	cell, _ := parse("optimizer m(f, θ, η = 0.1)\n  start v = 0\n  g = ∇f(θ)\n  v = β v + g\n  stop if ‖g‖ < 1\n  θ = θ - η v\nend")
	want := `\begin{aligned} v_{0} &= 0 \\ g &= \nabla f(\theta_{t}) \\ v_{t+1} &= \beta \, v_{t} + g \\ & \text{stop if } \lVert g \rVert < 1 \\ \theta_{t+1} &= \theta_{t} - \eta \, v_{t+1} \end{aligned}`
	if got := LaTeX(cell.Statements[0]); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestFreeNames(t *testing.T) {
	for typed, want := range map[string]string{
		"f(x, a = b) = a x + c":               "b c",
		"x -> x + y":                          "y",
		"sum(i x for i in 1..n)":              "sum n x",
		"[i j for i in v for j in i]":         "v",
		"q(x) = u^2 + v where u = x w, v = u": "w",
		"run(gd, f, from = p)":                "run gd f p",
		"r.θ[k]":                              "r k",
		"∇f(x)":                               "f x",
		"∇(y -> g(y))":                        "g",
		"optimizer m(f, θ, η = a)\n  start v = b\n  g = ∇f(θ) + h\n  v = g + v\n  θ = θ - η v + t\nend": "a b h t",
		"(W = a, b = c)": "a c",
		"x = x + 1":      "x",
	} {
		cell, errors := parse(typed)
		if len(errors) > 0 {
			t.Errorf("%s: %v", typed, errors)
			continue
		}
		got := strings.Join(FreeNames(cell.Statements[0]), " ")
		if got != want {
			t.Errorf("%s takes %s, not %s", typed, got, want)
		}
	}
}

func TestWalkPassesOver(t *testing.T) {
	cell, _ := parse("f(x + 1, y) + ∇g(z)")
	var seen []string
	Walk(cell.Statements[0], func(n Node) bool {
		if e, ok := n.(Expr); ok {
			seen = append(seen, Text(e))
		}
		_, call := n.(*Call)
		return !call
	})
	if want := []string{"f(x + 1, y) + ∇g(z)", "f(x + 1, y)", "∇g(z)"}; !slices.Equal(seen, want) {
		t.Errorf("visited %q", seen)
	}
}

func TestSuggest(t *testing.T) {
	values := map[string]bool{"η": true, "v": true, "λ": true, "H": true, "d": true, "x": true, "x1": true, "x2": true, "momentum": true}
	functions := map[string]bool{"max": true, "sin": true, "eigen": true, "minimize": true}
	known := func(name string) bool { return values[name] || functions[name] }
	isFunction := func(name string) bool { return functions[name] }
	var candidates []string
	for name := range values {
		candidates = append(candidates, name)
	}
	for name := range functions {
		candidates = append(candidates, name)
	}
	slices.Sort(candidates)
	for name, want := range map[string]string{
		"ηv": "did you mean η v (η times v)?", "Hd": "did you mean H d (H times d)?", "λmax": "did you mean max(λ)?", "sinx": "did you mean sin(x)?",
		"x1x2": "did you mean x1 x2 (x1 times x2)?", "ηHd": "did you mean η H d (η times H times d)?", "x_i": "did you mean x[i]?", "momentun": "did you mean momentum?",
		"minimise": "did you mean minimize?", "eig": "here it is written eigen(A)", "arctan2": "here it is written atan2(y, x)", "None": "there is no value that stands for nothing: leave the setting out, or give it a number", "inverse": "here it is written inv(A) or A⁻¹", "qqq": "",
	} {
		if got := Suggest(name, known, isFunction, candidates).In(message.English); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := SuggestField("r", "stauts", []string{"status", "steps"}).In(message.English); got != "did you mean status?" {
		t.Error(got)
	}
	if got := SuggestField("w", "shape", []string{"status"}).In(message.English); got != "here it is written size(w)" {
		t.Error(got)
	}
}

func TestNearest(t *testing.T) {
	names := []string{"steps", "from", "seed", "batch", "noise", "momentum"}
	for name, want := range map[string]string{"step": "steps", "form": "from", "start": "", "sead": "seed", "momntum": "momentum", "nois": "noise", "x": "", "steps": ""} {
		if got := Nearest(name, names); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// What stands for a name of another language can be typed as it is advised.
func TestHabitsParse(t *testing.T) {
	for name, native := range habitNames {
		for _, way := range strings.Split(native, " | ") {
			if strings.Contains(way, "…") || keywords[way] || way == "D" {
				continue
			}
			if _, errors := parse(way); len(errors) > 0 && name != "where" {
				t.Errorf("%s: %s: %s", name, way, rendered(errors, message.English))
			}
		}
	}
}
