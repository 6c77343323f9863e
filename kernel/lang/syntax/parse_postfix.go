package syntax

import "strings"

// postfix = ( "√" postfix | nabla | primary ) { suffix } .
func (p *parser) postfix() Expr {
	switch {
	case p.token().is("√"):
		return p.suffixes(p.root())
	case p.atNabla():
		return p.suffixes(p.nabla())
	}
	return p.suffixes(p.primary())
}

// root reads √ and what it takes: one name, number or parenthesis, with its calls, indices and fields.
func (p *parser) root() Expr {
	defer p.nest()()
	op := p.operator()
	var operand Expr
	switch {
	case p.token().is("√"):
		operand = p.root()
	case p.atNabla():
		operand = p.tightSuffixes(p.nabla())
	case p.token().is("-"), p.token().is("+"):
		p.refuseRootSign()
	default:
		operand = p.tightSuffixes(p.primary())
	}
	r := &Unary{expression{at{op.span.To(operand.Span())}}, "√", operand}
	if p.token().kind == power {
		p.refuseRoot(r)
	}
	return r
}

// nabla = ( "∇" | "∇²" ) ( name | "(" expr ")" ) . The words grad and hess stand for the signs before a name or a
// parenthesis with one function.
func (p *parser) nabla() Expr {
	sign := p.take()
	n := &Nabla{Order: 1}
	if sign.is("∇²") || nablaWords[sign.text] == 2 || p.squared() {
		n.Order = 2
	}
	if sign.kind == name && p.token().is("(") {
		return p.nablaCall(sign, n)
	}
	if next := p.token(); next.kind == name && next.shown[0] == '_' && sign.kind != name {
		p.refuseNablaIndex(sign, next)
	}
	n.Operand = p.nablaOperand(sign, n.Order)
	n.span = p.from(sign.span)
	return n
}

// squared passes the ² of ∇², also written ^2.
func (p *parser) squared() bool {
	switch t := p.token(); {
	case t.kind == power && t.text == "2":
		p.take()
		return true
	case t.is("^") && p.ahead(1).kind == number && p.ahead(1).value == 2:
		p.take()
		p.take()
		return true
	}
	return false
}

func (p *parser) nablaOperand(sign token, order int) Expr {
	t := p.token()
	switch {
	case t.kind == name && !keywords[t.text]:
		p.take()
		return makeName(t)
	case t.is("("):
		open := p.open()
		defer p.outsideRow()()
		inner := p.expr()
		if p.token().is(",") {
			p.refuseNablaList(open)
		}
		p.close(")")
		return &Paren{expression{at{p.from(open.span)}}, inner}
	}
	p.refuseNabla(sign, order)
	return nil
}

// nablaWords are the words for ∇ and ∇².
var nablaWords = map[string]int{"grad": 1, "gradient": 1, "nabla": 1, "hess": 2, "hessian": 2}

// builtinOf are the functions that the words name when they are called.
var builtinOf = map[string]string{"grad": "gradient", "nabla": "gradient", "hess": "hessian"}

// atNabla reports whether ∇ or a word for it begins here: a word does when a name or a parenthesis follows, and the cell
// has not given the word another meaning.
func (p *parser) atNabla() bool {
	t := p.token()
	if t.is("∇") || t.is("∇²") {
		return true
	}
	if t.kind != name || nablaWords[t.text] == 0 || p.named[t.text] {
		return false
	}
	next := p.ahead(1)
	return next.is("(") || next.kind == name && !keywords[next.text] || next.is("^") && p.ahead(3).kind == name
}

// nablaCall reads grad(f) as ∇(f), and gradient(f, p) as a call of the function of that name.
func (p *parser) nablaCall(word token, n *Nabla) Expr {
	open := p.token().span
	args := p.args()
	if len(args) == 1 && args[0].Name == nil && len(args[0].Loops) == 0 {
		n.Operand = &Paren{expression{at{p.from(open)}}, args[0].Value}
		n.span = p.from(word.span)
		return n
	}
	callee := makeName(word)
	if builtin := builtinOf[word.text]; builtin != "" {
		callee.Text, callee.Shown = builtin, builtin
	}
	return &Call{expression{at{p.from(word.span)}}, callee, args, p.from(open)}
}

// suffix = "(" args ")" | "[" index "]" | "." name | "'" | "!" | superscript .
func (p *parser) suffixes(e Expr) Expr {
	for count := 1; ; count++ {
		p.limit(count)
		e = p.tightSuffixes(e)
		switch t := p.token(); {
		case t.is("'"):
			p.take()
			e = &Prime{expression{at{p.from(e.Span())}}, e}
		case t.is("!") && !t.space && !p.ahead(1).is("="):
			p.take()
			p.refuseDoubleFactorial(e)
			e = &Factorial{expression{at{p.from(e.Span())}}, e}
		case t.kind == power && !t.space:
			e = p.superscript(e)
		default:
			return e
		}
	}
}

// tightSuffixes reads calls, indices and fields.
func (p *parser) tightSuffixes(e Expr) Expr {
	for count := 1; ; count++ {
		p.limit(count)
		t := p.token()
		if t.space {
			return e
		}
		switch {
		case t.is("(") && (callable(e) || unnamed(e) && p.settingIn()):
			open := t.span
			args := p.args()
			e = &Call{expression{at{p.from(e.Span())}}, e, args, p.from(open)}
		case t.is("["):
			e = p.index(e)
		case t.is("."):
			e = p.field(e)
		default:
			return e
		}
	}
}

// callable reports whether a parenthesis directly behind is a call: after a name, a field, ∇f and f'.
func callable(e Expr) bool {
	switch e := e.(type) {
	case *Name, *Field, *Nabla, *Partial:
		return true
	case *Prime:
		return callable(e.Operand)
	}
	return false
}

// unnamed tells what may be a function without a name: (f), fs[2], f(2).
func unnamed(e Expr) bool {
	switch e.(type) {
	case *Paren, *Index, *Call:
		return true
	}
	return false
}

// settingIn reports whether the parenthesis that opens here gives a setting, so that only a call can be meant.
func (p *parser) settingIn() bool {
	end := p.behindBracket(p.i)
	for i, depth := p.i, 0; i < end; i++ {
		switch t := p.at(i); {
		case t.is("("), t.is("["):
			depth++
		case t.is(")"), t.is("]"):
			depth--
		case depth == 1 && t.is("=") && p.at(i-1).kind == name && p.at(i-2).is(","):
			return true
		}
	}
	return false
}

func (p *parser) field(operand Expr) Expr {
	p.take()
	t := p.token()
	if t.kind != name || t.space {
		p.refuseField(operand)
	}
	p.take()
	return &Field{expression{at{p.from(operand.Span())}}, operand, makeName(t)}
}

// superscript reads ² as ^2, ⁻¹ as ^-1 and ᵀ as '.
func (p *parser) superscript(base Expr) Expr {
	t := p.take()
	unsigned := strings.TrimLeft(t.text, "+-")
	negative := strings.HasPrefix(t.text, "-")
	if t.text == "T" {
		return &Prime{expression{at{p.from(base.Span())}}, base}
	}
	var exponent Expr = p.raised(t, unsigned)
	if negative {
		exponent = &Unary{expression{at{t.span}}, "-", exponent}
	}
	b := &Binary{Op: "^", Left: base, Right: exponent, OpSpan: t.span, Superscript: true}
	b.span = p.from(base.Span())
	if unsigned == "T" {
		return &Prime{expression{at{b.span}}, b}
	}
	return p.functionPower(b)
}

func (p *parser) raised(t token, unsigned string) Expr {
	if unsigned == "T" {
		unsigned = "1"
	}
	if !digits(unsigned) {
		return MakeName(unsigned, t.span)
	}
	return &Number{expression{at{t.span}}, parseNumber(unsigned), unsigned}
}

// functionPower reads sin²(x) as sin(x)², for the elementary functions whose powers are written so.
func (p *parser) functionPower(b *Binary) Expr {
	function, ok := b.Left.(*Name)
	if !ok || !raisable[function.Text] || !p.token().is("(") || p.token().space {
		return b
	}
	if _, negative := b.Right.(*Unary); negative {
		p.refuseInverse(b, function)
	}
	open := p.token().span
	args := p.args()
	b.Left = &Call{expression{at{p.from(b.span)}}, function, args, p.from(open)}
	b.span = p.from(b.span)
	return b
}

var raisable = set("sin cos tan sinh cosh tanh log exp")

// args = [ arg { "," arg } ] .
func (p *parser) args() []Arg {
	defer p.outsideRow()()
	p.open()
	var args []Arg
	for !p.token().is(")") {
		args = append(args, p.arg())
		if p.token().is(")") {
			break
		}
		p.comma(")")
	}
	p.close(")")
	return args
}

// arg = name "=" expr | expr [ loop ] .
func (p *parser) arg() Arg {
	if p.token().kind == name && p.ahead(1).is("=") {
		p.refuseKeyword(p.token())
		n := makeName(p.take())
		p.operator()
		return Arg{Name: n, Value: p.expr()}
	}
	value := p.expr()
	if p.token().is("=") {
		p.refuseSettingComma(value)
		p.refuseEquals()
	}
	return Arg{Value: value, Loops: p.loops()}
}

// index = ( ":" | expr ) { "," ( ":" | expr ) } .
func (p *parser) index(operand Expr) Expr {
	defer p.outsideRow()()
	open := p.open()
	x := &Index{Operand: operand}
	for {
		x.Indices = append(x.Indices, p.indexEntry(open))
		if p.token().is("]") {
			break
		}
		p.comma("]")
	}
	p.close("]")
	x.span, x.Open = p.from(operand.Span()), p.from(open.span)
	return x
}

func (p *parser) indexEntry(open token) Expr {
	if p.token().is("]") {
		p.refuseEmptyIndex(open)
	}
	if !p.token().is(":") {
		return p.expr()
	}
	colon := p.take()
	if !p.token().is(",") && !p.token().is("]") {
		p.refuseColon(colon)
	}
	return nil
}
