package eval

import (
	"saddle/kernel/lang/syntax"
)

// noteTransposed says of (x^2)' and g(2)', in a statement by themselves, that the ' transposes a number and differentiates nothing.
func (e *evaluation) noteTransposed(x *syntax.Prime, s *scope) {
	if e.out.Note == nil || s != e.top || len(e.calls) > 0 || e.leftFactor(x) {
		return
	}
	switch operand := x.Operand.(type) {
	case *syntax.Call:
		if _, named := operand.Callee.(*syntax.Name); named && len(operand.Args) == 1 {
			called := syntax.Text(operand)
			name := syntax.Text(operand.Callee)
			e.note("note.transposed", called, name+"'"+called[len(name):])
		}
	case *syntax.Paren:
		e.noteFormulaTransposed(operand)
	}
}

// noteTransposedIn says the same of h(x) = (x^2)', whose variables may be vectors.
func (e *evaluation) noteTransposedIn(st *syntax.FunctionDefinition) {
	prime, isPrime := st.Body.(*syntax.Prime)
	if !isPrime || e.out.Note == nil {
		return
	}
	if formula, ok := prime.Operand.(*syntax.Paren); ok {
		e.noteFormulaTransposed(formula)
	}
}

// noteFormulaTransposed is the note for a formula of one letter and numbers; one of vectors and matrices is transposed.
func (e *evaluation) noteFormulaTransposed(formula *syntax.Paren) {
	var letters []string
	for _, name := range syntax.FreeNames(formula) {
		v, known := e.lookup(name, e.top)
		n, isQuantity := AsQuantity(v)
		switch {
		case known && isBuiltin(v):
		case len([]rune(name)) > 1 || known && (!isQuantity || n.Shape().Rank != 0):
			return
		case name != "π" && name != "e":
			letters = append(letters, name)
		}
	}
	if len(letters) == 1 {
		e.note("note.transposed-formula", syntax.Text(formula), letters[0], syntax.Text(formula.Inner))
	}
}

// leftFactor reports whether an expression is the left side of a product: (A v)' B v is a transpose.
func (e *evaluation) leftFactor(x *syntax.Prime) (found bool) {
	syntax.Walk(e.current, func(n syntax.Node) bool {
		if b, ok := n.(*syntax.Binary); ok && (b.Op == "*" || b.Op == "·") && b.Left == syntax.Expr(x) {
			found = true
		}
		return !found
	})
	return found
}
