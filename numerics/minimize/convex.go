package minimize

import (
	"math"

	"saddle/numerics/expr"
)

// bend tells which way a formula is known to bend, by how it is composed (Grant, Boyd and Ye 2006, Disciplined Convex
// Programming); both for what is linear.
type bend struct{ convex, concave bool }

func (b bend) linear() bool { return b.convex && b.concave }

func (b bend) and(c bend) bend { return bend{b.convex && c.convex, b.concave && c.concave} }

func (b bend) times(factor float64) bend {
	if factor < 0 {
		return bend{b.concave, b.convex}
	}
	return b
}

// isConvex reports whether f is known to be convex.
func isConvex(f *expr.Function) bool {
	return (&bending{known: map[*expr.Node]bend{}}).of(f.Value).convex
}

// bending remembers how the parts of a formula bend.
type bending struct{ known map[*expr.Node]bend }

func (k *bending) of(n *expr.Node) bend {
	if n.IsConst() {
		return bend{true, true}
	}
	if b, ok := k.known[n]; ok {
		return b
	}
	b := k.look(n)
	k.known[n] = b
	return b
}

func (k *bending) look(n *expr.Node) bend {
	args := n.Args()
	switch n.Op() {
	case expr.OpVariable:
		return bend{true, true}
	case expr.OpSum:
		return k.sum(n)
	case expr.OpProduct:
		return k.product(args)
	case expr.OpPower:
		return k.power(n, args)
	case expr.OpMax:
		return bend{convex: k.of(args[0]).convex && k.of(args[1]).convex}
	case expr.OpMin:
		return bend{concave: k.of(args[0]).concave && k.of(args[1]).concave}
	case expr.OpApply:
		return k.applied(n.Func(), args[0])
	}
	return k.arranged(n)
}

// arranged is the bend of entries that are put together, added, or taken at known places.
func (k *bending) arranged(n *expr.Node) bend {
	args := n.Args()
	switch n.Op() {
	case expr.OpStack, expr.OpTotal, expr.OpFill, expr.OpGather:
		all := bend{true, true}
		for _, a := range args {
			all = all.and(k.of(a))
		}
		return all
	case expr.OpElement, expr.OpRow:
		for _, place := range args[1:] {
			if !place.IsConst() {
				return bend{}
			}
		}
		return k.of(args[0])
	}
	return bend{}
}

// sum bends as all of its terms, the products of two linear ones as the quadratic form that they make together.
func (k *bending) sum(n *expr.Node) bend {
	all := bend{true, true}
	var form quadraticForm
	for i, a := range n.Args() {
		p, q := n.Coefficient(i)
		u, v, ok := k.linearFactors(a)
		if !ok || !form.add(u, v, p/q) {
			all = all.and(k.of(a).times(p))
		}
	}
	return all.and(form.bend())
}

// linearFactors are the two linear factors of a product, or of a square.
func (k *bending) linearFactors(n *expr.Node) (u, v *expr.Node, ok bool) {
	args := n.Args()
	switch {
	case !n.Shape().IsScalar():
		return nil, nil, false
	case n.Op() == expr.OpProduct && len(args) == 2:
		u, v = args[0], args[1]
	case n.Op() == expr.OpPower && args[1].IsConst() && args[1].Float() == 2:
		u, v = args[0], args[0]
	default:
		return nil, nil, false
	}
	return u, v, !u.IsConst() && !v.IsConst() && u.Shape().IsScalar() && v.Shape().IsScalar() && k.of(u).linear() && k.of(v).linear()
}

// product bends as its only factor that is not a known number.
func (k *bending) product(args []*expr.Node) bend {
	factor, b, found := 1.0, bend{}, false
	for _, a := range args {
		switch {
		case a.IsConst() && a.Shape().IsScalar():
			factor *= a.Float()
		case found || a.IsConst():
			return bend{}
		default:
			b, found = k.of(a), true
		}
	}
	return b.times(factor)
}

func (k *bending) power(n *expr.Node, args []*expr.Node) bend {
	if !args[1].IsConst() || !args[1].Shape().IsScalar() {
		return bend{}
	}
	base, e := k.of(args[0]), args[1].Float()
	even := e == 2*math.Trunc(e/2)
	switch {
	case e > 0 && even && base.linear(), e >= 1 && base.convex && args[0].NonNegative():
		return bend{convex: true}
	case e == 0.5 && k.squares(args[0]):
		return bend{convex: true}
	case e > 0 && e < 1 && base.concave && !negativeAllowed(e):
		return bend{concave: true}
	case n.NonNegative() && e < 0 && even && base.concave && args[0].NonNegative():
		return bend{convex: true}
	}
	return bend{}
}

// negativeAllowed reports whether a power may be read of negative numbers, as x^(2/3) is: its cusp is not concave.
func negativeAllowed(e float64) bool { return e != 0.5 }

// squares reports whether a node is a sum of squares of what is linear, the root of which is a norm.
func (k *bending) squares(n *expr.Node) bool {
	switch n.Op() {
	case expr.OpSum:
		for i, a := range n.Args() {
			if factor, _ := n.Coefficient(i); factor < 0 || !(a.IsConst() || k.squares(a)) {
				return false
			}
		}
		return true
	case expr.OpTotal:
		return k.squares(n.Args()[0])
	case expr.OpPower:
		return n.Args()[1].IsConst() && n.Args()[1].Shape().IsScalar() && n.Args()[1].Float() == 2 && k.of(n.Args()[0]).linear()
	}
	return false
}

func (k *bending) applied(fn expr.Func, a *expr.Node) bend {
	b := k.of(a)
	switch fn {
	case expr.Abs:
		return bend{convex: b.linear() || b.convex && a.NonNegative()}
	case expr.Exp:
		return bend{convex: b.convex}
	case expr.Log:
		return bend{concave: b.concave}
	}
	return bend{}
}
