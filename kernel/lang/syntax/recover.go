package syntax

// recoverFrom moves to where the next statement begins: behind the end of an optimizer, else at the next line or ";"
// outside the brackets that the statement opened.
func (p *parser) recoverFrom(start int) {
	failed := p.i
	p.i = start
	if (p.atOptimizer() || p.opensBlock(start)) && p.toEnd() {
		return
	}
	p.i = p.behindBrackets(start, failed)
	for open := 0; p.at(p.i).kind != atEnd; p.i++ {
		t := p.at(p.i)
		switch {
		case t.is("(") || t.is("[") || t.is("{"):
			open++
		case t.is(")") || t.is("]") || t.is("}"):
			open--
		}
		if p.i > start && (t.is(";") && open <= 0 || t.line && !p.continues(p.i)) {
			break
		}
	}
	p.skipBlock(start)
}

// behindBrackets is the token behind the brackets that are open where a statement failed, or the failed token when they
// are never closed.
func (p *parser) behindBrackets(start, failed int) int {
	open := 0
	for i := start; p.at(i).kind != atEnd; i++ {
		switch t := p.at(i); {
		case i >= failed && open <= 0:
			return i
		case t.is("("), t.is("["), t.is("{"):
			open++
		case t.is(")"), t.is("]"), t.is("}"):
			open--
		}
	}
	if open > 0 {
		return failed
	}
	return len(p.tokens) - 1
}

// skipBlock passes the lines that are indented under a broken statement, and the words that close the blocks of other
// languages: they belong to what is already refused.
func (p *parser) skipBlock(start int) {
	under, margin := false, p.column(start)
	for t := p.at(p.i); t.kind != atEnd && t.line; t = p.at(p.i) {
		closes := t.is("end") || p.grammarTerm(t) == "end" || t.is("else") || t.is("}") || t.word("elif") || t.word("elseif")
		if p.column(p.i) <= margin && !(under && closes) {
			return
		}
		under = true
		for p.i++; p.at(p.i).kind != atEnd && !p.at(p.i).line; p.i++ {
		}
	}
}

// toEnd moves behind the end that closes a broken optimizer or a block of another language; without one it stays. Blocks
// of other languages inside may have ends of their own, or none: where too few are there, the last one closes.
func (p *parser) toEnd() bool {
	depth, last := 1, 0
	for i := p.i + 1; i < len(p.tokens) && depth > 0; i++ {
		switch t := p.at(i); {
		case p.begins(i) && (t.is("end") || p.grammarTerm(t) == "end"):
			depth, last = depth-1, i
		case p.opensBlock(i):
			depth++
		case t.line && !t.indented && p.optimizerHead(i):
			if last == 0 {
				return false
			}
			depth = 0
		}
	}
	if last == 0 {
		return false
	}
	p.i = last + 1
	return true
}

// begins reports whether a token is the first of a statement or of a line.
func (p *parser) begins(i int) bool { return i == 0 || p.at(i).line || p.at(i-1).is(";") }

// opensBlock reports whether a block of another language begins at a token: if c, for i = 1:3, while c, without what would
// make it a line of this one.
func (p *parser) opensBlock(i int) bool {
	t, next := p.at(i), p.at(i+1)
	if t.kind != name || !p.begins(i) || next.is("=") || next.is("(") && !next.space && t.text != "while" && t.text != "if" {
		return false
	}
	return p.grammarTerm(t) == "optimizer" || t.word("if") || t.word("for") || headWords[t.text] == "habit.while" && !alone[t.text] || t.word("begin") || t.word("function")
}
