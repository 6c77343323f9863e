package expr

import (
	"math"

	"saddle/numerics/expr/elementary"
	"saddle/numerics/expr/power"
)

// Pow is a ^ b: of two numbers; of a vector entry by entry; of a square matrix with a whole number, the matrix power,
// where -1 is the inverse.
func Pow(a, b *Node) *Node {
	switch {
	case a.shape.IsMatrix():
		return matrixPower(a, b)
	case b.shape.IsMatrix():
		misfit("^", a, b)
	}
	return PowEach(a, b)
}

// PowEach is a .^ b, entry by entry; a number counts for every entry.
func PowEach(a, b *Node) *Node {
	if bothKnown(a, b) {
		return powerKnown(a, b)
	}
	return pairwise(".^", a, b, Power, raise)
}

// Sqrt is the square root, entry by entry.
func Sqrt(a *Node) *Node { return PowEach(a, Const(0.5)) }

// raise is the power of two scalars, or of arrays of which one is opaque; one of the two is symbolic.
func raise(a, b *Node) *Node {
	switch {
	case b.graph == nil && b.shape.IsScalar():
		return power2(a, b.number)
	case a.is(math.E):
		return Apply(Exp, b)
	case a.is(1):
		return a
	}
	return symbolic(&Node{op: OpPower, shape: shapeOf([]*Node{a, b}), args: []*Node{a, b}})
}

// power2 is a to a constant power.
func power2(a *Node, e float64) *Node {
	switch {
	case a.graph == nil:
		return mapData(a, func(x float64) float64 { return Power(x, e) })
	case e == 0:
		return fill(a.shape, Const(1))
	case e == 1:
		return a
	case a.op == OpStack && a.IsExplicit():
		return entriesAt(a.shape, func(k int) *Node { return power2(a.args[k], e) })
	case isApplied(a, Exp):
		return Apply(Exp, scale(ratioOf(e), a.args[0]))
	case isApplied(a, Abs) && whole(e/2):
		return power2(a.args[0], e)
	}
	if r, ok := powerOfPower(a, e); ok {
		return r
	}
	if whole(e) {
		if r, ok := powerOfProduct(a, e); ok {
			return r
		}
	}
	return symbolic(&Node{op: OpPower, shape: a.shape, args: []*Node{a, Const(e)}})
}

// powerOfPower merges (x^a)^e where that is true for all x for which the left side is defined.
func powerOfPower(a *Node, e float64) (*Node, bool) {
	if a.op != OpPower || a.args[1].graph != nil || !a.args[1].shape.IsScalar() {
		return nil, false
	}
	x, d := a.args[0], a.args[1].number
	p := exponentNear(d*e, math.Abs(d*e))
	fractional := p != math.Trunc(p) && (whole(e) || math.Mod(d, 2) != 0)
	if whole(d) && whole(e) || nonNegative(x) || fractional {
		return power2(x, p), true
	}
	return nil, false
}

// powerOfProduct takes a whole power of a multiple or a product factor by factor: (2x)² is 4x², (-x)³ is -x³.
func powerOfProduct(a *Node, e float64) (*Node, bool) {
	if c, x := split(a); c != unit {
		d := c.power(e)
		return scale(d, power2(x, e)), !d.isZero() && !math.IsInf(d.p, 0)
	}
	if a.op != OpProduct {
		return nil, false
	}
	p := power2(a.args[0], e)
	for _, x := range a.args[1:] {
		p = Times(p, power2(x, e))
	}
	return p, true
}

// Power is x^y to little more than half a unit in the last place; a power of e is the exponential.
func Power(x, y float64) float64 {
	switch y {
	case 2:
		return x * x
	case 1:
		return x
	case 0.5:
		return math.Sqrt(x)
	}
	if x == math.E {
		return elementary.Exp(y)
	}
	return power.Of(x, y)
}

// ManyFactors bounds the exponents of powers that can be read as products.
const ManyFactors = 64
