package syntax

import (
	"strings"

	"saddle/kernel/lang/message"
)

// refuseTwoReadings answers a product without a sign where it could be read in two ways: behind a quotient (1/2 x), and
// glued to an exponent (2^3x) or a root (√3x). next is the first token of the right operand.
func (p *parser) refuseTwoReadings(left, right Expr, next token) {
	p.refuseNumberTail(left, right, next)
	if next.kind == name && !next.space && strings.HasPrefix(next.shown, "_") {
		if n, ok := left.(*Name); ok && (n.Text == "min" || n.Text == "max") {
			panic(p.mistake(left.Span().To(next.span), "syntax.subscript-here", n.Shown).Advise("suggest.habit", "minimize(f, from = p)"))
		}
		p.refuse(left.Span().To(next.span), "syntax.subscript-here", Text(left))
	}
	if b, ok := left.(*Binary); ok && !b.Implicit && (b.Op == "/" || b.Op == "./") && !(isParen(b.Right) && next.space) {
		p.refuseQuotient(b, right)
	}
	if next.space {
		return
	}
	switch end := rightEnd(left).(type) {
	case *Binary:
		if base, ok := end.Left.(*Name); ok && raisable[base.Text] && next.is("(") {
			p.refuseInverseOf(end, base, right)
			called := base.Shown + tightText(right) + "^" + Text(end.Right)
			panic(p.mistake(end.span.To(right.Span()), "syntax.function-power", base.Shown).Advise("habit.write", called))
		}
		if !isParen(end.Right) {
			p.twoReadings(end, right, juxtapose(Text(end), Text(right)), Text(end.Left)+end.Op+"("+juxtapose(Text(end.Right), Text(right))+")")
		}
	case *Unary:
		if !isParen(end.Operand) {
			p.twoReadings(end, right, juxtapose(Text(end), Text(right)), "√("+juxtapose(Text(end.Operand), Text(right))+")")
		}
	}
}

// refuseFirstPower answers x^1/2, where nobody raises to the power 1.
func (p *parser) refuseFirstPower(left Expr, op token, right Expr) {
	power, ok := left.(*Binary)
	divisor, number := right.(*Number)
	if !ok || !number || op.text != "/" || op.space || power.Op != "^" || power.Superscript || Text(power.Right) != "1" {
		return
	}
	base := Text(power.Left)
	panic(p.mistake(power.span.To(divisor.span), "syntax.two-readings").Advise("syntax.two-ways", base+"^(1/"+divisor.Text+")", base+"/"+divisor.Text))
}

// refuseDoubleFactorial answers 5!!, which is 5·3·1 in books and 120! by the letters.
func (p *parser) refuseDoubleFactorial(e Expr) {
	if f, ok := e.(*Factorial); ok {
		n := Text(f.Operand)
		product := "prod(k for k in 1.." + n + " if mod(" + n + " - k, 2) == 0)"
		panic(p.mistake(p.from(e.Span()), "syntax.two-readings").Advise("syntax.two-ways", product, "("+n+"!)!"))
	}
}

// tightText is an operand in parentheses.
func tightText(x Expr) string {
	if isParen(x) {
		return Text(x)
	}
	return "(" + Text(x) + ")"
}

// refuseQuotient answers 1/2 x and a/b c.
func (p *parser) refuseQuotient(quotient *Binary, right Expr) {
	first := "(" + Text(quotient) + ") " + Text(right)
	second := Text(quotient.Left) + quotient.Op + "(" + juxtapose(Text(quotient.Right), Text(right)) + ")"
	span := quotient.span.To(stem(right).Span())
	if sign := fractionSign(quotient); sign != "" {
		panic(p.mistake(span, "syntax.two-readings").Advise("syntax.three-ways", first, sign+" "+Text(right), second))
	}
	panic(p.mistake(span, "syntax.two-readings").Advise("syntax.two-ways", first, second))
}

func (p *parser) twoReadings(left, right Expr, first, second string) {
	span := left.Span().To(stem(right).Span())
	panic(p.mistake(span, "syntax.two-readings").Advise("syntax.two-ways", first, second))
}

// stem is an operand without its exponent.
func stem(e Expr) Expr {
	if b, ok := e.(*Binary); ok && operatorBinding(b) >= exponential {
		return b.Left
	}
	return e
}

// fractionSign is the sign of a quotient of two numbers that has one, as ½ of 1/2.
func fractionSign(quotient *Binary) string {
	left, ok := quotient.Left.(*Number)
	right, also := quotient.Right.(*Number)
	if !ok || !also || right.Value == 0 {
		return ""
	}
	for sign, value := range fractions {
		if value == left.Value/right.Value {
			return string(sign)
		}
	}
	return ""
}

// juxtapose writes a product without a sign: 2x, else with a space.
func juxtapose(left, right string) string {
	if digits(strings.TrimPrefix(left, "-")) && gluesTo(left, right) {
		return left + right
	}
	return left + " " + right
}

// rightEnd is the power with ^ or the root at the right end of an expression, nil for another end.
func rightEnd(e Expr) Expr {
	switch e := e.(type) {
	case *Unary:
		if e.Op == "√" {
			return e
		}
		return rightEnd(e.Operand)
	case *Binary:
		if operatorBinding(e) == exponential {
			return e
		}
		if operatorBinding(e) == multiplicand {
			return rightEnd(e.Right)
		}
	}
	return nil
}

func isParen(e Expr) bool {
	_, ok := e.(*Paren)
	return ok
}

// refuseNumberTail answers numbers of other languages: 1_000, 0x1F, 1e-3f.
func (p *parser) refuseNumberTail(left, right Expr, next token) {
	n, ok := left.(*Number)
	if !ok || next.space || next.kind != name {
		return
	}
	span := n.span.To(next.span)
	tail := p.original(next.span)
	switch {
	case tail[0] == '_':
		p.refuse(span, "syntax.number-underscore", n.Text, tail, n.Text+tail[1:])
	case n.Text == "0" && len(tail) > 1 && (tail[0] == 'x' || tail[0] == 'b' || tail[0] == 'o'):
		p.refuse(span, "syntax.number-base", n.Text+tail)
	case tail == "f" && exponentOf(n.Text):
		if _, call := right.(*Call); !call {
			p.refuse(span, "syntax.number-suffix", n.Text, n.Text+" f")
		}
	}
}

func exponentOf(number string) bool {
	for _, r := range number {
		if r == 'e' {
			return true
		}
	}
	return false
}

// refuseRoot answers √x^2 and √x², where √ could take x or x².
func (p *parser) refuseRoot(base Expr) {
	root, ok := base.(*Unary)
	if !ok || root.Op != "√" || isParen(root.Operand) {
		return
	}
	raised := p.original(p.token().span)
	if p.token().is("^") && p.ahead(1).kind == number {
		raised += p.ahead(1).shown
	} else if p.token().kind == sign {
		raised += "2"
	}
	x := Text(root.Operand)
	span := Span{Start: root.span.Start, End: p.token().span.End}
	panic(p.mistake(span, "syntax.two-readings").Advise("syntax.two-ways", "√("+x+raised+")", "(√"+x+")"+raised))
}

func (p *parser) refuseRootSign() {
	p.refuse(p.last().span.To(p.token().span), "syntax.root-sign", p.token().text)
}

// refusePrimedExponent answers A^2', where the ' could belong to A^2 or to 2.
func (p *parser) refusePrimedExponent(base, exponent Expr) {
	inner := exponent
	if u, ok := inner.(*Unary); ok {
		inner = u.Operand
	}
	prime, ok := inner.(*Prime)
	if !ok {
		return
	}
	power := Text(base) + "^" + Text(exponent)
	first := "(" + power[:len(power)-1] + ")'"
	second := Text(base) + "^(" + Text(exponent) + ")"
	panic(p.mistake(base.Span().To(prime.span), "syntax.two-readings").Advise("syntax.two-ways", first, second))
}

// refuseInverseOf answers sin^-1(x) and sin^(-1)(x).
func (p *parser) refuseInverseOf(power *Binary, function *Name, argument Expr) {
	if Text(Unwrap(power.Right)) != "-1" {
		return
	}
	x := strings.TrimSuffix(strings.TrimPrefix(tightText(argument), "("), ")")
	p.refuseInverted(power.span.To(argument.Span()), function, x)
}

// refuseInverse answers sin⁻¹(x).
func (p *parser) refuseInverse(power *Binary, function *Name) {
	p.refuseInverted(power.span, function, p.nativeText(p.i+1, p.argumentEnd(p.i+1)))
}

func (p *parser) refuseInverted(span Span, function *Name, x string) {
	inverse := strings.ReplaceAll(inverses[function.Text], "x", x)
	panic(p.mistake(span, "syntax.two-readings").Advise("syntax.two-ways", inverse, "1/"+function.Text+"("+x+")"))
}

var inverses = map[string]string{
	"sin": "asin(x)", "cos": "acos(x)", "tan": "atan(x)", "log": "e^(x)", "exp": "log(x)",
	"sinh": "log(x + √((x)^2 + 1))", "cosh": "log(x + √((x)^2 - 1))", "tanh": "½ log((1 + x)/(1 - (x)))",
}

// doubtSign is the doubt about [1 -1], for the end of the list.
func (p *parser) doubtSign(left Expr, t, next token) *message.Error {
	a, b := Text(lastOperand(left)), p.original(next.span)
	err := p.mistake(Span{Start: lastOperand(left).Span().Start, End: next.span.End}, "syntax.row-space")
	return err.Advise("syntax.row-space.advice", a+", "+t.text+b, a+" "+t.text+" "+b)
}

// doubtProduct is the doubt about [2 x], for the end of the list.
func (p *parser) doubtProduct(left Expr, t token) *message.Error {
	a, b := Text(lastOperand(left)), p.original(t.span)
	switch {
	case t.is("("):
		b = "(…)"
	case t.is("|"):
		b = p.original(t.span.To(p.at(p.behindPair(p.i) - 1).span))
	}
	err := p.mistake(Span{Start: lastOperand(left).Span().Start, End: t.span.End}, "syntax.row-space")
	return err.Advise("syntax.row-space.advice", a+", "+b, a+"*"+b)
}

// refuseRowLine answers a row that goes on in the next line without a sign.
func (p *parser) refuseRowLine() {
	if p.token().line {
		panic(p.rowLine())
	}
}

// rowLine is the error of a list whose rows stand on lines without ";".
func (p *parser) rowLine() *message.Error {
	return p.mistake(p.token().span, "syntax.row-line").Advise("syntax.row-line.advice")
}

// lastOperand is the operand at the right end of a chain.
func lastOperand(e Expr) Expr {
	if b, ok := e.(*Binary); ok && operatorBinding(b) < exponential {
		return lastOperand(b.Right)
	}
	return e
}
