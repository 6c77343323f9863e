package syntax

// operand is the text of the value that ends with the last token.
func (p *parser) operand() string {
	return p.original(p.at(p.operandStart()).span.To(p.last().span))
}

// operandStart is the token with which the value before the current token begins.
func (p *parser) operandStart() int {
	i := p.i - 1
	for i > p.start {
		t, before := p.at(i), p.at(i-1)
		switch {
		case t.is(")"), t.is("]"), t.is("‖"):
			i = p.opening(i)
			if i <= p.start || p.at(i).space || !endsOperand(p.at(i-1)) {
				return i
			}
			i--
		case t.is("'"), t.kind == power && endsOperand(before):
			i--
		case t.kind == name && before.is(".") && !t.space && i-2 >= p.start:
			i -= 2
		case t.kind == name && (before.is("∇") || before.is("√")):
			return i - 1
		default:
			return i
		}
	}
	return max(i, p.start)
}

// opening is the token that opens the bracket which a token closes, or inside which it stands.
func (p *parser) opening(closing int) int {
	depth := 0
	if t := p.at(closing); !t.is(")") && !t.is("]") && !t.is("‖") {
		depth = 1
	}
	for i := closing; i > p.start; i-- {
		switch t := p.at(i); {
		case t.is("‖") && p.at(closing).is("‖"):
			if i < closing {
				return i
			}
		case t.is(")"), t.is("]"):
			depth++
		case t.is("("), t.is("["):
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return p.start
}

// valueStart is the token at which the value before the current token begins: behind "=", a comma or an open bracket.
func (p *parser) valueStart() int {
	depth := 0
	for i := p.i - 1; i >= p.start; i-- {
		switch t := p.at(i); {
		case t.is(")"), t.is("]"):
			depth++
		case depth > 0 && (t.is("(") || t.is("[")):
			depth--
		case depth == 0 && (t.is("=") || t.is(",") || t.is("(") || t.is("[")):
			return min(i+1, p.i-1)
		}
	}
	return p.start
}
