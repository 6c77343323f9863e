package syntax

// expr = "if" expr "then" expr "else" expr | lambda | or .
func (p *parser) expr() Expr {
	defer p.nest()()
	switch {
	case p.token().is("if"):
		return p.ifThenElse()
	case p.atLambda():
		return p.lambda()
	}
	return p.or()
}

func (p *parser) ifThenElse() Expr {
	start := p.operator().span
	e := &If{Cond: p.expr()}
	if p.token().is("=") {
		p.refuseEquals()
	}
	p.expectWord("then")
	e.Then = p.expr()
	if p.token().is("=") {
		p.refuseBranch(e)
	}
	p.expectWord("else")
	e.Else = p.expr()
	e.span = p.from(start)
	return e
}

// expectWord passes "then" or "else", which may also begin the next line.
func (p *parser) expectWord(word string) {
	p.expect(word)
	p.joinLine()
}

// atLambda looks whether a name or a parenthesis with names is followed by "->".
func (p *parser) atLambda() bool {
	if p.token().kind == name {
		return !keywords[p.token().text] && p.ahead(1).is("->")
	}
	if !p.token().is("(") {
		return false
	}
	i := p.i + 1
	for ; p.at(i).kind == name && p.at(i+1).is(","); i += 2 {
	}
	if p.at(i).kind == name {
		i++
	}
	return p.at(i).is(")") && p.at(i+1).is("->") && (!p.at(i+1).line || len(p.brackets) > 0)
}

// lambda = ( name | "(" name { "," name } ")" ) "->" expr .
func (p *parser) lambda() Expr {
	start := p.token().span
	l := &Lambda{}
	if p.token().is("(") {
		p.open()
		for !p.token().is(")") {
			l.Params = append(l.Params, p.name("lambda"))
			p.accept(",")
		}
		p.close(")")
	} else {
		l.Params = []*Name{p.name("lambda")}
	}
	p.refuseTwiceIn(l.Params)
	p.operator()
	l.Body = p.expr()
	l.span = p.from(start)
	return l
}

// or = and { "or" and } .
func (p *parser) or() Expr { return p.chain([]string{"or"}, p.and) }

// and = not { "and" not } .
func (p *parser) and() Expr { return p.chain([]string{"and"}, p.not) }

// chain reads operands joined by operators of one precedence, from left to right.
func (p *parser) chain(operators []string, operand func() Expr) Expr {
	left := operand()
	for count := 1; p.tokenIn(operators); count++ {
		p.limit(count)
		op := p.operator()
		left = binary(left, op, operand())
	}
	return left
}

func (p *parser) tokenIn(operators []string) bool {
	for _, op := range operators {
		if p.token().is(op) {
			return true
		}
	}
	return false
}

func (p *parser) limit(count int) {
	if count >= longest {
		p.refuse(p.token().span, "syntax.long", longest)
	}
}

func binary(left Expr, op token, right Expr) *Binary {
	b := &Binary{Op: op.text, Left: left, Right: right, OpSpan: op.span}
	b.span = left.Span().To(right.Span())
	return b
}

// not = "not" not | compare .
func (p *parser) not() Expr {
	if !p.token().is("not") {
		return p.compare()
	}
	defer p.nest()()
	op := p.operator()
	operand := p.not()
	return &Unary{expression{at{op.span.To(operand.Span())}}, "not", operand}
}

var comparisons = []string{"==", "!=", "<", "<=", ">", ">=", "≈"}

// compare = range { ( "==" | "!=" | "<" | "<=" | ">" | ">=" | "≈" ) range } .
func (p *parser) compare() Expr {
	first := p.rangeOf()
	if !p.tokenIn(comparisons) {
		return first
	}
	c := &Compare{Operands: []Expr{first}}
	for p.tokenIn(comparisons) {
		p.limit(len(c.Ops))
		c.Ops = append(c.Ops, p.operator().text)
		c.Operands = append(c.Operands, p.rangeOf())
	}
	c.span = p.from(first.Span())
	return c
}

// range = sum [ ".." sum ] .
func (p *parser) rangeOf() Expr {
	low := p.sum()
	if !p.token().is("..") {
		return low
	}
	p.operator()
	high := p.sum()
	return &Range{expression{at{low.Span().To(high.Span())}}, low, high}
}

var sums = []string{"+", "-", ".+", ".-"}

// sum = product { ( "+" | "-" | ".+" | ".-" ) product } .
func (p *parser) sum() Expr {
	left := p.product()
	for count := 1; p.tokenIn(sums); count++ {
		p.limit(count)
		p.watchSign(left)
		op := p.operator()
		left = binary(left, op, p.product())
	}
	return left
}

var products = []string{"*", "/", "·", ".*", "./"}

// product = factor { ( "*" | "/" | "·" | ".*" | "./" ) factor | power } .
func (p *parser) product() Expr {
	left := p.factor()
	for count := 1; ; count++ {
		p.limit(count)
		switch {
		case p.tokenIn(products):
			op := p.operator()
			right := p.factor()
			p.refuseFirstPower(left, op, right)
			left = binary(left, op, right)
		case p.atBarePower():
			left = p.implicit(left)
		default:
			return left
		}
	}
}

// atBarePower reports whether a factor without a sign before it begins here: a name ( ∂ ∇ √, and ‖ or | where none is open.
func (p *parser) atBarePower() bool {
	t := p.token()
	switch {
	case t.kind == name:
		return !keywords[t.text] && !p.atWithin()
	case t.is("‖"), t.is("|") && !p.ahead(1).space:
		return len(p.brackets) == 0 || !p.brackets[len(p.brackets)-1].is(t.text)
	}
	return t.is("(") || t.is("∂") || t.is("∇") || t.is("∇²") || t.is("√")
}

// implicit reads the right operand of a product without a sign.
func (p *parser) implicit(left Expr) Expr {
	next := p.token()
	p.watchProduct(left)
	if next.is("|") {
		p.refuseThreeBars(left)
	}
	right := p.power()
	p.refuseTwoReadings(left, right, next)
	b := &Binary{Op: "*", Left: left, Right: right, Implicit: true}
	b.OpSpan = Span{Start: left.Span().End, End: left.Span().End}
	b.span = left.Span().To(right.Span())
	return b
}

// factor = ( "-" | "+" ) factor | power .
func (p *parser) factor() Expr {
	if !p.token().is("-") && !p.token().is("+") {
		return p.power()
	}
	defer p.nest()()
	op := p.operator()
	operand := p.factor()
	return &Unary{expression{at{op.span.To(operand.Span())}}, op.text, operand}
}

// power = composed [ ( "^" | ".^" ) [ "-" ] power ] .
func (p *parser) power() Expr {
	base := p.composed()
	if !p.token().is("^") && !p.token().is(".^") {
		return base
	}
	defer p.nest()()
	p.refuseRoot(base)
	op := p.operator()
	if t := p.token(); op.text == "^" && t.kind == power && t.text == "T" {
		p.take()
		return p.suffixes(&Prime{expression{at{p.from(base.Span())}}, base})
	}
	exponent := p.exponent()
	p.refusePrimedExponent(base, exponent)
	return binary(base, op, exponent)
}

// composed = postfix { "∘" postfix } .
func (p *parser) composed() Expr { return p.chain([]string{"∘"}, p.postfix) }

func (p *parser) exponent() Expr {
	if !p.token().is("-") {
		return p.power()
	}
	op := p.operator()
	operand := p.power()
	return &Unary{expression{at{op.span.To(operand.Span())}}, "-", operand}
}
