package syntax

import (
	"strings"
)

// LaTeX writes a node as a book prints it: products without a sign, quotients as fractions, if as cases, a sum over a
// range with its bounds. It has no $ around it.
func LaTeX(n Node) string { return Notation{}.LaTeX(n) }

// Notation is what the typesetting of a node depends on besides the node. The zero value writes every prime as ′ and no
// indices.
type Notation struct {
	// Transpose reports whether a prime is a transpose, written ⊤, rather than a derivative. Nil: none is.
	Transpose func(*Prime) bool
	// Index gives a name, in its known form, an index below the line, as t or t+1 in an optimizer's rule; "" for none.
	// Nil: none has one.
	Index func(name string) string
}

// LaTeX writes a node in this notation.
func (o Notation) LaTeX(n Node) string {
	w := latexWriter{Notation: o}
	switch n := n.(type) {
	case Expr:
		return w.expr(n, loose)
	case *FunctionDefinition:
		return w.name(n.Name) + w.fence("(", w.params(n.Params), ")") + " = " + w.expr(n.Body, loose)
	case *Assignment:
		return w.names(n.Names) + " = " + w.expr(n.Body, loose)
	case *Check:
		if n.Within != nil {
			return w.expr(n.Claim, loose) + ` \;(\pm ` + w.expr(n.Within, summand) + ")"
		}
		return w.expr(n.Claim, loose)
	case *ExpressionStatement:
		return w.expr(n.Value, loose)
	case *OptimizerDefinition:
		return w.optimizer(n)
	}
	return ""
}

// latexWriter writes expressions; open tells that something may follow on the right, so that a ∑ needs parentheses.
type latexWriter struct {
	Notation
	open bool
}

// inside is the writer of what stands between brackets.
func (w latexWriter) inside() latexWriter {
	w.open = false
	return w
}

func (w latexWriter) before() latexWriter {
	w.open = true
	return w
}

// expr writes an expression where one that binds at least so tightly is wanted.
func (w latexWriter) expr(e Expr, least binding) string {
	if latexBinding(e) < least || w.open && opensRight(e) {
		return w.fence("(", w.inside().expr(e, loose), ")")
	}
	switch e := e.(type) {
	case *Number:
		return latexNumber(e.Text)
	case *String:
		return `\text{` + escapeText(textWriter{}.quoted(e)) + `}`
	case *Truth:
		return `\mathrm{` + Text(e) + `}`
	case *Name:
		return w.name(e)
	case *Unary:
		return w.unary(e)
	case *Binary:
		return w.binary(e)
	case *Compare:
		return w.compare(e)
	case *Range:
		return w.expr(e.Low, summand) + ` \,..\, ` + w.expr(e.High, summand)
	case *If:
		return w.cases(e)
	case *Lambda:
		return w.lambda(e)
	case *Where:
		return w.where(e)
	}
	return w.postfix(e)
}

func (w latexWriter) postfix(e Expr) string {
	switch e := e.(type) {
	case *Call:
		return w.call(e)
	case *Index:
		return w.index(e)
	case *Field:
		return w.expr(e.Operand, tight) + "." + w.name(e.Name)
	case *Prime:
		return w.prime(e)
	case *Nabla:
		return map[int]string{1: `\nabla `, 2: `\nabla^{2} `}[e.Order] + w.expr(e.Operand, tight)
	case *Partial:
		return w.partial(e)
	case *Factorial:
		return w.expr(e.Operand, tight) + "!"
	case *Hole:
		return `\square `
	}
	return w.fenced(e)
}

// fenced writes what stands between brackets or bars.
func (w latexWriter) fenced(e Expr) string {
	in := w.inside()
	switch e := e.(type) {
	case *Paren:
		return w.fence("(", in.expr(e.Inner, loose), ")")
	case *Norm:
		return w.fence(`\lVert `, in.expr(e.Operand, summand), ` \rVert`)
	case *Bars:
		return w.fence(`\lvert `, in.expr(e.Operand, summand), ` \rvert`)
	case *Vector:
		return w.fence("(", in.list(e.Entries), ")")
	case *Matrix:
		return in.matrix(e)
	case *Comprehension:
		return w.fence("(", in.expr(e.Body, loose), ")") + "_{" + in.bounds(e.Loops, ", ") + "}"
	case *Parts:
		entries := make([]string, len(e.Names))
		for i, n := range e.Names {
			entries[i] = w.name(n) + " = " + in.expr(e.Values[i], loose)
		}
		return w.fence("(", strings.Join(entries, ", "), ")")
	}
	return ""
}

// latexBinding is bindingOf for the printed form: a fraction holds together by itself, a number with a power of ten
// does not.
func latexBinding(e Expr) binding {
	switch e := e.(type) {
	case *Binary:
		if e.Op == "/" {
			return multiplicand
		}
	case *Number:
		if strings.ContainsRune(e.Text, 'e') {
			return multiplicand
		}
	case *If:
		return tight
	}
	return bindingOf(e)
}

// opensRight reports whether an expression ends with a ∑ or ∏, which would swallow what follows.
func opensRight(e Expr) bool {
	switch e := e.(type) {
	case *Call:
		_, ok := bigOperator(e)
		return ok
	case *Unary:
		return e.Op != "√" && opensRight(e.Operand)
	case *If:
		return true
	}
	return false
}

// fence puts brackets around, as high as what is inside.
func (w latexWriter) fence(open, inside, closing string) string {
	for _, tall := range []string{`\frac`, `\sum`, `\prod`, `\begin`, `\sqrt`, `\max`, `\min`} {
		if strings.Contains(inside, tall) {
			return `\left` + open + inside + `\right` + strings.TrimLeft(closing, " ")
		}
	}
	return open + inside + closing
}

func (w latexWriter) unary(u *Unary) string {
	switch u.Op {
	case "not":
		return `\lnot ` + w.expr(u.Operand, interval) // ¬ a < b is read as (¬ a) < b
	case "√":
		return `\sqrt{` + w.inside().expr(unwrap(u.Operand), loose) + `}`
	}
	return u.Op + w.expr(u.Operand, signed)
}

// unwrap takes parentheses away that another bracket makes superfluous.
func unwrap(e Expr) Expr {
	if p, ok := e.(*Paren); ok {
		if _, list := p.Inner.(*Vector); !list {
			return p.Inner
		}
	}
	return e
}

// latexOperators are the signs between operands.
var latexOperators = map[string]string{
	"+": " + ", "-": " - ", ".+": ` \mathbin{.+} `, ".-": ` \mathbin{.-} `, "·": ` \cdot `, ".*": ` \odot `, "./": ` \oslash `, "and": ` \;\text{and}\; `, "or": ` \;\text{or}\; `,
	"==": " = ", "!=": ` \ne `, "<": " < ", "<=": ` \le `, ">": " > ", ">=": ` \ge `, "≈": ` \approx `, "∘": ` \circ `,
}

func (w latexWriter) binary(b *Binary) string {
	level := bindingOf(b)
	switch {
	case b.Op == "^" || b.Op == ".^":
		return w.power(b)
	case b.Op == "/":
		in := w.inside()
		return `\frac{` + in.expr(unwrap(b.Left), loose) + `}{` + in.expr(unwrap(b.Right), loose) + `}`
	case b.Op == "*":
		left, right := w.before().expr(bareFraction(b.Left), multiplicand), w.factor(b.Right)
		return left + between(left, right) + right
	}
	return w.before().expr(b.Left, level) + latexOperators[b.Op] + w.expr(b.Right, level+1)
}

// factor writes the right operand of a product.
func (w latexWriter) factor(e Expr) string {
	if bare := bareFraction(e); bare != e {
		return w.expr(bare, multiplicand)
	}
	return w.expr(e, multiplicand+1)
}

// bareFraction takes the parentheses away from a quotient, which a fraction does not need.
func bareFraction(e Expr) Expr {
	if b, ok := unwrap(e).(*Binary); ok && b.Op == "/" {
		return b
	}
	return e
}

// between is what separates two factors: a dot between numbers, nothing behind a number, else a thin space.
func between(left, right string) string {
	last, first := left[len(left)-1], right[0]
	number := last >= '0' && last <= '9'
	switch {
	case first >= '0' && first <= '9', first == '-', number && (strings.HasPrefix(right, `\frac`) || strings.HasPrefix(right, `\tfrac`)):
		return ` \cdot `
	case number:
		return ""
	}
	return ` \, `
}

func (w latexWriter) power(b *Binary) string {
	exponent := w.inside().expr(unwrap(b.Right), loose)
	if b.Op == ".^" {
		exponent = `\circ ` + exponent
	}
	if c, ok := b.Left.(*Call); ok {
		if f, ok := c.Callee.(*Name); ok && raisable[f.Text] && f.Text != "exp" && len(c.Args) == 1 {
			return w.name(f) + "^{" + exponent + "}" + w.fence("(", w.inside().args(c.Args), ")")
		}
	}
	base := w.before().expr(b.Left, tight)
	if raisedAlready(b.Left) {
		base = w.fence("(", base, ")")
	}
	return base + "^{" + exponent + "}"
}

// raisedAlready reports whether the printed form ends above the line, so that an exponent needs parentheses.
func raisedAlready(e Expr) bool {
	switch e := e.(type) {
	case *Binary, *Prime, *Comprehension:
		return true
	case *Unary:
		return e.Op == "√"
	case *Call:
		f, ok := e.Callee.(*Name)
		return ok && (f.Text == "exp" || f.Text == "inv" || f.Text == "sqrt")
	}
	return false
}

func (w latexWriter) prime(e *Prime) string {
	transpose := w.Transpose != nil && w.Transpose(e)
	if b, ok := e.Operand.(*Binary); ok && transpose && b.Superscript && Text(b.Right) == "-1" {
		return w.before().expr(b.Left, tight) + `^{-\top}`
	}
	base := w.before().expr(e.Operand, tight)
	if _, prime := e.Operand.(*Prime); raisedAlready(e.Operand) && !(prime && !transpose) {
		base = w.fence("(", base, ")")
	}
	if transpose {
		return base + `^{\top}`
	}
	return base + "'"
}

func (w latexWriter) compare(c *Compare) string {
	out := w.before().expr(c.Operands[0], interval)
	for i, op := range c.Ops {
		operand := w
		operand.open = w.open || i < len(c.Ops)-1
		out += latexOperators[op] + operand.expr(c.Operands[i+1], interval)
	}
	return out
}

func (w latexWriter) lambda(l *Lambda) string {
	params := w.names(l.Params)
	if len(l.Params) != 1 {
		params = "(" + params + ")"
	}
	return params + ` \mapsto ` + w.expr(l.Body, loose)
}
