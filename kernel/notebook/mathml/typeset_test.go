package mathml

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// body returns what the formula became, without the wrapping that all share.
func body(t *testing.T, formula string) string {
	t.Helper()
	var ts Typesetter
	got, err := ts.Typeset(formula, false)
	if err != nil {
		t.Errorf("%s: %v", formula, err)
		return ""
	}
	got = strings.TrimPrefix(got, "<math><semantics>")
	return got[:strings.Index(got, "<annotation")]
}

func TestFormulas(t *testing.T) {
	for _, test := range []struct{ formula, want string }{
		{`x`, `<mi>x</mi>`},
		{`0.12`, `<mn>0.12</mn>`},
		{`1..2`, `<mrow><mn>1</mn><mo lspace="0" rspace="0">.</mo><mo lspace="0" rspace="0">.</mo><mn>2</mn></mrow>`},
		{`x_1^2`, `<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>`},
		{`x^2_1`, `<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>`},
		{`x₁²`, `<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>`},
		{`f'`, `<mrow><mi>f</mi><mo form="postfix" lspace="0" rspace="0">′</mo></mrow>`},
		{`\frac12`, `<mfrac><mn>1</mn><mn>2</mn></mfrac>`},
		{`\frac{\partial f}{\partial x}`, `<mfrac><mrow><mi>∂</mi><mi>f</mi></mrow><mrow><mi>∂</mi><mi>x</mi></mrow></mfrac>`},
		{`\sqrt[3]{x}`, `<mroot><mi>x</mi><mn>3</mn></mroot>`},
		{`a-b`, `<mrow><mi>a</mi><mo>−</mo><mi>b</mi></mrow>`},
		{`(-b)`, `<mrow><mo form="prefix" stretchy="false">(</mo><mo form="prefix" lspace="0" rspace="0">−</mo><mi>b</mi><mo form="postfix" stretchy="false">)</mo></mrow>`},
		{`a=-b`, `<mrow><mi>a</mi><mo>=</mo><mo form="prefix" lspace="0" rspace="0">−</mo><mi>b</mi></mrow>`},
		{`a,\ -b`, `<mrow><mi>a</mi><mo>,</mo><mspace width="0.25em"></mspace><mo form="prefix" lspace="0" rspace="0">−</mo><mi>b</mi></mrow>`},
		{`\quad -b`, `<mrow><mspace width="1em"></mspace><mo form="prefix" lspace="0" rspace="0">−</mo><mi>b</mi></mrow>`},
		{`a\,-b`, `<mrow><mi>a</mi><mspace width="0.167em"></mspace><mo>−</mo><mi>b</mi></mrow>`},
		{`\nabla f`, `<mrow><mi mathvariant="normal">∇</mi><mi>f</mi></mrow>`},
		{`∇f`, `<mrow><mi mathvariant="normal">∇</mi><mi>f</mi></mrow>`},
		{`\lambda_{\min}`, `<msub><mi>λ</mi><mrow><mo movablelimits="true" form="prefix" lspace="0" rspace="0">min</mo></mrow></msub>`},
		{`\sum_{i=1}^n`, `<munderover><mo movablelimits="true">∑</mo><mrow><mi>i</mi><mo lspace="0" rspace="0">=</mo><mn>1</mn></mrow><mi>n</mi></munderover>`},
		{`\int_0^1`, `<msubsup><mo movablelimits="true">∫</mo><mn>0</mn><mn>1</mn></msubsup>`},
		{`\sin x`, `<mrow><mi>sin</mi><mspace width="0.167em"></mspace><mi>x</mi></mrow>`},
		{`\sin(x)`, `<mrow><mi>sin</mi><mo form="prefix" stretchy="false">(</mo><mi>x</mi><mo form="postfix" stretchy="false">)</mo></mrow>`},
		{`\operatorname{tr} A`, `<mrow><mi>tr</mi><mspace width="0.167em"></mspace><mi>A</mi></mrow>`},
		{`\mathrm{loss}`, `<mi>loss</mi>`},
		{`\mathrm d`, `<mi mathvariant="normal">d</mi>`},
		{`\mathbf{H}`, `<mi>𝐇</mi>`},
		{`\mathbb{R}`, `<mi>ℝ</mi>`},
		{`\mathcal{LN}`, `<mrow><mi>ℒ</mi><mi>𝒩</mi></mrow>`},
		{`\boldsymbol\theta`, `<mi>𝜽</mi>`},
		{`\hat x`, `<mover accent="true"><mi>x</mi><mo stretchy="false">ˆ</mo></mover>`},
		{`m̂`, `<mi>𝑚̂</mi>`},
		{`\|v\|`, `<mrow><mo stretchy="false" lspace="0" rspace="0" form="prefix">‖</mo><mi>v</mi><mo stretchy="false" lspace="0" rspace="0" form="postfix">‖</mo></mrow>`},
		{`\left(x\right.`, `<mrow><mo form="prefix" fence="true" stretchy="false">(</mo><mi>x</mi></mrow>`},
		{`\left(\frac1x\right)`, `<mrow><mo form="prefix" fence="true" stretchy="true">(</mo><mfrac><mn>1</mn><mi>x</mi></mfrac><mo form="postfix" fence="true" stretchy="true">)</mo></mrow>`},
		{`\text{ if }x`, "<mrow><mtext>\u00a0if\u00a0</mtext><mi>x</mi></mrow>"},
		{`\text{at $x$}`, "<mrow><mtext>at\u00a0</mtext><mi>x</mi></mrow>"},
		{`损失`, `<mtext>损失</mtext>`},
		{`\text{损失}`, `<mtext>损失</mtext>`},
		{`a \ne b`, `<mrow><mi>a</mi><mo>≠</mo><mi>b</mi></mrow>`},
		{`a \not= b`, `<mrow><mi>a</mi><mo>≠</mo><mi>b</mi></mrow>`},
		{`a<b`, `<mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow>`},
		{`x % a comment`, `<mi>x</mi>`},
		{`\begin{bmatrix}1&2\\3&4\end{bmatrix}`, `<mrow><mo form="prefix" fence="true" stretchy="true">[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable><mo form="postfix" fence="true" stretchy="true">]</mo></mrow>`},
		{`\begin{cases}1&x\\2&y\\\end{cases}`, `<mrow><mo form="prefix" fence="true" stretchy="true">{</mo><mtable><mtr><mtd style="text-align:left"><mn>1</mn></mtd><mtd style="text-align:left"><mi>x</mi></mtd></mtr><mtr><mtd style="text-align:left"><mn>2</mn></mtd><mtd style="text-align:left"><mi>y</mi></mtd></mtr></mtable></mrow>`},
		{`\begin{aligned}a&=b\end{aligned}`, `<mtable displaystyle="true"><mtr><mtd style="text-align:right;padding-right:0"><mi>a</mi></mtd><mtd style="text-align:left;padding-left:0"><mrow><mo>=</mo><mi>b</mi></mrow></mtd></mtr></mtable>`},
		{`\begin{array}{l|r}1&2\end{array}`, `<mtable><mtr><mtd style="text-align:left"><mn>1</mn></mtd><mtd style="text-align:right;border-left:1px solid"><mn>2</mn></mtd></mtr></mtable>`},
		{`\newcommand{\R}{\mathbb R}\R^2`, `<msup><mi>ℝ</mi><mn>2</mn></msup>`},
		{`\newcommand{\d}[2]{\frac{d#1}{d#2}}\d fx`, `<mfrac><mrow><mi>d</mi><mi>f</mi></mrow><mrow><mi>d</mi><mi>x</mi></mrow></mfrac>`},
		{`\def\g#1{\nabla#1}\g\phi x`, `<mrow><mi mathvariant="normal">∇</mi><mi>ϕ</mi><mi>x</mi></mrow>`},
		{`\DeclareMathOperator*{\am}{arg\,min}\am_x`, "<munder><mo movablelimits=\"true\" form=\"prefix\" lspace=\"0\" rspace=\"0\">arg\u2009min</mo><mi>x</mi></munder>"},
		{`{\bf x} y`, `<mrow><mi>𝐱</mi><mi>y</mi></mrow>`},
		{`\color{red}{x}y`, `<mrow><mstyle mathcolor="red"><mi>x</mi></mstyle><mi>y</mi></mrow>`},
		{`{\color{blue} x}y`, `<mrow><mstyle mathcolor="blue"><mi>x</mi></mstyle><mi>y</mi></mrow>`},
	} {
		if got := body(t, test.formula); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.formula, got, test.want)
		}
	}
}

// What lessons and displays of the course use must at least be known.
func TestKnownFormulas(t *testing.T) {
	for _, formula := range []string{
		`f(x+d) \approx f(x) + \nabla f(x)^{\mathsf T} d + \tfrac12\, d^{\mathsf T}\nabla^2 f(x)\, d`,
		`\begin{vmatrix} 2-\lambda & 1 \\[4pt] 1 & 2-\lambda\end{vmatrix} = 0`,
		`\left.\frac{\partial f}{\partial x}\right|_{x=0}`, `\frac{df}{dx}\Big|_{x=0}`, `\lVert\nabla f\rVert_2 \le \varepsilon`,
		`\begin{align*} a &= b \\ c &= d \end{align*}`, `\begin{equation}x = 1 \label{eq:a}\end{equation}`,
		`\underbrace{x^\top H x}_{\ge 0} \quad\Longrightarrow\quad \text{minimum}`, `\lim_{x \to 0}\frac{\sin x}{x} = 1`,
		`x \in \{1, 2\}`, `\theta_{t+1} = \theta_t - \eta\,\frac{\hat m_t}{\sqrt{\hat v_t} + \epsilon}`, `\binom nk`,
		`\operatorname*{arg\,min}_{x \in \mathbb{R}^n} f(x)`, `\begin{pmatrix} x \\ y \end{pmatrix}^{\!\top}`, `\mathcal{O}(h^2)`,
		`A = Q \Lambda Q^{-1}`, `\sum_{\substack{i=1\\ i \ne j}}^n a_{ij}`, `\frac{1}{1 + e^{-x}}`, `\overline{x} \underline{y} \widehat{xy}`,
		`a \mid b \nmid c \parallel d \perp e`, `x \mapsto x^2`, `\left\{ x \,\middle|\, x > 0 \right\}`, `\lfloor x \rfloor \lceil y \rceil`,
		`10\,\%`, `\displaystyle \sum_{i} x_i`, `\prod_{k=1}^{\infty} \left(1 - \frac{1}{k^2}\right)`, `f\colon \mathbb R^n \to \mathbb R`, `a \cdot b \times c`,
		`\ldots, \cdots, \vdots, \ddots`, `\mathrm{e}^{\mathrm{i}\pi} + 1 = 0`, `\kappa = \frac{\lambda_{\max}}{\lambda_{\min}}`, `\| x \|`, `H \succeq 0`,
		`\begin{bmatrix} a & b \\ c & d \\ \end{bmatrix}`, `\text{momentum: } v_t = \beta v_{t-1}`, `x^{\prime}`, `f^{(k)}(x)`, `{}^{2}H`, `\hspace{1em} x`,
		`\left\lvert x \right\rvert`, `\left\langle u, v \right\rangle`, `\stackrel{?}{=}`, `90^\circ`, `\dot x = -\nabla f(x)`, `\Pr(X > 0)`,
		`\mathbf{x}^{\mathrm T}\mathbf{y}`, `1\!/2`, `\texttt{gd\_step}`, `\textbf{bold } x`,
	} {
		body(t, formula)
	}
}

func TestWhatCannotBeSetIsSaid(t *testing.T) {
	for _, test := range []struct{ formula, want string }{
		{`\foo x`, `\foo is not known`},
		{`\frac{1}{`, `a { is not closed`},
		{`\frac1`, `an argument is missing`},
		{`x}`, `} does not belong here`},
		{`a & b`, `& b does not belong here`},
		{`\left( x`, `\left has no \right`},
		{`\left x`, `x is no bracket`},
		{`\begin{tikzpicture}\end{tikzpicture}`, `\begin{tikzpicture} is not known`},
		{`\begin{matrix} x`, `has no \end{matrix}`},
		{`\begin{matrix} x \end{pmatrix}`, `\begin{matrix} is closed by \end{pmatrix}`},
		{`\newcommand{\a}{\a\a}\a`, `defined by itself`},
		{`\color{red" onload="x}{x}`, `not the name of a colour`},
		{`\text{a $b}`, `not closed`},
		{`x\`, `a \ at the end`},
		{strings.Repeat("{", 5000), `deep`},
		{strings.Repeat(`\sqrt`, 5000), `deep`},
		{strings.Repeat(`x^`, 5000), `missing at the end`},
	} {
		var ts Typesetter
		if _, err := ts.Typeset(test.formula, true); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.40s: got %v, want …%s…", test.formula, err, test.want)
		}
	}
}

func TestMacrosHoldInLaterFormulas(t *testing.T) {
	var ts Typesetter
	if _, err := ts.Typeset(`\newcommand{\R}{\mathbb R}`, false); err != nil {
		t.Fatal(err)
	}
	if got, err := ts.Typeset(`\R`, false); err != nil || !strings.Contains(got, "ℝ") {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestTheSourceStaysWithTheFormula(t *testing.T) {
	var ts Typesetter
	got, err := ts.Typeset(`a<b`, true)
	if err != nil || !strings.Contains(got, `<annotation encoding="application/x-tex">a&lt;b</annotation>`) {
		t.Errorf("got %s, %v", got, err)
	}
}

func FuzzTypeset(f *testing.F) {
	for _, s := range []string{`\frac{\partial^2 f}{\partial x^2}`, `\begin{cases}1&x\\2&y\end{cases}`, `\left(\sum_{i}^n x'_1\right)`,
		`\def\a#1{#1}\a\a`, `\text{a $x$ <b>}`, `\big\|`, `\not\in`, `m̂₁²`, `\hspace{1em}\kern-3mu`, `\xrightarrow[a]{b}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, formula string) {
		var ts Typesetter
		got, err := ts.Typeset(formula, true)
		if err != nil {
			return
		}
		decoder := xml.NewDecoder(strings.NewReader(got))
		for {
			if _, err := decoder.Token(); errors.Is(err, io.EOF) {
				return
			} else if err != nil {
				t.Fatalf("%q gives malformed markup: %v\n%s", formula, err, got)
			}
		}
	})
}
