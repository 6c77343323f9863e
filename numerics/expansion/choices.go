package expansion

import (
	"math"
	"math/big"

	"saddle/numerics/expr"
)

// chosen is a where the condition holds, else b.
func (e *evaluation) chosen(condition bool, a, b series) series {
	if condition {
		return a
	}
	return b
}

// sideSign is the side on which a zero of one variable is passed.
func (e *evaluation) sideSign() int {
	if len(e.side) == 1 && e.side[0] < 0 {
		return -1
	}
	return 1
}

// sign is the sign of a series just beside the point in the direction of side, or at the point where there is no side.
func (e *evaluation) sign(a series) int {
	if a.low < 0 {
		panic(failure{ErrSingular})
	}
	if a.low == 0 && len(a.forms) > 0 {
		return a.forms[0][0].Sign()
	}
	if len(a.forms) == 0 {
		return 0
	}
	e.edge = true
	if e.side == nil {
		return 0
	}
	return e.along(a.forms[0], a.low).Sign()
}

// along is a form at the side's direction.
func (e *evaluation) along(f form, degree int) *big.Float {
	sum := e.blank()
	for k, exponents := range e.ofDegree(degree) {
		if f[k].Sign() == 0 {
			continue
		}
		term := e.blank().Set(f[k])
		for i, power := range exponents {
			for range power {
				term.Mul(term, big.NewFloat(e.side[i]))
			}
		}
		sum.Add(sum, term)
	}
	return sum
}

// holds reports whether a relation holds for a difference of the given sign.
func holds(r expr.Relation, sign int) bool { return r.Holds(float64(sign), 0) }

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
	if n.Relation() == expr.Near {
		return n.Relation().Holds(e.known(args[0]), e.known(args[1]))
	}
	return holds(n.Relation(), e.sign(e.sub(left, right)))
}

// step is a function that is constant between its jumps.
func (e *evaluation) step(f expr.Func, a series) series {
	x := e.head(a)
	jump := 0.0
	if f != expr.Sign {
		at, _ := x.Float64()
		if jump = math.Round(at); f == expr.Round {
			jump = math.Floor(at) + 0.5
		}
	}
	below, above := f.Value(jump-0.25), f.Value(jump+0.25)
	switch e.sign(e.sub(a, e.float(jump))) {
	case 1:
		return e.float(above)
	case -1:
		return e.float(below)
	}
	return e.float(f.Value(jump))
}
