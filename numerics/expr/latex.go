package expr

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// latex is the notation of a lecture.
type latex struct{}

func (latex) number(x float64) string {
	switch {
	case math.IsInf(x, 0):
		return `\infty`
	case math.IsNaN(x):
		return `\text{NaN}`
	case x == math.E:
		return "e"
	}
	if r, power, ok := multipleOfPi(x); ok {
		return piLaTeX(r, power)
	}
	mantissa, exponent := decimal(x)
	switch {
	case exponent == 0:
		return mantissa
	case mantissa == "1":
		return "10^{" + strconv.Itoa(exponent) + "}"
	}
	return mantissa + ` \cdot 10^{` + strconv.Itoa(exponent) + "}"
}

func piLaTeX(r ratio, power int) string {
	pi := `\pi`
	if power == 2 {
		pi = `\pi^{2}`
	}
	if r.p != 1 {
		pi = latex{}.number(r.p) + " " + pi
	}
	if r.q != 1 {
		return `\frac{` + pi + "}{" + latex{}.number(r.q) + "}"
	}
	return pi
}

func (latex) name(s string) string { return LaTeXName(s) }
func (latex) ellipsis() string     { return `\ldots` }

func (latex) source(o *Opaque) string { return o.LaTeX }

func (latex) word(s string) string { return `\text{ ` + s + ` }` }

// group puts parentheses around, growing ones where something tall is inside.
func (latex) group(s string) string {
	for _, tall := range []string{`\frac`, `\sum`, `\begin`, `\left`} {
		if strings.Contains(s, tall) {
			return `\left(` + s + `\right)`
		}
	}
	return "(" + s + ")"
}

func (latex) fraction(a, b piece) piece {
	return piece{s: `\frac{` + a.s + "}{" + b.s + "}", binds: exponential}
}

// join writes factors side by side, with a dot where two numbers would meet.
func (latex) join(factors []piece) piece {
	s := factors[0].s
	for _, f := range factors[1:] {
		first, _ := utf8.DecodeRuneInString(f.s)
		if unicode.IsDigit(first) {
			s += ` \cdot`
		}
		s += " " + f.s
	}
	return piece{s: s, binds: multiplicative}
}

func (latex) power(base, exponent piece) piece {
	if rest, ok := strings.CutPrefix(base.s, base.head); ok && base.head != "" {
		return piece{s: base.head + "^{" + slashed(exponent.s) + "}" + rest, binds: exponential}
	}
	return piece{s: base.s + "^{" + slashed(exponent.s) + "}", binds: exponential}
}

// slashed writes a fraction in an exponent on one line.
func slashed(s string) string {
	rest, ok := strings.CutPrefix(s, `\frac{`)
	if !ok || strings.Count(s, "{") != 2 {
		return s
	}
	return strings.TrimSuffix(strings.Replace(rest, "}{", "/", 1), "}")
}

func (latex) root(a piece) piece { return piece{s: `\sqrt{` + a.s + "}", binds: atomic} }

// fences are the functions that LaTeX writes as brackets around the argument.
var fences = map[string][2]string{
	"abs":   {`\left|`, `\right|`},
	"floor": {`\left\lfloor `, `\right\rfloor`},
	"ceil":  {`\left\lceil `, `\right\rceil`},
}

// operators are the functions LaTeX has a command for.
var operators = map[string]string{
	"log10": `\log_{10}`, "asin": `\arcsin`, "acos": `\arccos`, "atan": `\arctan`,
	"log": `\log`, "sin": `\sin`, "cos": `\cos`, "tan": `\tan`, "sinh": `\sinh`, "cosh": `\cosh`, "tanh": `\tanh`,
	"Γ": `\Gamma`, "digamma": `\psi`, "trigamma": `\psi'`, "tetragamma": `\psi''`, "pentagamma": `\psi'''`,
	"max": `\max`, "min": `\min`, "det": `\det`,
}

func (l latex) call(name string, args ...piece) piece {
	inner := joinPieces(args, ", ")
	if name == "exp" {
		return piece{s: "e^{" + inner + "}", binds: exponential}
	}
	if f, ok := fences[name]; ok {
		return piece{s: f[0] + inner + f[1], binds: atomic}
	}
	operator, ok := operators[name]
	if !ok {
		operator = `\operatorname{` + name + "}"
	}
	return piece{s: operator + l.group(inner), binds: atomic, head: operator}
}

var latexRelations = map[Relation]string{
	Equal: "=", Unequal: `\ne`, Less: "<", LessEqual: `\le`, Greater: ">", GreaterEqual: `\ge`, Near: `\approx`,
}

func (latex) relation(r Relation) string { return latexRelations[r] }

func (latex) cases(conditions, values []piece) piece {
	s := `\begin{cases}`
	for k, c := range conditions {
		s += values[k].s + ` & \text{if } ` + c.s + ` \\ `
	}
	return piece{s: s + values[len(values)-1].s + ` & \text{otherwise}\end{cases}`, binds: atomic}
}

func (l latex) index(a piece, place []piece) piece {
	base := a.s
	if a.binds < atomic || strings.HasSuffix(base, "}") {
		base = l.group(base)
	}
	return piece{s: base + "_{" + joinPieces(place, ", ") + "}", binds: atomic}
}

func (l latex) loop(body, index, lo, hi piece) piece {
	b := body.s
	if body.binds < multiplicative {
		b = l.group(b)
	}
	return piece{s: `\sum_{` + index.s + "=" + lo.s + "}^{" + hi.s + "} " + b, binds: multiplicative, open: true}
}

func (l latex) each(body, index, lo, hi piece) piece {
	return piece{s: l.group(body.s) + "_{" + index.s + "=" + lo.s + `}^{` + hi.s + "}", binds: atomic}
}

func (l latex) loopIn(body, index, over piece) piece {
	b := body.s
	if body.binds < multiplicative {
		b = l.group(b)
	}
	return piece{s: `\sum_{` + index.s + ` \in ` + over.s + "} " + b, binds: multiplicative, open: true}
}

func (l latex) eachIn(body, index, over piece) piece {
	return piece{s: l.group(body.s) + "_{" + index.s + ` \in ` + over.s + "}", binds: atomic}
}

func (l latex) vector(entries []piece) piece {
	rows := make([][]piece, len(entries))
	for k, e := range entries {
		rows[k] = []piece{e}
	}
	return l.matrix(rows)
}

func (latex) matrix(rows [][]piece) piece {
	lines := make([]string, len(rows))
	for k, r := range rows {
		lines[k] = joinPieces(r, " & ")
	}
	return piece{s: `\begin{bmatrix}` + strings.Join(lines, ` \\ `) + `\end{bmatrix}`, binds: atomic}
}

func (l latex) transpose(a piece) piece {
	if a.binds < atomic {
		a.s = l.group(a.s)
	}
	return piece{s: a.s + `^{\top}`, binds: exponential}
}

func (latex) norm(a piece) piece {
	return piece{s: `\left\lVert ` + a.s + `\right\rVert`, binds: atomic}
}

func (l latex) dot(a, b piece) piece {
	return piece{s: l.tight(a) + ` \cdot ` + l.tight(b), binds: multiplicative}
}

func (l latex) tight(a piece) string {
	if a.binds < exponential {
		return l.group(a.s)
	}
	return a.s
}
