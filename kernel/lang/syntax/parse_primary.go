package syntax

import "strconv"

// primary = number | string | "true" | "false" | name | "(" expr { "," expr } ")" | parts | list | "‖" sum "‖" | "|" sum "|" .
func (p *parser) primary() Expr {
	t := p.token()
	switch {
	case t.kind == number:
		p.take()
		return &Number{expression{at{t.span}}, t.value, t.shown}
	case t.kind == text:
		return p.text()
	case t.is("true"), t.is("false"):
		p.take()
		return &Truth{expression{at{t.span}}, t.text == "true"}
	case t.kind == name && !keywords[t.text]:
		p.refuseForeignName()
		p.take()
		return makeName(t)
	case t.is("?") && (p.ahead(1).kind != name || p.ahead(1).space):
		p.take()
		return &Hole{expression{at{t.span}}}
	}
	return p.fencedPrimary(t)
}

// fencedPrimary is a primary that begins with a bracket, a bar or ∂.
func (p *parser) fencedPrimary(t token) Expr {
	switch {
	case t.is("("):
		return p.parenthesis()
	case t.is("["):
		return p.list()
	case t.is("‖"):
		return p.norm()
	case t.is("|"):
		return p.bars()
	case t.is("∂"):
		return p.partial()
	}
	p.unexpected("operand")
	return nil
}

// name reads a name that must be here; after says what it stands behind.
func (p *parser) name(after string) *Name {
	t := p.token()
	p.refuseKeyword(t)
	if t.kind != name {
		p.unexpected(after)
	}
	p.take()
	return makeName(t)
}

func makeName(t token) *Name { return &Name{expression{at{t.span}}, t.text, t.shown} }

// MakeName is a name as the parser would read it, with a place of the caller's choice.
func MakeName(text string, span Span) *Name {
	known, shown := canonical(text)
	return &Name{expression{at{span}}, known, shown}
}

// MakeShownName makes a name that no token is behind: text is what it is looked up by, shown how it is printed.
func MakeShownName(text, shown string, span Span) *Name {
	return &Name{expression{at{span}}, text, shown}
}

func parseNumber(digits string) float64 {
	value, _ := strconv.ParseFloat(digits, 64)
	return value
}

// parenthesis reads (e), (e, e, …) and parts = "(" name "=" expr { "," name "=" expr } ")" .
func (p *parser) parenthesis() Expr {
	defer p.outsideRow()()
	open := p.open()
	switch {
	case p.token().is(")"):
		p.refuseEmpty(open)
	case p.token().kind == name && p.ahead(1).is("="):
		return p.parts(open)
	}
	entries := []Expr{p.expr()}
	for p.token().is(",") {
		p.comma(")")
		entries = append(entries, p.expr())
	}
	p.close(")")
	span := p.from(open.span)
	if len(entries) == 1 {
		return &Paren{expression{at{span}}, entries[0]}
	}
	return &Vector{expression{at{span}}, entries, false}
}

func (p *parser) parts(open token) Expr {
	parts := &Parts{}
	for {
		parts.Names = append(parts.Names, p.name("parts"))
		p.expect("=")
		parts.Values = append(parts.Values, p.expr())
		if !p.token().is(",") {
			break
		}
		p.comma(")")
	}
	p.close(")")
	parts.span = p.from(open.span)
	return parts
}

func (p *parser) norm() Expr {
	defer p.nest()()
	defer p.outsideRow()()
	open := p.open()
	operand := p.sum()
	p.close("‖")
	return &Norm{expression{at{p.from(open.span)}}, operand}
}

// bars reads |x|: the sign opens where an operand is wanted, and closes where one has ended.
func (p *parser) bars() Expr {
	defer p.nest()()
	defer p.outsideRow()()
	open := p.open()
	operand := p.sum()
	if !p.token().is("|") {
		p.refuseUnpaired(open)
	}
	p.close("|")
	return &Bars{expression{at{p.from(open.span)}}, operand}
}

// comma passes a comma between entries, behind which an entry must follow.
func (p *parser) comma(closing string) {
	if !p.token().is(",") {
		p.unclosed(closing)
	}
	p.take()
	if p.token().is(closing) || p.token().is(",") || p.token().is(";") {
		p.refuseEmptyEntry()
	}
}
