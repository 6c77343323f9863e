package syntax

import "strings"

// refuseLineHead answers lines that cannot stand in an optimizer.
func (p *parser) refuseLineHead() {
	t := p.token()
	switch {
	case (t.word("return") && !p.named["return"] || p.grammarTerm(t) == "return") && !p.ahead(1).is("="):
		p.refuseRuleReturn(t)
	case p.grammarTerm(t) == "if":
		p.refuseTermStop(t)
	case t.is("for"):
		p.refuse(t.span, "habit.for-rule")
	case headWords[t.text] == "habit.while" && p.beginsBlock(t, p.ahead(1)):
		p.refuseRuleLoop(t)
	}
	p.refuseHead()
	switch {
	case p.atOptimizer():
		p.refuse(p.token().span, "syntax.optimizer-nested")
	case p.token().word("check") && !p.ahead(1).is("="):
		p.refuse(p.token().span, "syntax.optimizer-check")
	}
}

// beginsBlock reports whether a word at the head of a line begins a loop of another language, rather than being a name.
func (p *parser) beginsBlock(t, next token) bool {
	if p.named[t.text] || next.is("=") || next.is(",") {
		return false
	}
	return next.kind == atEnd && alone[t.text] || next.space && startsOperand(next) || p.beginsStatement(t.text, next)
}

// refuseRuleReturn answers return θ - η ∇f(θ): a line gives the point its new value. Names alone need no line.
func (p *parser) refuseRuleReturn(t token) {
	point, end := p.pointShown(), p.statementEnd()
	value := p.nativeText(p.i+1, end)
	for i := p.i + 1; i < end; i++ {
		if p.at(i).kind != name && !p.at(i).is(",") && point != "" {
			panic(p.mistake(t.span, "habit.return-rule").Advise("habit.write", point+" = "+value))
		}
	}
	p.refuse(t.span, "habit.return-rule")
}

// pointShown is the name of the point of the optimizer that is being read, "" where its head has another form.
func (p *parser) pointShown() string {
	comma, point := p.at(p.head+4), p.at(p.head+5)
	if !p.block || !comma.is(",") || point.kind != name {
		return ""
	}
	return point.shown
}

// refuseTermStop answers 如果 ‖g‖ < 1e-6 停止: a line that ends the run begins with the words that do.
func (p *parser) refuseTermStop(t token) {
	condition, ok := strings.CutSuffix(p.nativeText(p.i+1, p.statementEnd()), "停止")
	if !ok {
		return
	}
	condition = strings.TrimRight(halfWidth(condition), ", ")
	condition = strings.TrimRight(strings.TrimRight(condition, "就则"), ", ")
	panic(p.mistake(t.span, "habit.term", p.original(t.span), "stop if").Advise("habit.write", "stop if "+strings.TrimSuffix(condition, " then")))
}

// refuseRuleLoop answers while c and until c in an optimizer, which run repeats by itself.
func (p *parser) refuseRuleLoop(t token) {
	end := p.i + 1
	for last := p.statementEnd(); end < last && !p.at(end).is(":") && !p.at(end).is("{") && !p.at(end).word("do"); end++ {
	}
	condition := p.nativeText(p.i+1, end)
	switch {
	case condition == "":
		condition = "…"
	case !t.word("until"):
		condition = "not (" + strings.TrimSuffix(strings.TrimPrefix(condition, "("), ")") + ")"
		if strings.Count(condition, "(") != strings.Count(condition, ")") {
			condition = "not (" + p.nativeText(p.i+1, end) + ")"
		}
	}
	p.refuse(t.span, "habit.while-rule", t.text, "stop if "+condition)
}

// refuseIf answers an if that begins a block, at the current token; where each branch gives one name its value, with the line
// that says the same.
func (p *parser) refuseIf() {
	t := p.token()
	err := p.mistake(t.span, "habit.if-block")
	if line := p.conditionalLine(p.i); line != "" {
		panic(err.Advise("habit.write", line))
	}
	panic(err.Advise("habit.if-block.advice"))
}

// refuseBranch answers if c then x = 1.
func (p *parser) refuseBranch(e *If) {
	n, ok := e.Then.(*Name)
	if !ok {
		p.refuseEquals()
	}
	for i := p.i; i >= p.start; i-- {
		if line := p.conditionalLine(i); p.at(i).is("if") && line != "" {
			p.refuse(p.token().span, "syntax.if-assign", line)
		}
	}
	value := p.nativeText(p.i+1, p.argumentEnd(p.i+1))
	p.refuse(p.token().span, "syntax.if-assign", n.Shown+" = if "+Text(e.Cond)+" then "+value+" else "+n.Shown)
}

// conditionalLine is x = if c then a else b for the block if c, x = a, else, x = b, end that begins at a token; "" for a block
// that does more. Without an else the name keeps its value.
func (p *parser) conditionalLine(i int) string {
	head, from := i, i+1
	for i++; !p.at(i).is("then") && !p.at(i).is(":") && !p.at(i).is("{") && !p.at(i).line; i++ {
		if p.at(i).kind == atEnd {
			return ""
		}
	}
	if p.at(i).line && !p.at(i).is("then") && p.column(i) <= p.column(head) {
		return ""
	}
	condition := p.nativeText(from, i)
	shown, first, i := p.branch(i)
	if shown == "" {
		return ""
	}
	second := shown
	if p.at(i).is("else") {
		var other string
		if other, second, i = p.branch(i); other != shown {
			return ""
		}
	}
	if begins := p.begins(i) || p.at(i).is("end") || p.at(i).kind == atEnd; !begins || p.at(i).line && p.at(i).indented && !p.at(i).is("end") && p.column(i) > p.column(p.start) {
		return ""
	}
	return shown + " = if " + condition + " then " + first + " else " + second
}

// branch reads the one line x = a of a branch whose word or sign a token is, and what closes it: the index behind it. The name is
// "" for another branch.
func (p *parser) branch(i int) (shown, value string, end int) {
	for p.at(i).is("then") || p.at(i).is("else") || p.at(i).is(":") || p.at(i).is("{") {
		i++
	}
	if p.at(i).kind != name || keywords[p.at(i).text] || !p.at(i+1).is("=") {
		return "", "", i
	}
	shown, end = p.at(i).shown, i+2
	for t := p.at(end); t.kind != atEnd && !t.line && !t.is(";") && !t.is("}") && !t.is("else") && !t.is("end"); t = p.at(end) {
		end++
	}
	value = p.nativeText(i+2, end)
	for p.at(end).is(";") || p.at(end).is("}") {
		end++
	}
	return shown, value, end
}
