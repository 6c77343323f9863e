package syntax

// refuseParam answers f(2) = … and f((x, y)) = ….
func (p *parser) refuseParam(e Expr) {
	p.refuseRecurrence(e.Span(), e)
	if v, ok := e.(*Vector); ok {
		p.refuse(e.Span(), "syntax.param-list", textWriter{}.list(v.Entries))
	}
	if b, ok := e.(*Binary); ok && b.Implicit {
		left, first := b.Left.(*Name)
		right, second := b.Right.(*Name)
		if first && second {
			p.refuse(e.Span(), "syntax.param-comma", left.Shown+", "+right.Shown)
		}
	}
	p.refuse(e.Span(), "syntax.param", p.original(e.Span()))
}

// refuseTwice answers f(x, x) = ….
func (p *parser) refuseTwice(params []Param) {
	seen := map[string]bool{}
	for _, param := range params {
		if seen[param.Name.Text] {
			p.refuse(param.Name.span, "syntax.param-twice", param.Name.Shown)
		}
		seen[param.Name.Text] = true
	}
}

// refuseTwiceIn answers (x, x) -> ….
func (p *parser) refuseTwiceIn(names []*Name) {
	seen := map[string]bool{}
	for _, n := range names {
		if seen[n.Text] {
			panic(p.mistake(n.span, "syntax.lambda-twice", n.Shown).Advise("name.twice-advice"))
		}
		seen[n.Text] = true
	}
}

// refuseWhereOrder answers where u = v + 1, v = x, where a name is used before it has its value.
func (p *parser) refuseWhereOrder(bindings []Binding) {
	last := map[string]int{}
	for i, b := range bindings {
		last[b.Name.Text] = i
	}
	for i, b := range bindings {
		for _, name := range FreeNames(b.Value) {
			if at, ok := last[name]; ok && at > i && b.Name.Text != name {
				p.refuse(nameIn(b.Value, name).span, "syntax.where-order", bindings[at].Name.Shown, Text(bindings[at].Value))
			}
		}
	}
}

// nameIn is the first place where an expression has a name.
func nameIn(e Expr, name string) (first *Name) {
	Walk(e, func(n Node) bool {
		if x, ok := n.(*Name); ok && x.Text == name && first == nil {
			first = x
		}
		return first == nil
	})
	return first
}

// refuseList answers values separated by commas that no name takes.
func (p *parser) refuseList(left []Expr) {
	span := left[0].Span().To(left[len(left)-1].Span())
	for i := p.start + 1; i < p.i; i++ {
		if p.at(i).is(",") {
			p.refuseDecimal(i)
		}
	}
	if l, ok := left[len(left)-1].(*Lambda); ok && len(l.Params) == 1 {
		head := textWriter{}.list(append(append([]Expr{}, left[:len(left)-1]...), l.Params[0]))
		p.refuse(span, "syntax.list-lambda", "("+head+") -> "+Text(l.Body))
	}
	p.refuse(span, "syntax.list", textWriter{}.list(left))
}

// refuseEquals answers "=" where a comparison is meant.
func (p *parser) refuseEquals() { p.refuse(p.token().span, "syntax.equals") }

// refuseSumEquals answers ∑ i=1..n i^2, of which the "=" is given.
func (p *parser) refuseSumEquals(equals int) {
	big, variable := p.at(equals-2), p.at(equals-1)
	if big.kind != name || big.text != "sum" && big.text != "prod" || variable.kind != name || equals-2 < p.start {
		return
	}
	dots := equals + 1
	for end := p.statementEnd(); dots < end && !p.at(dots).is(".."); dots++ {
	}
	term, over := p.restOfStatement(dots+2), p.nativeText(equals+1, dots+2)
	if !p.at(dots).is("..") || term == "" {
		term, over = "…", "1..n"
	}
	p.refuse(big.span, "syntax.sum-equals", p.original(big.span), big.text+"("+term+" for "+variable.shown+" in "+over+")")
}

// refuseSecondEquals answers a = b = 3, and a line that ends with an operator before a new statement.
func (p *parser) refuseSecondEquals() {
	p.refuseSumEquals(p.i)
	if head := p.operandStart(); head > p.start && p.at(head).line {
		p.i = head
		p.refuseUnfinished()
	}
	first, second := p.at(p.start), p.at(p.i-1)
	if p.i != p.start+3 || first.kind != name || second.kind != name {
		first.shown, second.shown = "a", "b"
	}
	p.refuse(p.token().span, "syntax.equals-twice", first.shown, second.shown, p.nativeText(p.i+1, p.argumentEnd(p.i+1)))
}

// refuseSettingComma answers plot(f x = 1..2), where a comma is missing before the setting.
func (p *parser) refuseSettingComma(value Expr) {
	b, ok := value.(*Binary)
	if !ok || !b.Implicit {
		return
	}
	if setting, ok := b.Right.(*Name); ok {
		p.refuse(b.span, "syntax.setting-comma", Text(b.Left)+", "+setting.Shown+" = "+p.nativeText(p.i+1, p.argumentEnd(p.i+1)))
	}
}

// refuseKeyword answers a word of the language in place of a name.
func (p *parser) refuseKeyword(t token) {
	if t.kind == name && keywords[t.text] {
		p.refuse(t.span, "syntax.keyword", t.text)
	}
}

// refuseOptimizerHead answers an optimizer without its parameters.
func (p *parser) refuseOptimizerHead(head Expr) {
	if t := p.token(); t.kind == broken {
		panic(t.err)
	}
	p.refuse(head.Span(), "syntax.optimizer-head", Text(head))
}

// refuseFewParams answers an optimizer without a function and a point.
func (p *parser) refuseFewParams(call *Call, params []Param) {
	variables := 0
	for _, param := range params {
		if param.Default == nil {
			variables++
		}
	}
	if variables < 2 {
		p.refuse(call.Open, "syntax.optimizer-params", Text(call.Callee))
	}
}

// refuseLine answers a line of an optimizer that gives no name a value.
func (p *parser) refuseLine(left []Expr) {
	if p.token().kind != atEnd && !p.token().is(";") {
		p.unexpected("")
	}
	p.refuse(left[0].Span().To(left[len(left)-1].Span()), "syntax.optimizer-line", textWriter{}.list(left))
}

// refuseLineCall answers the definition of a function inside an optimizer.
func (p *parser) refuseLineCall(left []Expr) {
	if c, ok := left[0].(*Call); ok && len(left) == 1 {
		head, body := textWriter{}.args(c.Args), p.restOfStatement(p.i+1)
		if len(c.Args) > 1 {
			head = "(" + head + ")"
		}
		p.refuse(c.span, "syntax.optimizer-function", Text(c), Text(c.Callee)+" = "+head+" -> "+body)
	}
}
