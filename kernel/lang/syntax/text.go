package syntax

import (
	"strings"
	"unicode/utf8"
)

// Text writes a node as text that a lecturer would read and that parses to the same tree: parentheses, powers and
// products as they were written, spaces by one rule. A statement is written without its ";".
func Text(n Node) string {
	var w textWriter
	return w.node(n)
}

// textWriter writes nodes; in a row of a list a space decides nothing, so products without a sign get one there.
type textWriter struct {
	row   bool
	index bool // inside an index, where sums are written without spaces
}

func (w textWriter) node(n Node) string {
	switch n := n.(type) {
	case Expr:
		return w.expr(n, loose)
	case *FunctionDefinition:
		return n.Name.Shown + "(" + w.params(n.Params) + ") = " + w.expr(n.Body, loose)
	case *Assignment:
		return names(n.Names) + " = " + w.expr(n.Body, loose)
	case *Check:
		return w.check(n)
	case *ExpressionStatement:
		return w.expr(n.Value, loose)
	case *OptimizerDefinition:
		return w.optimizer(n)
	}
	return ""
}

func (w textWriter) optimizer(o *OptimizerDefinition) string {
	var out strings.Builder
	out.WriteString("optimizer " + o.Name.Shown + "(" + w.params(o.Params) + ")\n")
	for _, line := range o.Lines {
		out.WriteString("  " + w.line(line) + "\n")
	}
	out.WriteString("end")
	return out.String()
}

func (w textWriter) line(line Line) string {
	switch line.Kind {
	case Stop:
		return "stop if " + w.expr(line.Body, loose)
	case Start:
		return "start " + names(line.Names) + " = " + w.expr(line.Body, loose)
	}
	if line.Entry != nil {
		return w.expr(line.Entry, loose) + " = " + w.expr(line.Body, loose)
	}
	return names(line.Names) + " = " + w.expr(line.Body, loose)
}

// binding is how tightly a construct holds together, as the grammar nests them.
type binding int

const (
	loose binding = iota
	disjunction
	conjunction
	negation
	comparison
	interval
	summand
	multiplicand
	signed
	exponential
	composition
	tight
)

// bindingOf is the production that an expression belongs to.
func bindingOf(e Expr) binding {
	switch e := e.(type) {
	case *If, *Lambda, *Where:
		return loose
	case *Compare:
		return comparison
	case *Range:
		return interval
	case *Unary:
		return map[string]binding{"not": negation, "√": tight, "-": signed, "+": signed}[e.Op]
	case *Binary:
		return operatorBinding(e)
	}
	return tight
}

func operatorBinding(b *Binary) binding {
	switch b.Op {
	case "or":
		return disjunction
	case "and":
		return conjunction
	case "+", "-", ".+", ".-":
		return summand
	case "∘":
		return composition
	case "^", ".^":
		if b.Superscript {
			return tight
		}
		return exponential
	}
	return multiplicand
}

// expr writes an expression where the grammar wants one that binds at least so tightly.
func (w textWriter) expr(e Expr, least binding) string {
	if bindingOf(e) < least {
		return "(" + textWriter{}.expr(e, loose) + ")"
	}
	switch e := e.(type) {
	case *Number:
		return e.Text
	case *String:
		return w.quoted(e)
	case *Truth:
		return map[bool]string{true: "true", false: "false"}[e.Value]
	case *Name:
		return e.Shown
	case *Unary:
		return w.unary(e)
	case *Binary:
		return w.binary(e)
	case *Compare:
		return w.compare(e)
	case *Range:
		return w.expr(e.Low, summand) + ".." + w.expr(e.High, summand)
	case *If:
		return "if " + w.expr(e.Cond, loose) + " then " + w.expr(e.Then, loose) + " else " + w.expr(e.Else, loose)
	case *Lambda:
		return w.lambda(e)
	case *Where:
		return w.where(e)
	}
	return w.postfix(e)
}

func (w textWriter) postfix(e Expr) string {
	switch e := e.(type) {
	case *Call:
		return w.expr(e.Callee, tight) + "(" + textWriter{}.args(e.Args) + ")"
	case *Index:
		return w.expr(e.Operand, tight) + "[" + textWriter{index: true}.indices(e.Indices) + "]"
	case *Field:
		return w.expr(e.Operand, tight) + "." + e.Name.Shown
	case *Prime:
		return w.expr(e.Operand, tight) + "'"
	case *Nabla:
		return map[int]string{1: "∇", 2: "∇²"}[e.Order] + w.expr(e.Operand, tight)
	case *Partial:
		return w.partial(e)
	case *Factorial:
		return w.expr(e.Operand, tight) + "!"
	case *Hole:
		return "?"
	}
	return w.fenced(e)
}

// fenced writes what stands between brackets or bars.
func (w textWriter) fenced(e Expr) string {
	inside := textWriter{}
	switch e := e.(type) {
	case *Paren:
		return "(" + inside.expr(e.Inner, loose) + ")"
	case *Norm:
		return "‖" + inside.expr(e.Operand, summand) + "‖"
	case *Bars:
		return w.bars(e)
	case *Vector:
		if !e.Bracket {
			return "(" + inside.list(e.Entries) + ")"
		}
		return "[" + textWriter{row: true}.list(e.Entries) + "]"
	case *Matrix:
		rows := make([]string, len(e.Rows))
		for i, row := range e.Rows {
			rows[i] = textWriter{row: true}.list(row)
		}
		return "[" + strings.Join(rows, "; ") + "]"
	case *Comprehension:
		return "[" + inside.expr(e.Body, loose) + inside.loops(e.Loops) + "]"
	case *Parts:
		return "(" + inside.parts(e) + ")"
	}
	return ""
}

func (w textWriter) parts(e *Parts) string {
	texts := make([]string, len(e.Names))
	for i, n := range e.Names {
		texts[i] = n.Shown + " = " + w.expr(e.Values[i], loose)
	}
	return strings.Join(texts, ", ")
}

// bars writes |x|, or abs(x) where its bars could be taken for those of another pair.
func (w textWriter) bars(b *Bars) string {
	inside := textWriter{}.expr(b.Operand, summand)
	if strings.ContainsAny(inside, "|‖") {
		return "abs(" + inside + ")"
	}
	return "|" + inside + "|"
}

func (w textWriter) unary(u *Unary) string {
	switch u.Op {
	case "not":
		return "not " + w.expr(u.Operand, negation)
	case "√":
		return "√" + w.expr(u.Operand, tight)
	}
	return u.Op + w.expr(u.Operand, signed)
}

func (w textWriter) binary(b *Binary) string {
	level := bindingOf(b)
	switch {
	case b.Superscript:
		return w.expr(b.Left, tight) + raise(b.Right)
	case level == exponential:
		return w.expr(b.Left, tight) + b.Op + w.exponent(b.Right)
	case b.Op == "/":
		return w.expr(b.Left, level) + "/" + w.expr(b.Right, level+1)
	case b.Implicit:
		return w.implicit(b)
	}
	if w.row && b.Op == "*" {
		return w.expr(b.Left, level) + "*" + w.expr(b.Right, level+1)
	}
	if w.index && level == summand && len(b.Op) == 1 {
		return w.expr(b.Left, level) + b.Op + w.expr(b.Right, level+1)
	}
	return w.expr(b.Left, level) + " " + b.Op + " " + w.expr(b.Right, level+1)
}

func (w textWriter) exponent(e Expr) string {
	if u, ok := e.(*Unary); ok && u.Op == "-" {
		return "-" + w.exponent(u.Operand)
	}
	return w.expr(e, exponential)
}

// implicit writes a product without a sign: 2x and 2(x + 1), else with a space; in a row, where a space would decide, a
// * stands.
func (w textWriter) implicit(b *Binary) string {
	left, right := w.expr(b.Left, multiplicand), w.expr(b.Right, exponential)
	if n, ok := b.Left.(*Number); ok && gluesTo(n.Text, right) {
		return left + right
	}
	if w.row {
		return left + "*" + right
	}
	return left + " " + right
}

// gluesTo reports whether a number can stand directly before a factor: not where the two would read as one number.
func gluesTo(number, factor string) bool {
	switch {
	case !digits(lastRune(number)), strings.ContainsRune(number, 'e'):
		return false
	case number == "0":
		return !strings.ContainsAny(factor[:1], "xbo_eE.")
	}
	return !strings.ContainsAny(factor[:1], "_eE0123456789.")
}

func lastRune(text string) string {
	_, size := utf8.DecodeLastRuneInString(text)
	return text[len(text)-size:]
}
