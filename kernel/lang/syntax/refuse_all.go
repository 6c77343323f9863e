package syntax

import "saddle/kernel/lang/message"

func (p *parser) refuseForeign(t token, want string)   {}
func (p *parser) refuseMisplaced(t token, want string) {}
func (p *parser) refuseHead()                          {}
func (p *parser) refuseLineHead()                      {}
func (p *parser) refuseForeignName()                   {}
func (p *parser) refuseList(left []Expr) {
	p.fail(left[0].Span().To(left[len(left)-1].Span()), "syntax.list")
}
func (p *parser) refuseEquals()              { p.fail(p.token().span, "syntax.equals") }
func (p *parser) refuseTarget(e Expr)        { p.fail(e.Span(), "syntax.target") }
func (p *parser) refuseTwice(params []Param) {}
func (p *parser) refuseParam(e Expr)         { p.fail(e.Span(), "syntax.param") }
func (p *parser) refuseSecondEquals()        { p.fail(p.token().span, "syntax.equals-twice") }
func (p *parser) refuseOptimizerHead(e Expr) { p.fail(e.Span(), "syntax.optimizer-head") }
func (p *parser) refuseLine(left []Expr)     { p.fail(left[0].Span(), "syntax.optimizer-line") }
func (p *parser) refuseRoot(e Expr) {
	if u, ok := e.(*Unary); ok && u.Op == "√" {
		if _, paren := u.Operand.(*Paren); !paren {
			p.fail(e.Span(), "syntax.root-power")
		}
	}
}
func (p *parser) refusePrimedExponent(base, exponent Expr) {}
func (p *parser) refuseRootSign()                          { p.fail(p.token().span, "syntax.root-sign") }
func (p *parser) refuseNablaList(open token)               { p.fail(open.span, "syntax.nabla-list") }
func (p *parser) refuseNabla(sign token, order int)        { p.fail(sign.span, "syntax.nabla") }
func (p *parser) refuseField(operand Expr)                 { p.fail(p.token().span, "syntax.field") }
func (p *parser) refuseInverse(b *Binary, f *Name)         { p.fail(b.span, "syntax.inverse") }
func (p *parser) refuseEmptyIndex(open token)              { p.fail(open.span, "syntax.index-empty") }
func (p *parser) refuseColon(colon token)                  { p.fail(colon.span, "syntax.colon") }
func (p *parser) refuseKeyword(t token) {
	if t.kind == name && keywords[t.text] {
		p.fail(t.span, "syntax.keyword", t.text)
	}
}
func (p *parser) refuseEmpty(open token)   { p.fail(open.span, "syntax.empty") }
func (p *parser) refuseEmptyEntry()        { p.fail(p.token().span, "syntax.empty-entry") }
func (p *parser) refuseEmptyRow()          { p.fail(p.token().span, "syntax.empty-row") }
func (p *parser) refuseLoop(names []*Name) { p.unexpected("in") }
func (p *parser) refuseFilter()            { p.fail(p.token().span, "syntax.filter") }
func (p *parser) doubtSign(left Expr, t, next token) {
	p.row.doubt = p.mistake(t.span, "syntax.doubt-sign")
}
func (p *parser) doubtProduct(left Expr, t token) {
	p.row.doubt = p.mistake(t.span, "syntax.doubt-product")
}
func (p *parser) refuseTwoReadings(left, right Expr, next token) {}

var _ = message.Say
