package jet

import (
	"math"

	"saddle/numerics/expr"
)

// Where the base of a power with a broken exponent vanishes, as in ‖v‖³ = (v·v)^1.5, the power has no series; but what it is
// small to the order of is known.

// atRoot reports whether a is zero within rounding, as the base of a power of a positive exponent that is not whole.
func (e *evaluation) atRoot(base *expr.Node, a Jet, p float64) bool {
	return p > 0 && p != math.Trunc(p) && a[0].Finite() && a[0].Zero() && (a[0].Mid >= 0 || base.NonNegative())
}

// root is a^p for a base that is zero at the point. Where a starts with terms of degree m the power is as small as |x|^(p m):
// its coefficients below that degree are zero, within what the rounding of a can make of them, and the others are unknown.
func (e *evaluation) root(base *expr.Node, a Jet, p float64) Jet {
	rounding := math.Abs(a[0].Mid) + a[0].Rad
	if a.constant() && e.fixed(base) {
		return e.Const(Ball{0, math.Pow(rounding, p)})
	}
	slop := e.rootSlop(a, rounding, p)
	result := make(Jet, len(a))
	for i := range result {
		if float64(e.Degree(i)) >= p*float64(e.start(a)) {
			result[i] = unknown
		} else {
			result[i] = Ball{0, slop[i].Mid + slop[i].Rad}
		}
	}
	return result
}

// start is the degree of the first term, after the constant, that is not zero within rounding; above the order where there
// is none.
func (e *evaluation) start(a Jet) int {
	for i := 1; i < len(a); i++ {
		if !a[i].Zero() {
			return e.Degree(i)
		}
	}
	return e.Order + 1
}

// rootSlop is about how large the coefficients of a^p can be for a base no larger than its rounding.
func (e *evaluation) rootSlop(a Jet, rounding, p float64) Jet {
	if rounding == 0 {
		return make(Jet, len(a))
	}
	sizes, h := make(Jet, len(a)), make([]Ball, e.Order+1)
	for i, c := range a {
		sizes[i] = Exact(math.Abs(c.Mid) + c.Rad)
	}
	for k := range h {
		h[k] = Exact(math.Abs(binomialBall(p, k).Mid) * math.Pow(rounding, p-float64(k)))
	}
	return e.Compose(sizes, h)
}

// fixed reports whether a node depends on none of the variables.
func (e *evaluation) fixed(n *expr.Node) bool {
	seen := map[*expr.Node]bool{}
	var free func(n *expr.Node) bool
	free = func(n *expr.Node) bool {
		if n.IsConst() || seen[n] {
			return true
		}
		seen[n] = true
		for _, a := range n.Args() {
			if !free(a) {
				return false
			}
		}
		return n.Op() != expr.OpVariable
	}
	return free(n)
}
