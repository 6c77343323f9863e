package jet

import (
	"saddle/numerics/expr"
)

// sign is the sign of a series just beside the point in the direction of side, or at the point when there is no side: the
// sign of the first term along it that is not zero. It notes an edge when the value at the point does not decide.
func (e *evaluation) sign(a Jet) int {
	if s := a[0].Sign(); s != 0 || a.constant() {
		return s
	}
	e.edge = true
	if e.side == nil {
		return 0
	}
	for d := 1; d <= e.Order; d++ {
		if s := e.Space.Value(e.Part(a, d), e.side).Sign(); s != 0 {
			return s
		}
	}
	return 0
}

// holds reports whether a relation holds for a difference of the given sign.
var holds = map[expr.Relation]func(sign int) bool{
	expr.Equal:        func(sign int) bool { return sign == 0 },
	expr.Unequal:      func(sign int) bool { return sign != 0 },
	expr.Less:         func(sign int) bool { return sign < 0 },
	expr.LessEqual:    func(sign int) bool { return sign <= 0 },
	expr.Greater:      func(sign int) bool { return sign > 0 },
	expr.GreaterEqual: func(sign int) bool { return sign >= 0 },
	expr.Near:         func(sign int) bool { return sign == 0 },
}

func (e *evaluation) decide(n *expr.Node) bool {
	args := n.Args()
	switch n.Op() {
	case expr.OpAnd:
		return e.value(args[0]).truth && e.value(args[1]).truth
	case expr.OpOr:
		return e.value(args[0]).truth || e.value(args[1]).truth
	case expr.OpNot:
		return !e.value(args[0]).truth
	}
	left, right := e.number(args[0]), e.number(args[1])
	if n.Relation() == expr.Near && n.Relation().Holds(left[0].Mid, right[0].Mid) {
		return true
	}
	return holds[n.Relation()](e.sign(e.Sub(left, right)))
}

// choose evaluates only the branch taken: the other may be undefined.
func (e *evaluation) choose(n *expr.Node) value {
	args := n.Args()
	branch := args[2]
	if e.value(args[0]).truth {
		branch = args[1]
	}
	v := e.value(branch)
	size := n.Shape().Size()
	if len(v.entries) == size {
		return v
	}
	entries := make([]Jet, size)
	for k := range entries {
		entries[k] = v.entries[0]
	}
	return value{entries: entries}
}

// larger is the maximum of two series, smaller the minimum.
func (e *evaluation) larger(a, b Jet) Jet {
	if e.sign(e.Sub(a, b)) < 0 {
		return b
	}
	return a
}

func (e *evaluation) smaller(a, b Jet) Jet {
	if e.sign(e.Sub(a, b)) > 0 {
		return b
	}
	return a
}

// modulo is a - b ⌊a/b⌋.
func (e *evaluation) modulo(a, b Jet) Jet {
	return e.Sub(a, e.Mul(b, e.step(expr.Floor, e.Div(a, b))))
}

// step is a function that is constant between its jumps: sign, floor, ceil, round.
func (e *evaluation) step(f expr.Func, a Jet) Jet {
	below, above, atJump := e.aroundJump(f, a)
	if atJump == nil {
		return e.Const(Exact(f.Value(a[0].Mid)))
	}
	switch e.sign(e.Sub(a, e.Const(Exact(*atJump)))) {
	case 1:
		return e.Const(Exact(above))
	case -1:
		return e.Const(Exact(below))
	}
	return e.Const(Exact(f.Value(*atJump)))
}

// aroundJump finds the jump of a step function that the constant term of a may lie on, with the values beside it.
func (e *evaluation) aroundJump(f expr.Func, a Jet) (below, above float64, jump *float64) {
	nearest := 0.0
	switch f {
	case expr.Floor, expr.Ceil:
		nearest = expr.Round.Value(a[0].Mid)
	case expr.Round:
		nearest = expr.Floor.Value(a[0].Mid) + 0.5
	}
	if !sub(a[0], Exact(nearest)).Zero() {
		return 0, 0, nil
	}
	if f == expr.Sign {
		return -1, 1, &nearest
	}
	return f.Value(nearest - 0.25), f.Value(nearest + 0.25), &nearest
}
