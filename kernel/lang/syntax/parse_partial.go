package syntax

import "slices"

// partial = "∂" [ power ] operand "/" "∂" name [ power ] { "∂" name [ power ] } .
func (p *parser) partial() Expr {
	sign := p.take()
	order := 1
	if p.token().kind == power {
		order = p.times()
	}
	d := &Partial{Operand: p.partialOperand(sign)}
	if !p.token().is("/") || !p.ahead(1).is("∂") {
		p.refusePartial(sign)
	}
	p.take()
	for p.token().is("∂") && !(len(d.Variables) > 0 && p.token().line) {
		d.Variables = append(d.Variables, p.partialVariables(sign)...)
	}
	d.span = p.from(sign.span)
	if len(d.Variables) != order || order > mostPartials {
		p.refuse(d.span, "syntax.partial-order", order, len(d.Variables))
	}
	return d
}

// partialVariables is a variable under the bar, as often as its power says.
func (p *parser) partialVariables(sign token) []*Name {
	p.take()
	if p.token().kind != name || keywords[p.token().text] {
		p.refusePartial(sign)
	}
	variable := makeName(p.take())
	times := 1
	if p.token().kind == power && !p.token().space {
		times = p.times()
	}
	return slices.Repeat([]*Name{variable}, min(times, mostPartials))
}

// mostPartials is the highest order of a partial derivative.
const mostPartials = 9

// times is the order that a raised number says, 0 for anything else.
func (p *parser) times() int {
	t := p.take()
	if len(t.text) != 1 || t.text[0] < '1' || t.text[0] > '9' {
		return 0
	}
	return int(t.text[0] - '0')
}

// partialOperand is the function that is differentiated: a name, or a parenthesis.
func (p *parser) partialOperand(sign token) Expr {
	switch t := p.token(); {
	case t.kind == name && !keywords[t.text]:
		p.take()
		return makeName(t)
	case t.is("("):
		return p.parenthesis()
	}
	p.refusePartial(sign)
	return nil
}

func (p *parser) refusePartial(sign token) {
	p.refuse(sign.span.To(p.token().span), "syntax.partial")
}

// factor is a variable with how many times in a row it is differentiated by.
type factor struct {
	name  *Name
	times int
}

func (d *Partial) factors() []factor {
	var list []factor
	for _, variable := range d.Variables {
		if last := len(list) - 1; last >= 0 && list[last].name.Text == variable.Text {
			list[last].times++
			continue
		}
		list = append(list, factor{variable, 1})
	}
	return list
}
