package eval

import (
	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/exact"
	"saddle/numerics/expr"
	textbook "saddle/numerics/formula"
)

// typed is a known number or vector with what it is exactly by the way it was typed: √2/2, (0, π/4). What depends on more than
// numbers, π and e is left as it is.
func (e *evaluation) typed(n *expr.Node, x syntax.Expr, s *scope) *expr.Node {
	if x == nil || e.graph != nil || !n.IsConst() || n.IsTruth() || n.Shape().Rank > 1 {
		return n
	}
	if _, plain := exact.Rats(n.Data()); plain {
		return n
	}
	entries := []syntax.Expr{x}
	if v, ok := syntax.Unwrap(x).(*syntax.Vector); ok && n.Shape().Rank == 1 {
		entries = v.Entries
	}
	if len(entries) != n.Shape().Size() {
		return n
	}
	written := make([]*expr.Node, len(entries))
	for k, entry := range entries {
		if written[k] = e.onPaper(entry, s); written[k] == nil {
			return n
		}
	}
	return expr.WithForms(n, func() ([]exact.Form, bool) { return textbook.FormsOf(written) })
}

// onPaper is a number as it was typed, as a formula of its digits, π and e; nil where it is more than that.
func (e *evaluation) onPaper(x syntax.Expr, s *scope) *expr.Node {
	switch x := x.(type) {
	case *syntax.Number:
		return expr.Const(x.Value)
	case *syntax.Paren:
		return e.onPaper(x.Inner, s)
	case *syntax.Name:
		if x.Text != "π" && x.Text != "e" || e.isGiven(x.Text, s) {
			return nil
		}
		return expr.WrittenName(x.Text)
	case *syntax.Unary:
		return unaryOnPaper(x.Op, e.onPaper(x.Operand, s))
	case *syntax.Binary:
		a, b := e.onPaper(x.Left, s), e.onPaper(x.Right, s)
		if a == nil || b == nil {
			return nil
		}
		return binaryOnPaper(x.Op, a, b)
	case *syntax.Call:
		return e.callOnPaper(x, s)
	}
	return nil
}

func unaryOnPaper(op string, a *expr.Node) *expr.Node {
	switch {
	case a == nil:
		return nil
	case op == "-":
		return expr.WrittenSum(expr.Written{Coefficient: expr.Coefficient{P: -1, Q: 1}, Node: a})
	case op == "√":
		return expr.WrittenPower(a, 0.5)
	case op == "+":
		return a
	}
	return nil
}

// isGiven reports whether a name stands for something that the notebook, or a function around, has given it.
func (e *evaluation) isGiven(name string, s *scope) bool {
	_, bound := s.find(name)
	_, defined := e.now().globals[name]
	return bound || defined
}

func binaryOnPaper(op string, a, b *expr.Node) *expr.Node {
	one := expr.Coefficient{P: 1, Q: 1}
	switch op {
	case "+":
		return expr.WrittenSum(expr.Written{Coefficient: one, Node: a}, expr.Written{Coefficient: one, Node: b})
	case "-":
		return expr.WrittenSum(expr.Written{Coefficient: one, Node: a}, expr.Written{Coefficient: expr.Coefficient{P: -1, Q: 1}, Node: b})
	case "*", "·":
		return expr.WrittenProduct(a, b)
	case "/":
		return expr.WrittenProduct(a, expr.WrittenPower(b, -1))
	case "^":
		return expr.WrittenRaise(a, b)
	}
	return nil
}

// callOnPaper is an elementary function of a number as it was typed.
func (e *evaluation) callOnPaper(x *syntax.Call, s *scope) *expr.Node {
	name, ok := x.Callee.(*syntax.Name)
	if !ok || len(x.Args) != 1 || x.Args[0].Name != nil || len(x.Args[0].Loops) > 0 || e.isGiven(name.Text, s) {
		return nil
	}
	if v, ok := e.predefined(name.Text); !ok || !isElementary(v) {
		return nil
	}
	a := e.onPaper(x.Args[0].Value, s)
	if a == nil {
		return nil
	}
	if name.Text == "sqrt" {
		return expr.WrittenPower(a, 0.5)
	}
	if f, ok := expr.FuncNamed(name.Text); ok {
		return expr.WrittenApply(f, a)
	}
	return nil
}

// isElementary reports whether a value is a built-in function of one number.
func isElementary(v value.Value) bool {
	b, ok := v.(*value.Builtin)
	return ok && b.Entry.(*Builtin).Elementary
}
