package expr

import (
	"cmp"
	"math"
	"slices"
)

// A product has at least two factors, no number among them (that is a coefficient of a sum) and no two powers of one
// base that may be merged. Its factors stand in one canonical order: variables, then sums, then the rest, each in the
// order in which they were made.

// Times is a .* b, entry by entry; a number counts for every entry.
func Times(a, b *Node) *Node {
	p := pairwise(".*", a, b, func(x, y float64) float64 { return x * y }, multiply)
	if p.graph == nil && allConst(a, b) {
		p.rough = a.rough || b.rough
		return WithDust(p, timesDust(a, b))
	}
	return p
}

// DivEach is a ./ b, entry by entry; a number counts for every entry.
func DivEach(a, b *Node) *Node {
	q := pairwise("./", a, b, func(x, y float64) float64 { return x / y }, divide)
	if q.graph == nil && b.graph == nil && b.shape.IsScalar() {
		return viewOf(a, q, scaledDust(a, 1/math.Abs(b.number)))
	}
	return q
}

// Div is a / b: of numbers, of a vector by a vector entry by entry, of an array by a number, or of a number by a vector.
func Div(a, b *Node) *Node {
	if b.shape.IsMatrix() || a.shape.IsMatrix() && !b.shape.IsScalar() {
		misfit("/", a, b)
	}
	return DivEach(a, b)
}

// Product multiplies numbers; no factors make the number 1.
func Product(factors ...*Node) *Node {
	p := Const(1)
	for _, f := range factors {
		p = Times(p, f)
	}
	return p
}

// multiply is the product of two scalars, or of arrays of which one is opaque; one of the two is symbolic.
func multiply(a, b *Node) *Node {
	s := shapeOf([]*Node{a, b})
	if a.is(0) || b.is(0) {
		return zeros(s)
	}
	if a.choices > 0 || b.choices > 0 {
		return multiplyChoices(a, b)
	}
	if sparse, ok := intoSparse(a, b); ok {
		return sparse
	}
	if sparse, ok := intoSparse(b, a); ok {
		return sparse
	}
	return multiplyAll(a, b)
}

// multiplyAll is the product of two factors, neither of which is zero nor sparse.
func multiplyAll(a, b *Node) *Node {
	s := shapeOf([]*Node{a, b})
	ca, a1 := coefficientOf(a)
	cb, b1 := coefficientOf(b)
	return fill(s, scale(ca.times(cb), productOf(s, append(factorsOf(a1), factorsOf(b1)...))))
}

func divide(a, b *Node) *Node {
	switch {
	case b.graph != nil:
		return Times(a, power2(b, -1))
	case !b.shape.IsScalar():
		return Times(a, mapData(b, func(x float64) float64 { return 1 / x }))
	}
	return scale(b.ratio().inverse(), a)
}

// intoSparse multiplies only the entries of a sparse array that are not zero.
func intoSparse(a, b *Node) (*Node, bool) {
	switch {
	case !isSparse(a):
		return nil, false
	case b.shape.IsScalar():
	case a.op == OpScatter:
		b = at(b, a.args[1:])
	case a.op == OpScatterRow:
		b = Row(b, a.args[1])
	default:
		b = take(b, a.args[0].shape, a.ints)
	}
	return rebuild(a, append([]*Node{Times(a.args[0], b)}, a.args[1:]...)), true
}

// coefficientOf takes the number off a factor.
func coefficientOf(a *Node) (ratio, *Node) {
	if a.graph == nil && a.shape.IsScalar() {
		return a.ratio(), one
	}
	return split(a)
}

func factorsOf(a *Node) []*Node {
	switch {
	case a == one:
		return nil
	case a.op == OpProduct:
		return slices.Clone(a.args)
	}
	return []*Node{a}
}

// productOf is the product of factors without coefficients.
func productOf(s Shape, factors []*Node) *Node {
	powers := gather(factors)
	if tangents, ok := hyperbolicTangents(powers); ok {
		powers = gather(tangents)
	}
	c := unit
	var rest []*Node
	for _, p := range powers {
		d, base := coefficientOf(p)
		c = c.times(d)
		rest = append(rest, factorsOf(base)...)
	}
	if len(rest) > len(powers) {
		rest = gather(rest)
	}
	switch len(rest) {
	case 0:
		return fill(s, Const(c.value()))
	case 1:
		return scale(c, rest[0])
	}
	slices.SortStableFunc(rest, byPlace)
	return scale(c, symbolic(&Node{op: OpProduct, shape: shapeOf(rest), args: rest}))
}

// gather merges the powers of one base where that is true for all reals.
func gather(factors []*Node) []*Node {
	var merged []*Node
next:
	for _, f := range factors {
		for k, m := range merged {
			if p, ok := mergePowers(m, f); ok {
				merged[k] = p
				if p.is(1) {
					merged = slices.Delete(merged, k, k+1)
				}
				continue next
			}
		}
		merged = append(merged, f)
	}
	return merged
}

// mergePowers merges two powers of one base. A root that must not be multiplied out, as √x √x which is x only for x ≥ 0,
// is a base of its own.
func mergePowers(a, b *Node) (*Node, bool) {
	if p, ok := mergeSymbolic(a, b); ok {
		return p, true
	}
	x, c := baseOf(a)
	y, d := baseOf(b)
	switch {
	case same(x, y) && addable(x, c, d):
		return power2(x, exponentSum(c, d)), true
	case same(a, b):
		return power2(a, 2), true
	case same(x, b) && whole(c):
		return power2(b, c+1), true
	case same(a, y) && whole(d):
		return power2(a, d+1), true
	}
	return nil, false
}

// mergeSymbolic merges x^a with a symbolic exponent a and x^n for a whole n.
func mergeSymbolic(a, b *Node) (*Node, bool) {
	if a.op != OpPower || a.args[1].graph == nil {
		a, b = b, a
	}
	if a.op != OpPower || a.args[1].graph == nil || a.graph == nil || b.graph == nil {
		return nil, false
	}
	if base, n := baseOf(b); base == a.args[0] && whole(n) {
		return PowEach(base, AddEach(a.args[1], Const(n))), true
	}
	return nil, false
}

// baseOf reads a factor as a power with a constant exponent. An exponential is a power of the exponential of what its
// exponent is a multiple of.
func baseOf(f *Node) (*Node, float64) {
	if f.op == OpPower && f.args[1].graph == nil && f.args[1].shape.IsScalar() {
		return f.args[0], f.args[1].number
	}
	if isApplied(f, Exp) {
		if c, inner := split(f.args[0]); c != unit {
			return Apply(Exp, inner), c.value()
		}
	}
	return f, 1
}

// addable reports whether x^a x^b is x^(a+b) for all x for which the left side is defined, and no more than that but for a
// removable gap.
func addable(x *Node, a, b float64) bool {
	s := exponentSum(a, b)
	return s != math.Trunc(s) || a == math.Trunc(a) && b == math.Trunc(b) || nonNegative(x)
}

func shapeOf(args []*Node) Shape {
	for _, a := range args {
		if !a.shape.IsScalar() {
			return a.shape
		}
	}
	return Scalar
}

// byPlace is the order of factors.
func byPlace(a, b *Node) int {
	a, b = powerBase(a), powerBase(b)
	return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.id, b.id))
}

func powerBase(n *Node) *Node {
	if n.op == OpPower && n.args[1].graph == nil {
		return n.args[0]
	}
	return n
}

func place(n *Node) int {
	switch n.op {
	case OpVariable, OpIndex, OpElement:
		return 0
	case OpSum:
		return 1
	case OpPower:
		return 2
	}
	return 3
}
