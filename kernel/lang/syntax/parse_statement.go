package syntax

// stmt = optimizer | "check" expr [ "within" sum ] | define | expr .
func (p *parser) statement() Statement {
	p.refuseHead()
	switch {
	case p.atOptimizer():
		return p.optimizer()
	case p.token().word("check") && !p.ahead(1).is("=") && p.ahead(1).kind != atEnd:
		return p.check()
	}
	start := p.token().span
	left := []Expr{p.expr()}
	for p.token().is(",") {
		p.operator()
		left = append(left, p.expr())
	}
	if p.token().is("=") {
		return p.define(start, left)
	}
	if len(left) > 1 {
		if t := p.token(); t.kind != atEnd && !t.is(";") {
			p.unexpected("")
		}
		p.refuseList(left)
	}
	value := p.where(left[0])
	return &ExpressionStatement{p.finish(start), value}
}

func (p *parser) check() Statement {
	start := p.take().span
	p.claim = true
	c := &Check{Claim: p.expr()}
	if p.atWithin() {
		c.Within = p.within(c.Claim)
	}
	p.claim = false
	c.Claim = p.where(c.Claim)
	if p.token().is("=") {
		p.refuseEquals()
	}
	c.statement = p.finish(start)
	return c
}

// atWithin reports whether the tolerance of a claim begins here; elsewhere "within" is a name.
func (p *parser) atWithin() bool {
	return p.claim && len(p.brackets) == 0 && p.token().kind == name && p.token().text == "within" && !p.ahead(1).is("=")
}

// within reads the tolerance of a claim, which must be one ≈.
func (p *parser) within(claim Expr) Expr {
	word := p.operator()
	compare, ok := claim.(*Compare)
	if !ok || len(compare.Ops) != 1 || compare.Ops[0] != "≈" {
		p.refuse(word.span, "syntax.within")
	}
	p.claim = false
	return p.sum()
}

// define = name "(" params ")" "=" body | name { "," name } "=" body . Any expression is read left of "=", and refused
// here with a sentence.
func (p *parser) define(start Span, left []Expr) Statement {
	p.operator()
	if call, ok := left[0].(*Call); ok && len(left) == 1 {
		function, params := p.asHead(call)
		body := p.body()
		return &FunctionDefinition{p.finish(start), function, params, body}
	}
	names := p.asNames(left)
	body := p.body()
	return &Assignment{p.finish(start), names, body}
}

// asHead reads f(x, y, a = 1), left of "=", as the name and the parameters of a function.
func (p *parser) asHead(call *Call) (*Name, []Param) {
	function, ok := call.Callee.(*Name)
	if !ok {
		p.refuseTarget(call)
	}
	var params []Param
	for _, arg := range call.Args {
		params = append(params, p.asParam(arg))
	}
	p.refuseTwice(params)
	p.named[function.Text] = true
	p.letters[function.Text] = variablesOf(params)
	return function, params
}

// variablesOf are the parameters without a default, as they are written.
func variablesOf(params []Param) (variables []string) {
	for _, param := range params {
		if param.Default == nil {
			variables = append(variables, param.Name.Shown)
		}
	}
	return variables
}

func (p *parser) asParam(arg Arg) Param {
	if len(arg.Loops) > 0 {
		p.refuseParam(arg.Value)
	}
	if arg.Name != nil {
		return Param{Name: arg.Name, Default: arg.Value}
	}
	variable, ok := arg.Value.(*Name)
	if !ok {
		p.refuseParam(arg.Value)
	}
	return Param{Name: variable}
}

// asNames reads what stands left of "=" as the names that take a value.
func (p *parser) asNames(left []Expr) []*Name {
	var names []*Name
	for _, e := range left {
		n, ok := e.(*Name)
		if !ok {
			p.refuseTarget(e)
		}
		p.named[n.Text] = true
		names = append(names, n)
	}
	return names
}

// body = expr [ "where" name "=" expr { "," name "=" expr } ] .
func (p *parser) body() Expr {
	body := p.where(p.expr())
	if p.token().is("=") {
		p.refuseSecondEquals()
	}
	return body
}

func (p *parser) where(body Expr) Expr {
	if !p.token().is("where") {
		return body
	}
	p.operator()
	w := &Where{Body: body, Bindings: p.bindings()}
	p.refuseWhereOrder(w.Bindings)
	if p.token().is("where") {
		last := w.Bindings[len(w.Bindings)-1]
		p.refuse(p.token().span, "syntax.where-twice", Text(last.Name)+" = "+Text(last.Value), p.nativeText(p.i+1, p.argumentEnd(p.i+1)))
	}
	w.span = p.from(body.Span())
	return w
}

// bindings = name "=" expr { "," name "=" expr } .
func (p *parser) bindings() (list []Binding) {
	for {
		n := p.name("where")
		if !p.token().is("=") {
			p.unexpected("where")
		}
		p.operator()
		list = append(list, Binding{Name: n, Value: p.expr()})
		if p.token().is("=") {
			p.refuse(p.token().span, "syntax.where-commas")
		}
		if !p.token().is(",") {
			return list
		}
		p.operator()
	}
}

// finish ends a statement: a line end or ";" must follow.
func (p *parser) finish(start Span) statement {
	s := statement{at: at{p.from(start)}}
	switch t := p.token(); {
	case t.is(";"):
		s.hidden = true
		p.i++
	case t.kind != atEnd:
		p.unexpected("")
	}
	return s
}

// optimizer = ( "optimizer" | "optimiser" ) name "(" params ")" sep { line sep } "end" .
func (p *parser) optimizer() Statement {
	start := p.take().span
	head := p.postfix()
	call, ok := head.(*Call)
	if !ok {
		p.refuseOptimizerHead(head)
	}
	rule, params := p.asHead(call)
	p.refuseFewParams(call, params)
	o := &OptimizerDefinition{Name: rule, Params: params}
	p.block = true
	for p.endLine(); !p.at(p.i).is("end"); p.endLine() {
		o.Lines = append(o.Lines, p.line())
	}
	p.take()
	p.block = false
	o.statement = p.finish(start)
	return o
}

func (p *parser) atOptimizer() bool { return p.optimizerHead(p.i) }

func (p *parser) optimizerHead(i int) bool {
	t := p.at(i)
	if !t.word("optimizer") && !t.word("optimiser") {
		return false
	}
	next := p.at(i + 1)
	return next.kind == name && !next.line
}

// endLine ends a line inside an optimizer and moves to the next.
func (p *parser) endLine() {
	if t := p.token(); t.kind != atEnd && !t.is(";") && !t.is("end") {
		p.unexpected("")
	}
	p.separators()
	if p.at(p.i).kind == atEnd {
		p.unexpected("end")
	}
}

// line = "start" name "=" expr | "stop" "if" expr | name { "," name } "=" body | name "[" expr { "," expr } "]" "=" body .
func (p *parser) line() Line {
	start := p.token().span
	p.start = p.i
	p.refuseLineHead()
	var line Line
	switch {
	case p.token().word("stop") && !p.ahead(1).is("="):
		line = p.stopLine()
	case p.token().word("start") && !p.ahead(1).is("=") && !p.ahead(1).is(","):
		line = p.startLine()
	default:
		line = p.assignLine()
	}
	line.Place = p.from(start)
	return line
}

func (p *parser) stopLine() Line {
	p.operator()
	if !p.token().is("if") {
		p.unexpected("stop")
	}
	p.operator()
	condition := p.where(p.expr())
	if p.token().is("=") {
		p.refuseEquals()
	}
	return Line{Kind: Stop, Body: condition}
}

func (p *parser) startLine() Line {
	p.operator()
	variable := p.name("start")
	if !p.token().is("=") {
		p.unexpected("start")
	}
	p.operator()
	return Line{Kind: Start, Names: []*Name{variable}, Body: p.body()}
}

func (p *parser) assignLine() Line {
	left := []Expr{p.expr()}
	for p.token().is(",") {
		p.operator()
		left = append(left, p.expr())
	}
	if !p.token().is("=") {
		p.refuseLine(left)
	}
	p.refuseLineCall(left)
	p.operator()
	if entry, ok := left[0].(*Index); ok && len(left) == 1 {
		return Line{Kind: Assign, Names: []*Name{p.asEntry(entry)}, Entry: entry, Body: p.body()}
	}
	p.refuseEntries(left)
	names := p.asNames(left)
	return Line{Kind: Assign, Names: names, Body: p.body()}
}

// refuseEntries answers x[1], y = … in an optimizer.
func (p *parser) refuseEntries(left []Expr) {
	for _, e := range left {
		if x, ok := e.(*Index); ok {
			p.refuse(x.span, "syntax.target-entries", Text(x))
		}
	}
}

// asEntry reads x[i] or x[i, j], left of "=", as an entry of what x names.
func (p *parser) asEntry(x *Index) *Name {
	n, ok := x.Operand.(*Name)
	if !ok {
		p.refuse(x.span, "syntax.target", p.original(x.span))
	}
	for _, index := range x.Indices {
		if _, isRange := index.(*Range); index == nil || isRange {
			p.refuse(x.span, "syntax.target-slice", Text(x), Text(n))
		}
	}
	return n
}
