package working

import (
	"slices"
	"strings"

	"saddle/kernel/lang/syntax"
	"saddle/kernel/lang/value"
	"saddle/numerics/expr"
)

// term is a part of a formula in numbers, with how strongly it binds.
type term struct {
	side  value.Side
	binds strength
}

type strength int

const (
	sums strength = iota
	products
	quotients
	powers
	atoms
)

// put writes an expression with numbers in place of its names. What depends on known numbers alone becomes one number, unless it is
// the whole formula.
func (w *stepping) put(x syntax.Expr, whole bool) term {
	if !whole && !w.changes(x) {
		if t, ok := w.valued(x); ok {
			return t
		}
	}
	if t, ok := w.putInside(x, whole); ok {
		return t
	}
	if t, ok := w.valued(x); ok {
		return t
	}
	return term{value.Side{written(syntax.Text(x), syntax.LaTeX(x))}, sums}
}

// putInside keeps the form of an expression, with numbers inside; false for one whose form is not kept.
func (w *stepping) putInside(x syntax.Expr, whole bool) (t term, ok bool) {
	switch x := x.(type) {
	case *syntax.Paren:
		return w.put(x.Inner, whole), true
	case *syntax.Unary:
		return w.unary(x), true
	case *syntax.Binary:
		return w.binary(x)
	case *syntax.If:
		if taken := w.taken(x); taken != nil {
			return w.put(taken, whole), true
		}
	case *syntax.Norm:
		return term{around("‖", `\left\lVert `, w.put(x.Operand, false).side, "‖", ` \right\rVert`), atoms}, true
	case *syntax.Call:
		if t, ok := w.elementary(x); ok {
			return t, true
		}
		w.note(x)
	}
	return t, false
}

// taken is the branch of a condition that is known; nil where it is not.
func (w *stepping) taken(x *syntax.If) syntax.Expr {
	v, known := w.Evaluate(x.Cond, w.names)
	q, ok := v.(value.Quantity)
	switch {
	case !known || !ok || !q.Node.IsConst() || !q.Node.IsTruth():
		return nil
	case q.Node.Truth():
		return x.Then
	}
	return x.Else
}

// valued is the value of an expression as a term.
func (w *stepping) valued(x syntax.Expr) (term, bool) {
	v, ok := w.Evaluate(x, w.names)
	q, isQuantity := v.(value.Quantity)
	if !ok || !isQuantity || !q.Node.IsConst() || q.Node.IsTruth() {
		return term{}, false
	}
	return term{value.Side{factor(q.Node)}, atoms}, true
}

func (w *stepping) unary(x *syntax.Unary) term {
	operand := w.put(x.Operand, false)
	switch x.Op {
	case "√":
		return root(operand)
	case "-":
		return term{append(value.Side{sign("-")}, bound(operand, products)...), sums}
	}
	if t, ok := w.valued(x); ok {
		return t
	}
	return operand
}

// root is the square root of a term.
func root(t term) term {
	return term{around("√(", `\sqrt{`, t.side, ")", "}"), atoms}
}

func (w *stepping) binary(x *syntax.Binary) (term, bool) {
	switch x.Op {
	case "+", "-", ".+", ".-":
		left, right := w.put(x.Left, false), w.put(x.Right, false)
		return term{slices.Concat(bound(left, sums), value.Side{sign(" " + x.Op + " ")}, bound(right, products)), sums}, true
	case "*", "·":
		between := times
		if x.Op == "*" && (w.isMatrix(x.Left) || w.isMatrix(x.Right)) {
			between = written(" ", `\, `)
		}
		left, right := w.put(x.Left, false), w.put(x.Right, false)
		return term{slices.Concat(bound(left, products), value.Side{between}, bound(right, powers)), products}, true
	case ".*":
		left, right := w.put(x.Left, false), w.put(x.Right, false)
		return term{slices.Concat(bound(left, products), value.Side{written(" .* ", ` \odot `)}, bound(right, powers)), products}, true
	case "/", "./":
		return quotient(w.put(x.Left, false), w.put(x.Right, false)), true
	case "^", ".^":
		if !w.changes(x.Right) {
			left, right := w.put(x.Left, false), w.put(x.Right, false)
			if len(left.side) == 1 && left.side[0].Node != nil {
				left.side[0].Binds = value.Base
			}
			return term{slices.Concat(bound(left, atoms), raised(right)), powers}, true
		}
	}
	return term{}, false
}

// raised is an exponent. Typeset it stands higher, and needs no brackets for that; as text one with a sign does.
func raised(exponent term) value.Side {
	if n := alone(exponent.side); n != nil && n.Float() < 0 {
		return around("^(", "^{", exponent.side, ")", "}")
	}
	return around("^", "^{", exponent.side, "", "}")
}

// alone is the number that is all of a side, nil where there is more.
func alone(side value.Side) *expr.Node {
	if len(side) != 1 {
		return nil
	}
	return side[0].Node
}

func (w *stepping) isMatrix(x syntax.Expr) bool {
	n, ok := w.valueOf(x)
	return ok && n.Shape().Rank == 2
}

// quotient is above/below.
func quotient(above, below term) term {
	open, under, shut := "", "/", ""
	if above.binds < products {
		open, under = "(", ")/"
	}
	if below.binds < powers {
		under, shut = under+"(", ")"
	}
	return term{slices.Concat(value.Side{written(open, `\frac{`)}, above.side, value.Side{written(under, "}{")}, below.side, value.Side{written(shut, "}")}), quotients}
}

// bound is a term in brackets where it binds more weakly than it must.
func bound(t term, least strength) value.Side {
	if t.binds >= least {
		return t.side
	}
	return around("(", `\left(`, t.side, ")", `\right)`)
}

// around sets a text before and behind a side, in which a number stands alone.
func around(open, openLaTeX string, side value.Side, shut, shutLaTeX string) value.Side {
	if len(side) == 1 {
		alone := side[0]
		alone.Binds = value.Alone
		side = value.Side{alone}
	}
	return slices.Concat(value.Side{written(open, openLaTeX)}, side, value.Side{written(shut, shutLaTeX)})
}

// elementary is a function of one number, entry by entry, of what a step changes: √(…), exp(…).
func (w *stepping) elementary(x *syntax.Call) (term, bool) {
	name, ok := x.Callee.(*syntax.Name)
	if !ok || len(x.Args) != 1 || x.Args[0].Name != nil || len(x.Args[0].Loops) > 0 {
		return term{}, false
	}
	if w.names[name.Text] != nil {
		return term{}, false
	}
	switch name.Text {
	case "sqrt":
		return root(w.put(x.Args[0].Value, false)), true
	case "norm":
		return term{around("‖", `\left\lVert `, w.put(x.Args[0].Value, false).side, "‖", ` \right\rVert`), atoms}, true
	}
	if _, ok := expr.FuncNamed(name.Text); !ok {
		return term{}, false
	}
	return term{around(name.Text+"(", `\operatorname{`+name.Text+`}\left(`, w.put(x.Args[0].Value, false).side, ")", `\right)`), atoms}, true
}

// called is a call of the function, or of a derivative of it, with the point put in.
func (w *stepping) called(x syntax.Expr) (value.Side, bool) {
	call, ok := x.(*syntax.Call)
	if !ok || len(call.Args) != 1 || call.Args[0].Name != nil || len(call.Args[0].Loops) > 0 {
		return nil, false
	}
	v, ok := w.Evaluate(call.Callee, w.names)
	f, isFunction := v.(value.Callable)
	if _, isBuiltin := v.(*value.Builtin); !ok || !isFunction || isBuiltin {
		return nil, false
	}
	point, ok := w.valued(call.Args[0].Value)
	if !ok {
		return nil, false
	}
	side := calledAt(f, point.side[0].Node)
	if name, ok := call.Callee.(*syntax.Name); ok && f != w.Function {
		text, formula := strings.TrimPrefix(side[0].Text, f.Label()), strings.TrimPrefix(side[0].LaTeX, value.LabelLaTeX(f))
		side[0] = written(name.Shown+text, syntax.LaTeXName(name.Text, "")+formula)
	}
	return side, true
}

// note writes the value of a call of the function on a line of its own, once.
func (w *stepping) note(x *syntax.Call) {
	text := syntax.Text(x)
	if w.seen[text] || !w.changes(x) {
		return
	}
	called, isCall := w.called(x)
	v, ok := w.valued(x)
	if isCall && ok {
		w.seen[text] = true
		w.equation(called, number(v.side[0].Node))
	}
}
