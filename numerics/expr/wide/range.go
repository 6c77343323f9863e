package wide

import (
	"math"

	"saddle/numerics/expr"
)

// MayLeaveRange reports whether something may have been too large or too small for a float64 on the way from a point to the
// value of n: the value says so, or the point is as far from 1 as that its powers could be. A 0 says so where an exponential
// or a power with a symbolic exponent may have come before it.
func MayLeaveRange(n *expr.Node, point, value []float64) bool {
	for _, x := range point {
		if size := math.Abs(x); size != 0 && !(size > 0x1p-100 && size < 0x1p100) {
			return true
		}
	}
	zero := false
	for _, x := range value {
		size := math.Abs(x)
		zero = zero || size == 0
		if size != 0 && !(size > 0x1p-1000 && size < 0x1p1000) {
			return true
		}
	}
	return zero && isSteep(n, map[*expr.Node]bool{})
}

// isSteep reports whether a formula has parts that leave the range of float64s at points near 1.
func isSteep(n *expr.Node, seen map[*expr.Node]bool) bool {
	if n.IsConst() || seen[n] {
		return false
	}
	seen[n] = true
	switch {
	case n.Op() == expr.OpApply && (n.Func() == expr.Exp || n.Func() == expr.Sinh || n.Func() == expr.Cosh || n.Func() == expr.Expm1):
		return true
	case n.Op() == expr.OpPower && (!n.Args()[1].IsConst() || math.Abs(n.Args()[1].Data()[0]) > 16):
		return true
	}
	for _, a := range n.Args() {
		if isSteep(a, seen) {
			return true
		}
	}
	return false
}
