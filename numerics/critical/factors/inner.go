package factors

import (
	"math"
	"math/rand/v2"

	"saddle/numerics/expr"
)

// Inner is the innermost expression, no variable and not y itself, that every way from y to its variables leads through.
// Ways are counted with random weights: all of them lead through a node where the sums to it and from it multiply to the whole.
func Inner(y *expr.Node) *expr.Node {
	random := rand.New(rand.NewPCG(1, 2))
	order := expr.Below(y)
	const largest = 5000
	if len(order) > largest {
		return nil
	}
	down, up := map[*expr.Node]uint64{}, map[*expr.Node]uint64{y: 1}
	for _, n := range order {
		if len(n.Args()) == 0 {
			down[n] = random.Uint64() | 1
		}
		for _, a := range n.Args() {
			down[n] += down[a]
		}
	}
	for k := len(order) - 1; k >= 0; k-- {
		for _, a := range order[k].Args() {
			up[a] += up[order[k]]
		}
	}
	for _, n := range order {
		if n != y && len(n.Args()) > 0 && n.Shape().IsScalar() && n.Free() == 0 && !n.IsTruth() && up[n]*down[n] == down[y] {
			return n
		}
	}
	return nil
}

// Monotone is 1 where an expression of t rises with t wherever it is defined, -1 where it falls, 0 where
// neither is known; where it has no series there, as √t at 0, its operations may tell.
func Monotone(y, t *expr.Node) int {
	if y == t {
		return 1
	}
	args := y.Args()
	switch y.Op() {
	case expr.OpApply:
		switch y.Func() {
		case expr.Exp, expr.Log, expr.Log10, expr.Asin, expr.Atan, expr.Sinh, expr.Tanh, expr.Log1p, expr.Expm1:
			return Monotone(args[0], t)
		case expr.Acos:
			return -Monotone(args[0], t)
		}
	case expr.OpPower:
		return monotonePower(args[0], args[1], t)
	case expr.OpSum:
		return monotoneSum(y, t)
	}
	return 0
}

// monotoneSum is Monotone of a sum: of its terms that are not constant all must go the same way.
func monotoneSum(y, t *expr.Node) (total int) {
	for k, term := range y.Args() {
		if term.IsConst() {
			continue
		}
		p, _ := y.Coefficient(k)
		sign := Monotone(term, t)
		if p < 0 {
			sign = -sign
		}
		if sign == 0 || total != 0 && sign != total {
			return 0
		}
		total = sign
	}
	return total
}

// monotonePower knows powers with a constant exponent that is no even number, of a base that rises or falls.
func monotonePower(base, exponent, t *expr.Node) int {
	if !exponent.IsConst() {
		return 0
	}
	switch p := exponent.Float(); {
	case p != math.Trunc(p) && p > 0, math.Mod(p, 2) == 1:
		return Monotone(base, t)
	case p != math.Trunc(p) && p < 0:
		return -Monotone(base, t)
	}
	return 0
}
