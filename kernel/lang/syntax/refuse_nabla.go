package syntax

// refuseNabla answers ∇ before something that is no function.
func (p *parser) refuseNabla(sign token, order int) {
	t := p.token()
	mark := map[int]string{1: "∇", 2: "∇²"}[order]
	switch {
	case t.kind == broken:
		panic(t.err)
	case t.kind == atEnd:
		p.unexpected("operand")
	case t.kind == power:
		p.refuse(sign.span.To(t.span), "syntax.nabla-power", "∇"+t.shown)
	case t.is("∇"), t.is("∇²"):
		p.refuse(sign.span.To(t.span), "syntax.nabla-twice")
	case t.is("·"), t.is("*"):
		p.refuse(sign.span.To(t.span), "syntax.nabla-product", mark+" "+p.original(t.span))
	}
	p.refuse(sign.span, "syntax.nabla", mark)
}

// refuseNablaIndex answers ∇_x f.
func (p *parser) refuseNablaIndex(sign, index token) {
	p.refuse(sign.span.To(index.span), "syntax.nabla-index")
}

// refuseNablaList answers ∇(f, x).
func (p *parser) refuseNablaList(open token) {
	p.refuse(open.span.To(p.token().span), "syntax.nabla-list")
}
