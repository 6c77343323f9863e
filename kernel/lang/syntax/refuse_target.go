package syntax

import "strings"

// refuseTarget answers what cannot take a value left of "=".
func (p *parser) refuseTarget(e Expr) {
	switch e := e.(type) {
	case *Number, *String, *Truth:
		p.refuse(e.Span(), "syntax.target-constant", Text(e))
	case *Vector:
		p.refuseTargetList(e)
	case *Index:
		p.refuseTargetIndex(e)
	case *Field:
		p.refuse(e.span, "syntax.target-field", Text(e))
	case *Nabla, *Prime:
		p.refuse(e.Span(), "syntax.target-derivative", Text(e))
	case *Call:
		p.refuseTargetCall(e)
	case *Binary:
		p.refuseTargetProduct(e)
	}
	p.refuse(e.Span(), "syntax.target", p.original(e.Span()))
}

// refuseTargetList answers (a, b) = … and [V, D] = ….
func (p *parser) refuseTargetList(v *Vector) {
	for _, e := range v.Entries {
		if _, ok := e.(*Name); !ok {
			p.refuse(v.span, "syntax.target", p.original(v.span))
		}
	}
	p.refuse(v.span, "syntax.target-list", textWriter{}.list(v.Entries), p.restOfStatement(p.i))
}

// refuseTargetIndex answers f[x_] = … and x[1] = ….
func (p *parser) refuseTargetIndex(x *Index) {
	params := make([]string, len(x.Indices))
	for i, index := range x.Indices {
		p.refuseRecurrence(x.span, index)
		n, ok := index.(*Name)
		if !ok {
			p.refuse(x.span, "syntax.target-index", Text(x.Operand), p.changedEntry(x))
		}
		params[i] = strings.TrimRight(n.Shown, "_")
	}
	p.refuse(x.span, "syntax.target-brackets", Text(x.Operand)+"("+strings.Join(params, ", ")+")", p.restOfStatement(p.i))
}

// changedEntry writes x[1] = 5 as a new value of x.
func (p *parser) changedEntry(x *Index) string {
	array, entry := Text(x.Operand), p.restOfStatement(p.i)
	switch {
	case len(x.Indices) == 1 && x.Indices[0] != nil:
		return array + " = [if i == " + Text(x.Indices[0]) + " then " + entry + " else " + array + "[i] for i in 1..rows(" + array + ")]"
	case len(x.Indices) == 2 && x.Indices[0] != nil && x.Indices[1] == nil:
		return array + " = [if i == " + Text(x.Indices[0]) + " then " + entry + " else " + array + "[i, :] for i in 1..rows(" + array + ")]"
	case len(x.Indices) == 2 && x.Indices[0] == nil && simple(p.at(p.i)):
		entry += "[i]"
	}
	var conditions []string
	for k, index := range x.Indices {
		if index != nil && k < 2 {
			conditions = append(conditions, string("ij"[k])+" == "+Text(index))
		}
	}
	return array + " = [[if " + strings.Join(conditions, " and ") + " then " + entry + " else " + array +
		"[i, j] for j in 1..columns(" + array + ")] for i in 1..rows(" + array + ")]"
}

func (p *parser) refuseTargetCall(c *Call) {
	switch c.Callee.(type) {
	case *Nabla, *Prime:
		p.refuse(c.span, "syntax.target-derivative", Text(c.Callee))
	}
	p.refuse(c.span, "syntax.target", p.original(c.span))
}

// refuseTargetProduct answers my value = …, a name with a space, and equations.
func (p *parser) refuseTargetProduct(b *Binary) {
	if n, ok := b.Left.(*Name); ok && strings.Contains(n.Shown, "_") {
		p.refuseRecurrence(b.span, b)
	}
	p.refuseSumEquals(p.i - 1)
	p.refuseSpacedHead(b)
	words, short := productOfNames(b)
	rest := " = " + p.restOfStatement(p.i)
	switch {
	case len(words) > 0 && short:
		all := strings.Join(words[1:], ", ")
		p.refuse(b.span, "syntax.target-letters", words[0]+"("+all+")"+rest, words[0]+", "+all+rest)
	case len(words) > 0:
		p.refuse(b.span, "syntax.target-space", strings.Join(words, "_")+rest)
	}
	p.refuse(b.span, "syntax.target", p.original(b.span))
}

// refuseSpacedHead answers f (x) = …, where the space makes a product of the head.
func (p *parser) refuseSpacedHead(b *Binary) {
	function, ok := b.Left.(*Name)
	if !ok || !b.Implicit {
		return
	}
	switch b.Right.(type) {
	case *Paren, *Vector:
		p.refuse(b.span, "syntax.target-spaced", Text(function)+Text(b.Right)+" = "+p.restOfStatement(p.i))
	}
}

// productOfNames are the names of a product without signs, none for another expression; short tells that each is one
// letter.
func productOfNames(e Expr) (words []string, short bool) {
	switch e := e.(type) {
	case *Name:
		return []string{e.Shown}, len([]rune(e.Text)) == 1
	case *Binary:
		left, shortLeft := productOfNames(e.Left)
		right, shortRight := productOfNames(e.Right)
		if e.Implicit && left != nil && right != nil {
			return append(left, right...), shortLeft && shortRight
		}
	}
	return nil, false
}

// steps are the letters by which lecture notes count steps.
var steps = set("t k n i j s")

// refuseRecurrence answers x[t+1] = …, θ(t+1) = … and θ_t+1 = …, which give the next step from the last.
func (p *parser) refuseRecurrence(target Span, e Expr) {
	b, ok := e.(*Binary)
	if !ok || b.Op != "+" {
		return
	}
	step, ok := b.Left.(*Name)
	if !ok || !steps[step.Text[len(step.Text)-1:]] {
		return
	}
	if n, one := b.Right.(*Number); ok && one && n.Value == 1 {
		panic(p.mistake(target, "syntax.recurrence", p.original(target)).Advise("syntax.subscript-sign.advice"))
	}
}
