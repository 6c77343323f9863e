package syntax

import "saddle/kernel/lang/message"

// row watches the spaces of a list in [ ]: where a space alone would decide between one entry and two, the first such
// place is refused once the list turns out to have rows and no "for". Where a row has commas, a space between two entries
// that are not both numbers decides nothing: loose is the first doubt that commas dispel.
type row struct{ doubt, loose *message.Error }

// settle ends a row: doubts that its commas dispel are forgotten.
func (r *row) settle(commas bool) {
	if r.doubt == nil && !commas {
		r.doubt = r.loose
	}
	r.loose = nil
}

// outsideRow stops the watch inside parentheses and indices until the returned function is called.
func (p *parser) outsideRow() func() {
	outer := p.row
	p.row = nil
	return func() { p.row = outer }
}

// list = "[" [ row { ";" row } ] "]" | "[" expr loop "]" .
func (p *parser) list() Expr {
	outer := p.row
	defer func() { p.row = outer }()
	p.row = &row{}
	open := p.open()
	if p.token().is("]") {
		p.close("]")
		return &Vector{expression{at{p.from(open.span)}}, nil, true}
	}
	first := p.rowOf()
	if len(first) == 1 && p.token().is("for") {
		c := &Comprehension{Body: first[0], Loops: p.loops()}
		p.close("]")
		c.span = p.from(open.span)
		return c
	}
	rows := p.rowsAfter(first)
	p.closeList()
	whole := expression{at{p.from(open.span)}}
	if len(rows) == 1 {
		return &Vector{whole, first, true}
	}
	return &Matrix{whole, rows}
}

func (p *parser) rowsAfter(first []Expr) [][]Expr {
	rows := [][]Expr{first}
	for p.token().is(";") {
		p.take()
		if p.token().is("]") || p.token().is(";") {
			p.refuseEmptyRow()
		}
		rows = append(rows, p.rowOf())
	}
	return rows
}

// closeList passes the "]", where spaces that decide are refused.
func (p *parser) closeList() {
	if !p.token().is("]") {
		p.unclosedList()
	}
	if p.row.doubt != nil {
		panic(p.row.doubt)
	}
	p.close("]")
}

// row = expr { "," expr } | number { number } .
func (p *parser) rowOf() []Expr {
	entries := []Expr{p.expr()}
	if plainNumber(entries[0]) && p.token().kind == number {
		for p.token().kind == number {
			p.refuseRowLine()
			entries = append(entries, p.primary())
		}
		if p.token().is(",") {
			p.refuse(p.token().span, "syntax.row-mixed")
		}
		if p.atBarePower() || p.token().is("-") || p.token().is("+") {
			p.refuse(p.last().span.To(p.token().span), "syntax.row-commas")
		}
		return entries
	}
	for p.token().is(",") {
		p.comma("]")
		entries = append(entries, p.expr())
	}
	p.row.settle(len(entries) > 1)
	return entries
}

// plainNumber reports whether an entry is a number, perhaps with a minus.
func plainNumber(e Expr) bool {
	if u, ok := e.(*Unary); ok && (u.Op == "-" || u.Op == "+") {
		e = u.Operand
	}
	_, ok := e.(*Number)
	return ok
}

// loop = "for" ( name | "(" name { "," name } ")" ) "in" or { loop } .
func (p *parser) loops() []Loop {
	var loops []Loop
	for p.token().is("for") {
		p.operator()
		loop := Loop{Names: p.loopNames()}
		if !p.token().is("in") {
			p.refuseLoop(loop.Names)
		}
		p.operator()
		loop.Over = p.or()
		if p.token().is("if") {
			p.operator()
			loop.If = p.or()
			p.refuseSecondIf()
		}
		loops = append(loops, loop)
		p.refuseLoopComma()
	}
	return loops
}

func (p *parser) loopNames() []*Name {
	if !p.token().is("(") {
		return []*Name{p.name("for")}
	}
	p.open()
	names := []*Name{p.name("for")}
	for p.token().is(",") {
		p.comma(")")
		names = append(names, p.name("for"))
	}
	p.close(")")
	return names
}

// watchSign notes [1 -1]: a sign with a space before it and none behind.
func (p *parser) watchSign(left Expr) {
	t, next := p.token(), p.ahead(1)
	if p.row != nil && t.line && p.row.doubt == nil {
		p.row.doubt = p.rowLine()
	}
	if p.row == nil || p.row.doubt != nil || !t.space || next.space || next.kind == atEnd {
		return
	}
	p.doubts(p.doubtSign(left, t, next), plainNumber(lastOperand(left)) && next.kind == number)
}

// watchProduct notes [2 x]: a product whose only sign is a space.
func (p *parser) watchProduct(left Expr) {
	t := p.token()
	if p.row == nil || p.row.doubt != nil || !t.space {
		return
	}
	if t.line {
		p.row.doubt = p.rowLine()
		return
	}
	p.doubts(p.doubtProduct(left, t), false)
}

// doubts notes a doubt, a firm one even where commas stand: numbers may be separated by spaces too.
func (p *parser) doubts(err *message.Error, firm bool) {
	switch {
	case firm:
		p.row.doubt = err
	case p.row.loose == nil:
		p.row.loose = err
	}
}
